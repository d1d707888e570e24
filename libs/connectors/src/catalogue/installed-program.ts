import { createRequire } from 'node:module';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { AppError } from '@groundswell/kernel';

/** Where a program of an installed package is, and the folder of packages that it needs to run. */
export interface InstalledProgram {
  readonly path: string;
  readonly packagesFolder: string;
}

function missing(packageName: string): AppError {
  return new AppError(
    'unavailable',
    'CATALOGUE_PROGRAM_MISSING',
    `The package ${packageName} is not installed on this server. Ask your operator to install it.`,
  );
}

/**
 * Finds a program of an npm package by its manifest, from this file's folder upwards, as Node itself would. Neither the
 * working folder nor PATH decides what is started, and a package need not export its program.
 * @throws AppError CATALOGUE_PROGRAM_MISSING
 */
export function installedProgram(packageName: string, bin: string): InstalledProgram {
  const folders = createRequire(import.meta.url).resolve.paths(packageName) ?? [];
  const packagesFolder = folders.find((folder) => existsSync(join(folder, packageName, 'package.json')));
  if (packagesFolder === undefined) throw missing(packageName);
  const root = realpathSync(join(packagesFolder, packageName));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>;
  };
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[bin];
  if (file === undefined) throw missing(packageName);
  const path = join(root, file);
  const inside = relative(root, path);
  if (inside.startsWith('..') || isAbsolute(inside) || !existsSync(path)) throw missing(packageName);
  return { path, packagesFolder };
}

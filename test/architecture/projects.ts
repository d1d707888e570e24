import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A project of the workspace as its own files describe it. */
export interface Project {
  readonly folder: string;
  /** The word behind `@groundswell/`. */
  readonly name: string;
  readonly tags: readonly string[];
  /** Words behind `@groundswell/` of what package.json depends on. */
  readonly dependencies: readonly string[];
  /** Folders that tsconfig.lib.json refers to. */
  readonly references: readonly string[];
}

/** One source file and the modules that it names. */
export interface SourceFile {
  readonly path: string;
  readonly isSpec: boolean;
  readonly text: string;
  readonly imports: readonly string[];
}

const SKIPPED = new Set(['node_modules', 'dist', 'out-tsc', 'generated', '.nx']);
const OURS = '@groundswell/';

/** Every project of the workspace, found as npm finds them. */
export function findProjects(): readonly Project[] {
  const folders = ['libs', 'apps']
    .flatMap((parent) => readdirSync(join(checkout, parent)).map((name) => `${parent}/${name}`))
    .concat('prisma-free-migrations');
  return folders.filter((folder) => existsSync(join(checkout, folder, 'package.json'))).map(readProject);
}

function readProject(folder: string): Project {
  const manifest = readRecord(`${folder}/package.json`);
  const dependencies = [manifest['dependencies'], manifest['devDependencies']].flatMap((list) =>
    Object.keys(record(list)),
  );
  const libConfig = `${folder}/tsconfig.lib.json`;
  const references = existsSync(join(checkout, libConfig)) ? list(readRecord(libConfig)['references']) : [];
  return {
    folder,
    name: String(manifest['name']).replace(OURS, ''),
    tags: list(record(manifest['nx'])['tags']).map(String),
    dependencies: dependencies.filter((name) => name.startsWith(OURS)).map((name) => name.replace(OURS, '')),
    references: references.map((reference) =>
      String(record(reference)['path']).replace(/^(\.\.\/)+|\/tsconfig.*$/g, ''),
    ),
  };
}

/** Every file below a folder, without what is built or written by programs. */
export function findFiles(folder: string): readonly string[] {
  return readdirSync(join(checkout, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? findFiles(path) : [path];
  });
}

/** The TypeScript sources of a project with the modules that they import, export from or load. */
export function readSources(project: Project): readonly SourceFile[] {
  return findFiles(`${project.folder}/src`)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(checkout, path), 'utf8');
      const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
      return {
        path,
        isSpec: /\.(spec|int-spec|fixture)\.tsx?$/.test(path),
        text,
        imports: [...found].map((match) => match[1] ?? ''),
      };
    });
}

/** The object in a JSON file of the checkout. */
export function readRecord(path: string): Readonly<Record<string, unknown>> {
  return record(JSON.parse(readFileSync(join(checkout, path), 'utf8')));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

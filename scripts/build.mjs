import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mustWrite, writeStamp } from './install.mjs';
import { during, giveUp } from './progress.mjs';
import { checkout, runTool } from './run.mjs';

/** What is built, from which folders, and by which file one sees that it is there. */
const targets = [
  {
    name: 'server',
    words: 'Building the server',
    sources: ['libs', 'apps', 'prisma-free-migrations'],
    // The pages are bundled from their sources; tsc only checks them, in `npm run check`.
    skip: /^apps\/web(\/|$)/,
    isSource: /(^|\/)(package\.json|tsconfig.*\.json|src\/.*\.(ts|tsx|json))$/,
    isTest: /\.(spec|int-spec|fixture)\.tsx?$/,
    proof: ['apps/cli/dist/main.js'],
    build: () => runTool('typescript/bin/tsc', ['-b', ...projects().map((project) => `${project}/tsconfig.lib.json`)]),
  },
  {
    name: 'web',
    words: 'Building the pages',
    sources: ['apps/web', 'libs/ui', 'libs/contracts', 'libs/kernel'],
    skip: /(^|\/)dist$/,
    isSource: /./,
    isTest: /\.(spec|int-spec|fixture)\.tsx?$/,
    proof: ['apps/web/dist/index.html'],
    isThere: () => existsSync(join(checkout, 'apps/web/index.html')),
    build: () => runTool('vite/bin/vite.js', ['build', 'apps/web', '--logLevel', 'warn']),
  },
];

/** Builds what is not built or older than its sources; looks at names, sizes and times only, so that a warm start pays little. */
export async function build() {
  const stale = targets.filter((target) => target.isThere?.() !== false).filter((target) => !isFresh(target));
  if (stale.length === 0) return;
  mustWrite('build what is not built');
  // Side by side: the pages are bundled from sources, so neither waits for the other.
  const codes = await Promise.all(
    stale.map(async (target) => {
      const digest = digestOf(target);
      const { code } = await during(target.words, target.build);
      if (code === 0) writeStamp(stampOf(target), digest);
      return code;
    }),
  );
  const failed = stale.filter((_, index) => codes[index] !== 0);
  if (failed.length > 0) giveUp(`${failed.map(({ words }) => words).join(' and ')} failed, see above.`);
}

function isFresh(target) {
  const stamp = stampOf(target);
  const isBuilt = target.proof.every((file) => existsSync(join(checkout, file)));
  return isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(target);
}

function stampOf({ name }) {
  return join(checkout, 'node_modules', '.groundswell', `built-${name}`);
}

/** The folders that tsc builds, found by their tsconfig.lib.json. */
export function projects() {
  const parents = ['libs', 'apps'].flatMap((parent) =>
    readdirSync(join(checkout, parent)).map((name) => `${parent}/${name}`),
  );
  return [...parents, 'prisma-free-migrations'].filter(
    (project) => project !== 'apps/web' && existsSync(join(checkout, project, 'tsconfig.lib.json')),
  );
}

function digestOf(target) {
  const digest = createHash('sha256');
  const note = (file) => {
    const { size, mtimeMs } = statSync(join(checkout, file));
    digest.update(`${file} ${size} ${mtimeMs}\n`);
  };
  for (const file of ['package-lock.json', 'tsconfig.base.json']) note(file);
  const walk = (folder) => {
    for (const entry of readdirSync(join(checkout, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.name === 'dist' || entry.name === 'out-tsc' || entry.name === 'node_modules' || target.skip.test(path))
        continue;
      if (entry.isDirectory()) walk(path);
      else if (target.isSource.test(path) && !target.isTest.test(path)) note(path);
    }
  };
  for (const folder of target.sources) walk(folder);
  return digest.digest('hex');
}

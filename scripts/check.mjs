/**
 * `npm run check [-- NAME …]`: format, types (specs included), lint with the arrows between projects, or those that are named. Ends
 * with 1 when one of them fails.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, install } from './install.mjs';
import { giveUp, say, seconds } from './progress.mjs';
import { checkout, runTool } from './run.mjs';

const CHECKS = [
  {
    name: 'format',
    run: () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'], CAPTURED),
  },
  { name: 'types', run: () => runTool('typescript/bin/tsc', ['-b', '--pretty', 'false'], CAPTURED) },
];
// Lint reads the types that the compile has written.
const AFTERWARDS = [
  { name: 'lint', run: () => runTool('eslint/bin/eslint.js', ['.', '--max-warnings', '0', ...cache()], CAPTURED) },
];
const CAPTURED = { capture: true };

checkNode();
const asked = process.argv.slice(2);
const names = [...CHECKS, ...AFTERWARDS].map(({ name }) => name);
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) giveUp(`There is no check ${unknown}. There are: ${names.join(', ')}.`);
await install();
const results = [...(await among(CHECKS)), ...(await among(AFTERWARDS))];
const failed = results.filter((result) => !result.passed);
say(
  failed.length === 0 ? `All checks passed in ${seconds()}.` : `Failed: ${failed.map(({ name }) => name).join(', ')}.`,
);
process.exit(failed.length === 0 ? 0 : 1);

function among(checks) {
  return Promise.all(checks.filter(({ name }) => asked.length === 0 || asked.includes(name)).map(check));
}

async function check({ name, run }) {
  const from = Date.now();
  const { code, output } = await run();
  const passed = code === 0;
  say(`${passed ? 'ok   ' : 'FAULT'}  ${name} (${seconds(from)})`);
  if (!passed || output.trim() !== '') say(output.trim());
  return { name, passed };
}

/** Typed rules look across files, so a cache may miss a fault: for a developer's repeated runs only. */
function cache() {
  const folder = join(checkout, 'node_modules');
  return process.env.CI || !existsSync(folder) ? [] : ['--cache', '--cache-location', join(folder, '.cache/eslint/')];
}

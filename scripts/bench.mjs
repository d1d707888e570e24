/**
 * `npm run bench -- [--only NAME] [--json FILE] [--short]`: measures the product beside its floor and prints one line and one
 * JSON object for each figure, with its goal and whether it is met. Ends with 0 whatever it finds; `--short` takes fewer rounds.
 */
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { checkNode, install } from './install.mjs';
import { giveUp } from './progress.mjs';
import { checkout, run, runTool } from './run.mjs';

checkNode();
await install();
await build();
const { code } = await runTool('typescript/bin/tsc', ['-b', 'test/bench']);
if (code !== 0) giveUp('The benches do not build, see above.');
const args = process.argv.slice(2).map((word, index, all) => (all[index - 1] === '--json' ? resolve(word) : word));
const main = join(checkout, 'test/bench/dist/bench/main.js');
await run(process.execPath, ['--enable-source-maps', main, ...args], { stdout: 'inherit' });

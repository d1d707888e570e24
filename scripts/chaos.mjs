/**
 * `npm run chaos -- --seeds N [--first-seed N] [--at POINT]`: kills worker processes with SIGKILL at every named point of the
 * engine, N times each, and prints one line for each point: runs, lost, doubled, ended, waiting, longest seconds to rest. Ends
 * with 1 on a run that was lost, a write that was done twice, or books that do not add up.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { checkNode, install } from './install.mjs';
import { giveUp, say, seconds } from './progress.mjs';
import { runTool } from './run.mjs';

const COLUMNS = ['kills', 'runs', 'lost', 'doubled', 'ended', 'waiting'];

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5' },
    'first-seed': { type: 'string', default: '0' },
    at: { type: 'string' },
  },
});
if (!/^[1-9]\d{0,4}$/.test(values.seeds)) giveUp('--seeds must be a whole number from 1 to 99999.');
if (!/^\d{1,6}$/.test(values['first-seed'])) giveUp('--first-seed must be a whole number.');

checkNode();
await install();
await build();
const folder = mkdtempSync(join(tmpdir(), 'groundswell-chaos-'));
const report = join(folder, 'report.jsonl');
const results = join(folder, 'results.json');
let shown = 0;
let faults = 0;
process.stdout.write(`${line('point', Object.fromEntries(COLUMNS.map((name) => [name, name])), 'longest s')}\n`);
const timer = setInterval(show, 1_000);
const { code } = await runTool(
  'jest/bin/jest.js',
  ['-c', 'jest.config.mjs', '--json', '--outputFile', results, '--runTestsByPath', 'test/attack/01-kill-9.int-spec.ts'],
  {
    env: {
      GROUNDSWELL_CHAOS_SEEDS: values.seeds,
      GROUNDSWELL_CHAOS_FIRST_SEED: values['first-seed'],
      GROUNDSWELL_CHAOS_REPORT: report,
      ...(values.at === undefined ? {} : { GROUNDSWELL_CHAOS_POINT: values.at }),
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`,
    },
    stdout: 'ignore',
  },
);
clearInterval(timer);
show();
if (shown === 0) say('Nothing was killed: there is no such point, or the installation did not start.');
rmSync(folder, { recursive: true, force: true });
say(`The chaos took ${seconds()}.`);
process.exit(code === 0 && faults === 0 && shown > 0 ? 0 : 1);

/** Prints what came to an end since the last look. */
function show() {
  if (!existsSync(report)) return;
  // The last line may still be written.
  const told = readFileSync(report, 'utf8').split('\n').slice(0, -1).map(JSON.parse);
  for (const tally of told.slice(shown)) {
    process.stdout.write(`${line(tally.point, tally, tally.longestSeconds.toFixed(1))}\n`);
    for (const fault of tally.faults) process.stdout.write(`    ${fault}\n`);
    if (tally.lost > 0 || tally.doubled > 0 || tally.faults.length > 0) faults += 1;
  }
  shown = told.length;
}

function line(point, cells, last) {
  return `${point.padEnd(20)}${COLUMNS.map((name) => String(cells[name]).padStart(9)).join('')}${last.padStart(11)}`;
}

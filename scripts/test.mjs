/**
 * `npm test`: everything that can be tested, on a bare machine. Installs and builds what is missing, gets a browser, runs the
 * specs of all projects, then the walks in a real browser. The last line counts: `N passed, N failed`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { checkNode, install } from './install.mjs';
import { say, seconds } from './progress.mjs';
import { checkout, runTool } from './run.mjs';

const folder = join(checkout, 'test-results');
const walksConfig = 'test/web/playwright.config.ts';

checkNode();
await install();
await build();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const parts = [await runSpecs()];
if (existsSync(join(checkout, walksConfig))) parts.push(await runWalks(await findBrowser()));

const total = (key) => parts.reduce((sum, part) => sum + part[key], 0);
const isGood = parts.every((part) => part.ended === 0) && total('failed') === 0 && total('passed') > 0;
for (const part of parts) say(`${part.name}: ${part.passed} passed, ${part.failed} failed (${part.took})`);
say(`Tests took ${seconds()}.`);
process.stdout.write(
  `${total('passed')} passed, ${total('failed')} failed${total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''}\n`,
);
process.exit(isGood ? 0 : 1);

async function runSpecs() {
  const from = Date.now();
  const report = join(folder, 'specs.json');
  const { code } = await runTool(
    'jest/bin/jest.js',
    ['-c', 'jest.config.mjs', '--json', '--outputFile', report, ...process.argv.slice(2)],
    {
      env: {
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`,
      },
      stdout: 'ignore',
    },
  );
  const found = read(report);
  return {
    name: 'Specs',
    ended: code,
    passed: found?.numPassedTests ?? 0,
    // A file that does not even load counts as a failure, though none of its tests ran.
    failed: (found?.numFailedTests ?? 0) + (found?.numRuntimeErrorTestSuites ?? (code === 0 ? 0 : 1)),
    skipped: found?.numPendingTests ?? 0,
    took: seconds(from),
  };
}

async function runWalks(browser) {
  const from = Date.now();
  const report = join(folder, 'walks.json');
  const { code } = await runTool('@playwright/test/cli.js', ['test', '-c', walksConfig, '--reporter', 'list,json'], {
    env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  const stats = read(report)?.stats;
  return {
    name: 'Walks in the browser',
    ended: code,
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? (code === 0 ? 0 : 1),
    skipped: stats?.skipped ?? 0,
    took: seconds(from),
  };
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/**
 * Brings a fresh clone to life: `node scripts/start.mjs <command>` checks Node, installs, builds, and goes on as the
 * command line of apps/cli in the same process, so that signals and the exit code are the application's own.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { checkNode, install } from './install.mjs';
import { checkout } from './run.mjs';

// npm's shell does not pass a SIGTERM on: when it is gone, so is the wish that we run.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

checkNode();
await install();
await build();
const main = join(checkout, 'apps/cli/dist/main.js');
process.argv = [process.execPath, main, ...process.argv.slice(2)];
await import(pathToFileURL(main).href);

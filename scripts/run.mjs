import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './progress.mjs';

/** The folder of the checkout. */
export const checkout = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a program in the checkout and waits for it.
 * @returns its exit code, and its output where `capture` asks for it; otherwise the output is passed through to standard error.
 */
export async function run(command, args, { capture = false, env = {}, stdout = 2 } = {}) {
  const child = spawn(command, args, {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: ['ignore', capture ? 'pipe' : stdout, capture ? 'pipe' : 2],
  });
  let output = '';
  if (capture) {
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      // Without a word of its own: out of memory, or somebody ended it.
      if (signal !== null) say(`${[command, ...args].join(' ')} was ended by ${signal}.`);
      resolve(signal === null ? exitCode : 128);
    });
  });
  return { code, output };
}

/** Runs a JavaScript program that a package brings, with this very Node. */
export function runTool(path, args, options) {
  return run(process.execPath, [join(checkout, 'node_modules', path), ...args], options);
}

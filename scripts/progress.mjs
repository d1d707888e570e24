/** Words for a person who waits: plain lines, so that a terminal, a log file and a container show the same. */

const started = Date.now();

/** Says one line, on standard error: standard output belongs to the command itself. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Says what begins, again every ten seconds while it lasts, and how it ended; `work` gives an exit code or nothing. */
export async function during(what, work) {
  const from = Date.now();
  say(`${what} …`);
  const beat = setInterval(() => say(`  … ${what}: still at it after ${seconds(from)}`), 10_000);
  try {
    const result = await work();
    say(`  ${what}: ${result?.code ? 'failed' : 'done'} after ${seconds(from)}`);
    return result;
  } finally {
    clearInterval(beat);
  }
}

/** Ends with one sentence and a code that is not zero. */
export function giveUp(sentence, code = 1) {
  say(`groundswell: ${sentence}`);
  process.exit(code);
}

/** Seconds since an instant, for people. */
export function seconds(from = started) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}

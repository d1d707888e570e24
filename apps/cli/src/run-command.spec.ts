import { describe, expect, it } from '@jest/globals';
import { AppError } from '@groundswell/kernel';
import { runCommand } from './run-command.js';
import { tell } from './terminal.js';

function listen() {
  const lines: string[] = [];
  return {
    lines,
    terminal: { result: (line: string) => lines.push(line), progress: (line: string) => lines.push(line) },
  };
}

describe('the command line', () => {
  it('lists its commands when asked', async () => {
    const { lines, terminal } = listen();
    expect(await runCommand(['--help'], terminal)).toBe(0);
    for (const word of ['start', 'demo', 'migrate', 'doctor', 'audit']) expect(lines.join('\n')).toContain(word);
  });

  it('refuses what it does not understand, and starts nothing', async () => {
    for (const args of [[], ['strat'], ['start', 'now'], ['__proto__'], ['constructor']]) {
      const { lines, terminal } = listen();
      expect(await runCommand(args, terminal)).toBe(2);
      expect(lines[0]).toMatch(/not understood/);
    }
  });
});

describe('tell', () => {
  it('gives a fault that we foresaw in one line, and a bug with its trace', () => {
    expect(tell(new AppError('unavailable', 'X', 'Do this.'))).toBe('groundswell: Do this.');
    expect(tell(new Error('odd'))).toMatch(/fault of ours[\s\S]*odd[\s\S]*at /);
  });
});

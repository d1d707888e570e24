import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Attachments } from './attachments.js';

let base: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'gs-at-'));
});

afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

describe('Attachments', () => {
  it('lets only the last user stop the database', async () => {
    const first = await Attachments.open(base);
    const second = await Attachments.open(base);
    await first.add();
    await second.add();
    const stops: string[] = [];
    await first.remove();
    expect(await first.ifAlone(async () => void stops.push('first'))).toBe(false);
    await second.remove();
    expect(await second.ifAlone(async () => void stops.push('second'))).toBe(true);
    expect(stops).toEqual(['second']);
    expect(await readdir(join(base, 'attached'))).toEqual([]);
  });

  it('makes a newcomer wait for a stop that is under way', async () => {
    const first = await Attachments.open(base);
    const second = await Attachments.open(base);
    const order: string[] = [];
    let added = Promise.resolve();
    await first.ifAlone(async () => {
      added = second.add().then(() => void order.push('newcomer is in'));
      await delay(60);
      order.push('stopped');
    });
    await added;
    expect(order).toEqual(['stopped', 'newcomer is in']);
  });

  it('forgets a process that died, and one whose number another process has now', async () => {
    const mine = await Attachments.open(base);
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(join(base, 'attached', `uses-${child.pid}-abcd1234-1`), '');
    await writeFile(join(base, 'attached', `stops-${child.pid}-abcd1234-1`), '');
    await writeFile(join(base, 'attached', `uses-${process.pid}-abcd1234-1`), '');
    await mine.add();
    expect(await mine.hasOthers()).toBe(false);
  });
});

import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../logging/logger.js';
import { readSettings } from '../settings/settings.js';
import { Sweeps } from './sweeps.js';

const EVERY_MS = 5;
let sweeps: Sweeps;

function started(sweep: () => Promise<unknown>, workers = 1): void {
  const settings = readSettings({}).with({ workers, logLevel: 'silent' });
  sweeps = new Sweeps(settings, createLogger(settings));
  sweeps.register({ what: 'Looking', everyMs: EVERY_MS, sweep });
  sweeps.onApplicationBootstrap();
}

afterEach(() => sweeps.onModuleDestroy());

describe('a sweep', () => {
  it('is repeated, never twice at once, until the process stops', async () => {
    let [underWay, most, ended] = [0, 0, 0];
    started(async () => {
      most = Math.max(most, ++underWay);
      await delay(3 * EVERY_MS);
      underWay--;
      ended++;
    });
    while (ended < 3) await delay(EVERY_MS);
    expect(most).toBe(1);
    sweeps.onModuleDestroy();
    await delay(4 * EVERY_MS);
    const before = ended;
    await delay(6 * EVERY_MS);
    expect(ended).toBe(before);
  });

  it('that fails is tried again', async () => {
    let tries = 0;
    started(() => Promise.reject(new Error(`Try ${++tries} failed.`)));
    while (tries < 3) await delay(EVERY_MS);
  });

  it('is left to processes that have workers', async () => {
    let tries = 0;
    started(() => Promise.resolve(++tries), 0);
    await delay(6 * EVERY_MS);
    expect(tries).toBe(0);
  });
});

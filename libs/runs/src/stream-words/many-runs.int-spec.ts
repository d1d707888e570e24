import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId, type RunId, type StepId } from '@groundswell/kernel';
import { Database, Signals } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { Listening } from './listening.js';
import { Speaking, WORDS_PACE } from './speaking.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
const RUNS = 100;
const WORDS = Array.from({ length: 60 }, (_, index) => `word ${index} `);
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  await world.app.get(Signals).connect();
});
afterAll(async () => world.close());

/** A hundred models speak at once, about thirty words a second each. @returns how long it took, in milliseconds */
async function speak(ids: readonly RunId[]): Promise<number> {
  const began = performance.now();
  const speeches = ids.map((id) => world.app.get(Speaking).begin({ id, revision: 2 }, newId<StepId>(), 1));
  for (const word of WORDS) {
    for (const speech of speeches) speech.say(word);
    await pause(30);
  }
  await pause(3 * WORDS_PACE.sendEveryMs);
  for (const speech of speeches) speech.end();
  return performance.now() - began;
}

describe('a hundred models that speak at once', () => {
  it('share the transactions of one while they are watched, and cost none while nobody watches', async () => {
    const system = jest.spyOn(world.app.get(Database), 'system');
    const carried = (): number => system.mock.calls.filter(([reason]) => reason === 'carry the words of models').length;
    await speak(Array.from({ length: RUNS }, () => newId<RunId>()));
    expect(carried()).toBe(0);

    const ids = Array.from({ length: RUNS }, () => newId<RunId>());
    const followed = ids.map((id) => world.app.get(Listening).follow(id, () => undefined));
    await pause(200);
    const tookMs = await speak(ids);
    expect(followed.map((one) => one.words()?.text)).toEqual(ids.map(() => WORDS.join('')));
    expect(carried()).toBeGreaterThan(0);
    expect(carried()).toBeLessThanOrEqual(Math.ceil(tookMs / WORDS_PACE.sendEveryMs) + 1);
    for (const one of followed) one.stop();
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Signals, type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { RUN_WORDS_SIGNAL } from '../domain/runs.events.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { advance, makeWorkflow, seen, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { WatchWordsService, type WordsNews } from './watch-words.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
const SAID = 'The reminder to Ada Albrecht is friendly, short, and names the sum. '.repeat(6);
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: RunSummary['workflowId'];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  ({ workflowId } = await makeWorkflow(world));
  await world.app.get(Signals).connect();
});
afterAll(async () => world.close());
beforeEach(() => world.model.reset());

function watch(actor: Actor, run: RunSummary): Promise<AsyncIterableIterator<WordsNews>> {
  return world.app.get(WatchWordsService).watch(actor, run.id, (news) => news);
}

/** Takes what is told until the run is over. */
async function follow(watching: AsyncIterableIterator<WordsNews>, until: Promise<void>): Promise<WordsNews[]> {
  const told: WordsNews[] = [];
  const reading = (async () => {
    for (let one = await watching.next(); one.done !== true; one = await watching.next()) told.push(one.value);
  })();
  await until;
  await pause(250);
  await watching.return?.();
  await reading;
  return told;
}

/** What somebody reads who was told this. */
function read(told: readonly WordsNews[]): string {
  return told.reduce((text, news) => text.slice(0, news.from) + news.text, '');
}

describe('the words of a model', () => {
  it('reach those who may see the run while they are said, from the beginning for who joins later', async () => {
    world.model.answers({ text: SAID, paceMs: 40 });
    const run = await startRun(world, workflowId);
    const work = advance(world, run);
    const early = follow(await watch(world.runner, run), work);
    await pause(500);
    const late = follow(await watch(world.steward, run), work);
    const [first, second] = await Promise.all([early, late]);
    expect(first.length).toBeGreaterThan(2);
    for (const told of [first, second]) {
      expect(read(told).length).toBeGreaterThan(SAID.length / 2);
      expect(SAID.startsWith(read(told))).toBe(true);
    }
    expect(second[0]?.from).toBe(0);
    const { steps } = await seen(world, run);
    expect(steps[0]).toMatchObject({ id: first[0]?.stepId, text: SAID.trim() });
  });

  it('are taken back when the attempt breaks, and said anew', async () => {
    world.model.answers(
      { fault: 'stall-after', events: 8, reply: { text: 'Dear Bob, you owe nothing at all, and never did.' } },
      { text: SAID, paceMs: 40 },
    );
    const run = await startRun(world, workflowId);
    const work = advance(world, run);
    const told = await follow(await watch(world.runner, run), work);
    expect(told[0]).toMatchObject({ from: 0, attempt: 1 });
    const again = told.filter((news) => news.attempt === 2);
    expect(again[0]?.from).toBe(0);
    expect(read(told)).not.toContain('Bob');
    expect(SAID.startsWith(read(again))).toBe(true);
  });

  it('cost the database nothing while nobody watches', async () => {
    const heard: string[] = [];
    const stop = world.app.get(Signals).listen(RUN_WORDS_SIGNAL, (payload) => heard.push(payload));
    world.model.answers({ text: SAID, paceMs: 10 });
    const run = await startRun(world, workflowId);
    await advance(world, run);
    await pause(150);
    stop();
    expect(heard).toEqual([]);
    expect((await seen(world, run)).run).toMatchObject({ status: 'succeeded' });
  });

  it('are for nobody who may not see the run, here or in another organisation', async () => {
    const run = await startRun(world, workflowId);
    const colleague = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(watch(colleague, run)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(watch(strangers.owner, run)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(watch(world.runner, { ...run, id: 'no id' as RunSummary['id'] })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, Signals, type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { advance, makeWorkflow, startRun, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { ListRunsQuery, type RunCriteria } from './list-runs.query.js';
import { RunAccess } from './run-access.js';
import { RunOutcomes } from './run-outcomes.service.js';
import { WatchRunService } from './watch-run.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
const mine: RunSummary[] = [];
let theirs: RunSummary;
let other: Actor;

beforeAll(async () => {
  world = await startRunsWorld(KIT);
  other = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
  const { workflowId } = await makeWorkflow(world);
  for (let index = 0; index < 3; index++) {
    mine.push(await startRun(world, workflowId));
    world.app.clock.advanceMs(1_000);
  }
  theirs = await startRun(world, workflowId, { actor: other });
  world.model.answers({ text: 'Done.' });
  await advance(world, mine[0] ?? theirs);
});
afterAll(async () => world.close());

function list(actor: Actor, criteria: RunCriteria = {}, first = 30, after: string | null = null) {
  return world.app
    .get(Database)
    .transaction(actor.organisationId, (tx) => world.app.get(ListRunsQuery).page(tx, actor, criteria, first, after));
}
const ids = (runs: readonly RunSummary[]): string[] => runs.map((run) => run.id);

describe('the list of runs', () => {
  it('shows people their own, those who oversee all, and strangers none', async () => {
    const strangers = await foundOrganisation(world.app, 'Südwind');
    expect(ids((await list(world.runner)).items)).toEqual(ids(mine).reverse());
    expect((await list(world.steward)).totalCount).toBe(4);
    expect((await list(other)).items.map((run) => run.id)).toEqual([theirs.id]);
    expect((await list(strangers.owner)).totalCount).toBe(0);
  });

  it('is narrowed by state, person, mode and what nobody has judged yet', async () => {
    expect(ids((await list(world.steward, { status: ['succeeded'] })).items)).toEqual([mine[0]?.id]);
    expect(ids((await list(world.steward, { actorId: other.personId })).items)).toEqual([theirs.id]);
    expect((await list(world.steward, { mode: 'practice' })).totalCount).toBe(0);
    expect((await list(world.steward, { actorId: 'not an id' })).totalCount).toBe(0);
    expect((await list(world.steward, { trigger: 'person' })).totalCount).toBe(4);
    expect((await list(world.steward, { trigger: 'schedule' })).totalCount).toBe(0);
    expect((await list(world.steward, { label: 'privateData' })).totalCount).toBe(0);
    expect(ids((await list(world.runner, { needsConfirmation: true })).items)).toEqual([mine[0]?.id]);
    const judged = mine[0]?.id;
    if (judged === undefined) throw new Error('There is a run.');
    await world.app
      .get(Database)
      .transaction(world.organisation.id, (tx) => world.app.get(RunOutcomes).note(tx, judged, 'accepted'));
    expect((await list(world.runner, { needsConfirmation: true })).totalCount).toBe(0);
  });

  it('comes in pages that neither repeat nor skip', async () => {
    const one = await list(world.runner, {}, 2);
    const two = await list(world.runner, {}, 2, one.nextCursor);
    expect([...ids(one.items), ...ids(two.items)]).toEqual(ids(mine).reverse());
    expect(two.nextCursor).toBeNull();
    await expect(list(world.runner, {}, 2, 'no cursor')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('one run', () => {
  it('does not exist for those who may not see it', async () => {
    const access = world.app.get(RunAccess);
    const see = (actor: Actor, id: string) =>
      world.app.get(Database).transaction(actor.organisationId, (tx) => access.findReadable(tx, actor, id));
    expect((await see(world.runner, theirs.id))?.id).toBeUndefined();
    expect((await see(world.steward, theirs.id))?.id).toBe(theirs.id);
    expect(await see(world.runner, 'not an id')).toBeNull();
    const strangers = await foundOrganisation(world.app, 'Westwind');
    expect(await see(strangers.owner, theirs.id)).toBeNull();
  });
});

describe('watching a run', () => {
  const next = async (watch: AsyncIterator<string>): Promise<string | undefined> =>
    (await watch.next()).value as string;

  it('tells how it stands at once and again after each change, and stops when asked to', async () => {
    await world.app.get(Signals).connect();
    const run = mine[1];
    if (run === undefined) throw new Error('There is a run.');
    const watch = await world.app.get(WatchRunService).watch(world.runner, run.id, (one) => one.status);
    expect(await next(watch)).toBe('queued');
    const changed = next(watch);
    await world.app.get(CancelRunService).cancel(world.runner, run.id);
    expect(await changed).toBe('cancelled');
    const silent = watch.next();
    await watch.return?.();
    expect(await silent).toEqual({ done: true, value: undefined });
  });

  it('is refused for a run of others, and ends for a person who left', async () => {
    const service = world.app.get(WatchRunService);
    await expect(service.watch(world.runner, theirs.id, (run) => run.status)).rejects.toMatchObject({
      kind: 'not-found',
    });
    const watch = await service.watch(other, theirs.id, (run) => run.status);
    expect(await next(watch)).toBe('queued');
    await world.app.database.query(`UPDATE people SET active = false WHERE id = $1`, [other.personId]);
    const ended = watch.next();
    await world.app.get(CancelRunService).cancel(world.steward, theirs.id);
    expect(await ended).toEqual({ done: true, value: undefined });
  });
});

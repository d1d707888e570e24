import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { ChangeScheduleService } from '../change-schedule/change-schedule.service.js';
import { RunEngineModule } from '../../engine/run-engine.module.js';
import { makeWorkflow, startRunsWorld, type RunsWorld } from '../../runs.fixture.js';
import { SchedulesModule } from '../schedules.module.js';
import { SchedulesQuery } from '../show-schedules/schedules.query.js';
import { SpecToolsModule } from '../../spec-tools.fixture.js';
import { PreviewScheduleQuery } from './preview-schedule.query.js';
import { SaveScheduleService, type ScheduleWish } from './save-schedule.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

beforeAll(async () => {
  world = await startRunsWorld(KIT, { modules: [RunEngineModule, SpecToolsModule, SchedulesModule] });
  ({ workflowId } = await makeWorkflow(world));
});
afterAll(async () => world.close());

function wish(more: Partial<ScheduleWish> = {}): ScheduleWish {
  return {
    workflowId,
    name: 'Morning reminders',
    inputs: { customer: 'Ada Albrecht' },
    cron: '30 8 * * MON-FRI',
    timeZone: 'Europe/Berlin',
    missedRule: 'once',
    missedCap: 10,
    overlapRule: 'skip',
    ...more,
  };
}

const saves = () => world.app.get(SaveScheduleService);
const create = (more: Partial<ScheduleWish> = {}, actor: Actor = world.runner) => saves().create(actor, wish(more));
const pathsOf = async (more: Partial<ScheduleWish>) => {
  const refusal: unknown = await create(more).catch((error: unknown) => error);
  return (refusal as { fields: readonly { path: string }[] }).fields.map((fault) => fault.path);
};

describe('making a schedule', () => {
  it('sets it going for the next time, for whoever made it, with an audit entry', async () => {
    const made = await create();
    expect(made).toMatchObject({ state: 'active', ownerId: world.runner.personId, cron: '30 8 * * mon-fri' });
    expect(made.nextDueAt?.toISOString()).toBe('2026-11-03T07:30:00.000Z');
    const entries = await world.app.database.query(
      `SELECT action, details FROM audit_entries WHERE action = 'schedule.created' ORDER BY seq DESC LIMIT 1`,
    );
    expect(entries).toMatchObject([{ details: { name: 'Morning reminders', cron: '30 8 * * mon-fri' } }]);
  });

  it('names every fault beside its field', async () => {
    expect(await pathsOf({ cron: '30 25 * * *', timeZone: 'Mars/Olympus', name: ' ', missedCap: 0 })).toEqual([
      'name',
      'missedCap',
      'cron',
      'timeZone',
    ]);
    expect(await pathsOf({ inputs: { customer: 'x'.repeat(81) } })).toEqual(['inputs.customer']);
    expect(await pathsOf({ cron: '* * * * *' })).toEqual(['cron']);
    expect(await pathsOf({ cron: '0 9 31 2 *' })).toEqual(['cron']);
  });

  it('is forbidden to those who may not run the workflow, and to those who only look', async () => {
    for (const actor of [world.steward, await world.organisation.addPerson('Aud Itor', ['auditor'])]) {
      await expect(create({}, actor)).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });

  it('knows no workflow of another organisation', async () => {
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(create({}, strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('needs a published version', async () => {
    const draft = await makeWorkflow(world, {}, false);
    await expect(create({ workflowId: draft.workflowId }, world.builder)).rejects.toMatchObject({
      code: 'WORKFLOW_NOT_PUBLISHED',
    });
  });
});

describe('changing a schedule', () => {
  it('takes the new times from the next one on', async () => {
    const made = await create();
    const changed = await saves().change(
      world.runner,
      { id: made.id, revision: made.revision },
      wish({ cron: '0 17 * * 5L', inputs: { customer: 'Bob' } }),
    );
    expect(changed.nextDueAt?.toISOString()).toBe('2026-11-27T16:00:00.000Z');
    const [row] = await world.app.database.query(`SELECT inputs, revision FROM schedules WHERE id = $1`, [made.id]);
    expect(row).toEqual({ inputs: { customer: 'Bob' }, revision: made.revision + 1 });
  });

  it('is for its owner, who saw its newest revision', async () => {
    const made = await create();
    const seen = { id: made.id, revision: made.revision };
    const other = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
    await expect(saves().change(other, seen, wish())).rejects.toMatchObject({ kind: 'not-found' });
    await expect(saves().change(world.steward, seen, wish())).rejects.toMatchObject({ code: 'SCHEDULE_NOT_YOURS' });
    await saves().change(world.runner, seen, wish());
    await expect(saves().change(world.runner, seen, wish())).rejects.toMatchObject({ code: 'REVISION_STALE' });
  });
});

describe('pausing and ending', () => {
  const changes = () => world.app.get(ChangeScheduleService);

  it('is for its owner and for stewards; going on is for its owner', async () => {
    const made = await create();
    expect(await changes().pause(world.steward, made.id, 'Too many mails.')).toMatchObject({
      state: 'paused',
      pauseReason: 'Stan Steward paused it: Too many mails.',
      nextDueAt: null,
    });
    await expect(changes().resume(world.steward, made.id)).rejects.toMatchObject({ code: 'SCHEDULE_NOT_YOURS' });
    expect(await changes().resume(world.runner, made.id)).toMatchObject({ state: 'active', pauseCode: null });
    const other = await world.organisation.addPerson('Rike Runner', ['runner'], [world.teamId]);
    await expect(changes().pause(other, made.id, null)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await changes().end(world.runner, made.id)).toMatchObject({ state: 'ended', nextDueAt: null });
    await expect(changes().resume(world.runner, made.id)).rejects.toMatchObject({ code: 'SCHEDULE_ENDED' });
  });

  it('is unknown to another organisation', async () => {
    const made = await create();
    const strangers = await foundOrganisation(world.app, 'Westwind');
    for (const act of ['resume', 'takeOver', 'end'] as const) {
      await expect(changes()[act](strangers.owner, made.id)).rejects.toMatchObject({ kind: 'not-found' });
    }
    expect(await world.app.get(SchedulesQuery).find(strangers.owner, made.id)).toBeNull();
  });
});

describe('seeing schedules', () => {
  it('is one’s own for who runs, and all for who oversees or answers for the workflow', async () => {
    const own = await makeWorkflow(world);
    const made = await create({ workflowId: own.workflowId });
    const other = await world.organisation.addPerson('Rosa Runner', ['runner'], [world.teamId]);
    const seenBy = async (actor: Actor) => {
      const { items } = await world.app.get(SchedulesQuery).page(actor, { workflowId: own.workflowId }, null);
      return items.map((one) => one.id);
    };
    for (const actor of [world.runner, world.steward, world.builder]) expect(await seenBy(actor)).toEqual([made.id]);
    expect(await seenBy(other)).toEqual([]);
  });
});

describe('a preview', () => {
  const preview = (more: Partial<ScheduleWish> = {}, actor: Actor = world.runner) =>
    world.app.get(PreviewScheduleQuery).preview(actor, wish(more));

  it('says the words, the next five times and what would stand against it', async () => {
    const shown = await preview();
    expect(shown).toMatchObject({ words: 'every weekday at 08:30', faults: [], refusal: null });
    expect(shown.nextTimes.map((at) => at.toISOString().slice(0, 16))).toEqual([
      '2026-11-03T07:30',
      '2026-11-04T07:30',
      '2026-11-05T07:30',
      '2026-11-06T07:30',
      '2026-11-09T07:30',
    ]);
    expect((await preview({ inputs: {} })).refusal).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await preview({ cron: 'now and then' })).toMatchObject({ words: null, faults: [{ path: 'cron' }] });
  });

  it('tells strangers nothing of a workflow', async () => {
    const strangers = await foundOrganisation(world.app, 'Ostwind');
    expect((await preview({}, strangers.owner)).refusal).toMatchObject({ code: 'NOT_FOUND' });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorkflowId } from '@groundswell/kernel';
import { ManagePeopleService } from '@groundswell/identity';
import type { Actor } from '@groundswell/platform';
import { SavePolicyLayerService } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { RunEngineModule } from '../../engine/run-engine.module.js';
import type { ScheduleEntity } from '../../persistence/schedule.entity.js';
import { makeWorkflow, startRunsWorld, type RunsWorld } from '../../runs.fixture.js';
import { SpecToolsModule } from '../../spec-tools.fixture.js';
import { TriggerTroublesQuery } from '../../start-unattended/show-troubles/trigger-troubles.query.js';
import { ChangeScheduleService } from '../change-schedule/change-schedule.service.js';
import { SaveScheduleService } from '../save-schedule/save-schedule.service.js';
import { SchedulesModule } from '../schedules.module.js';
import { SchedulesQuery } from '../show-schedules/schedules.query.js';
import { FireByHandService } from './fire-by-hand.service.js';

let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

beforeAll(async () => {
  world = await startRunsWorld(
    { startTestApp, foundOrganisation, ScriptedModel },
    { modules: [RunEngineModule, SpecToolsModule, SchedulesModule] },
  );
});
afterAll(async () => world.close());
beforeEach(async () => {
  ({ workflowId } = await makeWorkflow(world));
});

const make = (actor: Actor = world.runner): Promise<ScheduleEntity> =>
  world.app.get(SaveScheduleService).create(actor, {
    workflowId,
    name: 'Morning reminders',
    inputs: { customer: 'Ada' },
    cron: '30 8 * * *',
    timeZone: 'Europe/Berlin',
    missedRule: 'skip',
    missedCap: 3,
    overlapRule: 'skip',
  });
const fire = (of: ScheduleEntity, actor: Actor = world.runner) => world.app.get(FireByHandService).fire(actor, of.id);
const firings = async (of: ScheduleEntity) =>
  (await world.app.get(SchedulesQuery).firings(world.runner, of.id, null)).items;

describe('firing a schedule by hand', () => {
  it('starts a run at once as a due time would, is told apart, and leaves the timetable as it was', async () => {
    const made = await make();
    expect(await fire(made)).toMatchObject({ state: 'active', nextDueAt: made.nextDueAt });
    const [fired] = await firings(made);
    expect(fired).toMatchObject({ status: 'started', byHand: true, standsFor: 1 });
    const [run] = await world.app.database.query(`SELECT actor_id, trigger FROM runs WHERE id = $1`, [fired?.runId]);
    expect(run).toEqual({ actor_id: world.runner.personId, trigger: 'schedule' });
    world.app.clock.advanceMs(1_000);
    await fire(made);
    expect((await firings(made)).map(({ status, code }) => [status, code])).toEqual([
      ['skipped', 'OVERLAP'],
      ['started', null],
    ]);
    const entries = await world.app.database.query(
      `SELECT count(*)::int AS count FROM audit_entries WHERE workflow_id = $1 AND action = 'schedule.fired'`,
      [workflowId],
    );
    expect(entries).toEqual([{ count: 2 }]);
  });

  it('keeps a refusal with its rule and what may be asked for, as of that moment', async () => {
    const made = await make();
    const rule = { effect: 'deny', action: 'workflow.run', subject: 'Workflow', conditions: {} } as const;
    const layer = { scope: 'workflow', targetId: workflowId, name: 'Careful', obligations: [] } as const;
    const saved = await world.app
      .get(SavePolicyLayerService)
      .save(world.steward, { ...layer, rules: [{ ...rule, reason: 'Not this week.', sealed: false }] });
    await fire(made);
    const { id, revision } = saved;
    await world.app.get(SavePolicyLayerService).save(world.steward, { ...layer, id, revision, rules: [] });
    const [refused] = await firings(made);
    expect(refused).toMatchObject({ status: 'refused', code: 'POLICY_DENIED', byHand: true });
    expect(refused?.kept?.explanation).toMatchObject({ decidingLayerName: 'Careful', reason: 'Not this week.' });
    expect(refused?.kept?.explanation?.mayRequest).not.toHaveLength(0);
  });

  it('is for its owner alone, while it goes', async () => {
    const made = await make();
    // Who answers for the workflow and who oversees see it, and have no authority to lend.
    for (const actor of [world.builder, world.steward]) {
      await expect(fire(made, actor)).rejects.toMatchObject({ code: 'SCHEDULE_NOT_YOURS' });
    }
    await expect(fire(made, world.reviewer)).rejects.toMatchObject({ kind: 'not-found' });
    await world.app.get(ChangeScheduleService).pause(world.runner, made.id, null);
    await expect(fire(made)).rejects.toMatchObject({ code: 'SCHEDULE_NOT_ACTIVE' });
    expect(await firings(made)).toEqual([]);
  });

  it('is for nobody of another organisation', async () => {
    const made = await make();
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(fire(made, strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('what needs somebody', () => {
  const troubles = (actor: Actor) => world.app.get(TriggerTroublesQuery).find(actor);

  it('is one’s own that was refused, and what leavers left to whoever may take it over', async () => {
    const leaver = await world.organisation.addPerson('Lou Leaver', ['runner'], [world.teamId]);
    const left = await make(leaver);
    expect(await troubles(world.builder)).toEqual([]);
    await world.app.get(ManagePeopleService).deactivate(world.organisation.owner, leaver.personId);
    const [seen] = await troubles(world.builder);
    expect(seen).toMatchObject({ kind: 'schedule', id: left.id, ownerId: leaver.personId, paused: true });
    for (const actor of [world.runner, world.reviewer, world.steward]) {
      expect((await troubles(actor)).map(({ id }) => id)).not.toContain(left.id);
    }
    // Answering for the workflow is not enough: whoever may run nothing cannot take it over.
    await world.app.database.query(`UPDATE people SET roles = '{leader}' WHERE id = $1`, [world.builder.personId]);
    try {
      expect(await troubles({ ...world.builder, roles: ['leader'] })).toEqual([]);
    } finally {
      await world.app.database.query(`UPDATE people SET roles = '{builder}' WHERE id = $1`, [world.builder.personId]);
    }
    const strangers = await foundOrganisation(world.app, 'Westwind');
    expect(await troubles(strangers.owner)).toEqual([]);
  });
});

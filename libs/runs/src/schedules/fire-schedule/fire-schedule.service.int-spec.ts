import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorkflowId } from '@groundswell/kernel';
import { IdentityModule, ManagePeopleService } from '@groundswell/identity';
import type { Actor } from '@groundswell/platform';
import {
  PoliciesModule,
  RaiseStopService,
  ReleaseStopService,
  SimulatePolicyQuery,
  WorkHistory,
} from '@groundswell/policies';
import { Database } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { ChangeStageService, SetOwnerService, WorkflowLibrary, WorkflowsModule } from '@groundswell/workflows';
import { CancelRunService } from '../../cancel-run/cancel-run.service.js';
import { ChangeScheduleService } from '../change-schedule/change-schedule.service.js';
import { PauseSchedules } from '../change-schedule/pause-schedules.js';
import { RunEngineModule } from '../../engine/run-engine.module.js';
import type { ScheduleEntity } from '../../persistence/schedule.entity.js';
import { makeWorkflow, startRunsWorld, type RunsWorld } from '../../runs.fixture.js';
import { SaveScheduleService, type ScheduleWish } from '../save-schedule/save-schedule.service.js';
import { SchedulesModule } from '../schedules.module.js';
import { SpecToolsModule } from '../../spec-tools.fixture.js';
import { TriggerTroublesQuery } from '../../start-unattended/show-troubles/trigger-troubles.query.js';
import { FireScheduleService } from './fire-schedule.service.js';
import { ScheduleWorker } from './schedule-worker.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
const MODULES = [RunEngineModule, SpecToolsModule, SchedulesModule];
const MINUTE_MS = 60_000;
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

beforeAll(async () => {
  world = await startRunsWorld(KIT, { modules: MODULES });
});
afterAll(async () => world.close());
beforeEach(async () => {
  ({ workflowId } = await makeWorkflow(world));
});

function wish(more: Partial<ScheduleWish> = {}): ScheduleWish {
  return {
    workflowId,
    name: 'Morning reminders',
    inputs: { customer: 'Ada Albrecht' },
    cron: '30 * * * *',
    timeZone: 'Europe/Berlin',
    missedRule: 'skip',
    missedCap: 3,
    overlapRule: 'allow',
    ...more,
  };
}

const schedule = (more: Partial<ScheduleWish> = {}, actor: Actor = world.runner): Promise<ScheduleEntity> =>
  world.app.get(SaveScheduleService).create(actor, wish(more));

/** Moves to the time at which it is due, and a little past it. */
async function untilDue(of: ScheduleEntity, laterMs = 1_000): Promise<void> {
  const [row] = await world.app.database.query<{ due: Date }>(
    `SELECT next_due_at AS due FROM schedules WHERE id = $1`,
    [of.id],
  );
  if (row) world.app.clock.set(new Date(row.due.getTime() + laterMs));
}

const fire = (of: ScheduleEntity, app: TestApp = world.app) =>
  app.get(FireScheduleService).fire(of.organisationId, of.id);

interface Firing {
  readonly status: string;
  readonly code: string | null;
  readonly stands_for: number;
  readonly run_id: string | null;
  readonly reason: string | null;
}

const firings = (of: ScheduleEntity) =>
  world.app.database.query<Firing & Record<string, unknown>>(
    `SELECT status, code, stands_for, run_id, reason FROM schedule_firings WHERE schedule_id = $1 ORDER BY due_at`,
    [of.id],
  );

async function stateOf(of: ScheduleEntity) {
  const [row] = await world.app.database.query<{ state: string; pause_code: string | null; owner_id: string }>(
    `SELECT state, pause_code, owner_id FROM schedules WHERE id = $1`,
    [of.id],
  );
  return row;
}

const endRuns = () =>
  world.app.database.query(
    `UPDATE runs SET status = 'succeeded', ended_at = now(), waiting_for = NULL, lease_owner = NULL, lease_until = NULL
      WHERE ended_at IS NULL`,
  );

const changes = () => world.app.get(ChangeScheduleService);

describe('a schedule that is due', () => {
  it('starts a live run of the published version with its inputs, on its owner’s authority, and no other', async () => {
    const made = await schedule();
    await untilDue(made, -1_000);
    expect(await fire(made)).toEqual([]);
    await untilDue(made);
    const [runId] = await fire(made);
    const runs = await world.app.database.query(
      `SELECT actor_id, trigger, mode, purpose, inputs FROM runs WHERE id = $1`,
      [runId],
    );
    expect(runs).toEqual([
      {
        actor_id: world.runner.personId,
        trigger: 'schedule',
        mode: 'live',
        purpose: 'work',
        inputs: { customer: 'Ada Albrecht' },
      },
    ]);
    expect(await fire(made)).toEqual([]);
    expect(await firings(made)).toMatchObject([{ status: 'started', stands_for: 1, run_id: runId }]);
  });

  it('starts one run when several processes look at the same moment', async () => {
    const beside = await startTestApp({
      modules: [IdentityModule, PoliciesModule, WorkflowsModule, ...MODULES],
      settings: { anthropicApiKey: 'test-key', anthropicBaseUrl: world.model.url },
      beside: world.app,
    });
    try {
      const made = await schedule();
      for (let round = 0; round < 3; round++) {
        await untilDue(made);
        const looks = Array.from({ length: 8 }, (_, index) => fire(made, index % 2 === 0 ? world.app : beside));
        expect((await Promise.all(looks)).flat()).toHaveLength(1);
      }
      const rows = await firings(made);
      expect(rows.map((row) => row.status)).toEqual(['started', 'started', 'started']);
      expect(new Set(rows.map((row) => row.run_id)).size).toBe(3);
    } finally {
      await beside.close();
    }
  });

  it('is as if nobody had looked when the one who looked dies before the end', async () => {
    const made = await schedule();
    await untilDue(made);
    await world.app.database.query(`ALTER TABLE audit_entries RENAME TO audit_entries_away`);
    await expect(fire(made)).rejects.toBeDefined();
    await world.app.database.query(`ALTER TABLE audit_entries_away RENAME TO audit_entries`);
    expect(await firings(made)).toEqual([]);
    expect(await fire(made)).toHaveLength(1);
  });

  it('is found by the sweep when the queue forgets it', async () => {
    const made = await schedule();
    await world.app.database.query(`SELECT graphile_worker.remove_job($1)`, [`schedules.look-at ${made.id}`]);
    const worker = world.app.get(ScheduleWorker);
    await untilDue(made);
    expect(await worker.sweep()).toBeGreaterThan(0);
    const jobs = await world.app.database.query(`SELECT key FROM graphile_worker.jobs WHERE key LIKE '%' || $1`, [
      made.id,
    ]);
    expect(jobs).toHaveLength(1);
  });
});

describe('times that were missed', () => {
  it.each([
    ['skip', [['skipped', 'MISSED', 4]]],
    [
      'once',
      [
        ['skipped', 'MISSED', 3],
        ['started', null, 1],
      ],
    ],
    [
      'all',
      [
        ['skipped', 'MISSED', 1],
        ['started', null, 1],
        ['started', null, 1],
        ['started', null, 1],
      ],
    ],
  ] as const)('are dealt with by the rule “%s”', async (missedRule, expected) => {
    const made = await schedule({ missedRule });
    await untilDue(made, 3 * 60 * MINUTE_MS + 10 * MINUTE_MS);
    await fire(made);
    expect((await firings(made)).map((row) => [row.status, row.code, row.stands_for])).toEqual(expected);
  });
});

describe('a time that falls due while an earlier run is open', () => {
  it('is skipped, and says why', async () => {
    const made = await schedule({ overlapRule: 'skip' });
    await untilDue(made);
    await fire(made);
    await untilDue(made);
    expect(await fire(made)).toEqual([]);
    expect((await firings(made)).at(-1)).toMatchObject({ status: 'skipped', code: 'OVERLAP' });
  });

  it('waits its turn, and comes when the run before it has ended', async () => {
    const made = await schedule({ overlapRule: 'queue' });
    await untilDue(made);
    const [first] = await fire(made);
    for (let round = 0; round < 2; round++) {
      await untilDue(made);
      expect(await fire(made)).toEqual([]);
    }
    expect((await firings(made)).map((row) => row.status)).toEqual(['started', 'waiting', 'waiting']);
    if (first) await world.app.get(CancelRunService).cancel(world.runner, first);
    await endRuns();
    expect(await fire(made)).toHaveLength(1);
    expect((await firings(made)).map((row) => row.status)).toEqual(['started', 'started', 'waiting']);
  });

  it('runs beside it', async () => {
    const made = await schedule({ overlapRule: 'allow' });
    await untilDue(made);
    await fire(made);
    await untilDue(made);
    expect(await fire(made)).toHaveLength(1);
  });
});

describe('a start that is refused', () => {
  it('is written down with its reason, told to the owner, and pauses the schedule the third time', async () => {
    const made = await schedule();
    await world.app.database.query(`UPDATE people SET roles = '{leader}' WHERE id = $1`, [world.runner.personId]);
    try {
      for (let round = 1; round <= 3; round++) {
        expect((await stateOf(made))?.state).toBe('active');
        await untilDue(made);
        expect(await fire(made)).toEqual([]);
        const troubles = await world.app.get(TriggerTroublesQuery).find(world.runner);
        expect(troubles.filter((trouble) => trouble.id === made.id)).toHaveLength(1);
      }
      expect((await firings(made)).map((row) => row.status)).toEqual(['refused', 'refused', 'refused']);
      expect(await stateOf(made)).toMatchObject({ state: 'paused', pause_code: 'REFUSED_REPEATEDLY' });
      const entries = await world.app.database.query(
        `SELECT action FROM audit_entries WHERE workflow_id = $1 AND action LIKE 'schedule.%' ORDER BY seq`,
        [workflowId],
      );
      expect(entries).toEqual([{ action: 'schedule.created' }, { action: 'schedule.paused' }]);
    } finally {
      await world.app.database.query(`UPDATE people SET roles = '{runner}' WHERE id = $1`, [world.runner.personId]);
    }
  });

  it.each([
    ['skip', 'refused', 0],
    ['once', 'waiting', 1],
    ['all', 'waiting', 2],
  ] as const)(
    'by a stop counts for nothing; after its release the rule “%s” decides',
    async (missedRule, status, runs) => {
      const made = await schedule({ missedRule });
      const stopId = await world.app.get(RaiseStopService).raise(world.steward, {
        scope: 'workflow',
        targetId: workflowId,
        reason: 'It writes nonsense.',
        drill: false,
      });
      for (let round = 0; round < 2; round++) {
        await untilDue(made);
        expect(await fire(made)).toEqual([]);
      }
      expect((await firings(made)).map((row) => row.code)).toContain('STOPPED');
      expect((await firings(made)).at(-1)?.status).toBe(status);
      await world.app.get(ReleaseStopService).release(world.steward, stopId, 'It was mended.');
      expect(await fire(made)).toHaveLength(runs);
      expect((await stateOf(made))?.state).toBe('active');
    },
  );

  it('is one for good once the workflow is paused: the schedule rests too', async () => {
    const made = await schedule();
    const { revision } = await world.app
      .get(Database)
      .transaction(world.runner.organisationId, (tx) =>
        world.app.get(WorkflowLibrary).get(tx, world.runner, workflowId),
      );
    await world.app
      .get(ChangeStageService)
      .change(world.steward, { workflowId, revision, stage: 'paused', reason: 'Being rebuilt.' });
    await world.app.get(PauseSchedules).handle({
      type: 'workflow.stage.changed',
      organisationId: made.organisationId,
      payload: { workflowId, to: 'paused' },
    });
    expect(await stateOf(made)).toMatchObject({ state: 'paused', pause_code: 'WORKFLOW_PAUSED' });
    await expect(changes().resume(world.runner, made.id)).rejects.toMatchObject({ code: 'SCHEDULE_WOULD_BE_REFUSED' });
  });
});

describe('a schedule whose owner leaves', () => {
  it('is paused in the same transaction, and goes on only when whoever answers for the workflow takes it over and resumes it', async () => {
    const leaver = await world.organisation.addPerson('Lea Leaver', ['runner'], [world.teamId]);
    const made = await schedule({}, leaver);
    await world.app.get(ManagePeopleService).deactivate(world.organisation.owner, leaver.personId);
    expect(await stateOf(made)).toMatchObject({ state: 'paused', pause_code: 'OWNER_LEFT' });
    await untilDue(made).catch(() => undefined);
    expect(await fire(made)).toEqual([]);

    const heir = await world.organisation.addPerson('Hedi Heir', ['builder'], [world.teamId]);
    await expect(changes().takeOver(heir, made.id)).rejects.toMatchObject({ kind: 'not-found' });
    await world.app
      .get(SetOwnerService)
      .set(world.steward, { workflowId, ownerId: heir.personId, operatorOwnerId: null });
    expect(await stateOf(made)).toMatchObject({ state: 'paused', owner_id: leaver.personId });
    await expect(changes().resume(heir, made.id)).rejects.toMatchObject({ code: 'SCHEDULE_NOT_YOURS' });
    await changes().takeOver(heir, made.id);
    expect(await stateOf(made)).toMatchObject({ state: 'paused', pause_code: 'TAKEN_OVER', owner_id: heir.personId });
    await changes().resume(heir, made.id);
    await untilDue(made);
    const [runId] = await fire(made);
    const [run] = await world.app.database.query(`SELECT actor_id FROM runs WHERE id = $1`, [runId]);
    expect(run).toEqual({ actor_id: heir.personId });
  });

  it('stays theirs while they work here', async () => {
    const made = await schedule();
    await world.app
      .get(SetOwnerService)
      .set(world.steward, { workflowId, ownerId: world.reviewer.personId, operatorOwnerId: null });
    await expect(changes().takeOver(world.reviewer, made.id)).rejects.toMatchObject({ code: 'SCHEDULE_HAS_OWNER' });
  });
});

describe('a policy simulation', () => {
  it('counts an active schedule as work of its owner that may happen any moment', async () => {
    await schedule();
    const present = await world.app
      .get(Database)
      .transaction(world.runner.organisationId, (tx) => world.app.get(WorkHistory).present(tx));
    expect(present).toContainEqual(
      expect.objectContaining({ workflowId, actorId: world.runner.personId, trigger: 'schedule' }),
    );
    const noSchedules = {
      effect: 'deny' as const,
      action: 'workflow.run' as const,
      subject: 'Workflow' as const,
      conditions: { trigger: 'schedule' },
      reason: 'Nothing runs by itself here.',
      sealed: false,
    };
    const layer = {
      scope: 'workflow' as const,
      targetId: workflowId,
      name: 'By hand only',
      rules: [noSchedules],
      obligations: [],
    };
    const result = await world.app.get(SimulatePolicyQuery).simulate(world.steward, { layer });
    expect(result.judgedSchedules).toBeGreaterThan(0);
    expect(result.workflows.find((one) => one.workflowId === workflowId)?.fromNowOn).toEqual([
      expect.stringMatching(/^On its schedule: .*by itself/),
    ]);
  });
});

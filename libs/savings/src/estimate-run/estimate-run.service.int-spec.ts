import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, type RunId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { ConfirmRunService } from '../confirm-run/confirm-run.service.js';
import { CorrectTimeEntryService } from '../correct-time-entry/correct-time-entry.service.js';
import { EndedRunsQuery } from '../persistence/ended-runs.query.js';
import { makeRun, makeWorkflow, SPEC_MODULES, type WantedRun } from '../savings.fixture.js';
import { SetBaselineService } from '../set-baseline/set-baseline.service.js';
import { BeginAccountsSubscriber } from './begin-accounts.subscriber.js';
import { EstimateRunService } from './estimate-run.service.js';

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let builder: Actor;
let runner: Actor;
let workflowId: WorkflowId;
let service: EstimateRunService;
let subscriber: BeginAccountsSubscriber;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  runner = await home.addPerson('Rita Runner', ['runner', 'builder'], [team]);
  service = app.get(EstimateRunService);
  subscriber = app.get(BeginAccountsSubscriber);
});

beforeEach(async () => {
  workflowId = await makeWorkflow(app, home, builder, team);
});

afterAll(() => app.close());

const setBaseline = () => app.get(SetBaselineService).set(builder, { workflowId, minutes: 30 });

function tell(type: string, payload: Record<string, string | number | boolean>) {
  return subscriber.handle({ type, organisationId: home.id, payload });
}

function entriesOf(runId: string) {
  return app.database.query<Record<string, unknown>>(`SELECT * FROM time_entries WHERE run_id = $1`, [runId]);
}

async function offered(runIds: readonly RunId[]): Promise<(number | undefined)[]> {
  return app.get(Database).transaction(home.id, async (tx) => {
    const suggestions = await service.suggestions(tx, await app.get(EndedRunsQuery).findMany(tx, runIds));
    return runIds.map((id) => suggestions.get(id));
  });
}

describe('the end of a run', () => {
  it('begins its account with an estimate: 30 by hand, 2 waited, 28 saved', async () => {
    await setBaseline();
    const runId = await makeRun(app, runner, workflowId, { seconds: 95 });
    await tell('run.finished', { runId });
    expect(await entriesOf(runId)).toMatchObject([
      { grade: 'estimated', human_minutes: 2, saved_minutes: 28, confirmed_by_id: null, outcome: null },
    ]);
  });

  it('told twice begins it once', async () => {
    await setBaseline();
    const runId = await makeRun(app, runner, workflowId);
    await Promise.all([
      tell('run.finished', { runId }),
      tell('run.finished', { runId }),
      tell('run.finished', { runId }),
    ]);
    expect(await entriesOf(runId)).toHaveLength(1);
  });

  it('does not put an estimate over what its person has confirmed already', async () => {
    await setBaseline();
    const runId = await makeRun(app, runner, workflowId);
    await app.get(ConfirmRunService).confirm(runner, { runId, outcome: 'accepted', humanMinutes: 3 });
    await tell('run.finished', { runId });
    expect(await entriesOf(runId)).toMatchObject([{ grade: 'confirmed' }]);
  });

  it('estimates a scheduled run with nobody’s time until people have confirmed some', async () => {
    await setBaseline();
    const scheduled: WantedRun = { trigger: 'schedule' };
    const first = await makeRun(app, runner, workflowId, scheduled);
    await tell('run.finished', { runId: first });
    expect(await entriesOf(first)).toMatchObject([{ human_minutes: 0, saved_minutes: 30, unattended: true }]);
    for (const humanMinutes of [4, 6, 20]) {
      const runId = await makeRun(app, runner, workflowId);
      await app.get(ConfirmRunService).confirm(runner, { runId, outcome: 'accepted', humanMinutes });
    }
    const next = await makeRun(app, runner, workflowId, scheduled);
    await tell('run.finished', { runId: next });
    expect(await entriesOf(next)).toMatchObject([{ human_minutes: 6, saved_minutes: 24 }]);
  });

  it('loses the time of a failed run, with or without a baseline', async () => {
    const runId = await makeRun(app, runner, workflowId, { status: 'failed', seconds: 170 });
    await tell('run.finished', { runId });
    expect(await entriesOf(runId)).toMatchObject([{ failed: true, saved_minutes: -3, baseline_id: null }]);
  });

  it.each([
    ['a practice run', { mode: 'practice' }],
    ['an evaluation', { purpose: 'evaluation' }],
    ['a rehearsal', { purpose: 'rehearsal' }],
    ['a run called by another', { parentRunId: newId<RunId>() }],
    ['a cancelled run', { status: 'cancelled' }],
    ['a run that has not ended', { status: 'running' }],
  ] as const)('begins no account for %s', async (_what, wanted) => {
    await setBaseline();
    const runId = await makeRun(app, runner, workflowId, wanted);
    await tell('run.finished', { runId });
    expect(await entriesOf(runId)).toEqual([]);
  });

  it('that belongs to another organisation, or to none, changes nothing', async () => {
    await setBaseline();
    const strangers = await foundOrganisation(app, 'Strangers');
    const runId = await makeRun(app, runner, workflowId);
    expect(await service.begin(strangers.id, runId)).toBeNull();
    await tell('run.finished', { runId: newId() });
    await tell('run.finished', { runId: 'nonsense' });
    expect(await entriesOf(runId)).toEqual([]);
  });
});

describe('a retry', () => {
  /** What a run counts for now: the minutes of the line that no later one corrects; null without a line. */
  async function counted(runId: RunId): Promise<number | null> {
    const lines = await entriesOf(runId);
    const corrected = new Set(lines.map((line) => line['corrects_id']));
    const counting = lines.find((line) => !corrected.has(line['id']));
    return counting === undefined ? null : Number(counting['saved_minutes']);
  }

  it('replaces the run that it repeats and does not add to it, however often it is told', async () => {
    await setBaseline();
    const failed = await makeRun(app, runner, workflowId, { status: 'failed', seconds: 170 });
    await tell('run.finished', { runId: failed });
    expect(await counted(failed)).toBe(-3);
    const retry = await makeRun(app, runner, workflowId, { retryOfId: failed, seconds: 95 });
    await tell('run.finished', { runId: retry });
    await tell('run.finished', { runId: retry });
    expect([await counted(failed), await counted(retry)]).toEqual([0, 28]);
    expect(await entriesOf(failed)).toHaveLength(2);
    const [, replaced] = await entriesOf(failed);
    expect(replaced).toMatchObject({ human_minutes: 0, note: 'It was tried again; the retry counts in its place.' });
  });

  it('that was tried again itself leaves only the last of them', async () => {
    await setBaseline();
    const first = await makeRun(app, runner, workflowId, { status: 'failed' });
    const second = await makeRun(app, runner, workflowId, { status: 'stopped', retryOfId: first });
    const third = await makeRun(app, runner, workflowId, { retryOfId: second, seconds: 95 });
    // The news of the first comes last, when its retries have ended.
    for (const runId of [second, third, first]) await tell('run.finished', { runId });
    expect([await counted(first), await counted(second), await counted(third)]).toEqual([null, null, 28]);
  });

  it('that was cancelled or is still at work takes no place', async () => {
    await setBaseline();
    const failed = await makeRun(app, runner, workflowId, { status: 'failed', seconds: 170 });
    await tell('run.finished', { runId: failed });
    for (const status of ['cancelled', 'running'] as const) {
      const retry = await makeRun(app, runner, workflowId, { retryOfId: failed, status });
      await tell('run.finished', { runId: retry });
    }
    expect(await counted(failed)).toBe(-3);
  });

  it('leaves nothing to confirm or to correct in the run that it replaced', async () => {
    await setBaseline();
    const rejected = await makeRun(app, runner, workflowId);
    const { id: entryId } = await app
      .get(ConfirmRunService)
      .confirm(runner, { runId: rejected, outcome: 'rejected', humanMinutes: 9 });
    const retry = await makeRun(app, runner, workflowId, { retryOfId: rejected });
    await tell('run.finished', { runId: retry });
    expect(await counted(rejected)).toBe(0);
    const confirm = app
      .get(ConfirmRunService)
      .confirm(runner, { runId: rejected, outcome: 'accepted', humanMinutes: 1 });
    await expect(confirm).rejects.toMatchObject({ code: 'RUN_NOT_COUNTED', details: { why: 'retried' } });
    const newest = (await entriesOf(rejected)).find((line) => line['corrects_id'] === entryId);
    const correct = app
      .get(CorrectTimeEntryService)
      .correct(home.owner, { entryId: String(newest?.['id']), humanMinutes: 1, reason: 'Quicker.' });
    await expect(correct).rejects.toMatchObject({ code: 'RUN_NOT_COUNTED' });
  });
});

describe('a run recorded by hand', () => {
  const recorded: WantedRun = { mode: 'recorded', trigger: 'hand', outcome: 'edited' };

  it('carries its outcome and its minutes, confirmed by who recorded it', async () => {
    await setBaseline();
    const runId = await makeRun(app, runner, workflowId, recorded);
    await tell('run.finished', { runId, humanMinutes: 9 });
    expect(await entriesOf(runId)).toMatchObject([
      { grade: 'confirmed', outcome: 'edited', saved_minutes: 21, confirmed_by_id: runner.personId },
    ]);
  });

  it('keeps its minutes until its workflow has a baseline to count them against', async () => {
    const runId = await makeRun(app, runner, workflowId, recorded);
    await tell('run.finished', { runId, humanMinutes: 9 });
    expect(await entriesOf(runId)).toEqual([]);
    await setBaseline();
    await tell('baseline.set', { workflowId, first: true });
    expect(await entriesOf(runId)).toMatchObject([{ grade: 'confirmed', human_minutes: 9, saved_minutes: 21 }]);
    expect(await app.database.query(`SELECT 1 FROM waiting_minutes WHERE run_id = $1`, [runId])).toEqual([]);
  });
});

describe('the first baseline of a workflow', () => {
  it('begins the accounts of the runs that ended before it', async () => {
    const before = [await makeRun(app, runner, workflowId), await makeRun(app, runner, workflowId)];
    for (const runId of before) await tell('run.finished', { runId });
    await setBaseline();
    await tell('baseline.set', { workflowId, first: true });
    for (const runId of before) expect(await entriesOf(runId)).toMatchObject([{ baseline_minutes: 30 }]);
  });
});

describe('the minutes offered', () => {
  it('follow what people confirmed for the workflow, and are missing where none count', async () => {
    await setBaseline();
    const fresh = await makeRun(app, runner, workflowId, { seconds: 200 });
    const practice = await makeRun(app, runner, workflowId, { mode: 'practice' });
    const working = await makeRun(app, runner, workflowId, { status: 'running' });
    expect(await offered([fresh, practice, working])).toEqual([4, undefined, undefined]);
    await app.get(ConfirmRunService).confirm(runner, { runId: fresh, outcome: 'accepted', humanMinutes: 11 });
    const next = await makeRun(app, runner, workflowId, { seconds: 200 });
    expect(await offered([next])).toEqual([11]);
  });
});

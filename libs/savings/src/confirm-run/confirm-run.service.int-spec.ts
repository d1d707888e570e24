import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, type RunId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { WorkHistory } from '@groundswell/policies';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { isSampled } from '../domain/sampling.js';
import { EstimateRunService } from '../estimate-run/estimate-run.service.js';
import { makeRun, makeWorkflow, refusal, SPEC_MODULES } from '../savings.fixture.js';
import { SetBaselineService } from '../set-baseline/set-baseline.service.js';
import { ConfirmRunService } from './confirm-run.service.js';
import { RunsToConfirmQuery } from './runs-to-confirm.query.js';

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let builder: Actor;
let runner: Actor;
let other: Actor;
let workflowId: WorkflowId;
let service: ConfirmRunService;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  runner = await home.addPerson('Rita Runner', ['runner'], [team]);
  other = await home.addPerson('Otto Other', ['runner'], [team]);
  service = app.get(ConfirmRunService);
});

beforeEach(async () => {
  workflowId = await makeWorkflow(app, home, builder, team);
  await app.get(SetBaselineService).set(builder, { workflowId, samples: [20, 25, 30] });
  app.clock.advanceMs(60_000);
});

afterAll(() => app.close());

const said = { outcome: 'accepted', humanMinutes: 7 } as const;

function entriesOf(runId: string) {
  return app.database.query(`SELECT * FROM time_entries WHERE run_id = $1 ORDER BY recorded_at, id`, [runId]);
}

describe('confirming a run', () => {
  it('writes the outcome and the minutes: 25 by hand, 7 spent, 18 saved', async () => {
    const runId = await makeRun(app, runner, workflowId);
    const entry = await service.confirm(runner, { runId, ...said });
    expect(entry).toMatchObject({ savedMinutes: 18, grade: 'confirmed', outcome: 'accepted', corrects: null });
  });

  it('is measured evidence when the baseline was timed and the measured minutes were left as they are', async () => {
    const runId = await makeRun(app, runner, workflowId);
    const entry = await service.confirm(runner, { runId, ...said, measuredHumanSeconds: 425 });
    expect(entry.grade).toBe('measured');
  });

  it('takes the place of the estimate that stood until then', async () => {
    const runId = await makeRun(app, runner, workflowId);
    const estimate = await app.get(EstimateRunService).begin(home.id, runId);
    expect(estimate).toMatchObject({ grade: 'estimated', savedMinutes: 23 });
    const entry = await service.confirm(runner, { runId, ...said });
    expect(entry.corrects).toBe(estimate?.id);
  });

  it('said twice is one line, and told apart from a change of mind', async () => {
    const runId = await makeRun(app, runner, workflowId);
    const first = await service.confirm(runner, { runId, ...said });
    expect(await service.confirm(runner, { runId, ...said })).toEqual(first);
    const second = await service.confirm(runner, { runId, outcome: 'rejected', humanMinutes: 7 });
    expect(second).toMatchObject({ corrects: first.id, savedMinutes: -7 });
    expect(await entriesOf(runId)).toHaveLength(2);
  });

  it('tapped twice at once writes one line', async () => {
    const runId = await makeRun(app, runner, workflowId);
    const taps = await Promise.all(Array.from({ length: 5 }, () => service.confirm(runner, { runId, ...said })));
    expect(new Set(taps.map((entry) => entry.id)).size).toBe(1);
    expect(await entriesOf(runId)).toHaveLength(1);
  });

  it('counts against the baseline that held when the run began, not against a later one', async () => {
    const runId = await makeRun(app, runner, workflowId);
    app.clock.advanceMs(60_000);
    await app.get(SetBaselineService).set(builder, { workflowId, minutes: 10, reason: 'Shorter forms' });
    expect(await service.confirm(runner, { runId, ...said })).toMatchObject({ baselineMinutes: 25 });
    app.clock.advanceMs(60_000);
    const later = await makeRun(app, runner, workflowId);
    expect(await service.confirm(runner, { runId: later, ...said })).toMatchObject({
      baselineMinutes: 10,
      savedMinutes: 3,
    });
  });

  it('hangs on the run in a policy simulation, in its last word, and an estimate does not', async () => {
    const runId = await makeRun(app, runner, workflowId);
    const confirmed = () =>
      app
        .get(Database)
        .transaction(home.id, async (tx) => (await app.get(WorkHistory).confirmedMinutes(tx, [runId])).get(runId));
    await app.get(EstimateRunService).begin(home.id, runId);
    expect(await confirmed()).toBeUndefined();
    const { savedMinutes } = await service.confirm(runner, { runId, ...said });
    expect(await confirmed()).toBe(savedMinutes);
  });

  it('is recorded in the audit log with what was said', async () => {
    const runId = await makeRun(app, runner, workflowId);
    const entry = await service.confirm(runner, { runId, ...said });
    const [audited] = await app.database.query(
      `SELECT action, subject_id, workflow_id, details FROM audit_entries WHERE run_id = $1`,
      [runId],
    );
    expect(audited).toMatchObject({
      action: 'run.confirmed',
      subject_id: entry.id,
      workflow_id: workflowId,
      details: { outcome: 'accepted', humanMinutes: 7, savedMinutes: 18 },
    });
  });
});

describe('a run that cannot be confirmed', () => {
  it.each([
    ['a practice run, which counts nowhere', { mode: 'practice' }, 'RUN_NOT_COUNTED'],
    ['an evaluation', { purpose: 'evaluation' }, 'RUN_NOT_COUNTED'],
    ['a try of an unpublished version', { purpose: 'rehearsal' }, 'RUN_NOT_COUNTED'],
    ['a run that another one called', { parentRunId: newId<RunId>() }, 'RUN_NOT_COUNTED'],
    ['a run at work', { status: 'running' }, 'RUN_NOT_FINISHED'],
    ['praise for a failed run', { status: 'failed' }, 'RUN_FAILED'],
  ] as const)('is %s', async (_what, wanted, code) => {
    const runId = await makeRun(app, runner, workflowId, wanted);
    const error = await refusal(service.confirm(runner, { runId, ...said }));
    expect(error.code).toBe(code);
    expect(await entriesOf(runId)).toEqual([]);
  });

  it('says politely why a practice run has no minutes', async () => {
    const runId = await makeRun(app, runner, workflowId, { mode: 'practice' });
    expect((await refusal(service.confirm(runner, { runId, ...said }))).message).toContain('counts in no figure');
  });

  it('has no baseline to count against, unless it only lost time', async () => {
    const bare = await makeWorkflow(app, home, builder, team);
    const runId = await makeRun(app, runner, bare);
    expect((await refusal(service.confirm(runner, { runId, ...said }))).code).toBe('BASELINE_MISSING');
    const lost = await service.confirm(runner, { runId, outcome: 'rejected', humanMinutes: 4 });
    expect(lost).toMatchObject({ savedMinutes: -4, baselineId: null });
  });

  it('comes with minutes that cannot be, all named at once', async () => {
    const runId = await makeRun(app, runner, workflowId);
    const error = await refusal(
      service.confirm(runner, { runId, outcome: 'accepted', humanMinutes: -1, measuredHumanSeconds: 1e9 }),
    );
    expect(error.fields.map((fault) => fault.path)).toEqual(['humanMinutes', 'measuredHumanSeconds']);
  });

  it('is somebody else’s: it does not exist for a colleague', async () => {
    const runId = await makeRun(app, runner, workflowId);
    expect((await refusal(service.confirm(other, { runId, ...said }))).code).toBe('NOT_FOUND');
  });

  it('may be seen by an auditor, but not confirmed', async () => {
    const auditor = await home.addPerson('Aida Auditor', ['auditor']);
    const runId = await makeRun(app, runner, workflowId);
    expect((await refusal(service.confirm(auditor, { runId, ...said }))).kind).toBe('forbidden');
  });

  it('belongs to another organisation, or has no id that could be', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    const runId = await makeRun(app, runner, workflowId);
    expect((await refusal(service.confirm(strangers.owner, { runId, ...said }))).code).toBe('NOT_FOUND');
    expect((await refusal(service.confirm(runner, { runId: 'x'.repeat(10_000), ...said }))).code).toBe('NOT_FOUND');
  });
});

describe('the runs to confirm', () => {
  const toConfirm = (actor: Actor) =>
    app.get(Database).transaction(actor.organisationId, (tx) => app.get(RunsToConfirmQuery).ofPerson(tx, actor, 50));

  it('are one’s own that only an estimate stands for', async () => {
    const person = await home.addPerson('Nora New', ['runner'], [team]);
    const estimates = app.get(EstimateRunService);
    const first = await makeRun(app, person, workflowId);
    const second = await makeRun(app, person, workflowId);
    for (const runId of [first, second]) await estimates.begin(home.id, runId);
    expect(new Set(await toConfirm(person))).toEqual(new Set([first, second]));
    await service.confirm(person, { runId: first, ...said });
    expect(await toConfirm(person)).toEqual([second]);
    expect(await toConfirm(other)).toEqual([]);
  });

  it('leave out failed runs and those of more than 30 days ago', async () => {
    const person = await home.addPerson('Nils Next', ['runner'], [team]);
    const failed = await makeRun(app, person, workflowId, { status: 'failed' });
    const old = await makeRun(app, person, workflowId, { startedAt: new Date('2026-09-01T09:00:00Z') });
    for (const runId of [failed, old]) await app.get(EstimateRunService).begin(home.id, runId);
    expect(await toConfirm(person)).toEqual([]);
  });

  it('ask of unattended runs only about the sample', async () => {
    const person = await home.addPerson('Sven Schedule', ['runner'], [team]);
    const ids = Array.from({ length: 60 }, () => newId<RunId>());
    for (const id of ids) {
      await makeRun(app, person, workflowId, { id, trigger: 'schedule' });
      await app.get(EstimateRunService).begin(home.id, id);
    }
    expect(new Set(await toConfirm(person))).toEqual(new Set(ids.filter((id) => isSampled(id))));
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { ConfirmRunService } from '../confirm-run/confirm-run.service.js';
import { EstimateRunService } from '../estimate-run/estimate-run.service.js';
import { makeRun, makeWorkflow, refusal, SPEC_MODULES } from '../savings.fixture.js';
import { SetBaselineService } from '../set-baseline/set-baseline.service.js';
import { ListTimeEntriesQuery, type TimeEntryCriteria, type TimeEntryPage } from './list-time-entries.query.js';

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let runner: Actor;
let leader: Actor;
let workflowId: WorkflowId;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  const builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  runner = await home.addPerson('Rita Runner', ['runner'], [team]);
  leader = await home.addPerson('Lea Leader', ['leader']);
  workflowId = await makeWorkflow(app, home, builder, team);
  await app.get(SetBaselineService).set(builder, { workflowId, minutes: 30 });
  const unanswered = await makeRun(app, leader, workflowId, {
    startedAt: new Date('2026-10-20T09:00:00Z'),
    seconds: 60,
  });
  await app.get(EstimateRunService).begin(home.id, unanswered);
  for (const [index, humanMinutes] of [5, 10, 45].entries()) {
    const startedAt = new Date(Date.UTC(2026, 8 + index, 15, 9));
    const runId = await makeRun(app, runner, workflowId, { startedAt });
    await app.get(EstimateRunService).begin(home.id, runId);
    await app.get(ConfirmRunService).confirm(runner, { runId, outcome: 'accepted', humanMinutes });
  }
});

afterAll(() => app.close());

function list(
  actor: Actor,
  criteria: TimeEntryCriteria = {},
  first = 50,
  after: string | null = null,
): Promise<TimeEntryPage> {
  return app
    .get(Database)
    .transaction(actor.organisationId, (tx) => app.get(ListTimeEntriesQuery).page(tx, actor, criteria, first, after));
}

const savedOn = (page: TimeEntryPage) => page.items.map((entry) => entry.savedMinutes);

describe('the list of time entries', () => {
  it('shows what counts, the newest work first, with the sum of all of it', async () => {
    const page = await list(leader);
    expect(savedOn(page)).toEqual([-15, 29, 20, 25]);
    expect(page).toMatchObject({ totalCount: 4, savedMinutes: 59, nextCursor: null });
  });

  it('shows the whole history with the lines that were corrected', async () => {
    expect((await list(leader, { includeCorrected: true })).totalCount).toBe(7);
  });

  it('narrows by grade, by time, by person, by workflow and to what was lost', async () => {
    expect(savedOn(await list(leader, { grades: ['estimated'] }))).toEqual([29]);
    expect(savedOn(await list(leader, { grades: [] }))).toEqual([]);
    const october = { from: new Date('2026-10-01T00:00:00Z'), until: new Date('2026-11-01T00:00:00Z') };
    expect(savedOn(await list(leader, october))).toEqual([29, 20]);
    expect(savedOn(await list(leader, { personId: leader.personId }))).toEqual([29]);
    expect(savedOn(await list(leader, { workflowId: newId() }))).toEqual([]);
    expect(savedOn(await list(leader, { workflowId: 'no id' }))).toEqual([]);
    expect(savedOn(await list(leader, { lostOnly: true }))).toEqual([-15]);
  });

  it('turns its pages without losing or doubling a line', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: TimeEntryPage = await list(leader, {}, 1, after);
      seen.push(...savedOn(page));
      after = page.nextCursor;
    } while (after !== null);
    expect(seen).toEqual([-15, 29, 20, 25]);
  });

  it('shows a runner only their own entries', async () => {
    expect(savedOn(await list(runner))).toEqual([-15, 20, 25]);
    expect(savedOn(await list(runner, { personId: leader.personId }))).toEqual([]);
  });

  it('shows strangers nothing', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    expect(await list(strangers.owner, { workflowId })).toMatchObject({ totalCount: 0, savedMinutes: 0, items: [] });
  });

  it('refuses a cursor that is not one of ours', async () => {
    for (const after of ['nonsense', newId()]) {
      expect((await refusal(list(leader, {}, 10, after))).fields[0]?.path).toBe('after');
    }
  });
});

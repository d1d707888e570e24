import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { CostLedger } from '@groundswell/runs';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { RegisterWorkflowService } from '@groundswell/workflows';
import { refusal, SPEC_MODULES, writeTime } from '../analytics.fixture.js';
import { impactOf, WorkflowImpactQuery } from './workflow-impact.query.js';

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let builder: Actor;
let workflowId: WorkflowId;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  const wanted = { title: 'Sort letters', task: 'By hand so far', teamId: team };
  workflowId = (await app.get(RegisterWorkflowService).register(builder, wanted)).id;
});

afterAll(() => app.close());

const read = (actor: Actor, id: string = workflowId) => app.get(WorkflowImpactQuery).read(actor, id);

describe('the impact of a workflow', () => {
  it('is said as nothing known, not as zero, while nothing has happened', () => {
    expect(impactOf(workflowId, new Map(), new Map())).toMatchObject({
      runs: 0,
      acceptedShare: null,
      costPerRunMicros: null,
      costPerHourSavedMicros: null,
    });
  });

  it('has no cost per hour while it loses time', () => {
    const none = { measured: 0, estimated: 0, estimatedUnattended: 0, lost: 9, sampled: 0, sampledUseful: 0 };
    const month = { ...none, confirmed: -9, entries: 1, accepted: 0, edited: 0, rejected: 1, failed: 0 };
    const impact = impactOf(workflowId, new Map([['2026-01', month]]), new Map([['model', 10]]));
    expect(impact).toMatchObject({ costPerHourSavedMicros: null, costPerRunMicros: 10, acceptedShare: 0 });
  });

  it('divides what was spent by its runs and by the hours it saved: 3 runs, 1.5 hours, 6,000,000 spent', async () => {
    const at = new Date('2026-10-10T09:00:00Z');
    await app.get(Database).transaction(home.id, async (tx) => {
      await writeTime(tx, [
        { workflowId, at, baseline: 70, human: 10 },
        { workflowId, at, baseline: 50, human: 5, outcome: 'edited' },
        { workflowId, at, baseline: 50, human: 15, outcome: 'rejected' },
      ]);
      const about = { workflowId, at, personId: null };
      await app.get(CostLedger).append(tx, { ...about, kind: 'licence', amountMicros: 5_000_000, source: 'a' });
      await app.get(CostLedger).append(tx, { ...about, kind: 'model', amountMicros: 1_000_000, source: 'b' });
    });
    expect(await read(builder)).toMatchObject({
      hours: { confirmed: 1.5, lost: 0.25 },
      costMicros: 6_000_000,
      modelCostMicros: 1_000_000,
      runs: 3,
      acceptedShare: 2 / 3,
      costPerRunMicros: 2_000_000,
      costPerHourSavedMicros: 4_000_000,
      months: [{ month: '2026-10', confirmed: 1.5 }],
    });
  });

  it('does not exist for those who may not see the workflow: a runner, while it is a draft', async () => {
    const runner = await home.addPerson('Rita Runner', ['runner']);
    expect((await refusal(read(runner))).code).toBe('NOT_FOUND');
  });

  it('does not exist for another organisation, nor for an id that names none', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    expect((await refusal(read(strangers.owner))).code).toBe('NOT_FOUND');
    expect((await refusal(read(builder, newId()))).code).toBe('NOT_FOUND');
    expect((await refusal(read(builder, 'nonsense'))).code).toBe('NOT_FOUND');
  });
});

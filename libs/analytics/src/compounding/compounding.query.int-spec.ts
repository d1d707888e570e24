import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, payForMinutes, type PolicyLayerId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { SavePolicyLayerService } from '@groundswell/policies';
import { CostLedger } from '@groundswell/runs';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { ChangeStageService, type VersionSummary } from '@groundswell/workflows';
import { publish, publishAgain, refusal, SPEC_MODULES, type Wanted, writeTime } from '../analytics.fixture.js';
import { SetPlanService } from '../plan/set-plan.service.js';
import { RollupsService } from '../rollups/rollups.service.js';
import { type CompoundingPage, CompoundingQuery } from './compounding.query.js';

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let leader: Actor;
let builder: Actor;
let colleague: Actor;
let rootId: WorkflowId;
let rootVersion: VersionSummary;
let childId: WorkflowId;
let layerId: PolicyLayerId;
let rate: number;

const at = (text: string) => new Date(`${text}:00Z`);

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  app.clock.set(at('2026-01-05T09:00'));
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  leader = await home.addPerson('Lea Leader', ['leader']);
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  colleague = await home.addPerson('Carl Colleague', ['builder'], [team]);
  const [organisation] = await app.database.query<{ rate: string }>(
    `SELECT loaded_rate_micros_per_hour AS rate FROM organisations WHERE id = $1`,
    [home.id],
  );
  rate = Number(organisation?.rate);
  const layer = await app.get(SavePolicyLayerService).save(home.owner, {
    scope: 'team',
    targetId: team,
    name: 'Sales',
    rules: [],
    obligations: [],
  });
  layerId = layer.id as PolicyLayerId;
  await bookSetUp(90);
  const wanted: Wanted = { title: 'Sort letters', builder, reviewer: colleague, teamId: team, buildMinutes: 120 };
  app.clock.set(at('2026-01-20T09:00'));
  ({ workflowId: rootId, version: rootVersion } = await publish(app, wanted));
  app.clock.set(at('2026-02-10T09:00'));
  ({ workflowId: childId } = await publish(app, {
    ...wanted,
    title: 'Sort repair letters',
    builder: colleague,
    reviewer: builder,
    from: rootVersion,
    buildMinutes: 30,
  }));
  await publishAgain(app, { ...wanted, title: '', buildMinutes: 600 }, rootId);
  await app.get(Database).transaction(home.id, (tx) =>
    writeTime(tx, [
      { workflowId: rootId, at: at('2026-01-25T10:00'), baseline: 60, human: 10 },
      { workflowId: rootId, at: at('2026-02-20T10:00'), baseline: 60, human: 0, grade: 'measured' },
      { workflowId: childId, at: at('2026-02-21T10:00'), baseline: 45, human: 15 },
      { workflowId: childId, at: at('2026-02-22T10:00'), human: 12, outcome: 'rejected' },
      { workflowId: childId, at: at('2026-02-23T10:00'), baseline: 40, human: 0, grade: 'estimated' },
    ]),
  );
  app.clock.set(at('2026-03-15T11:00'));
});

afterAll(() => app.close());

async function bookSetUp(minutes: number): Promise<void> {
  await app.get(Database).transaction(home.id, (tx) =>
    app.get(CostLedger).append(tx, {
      kind: 'policySetup',
      layerId,
      minutes,
      personId: home.owner.personId,
      at: app.clock.now(),
      source: `set-up ${minutes} ${newId()}`,
    }),
  );
}

const read = (actor: Actor, months = 12): Promise<CompoundingPage> => app.get(CompoundingQuery).read(actor, months);
const pay = (minutes: number) => payForMinutes(minutes, rate);

describe('the compounding page', () => {
  it('numbers workflows by when they entered pilot and charges the layer to the first that needed it', async () => {
    const { marginalCosts } = await read(leader);
    expect(marginalCosts).toMatchObject([
      {
        n: 1,
        workflowId: rootId,
        title: 'Sort letters',
        buildMicros: pay(120),
        reviewMicros: pay(10),
        setUpMicros: pay(90),
        totalMicros: pay(120) + pay(10) + pay(90),
        avoidedMicros: 0,
      },
      { n: 2, workflowId: childId, buildMicros: pay(30), setUpMicros: 0, avoidedMicros: pay(90) },
    ]);
  });

  it('leaves later versions out of the cost of getting there, but not out of the average', async () => {
    const page = await read(leader);
    const spent = pay(90) + pay(120) + pay(10) + pay(30) + pay(10) + pay(600) + pay(10);
    expect(page.netValue.costMicros).toBe(spent);
    expect(page.averageCost.at(-1)).toEqual({ month: '2026-03', micros: Math.round(spent / 2) });
  });

  it('shows live workflows by month and now, beside the plan', async () => {
    const page = await read(leader);
    expect(page.startMonth).toBe('2026-01');
    expect(page.liveWorkflows).toEqual([
      { month: '2026-01', count: 1 },
      { month: '2026-02', count: 2 },
      { month: '2026-03', count: 2 },
    ]);
    expect(page.liveNow).toBe(2);
    expect(page.planByMonth.map((point) => point.low)).toEqual([3, 7.5, 12]);
  });

  it('splits hours by grade and keeps the estimate out of the headline', async () => {
    const page = await read(leader);
    expect(page.hoursTotal).toMatchObject({
      measured: 1,
      confirmed: 68 / 60,
      estimated: 40 / 60,
      lost: 0.2,
      headline: 128 / 60,
    });
    expect(page.hours.map(({ month, confirmed }) => [month, confirmed * 60])).toEqual([
      ['2026-01', 50],
      ['2026-02', 18],
      ['2026-03', 0],
    ]);
  });

  it('draws the stream by root', async () => {
    expect((await read(leader)).stream).toEqual([
      { month: '2026-01', rootId, rootTitle: 'Sort letters', workflows: 1, hours: 50 / 60 },
      { month: '2026-02', rootId, rootTitle: 'Sort letters', workflows: 2, hours: 78 / 60 },
      { month: '2026-03', rootId, rootTitle: 'Sort letters', workflows: 2, hours: 0 },
    ]);
  });

  it('says in words what three versions and two workflows cannot show', async () => {
    const page = await read(leader);
    expect(page.learningRate).toMatchObject({ enough: false, percent: null });
    expect(page.reproduction).toMatchObject({ enough: false, adaptations: 1, adaptable: 2 });
    expect(page.reuse).toMatchObject({ enough: false, versions: 3 });
    expect(page.reuse.prompt).toBeCloseTo(1 / 3, 10);
    expect(page.reuse.layer).toBeCloseTo(1 / 3, 10);
  });

  it('shows only the months asked for, and the total of all', async () => {
    const page = await read(leader, 1);
    expect(page.hours.map((month) => month.month)).toEqual(['2026-03']);
    expect(page.hoursTotal.headline).toBeCloseTo(128 / 60, 10);
    expect(page.fteSaved.headline).toBe(0);
  });

  it('is the same folded and unfolded, and moves to the months of another time zone with the organisation', async () => {
    const before = await read(leader);
    await app.get(RollupsService).fold(home.id);
    expect(await read(leader)).toEqual(before);
    await app
      .get(Database)
      .transaction(home.id, (tx) =>
        writeTime(tx, [{ workflowId: rootId, at: at('2026-02-28T23:30'), baseline: 20, human: 0, grade: 'measured' }]),
      );
    expect((await read(leader)).hours.at(-1)?.measured).toBeCloseTo(20 / 60, 10);
    await app.database.query(`UPDATE organisations SET time_zone = 'UTC' WHERE id = $1`, [home.id]);
    expect((await read(leader)).hours.at(-1)?.measured).toBe(0);
    await app.database.query(`UPDATE organisations SET time_zone = 'Europe/Berlin' WHERE id = $1`, [home.id]);
    expect((await read(leader)).hours.at(-1)?.measured).toBeCloseTo(20 / 60, 10);
  });

  it('stops counting a workflow as live when it is paused', async () => {
    const stages = app.get(ChangeStageService);
    const [workflow] = await app.database.query<{ revision: number }>(`SELECT revision FROM workflows WHERE id = $1`, [
      childId,
    ]);
    await stages.change(leader, {
      workflowId: childId,
      stage: 'paused',
      reason: 'A new form is coming',
      revision: workflow?.revision ?? 0,
    });
    const page = await read(leader);
    expect(page.liveNow).toBe(1);
    expect(page.liveWorkflows[1]).toEqual({ month: '2026-02', count: 2 });
  });

  it('does not exist for runners and builders', async () => {
    expect((await refusal(read(builder))).kind).toBe('not-found');
  });

  it('of another organisation is empty', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    expect(await read(strangers.owner)).toMatchObject({
      liveNow: 0,
      marginalCosts: [],
      stream: [],
      hoursTotal: { headline: 0 },
    });
  });

  it('refuses a number of months that it cannot show', async () => {
    for (const months of [0, -3, 1_000, 1.5]) {
      expect((await refusal(read(leader, months))).fields[0]?.path).toBe('months');
    }
  });
});

describe('setting the plan', () => {
  const plan = [
    { monthsFromStart: 2, low: 5, high: 6 },
    { monthsFromStart: 6, low: 20, high: 30 },
  ];

  it('moves the line, and is recorded in the audit log', async () => {
    await app.get(SetPlanService).set(leader, plan);
    expect((await read(leader)).plan).toEqual(plan);
    const [audited] = await app.database.query(`SELECT details FROM audit_entries WHERE action = 'programme.plan.set'`);
    expect(audited).toMatchObject({
      details: { points: plan, before: [{ monthsFromStart: 1, low: 3, high: 3 }, {}, {}] },
    });
  });

  it('is forbidden to those who only look, and changes nothing for strangers', async () => {
    const auditor = await home.addPerson('Aida Auditor', ['auditor']);
    expect((await refusal(app.get(SetPlanService).set(auditor, plan))).kind).toBe('forbidden');
    const strangers = await foundOrganisation(app, 'Strangers');
    expect((await read(strangers.owner)).plan).toHaveLength(3);
  });

  it('refuses points that do not rise in time', async () => {
    const error = await refusal(app.get(SetPlanService).set(leader, [...plan].reverse()));
    expect(error.fields.map((fault) => fault.path)).toEqual(['input.1.monthsFromStart']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type PersonId, type PolicyLayerId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { CostLedger } from '@groundswell/runs';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import type { VersionSummary } from '@groundswell/workflows';
import { publish, publishAgain, refusal, SPEC_MODULES, writeTime, type WantedLine } from '../analytics.fixture.js';
import { CompoundingQuery } from '../compounding/compounding.query.js';
import { seededRandom } from '../domain/seeded-random.js';
import { WorkflowImpactQuery } from '../impact/workflow-impact.query.js';
import { FigureWorkflowsQuery } from './figure-workflows.query.js';
import { OpenEntriesQuery, type EntryFilter } from './open-entries.query.js';

const GRADES = ['measured', 'confirmed', 'estimated'] as const;

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let leader: Actor;
let builder: Actor;
let runner: Actor;
let workflowIds: WorkflowId[];

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  app.clock.set(new Date('2026-01-05T09:00:00Z'));
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  leader = await home.addPerson('Lea Leader', ['leader']);
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  runner = await home.addPerson('Rita Runner', ['runner'], [team]);
  const colleague = await home.addPerson('Carl Colleague', ['builder'], [team]);
  const base = { builder, reviewer: colleague, teamId: team };
  const versions: VersionSummary[] = [];
  workflowIds = [];
  for (const [index, title] of ['First', 'Second', 'Third'].entries()) {
    app.clock.set(new Date(Date.UTC(2026, index, 12, 9)));
    const from = index === 2 ? versions[0] : undefined;
    const made = await publish(app, { ...base, title, from, buildMinutes: 100 - index * 20 });
    workflowIds.push(made.workflowId);
    versions.push(await publishAgain(app, { ...base, title, buildMinutes: 45 }, made.workflowId));
  }
  app.clock.set(new Date('2026-06-20T09:00:00Z'));
  await fillLedgers();
});

afterAll(() => app.close());

/** Five months of both ledgers, with corrections, losses and entries at the very edges of months. */
async function fillLedgers(): Promise<void> {
  const random = seededRandom(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  await app.get(Database).transaction(home.id, async (tx) => {
    const lines = Array.from({ length: 160 }, (_, index): WantedLine => {
      const edge = index % 10 === 0;
      const at = edge
        ? new Date(Date.UTC(2026, 1 + (index % 4), 1) - (index % 3) * 3_600_000)
        : new Date(Date.UTC(2026, 0, 15) + Math.floor(random() * 150 * 86_400_000));
      return {
        workflowId: pick(workflowIds),
        at,
        baseline: 10 + Math.floor(random() * 50),
        human: Math.floor(random() * 60),
        grade: pick(GRADES),
        outcome: pick(['accepted', 'edited', 'rejected'] as const),
        personId: pick([runner.personId, leader.personId, newId<PersonId>()]),
      };
    });
    const ids = await writeTime(tx, lines);
    const corrected = ids.flatMap((id, index): WantedLine[] => {
      const line = lines[index];
      return index % 4 === 0 && line ? [{ ...line, human: 1, grade: 'confirmed', corrects: id }] : [];
    });
    await writeTime(tx, corrected);
    const ledger = app.get(CostLedger);
    for (let index = 0; index < 40; index++) {
      const about = {
        workflowId: index % 7 === 0 ? null : pick(workflowIds),
        at: new Date(Date.UTC(2026, index % 6, 1 + index)),
        source: `spec ${index}`,
      };
      const amountMicros = Math.floor(random() * 5_000_000);
      const id = await ledger.append(tx, { ...about, kind: index % 3 === 0 ? 'overhead' : 'model', amountMicros });
      if (index % 5 === 0)
        await ledger.append(tx, { ...about, kind: 'tool', amountMicros: 7, corrects: id, source: `fix ${index}` });
    }
    const [layer] = await tx.query<{ id: PolicyLayerId }>(`SELECT id FROM policy_layers WHERE scope = 'organisation'`);
    await ledger.append(tx, {
      kind: 'policySetup',
      layerId: layer?.id ?? null,
      minutes: 75,
      personId: home.owner.personId,
      at: new Date('2026-01-06T09:00:00Z'),
      source: 'organisation layer',
    });
  });
}

const entries = () => app.get(OpenEntriesQuery);

/** Every line of every page: what a reader would add up by hand. */
async function addedUp(filter: EntryFilter, fromMonth: string | null = null): Promise<number> {
  let sum = 0;
  let after: string | null = null;
  do {
    const page = await entries().time(leader, filter, { fromMonth }, 30, after);
    sum += page.items.reduce((total, entry) => total + entry.savedMinutes, 0);
    after = page.nextCursor;
    if (after === null) expect((await entries().time(leader, filter, { fromMonth }, 1, null)).savedMinutes).toBe(sum);
  } while (after !== null);
  return sum;
}

async function costOf(figure: string, workflowId: string | null = null, month: string | null = null): Promise<number> {
  const page = await entries().cost(leader, { figure, workflowId, month }, 200, null);
  expect(page.items).toHaveLength(page.totalCount);
  expect(page.items.reduce((sum, entry) => sum + entry.amountMicros, 0)).toBe(page.amountMicros);
  return page.amountMicros;
}

describe('the time entries behind a figure', () => {
  it.each([
    ['hours-headline', 'headline'],
    ['hours-measured', 'measured'],
    ['hours-confirmed', 'confirmed'],
    ['hours-estimated', 'estimated'],
  ] as const)('add up to %s, in total and in every month', async (figure, field) => {
    const page = await app.get(CompoundingQuery).read(leader, 12);
    expect(await addedUp({ figure })).toBeCloseTo(page.hoursTotal[field] * 60, 6);
    for (const month of page.hours) {
      expect(await addedUp({ figure, month: month.month })).toBeCloseTo(month[field] * 60, 6);
    }
  });

  it('add up to the hours lost, which are negative entries of every grade', async () => {
    const page = await app.get(CompoundingQuery).read(leader, 12);
    expect(page.hoursTotal.lost).toBeGreaterThan(0);
    expect(await addedUp({ figure: 'hours-lost' })).toBeCloseTo(page.hoursTotal.lost * -60, 6);
    for (const { month, lost } of page.hours) {
      expect(await addedUp({ figure: 'hours-lost', month })).toBeCloseTo(lost * -60, 6);
    }
  });

  it('add up to the hours of one workflow, by grade and by month', async () => {
    for (const workflowId of workflowIds) {
      const impact = await app.get(WorkflowImpactQuery).read(leader, workflowId);
      for (const grade of GRADES) expect(await addedUp({ workflowId, grade })).toBeCloseTo(impact.hours[grade] * 60, 6);
      for (const { month, confirmed } of impact.months) {
        expect(await addedUp({ workflowId, month, grade: 'confirmed' })).toBeCloseTo(confirmed * 60, 6);
      }
      expect((await entries().time(leader, { workflowId, figure: 'cost-per-run' }, {}, 1, null)).totalCount).toBe(
        impact.runs,
      );
    }
  });

  it('of the positions saved are those of the months shown', async () => {
    const page = await app.get(CompoundingQuery).read(leader, 3);
    const shown = page.hours.reduce((sum, month) => sum + month.headline, 0);
    expect(await addedUp({ figure: 'fte-saved' }, page.fromMonth)).toBeCloseTo(shown * 60, 6);
  });

  it('are empty where a grade or a kind cannot be part of the figure', async () => {
    expect(await addedUp({ figure: 'hours-measured', grade: 'estimated' })).toBe(0);
    expect(await addedUp({ figure: 'hours-headline', kind: 'model' })).toBe(0);
  });

  it('show the corrected lines too when asked', async () => {
    const counting = await entries().time(leader, {}, {}, 1, null);
    const all = await entries().time(leader, {}, { includeCorrected: true }, 1, null);
    expect(all.totalCount).toBe(counting.totalCount + 40);
  });

  it('that a runner may open are their own', async () => {
    const page = await entries().time(runner, { figure: 'hours-headline' }, {}, 200, null);
    expect(new Set(page.items.map((entry) => entry.personId))).toEqual(new Set([runner.personId]));
  });

  it('are none for another organisation', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    expect(await entries().time(strangers.owner, { workflowId: workflowIds[0] }, {}, 50, null)).toMatchObject({
      totalCount: 0,
      savedMinutes: 0,
    });
  });

  it.each([
    [{ figure: 'hours-imagined' }, 'filter.figure'],
    [{ figure: 'total-cost' }, 'filter.figure'],
    [{ month: '2026-13' }, 'filter.month'],
  ])('refuse %j beside its field', async (filter, path) => {
    expect((await refusal(entries().time(leader, filter, {}, 50, null))).fields[0]?.path).toBe(path);
  });
});

describe('the workflows behind a figure', () => {
  const behind = (figure: string, actor = leader) => app.get(FigureWorkflowsQuery).behind(actor, figure, null);

  it('are as many as the figure says', async () => {
    const page = await app.get(CompoundingQuery).read(leader, 12);
    const [live] = await behind('live-workflows');
    expect(live?.items).toHaveLength(page.liveNow);
    const [adaptations, adaptable] = await behind('reproduction-number');
    expect(adaptations?.items).toHaveLength(page.reproduction.adaptations);
    expect(adaptable?.items).toHaveLength(page.reproduction.adaptable);
    const [inheriting, own] = await behind('reuse-share');
    expect((inheriting?.items.length ?? 0) + (own?.items.length ?? 0)).toBe(page.reuse.versions);
    expect(inheriting?.items).toHaveLength(Math.round(page.reuse.any * page.reuse.versions));
  });

  it('at the end of each month are as many as its point on the curve', async () => {
    const page = await app.get(CompoundingQuery).read(leader, 12);
    for (const { month, count } of page.liveWorkflows) {
      const [live] = await app.get(FigureWorkflowsQuery).behind(leader, 'live-workflows', month);
      expect(live?.items).toHaveLength(count);
    }
  });

  it('are for those who oversee the programme, and of their own organisation alone', async () => {
    expect((await refusal(behind('live-workflows', runner))).kind).toBe('not-found');
    const strangers = await foundOrganisation(app, 'Strangers');
    expect(await behind('reuse-share', strangers.owner)).toMatchObject([{ items: [] }, { items: [] }]);
  });

  it('are none for a figure that counts no workflows', async () => {
    expect((await refusal(behind('hours-headline'))).fields[0]?.path).toBe('figure');
  });
});

describe('the cost entries behind a figure', () => {
  it('add up to everything spent, in total and for each workflow', async () => {
    const page = await app.get(CompoundingQuery).read(leader, 12);
    expect(await costOf('total-cost')).toBe(page.netValue.costMicros);
    expect(await costOf('net-value')).toBe(page.netValue.costMicros);
    for (const workflowId of workflowIds) {
      const impact = await app.get(WorkflowImpactQuery).read(leader, workflowId);
      expect(await costOf('cost-per-run', workflowId)).toBe(impact.costMicros);
      expect(await costOf('model-cost', workflowId)).toBe(impact.modelCostMicros);
    }
  });

  it('add up to the cost of bringing each workflow into pilot, with the set-up that it was the first to need', async () => {
    const { marginalCosts } = await app.get(CompoundingQuery).read(leader, 12);
    expect(marginalCosts.map((cost) => cost.setUpMicros > 0)).toEqual([true, false, false]);
    for (const { workflowId, totalMicros } of marginalCosts) {
      expect(await costOf('marginal-cost', workflowId)).toBe(totalMicros);
    }
  });

  it('of an average cost are everything until the end of its month', async () => {
    const page = await app.get(CompoundingQuery).read(leader, 12);
    for (const { month, micros } of page.averageCost) {
      const live = page.liveWorkflows.find((each) => each.month === month)?.count ?? 0;
      expect(Math.round((await costOf('average-cost', null, month)) / live)).toBe(micros);
    }
  });

  it('narrow by kind, by month and by person, and are empty for a grade', async () => {
    const { amountMicros } = await entries().cost(leader, {}, 1, null);
    const byKind = await Promise.all(
      (['build', 'review', 'policySetup', 'model', 'tool', 'overhead'] as const).map(
        async (kind) => (await entries().cost(leader, { kind }, 1, null)).amountMicros,
      ),
    );
    expect(byKind.reduce((sum, micros) => sum + micros, 0)).toBe(amountMicros);
    expect((await entries().cost(leader, { figure: 'model-cost', kind: 'build' }, 1, null)).totalCount).toBe(0);
    expect((await entries().cost(leader, { grade: 'measured' }, 1, null)).totalCount).toBe(0);
    const mine = await entries().cost(leader, { personId: builder.personId }, 200, null);
    expect(mine.items.every((entry) => entry.personId === builder.personId)).toBe(true);
    expect(mine.totalCount).toBe(6);
  });

  it('ask for the workflow whose way into pilot is meant', async () => {
    const error = await refusal(entries().cost(leader, { figure: 'marginal-cost' }, 50, null));
    expect(error.fields[0]?.path).toBe('filter.workflowId');
  });

  it('that a builder may open are those of their own minutes', async () => {
    const page = await entries().cost(builder, { figure: 'total-cost' }, 200, null);
    expect(new Set(page.items.map((entry) => entry.personId))).toEqual(new Set([builder.personId]));
  });

  it('are none for another organisation, and none for a figure of hours', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    const page = await entries().cost(
      strangers.owner,
      { figure: 'marginal-cost', workflowId: workflowIds[0] },
      50,
      null,
    );
    expect(page).toMatchObject({ totalCount: 0, amountMicros: 0 });
    expect((await refusal(entries().cost(leader, { figure: 'hours-lost' }, 50, null))).fields[0]?.path).toBe(
      'filter.figure',
    );
  });
});

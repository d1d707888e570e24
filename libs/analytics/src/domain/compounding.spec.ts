import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type WorkflowId } from '@groundswell/kernel';
import { compoundingOf, type ProgrammeFacts, startMonthOf, type WorkflowFacts } from './compounding.js';
import { NO_MINUTES } from './hours.js';
import { type Month, monthRange } from './month.js';
import { DEFAULT_PLAN } from './plan-line.js';

const EUR = 1_000_000;
const root = newId<WorkflowId>();
const child = newId<WorkflowId>();

function workflow(id: WorkflowId, over: Partial<WorkflowFacts>): WorkflowFacts {
  return {
    id,
    title: 'Checks an invoice',
    rootId: root,
    parentWorkflowId: null,
    createdAt: new Date('2026-01-10T09:00:00Z'),
    stages: [{ stage: 'pilot', at: new Date('2026-01-20T09:00:00Z') }],
    parts: ['crm'],
    buildMicros: 300 * EUR,
    reviewMicros: 20 * EUR,
    ...over,
  };
}

const facts: ProgrammeFacts = {
  asOf: new Date('2026-03-15T12:00:00Z'),
  timeZone: 'UTC',
  fteHoursPerYear: 1_720,
  rates: [{ loadedRateMicrosPerHour: 60 * EUR, validFrom: new Date('2026-01-05T09:00:00Z') }],
  organisationCreatedAt: new Date('2026-01-05T09:00:00Z'),
  plan: DEFAULT_PLAN,
  workflows: [
    workflow(root, {}),
    workflow(child, {
      title: 'Checks a credit note',
      parentWorkflowId: root,
      createdAt: new Date('2026-02-10T09:00:00Z'),
      stages: [{ stage: 'pilot', at: new Date('2026-02-11T09:00:00Z') }],
      buildMicros: 60 * EUR,
    }),
  ],
  setUpMicrosByPart: new Map([['crm', 400 * EUR]]),
  versions: [],
  minutesByMonth: new Map<Month, typeof NO_MINUTES>([
    ['2026-02', { ...NO_MINUTES, confirmed: 600, measured: 60, estimated: 120, lost: 12 }],
    ['2026-03', { ...NO_MINUTES, confirmed: 1_200 }],
  ]),
  costByMonth: new Map<Month, number>([
    ['2026-01', 720 * EUR],
    ['2026-02', 80 * EUR],
  ]),
  months: ['2026-02', '2026-03'],
  byRoot: [
    { month: '2026-02', rootId: root, live: 1, minutes: 660 },
    { month: '2026-03', rootId: root, live: 2, minutes: 1_200 },
  ],
};

describe('the compounding page', () => {
  const page = compoundingOf(facts);

  it('begins with the month in which the organisation or its first workflow was made', () => {
    expect(page.startMonth).toBe('2026-01');
    expect(startMonthOf({ ...facts, organisationCreatedAt: new Date('2026-05-01T00:00:00Z') })).toBe('2026-01');
  });

  it('shows live workflows by month, now and against the plan', () => {
    expect(page.liveWorkflows).toEqual([
      { month: '2026-02', count: 1 },
      { month: '2026-03', count: 2 },
    ]);
    expect(page.liveNow).toBe(2);
    expect(page.planByMonth.map((point) => point.low)).toEqual([7.5, 12]);
    expect(page.planNow).toBeGreaterThan(7.5);
    expect(page.planNow).toBeLessThan(12);
  });

  it('makes the second workflow cheaper than the first: 80 instead of 720, and 400 avoided', () => {
    expect(
      page.marginalCosts.map(({ totalMicros, avoidedMicros }) => [totalMicros / EUR, avoidedMicros / EUR]),
    ).toEqual([
      [720, 0],
      [80, 400],
    ]);
  });

  it('averages everything spent, also before the first month shown: 800 over 1, then over 2', () => {
    expect(page.averageCost).toEqual([
      { month: '2026-02', micros: 800 * EUR },
      { month: '2026-03', micros: 400 * EUR },
    ]);
  });

  it('totals hours by grade and values them: 31 hours at 60, less 800', () => {
    expect(page.hoursTotal).toMatchObject({ measured: 1, confirmed: 30, headline: 31, estimated: 2, lost: 0.2 });
    expect(page.netValue).toMatchObject({
      headlineMicros: 1_060 * EUR,
      withEstimatedMicros: 1_180 * EUR,
      paybackMonth: '2026-03',
    });
  });

  it('draws the stream in hours, with the title of its root', () => {
    expect(page.stream[0]).toEqual({
      month: '2026-02',
      rootId: root,
      rootTitle: 'Checks an invoice',
      workflows: 1,
      hours: 11,
    });
  });

  it('says in words what has too little data', () => {
    expect(page.learningRate.enough).toBe(false);
    expect(page.reproduction.enough).toBe(false);
    expect(page.reuse.enough).toBe(false);
  });

  it('of an organisation without anything is empty and does not break', () => {
    const empty = compoundingOf({
      ...facts,
      workflows: [],
      minutesByMonth: new Map(),
      costByMonth: new Map(),
      byRoot: [],
      months: [],
    });
    expect(empty).toMatchObject({ liveNow: 0, marginalCosts: [], averageCost: [], stream: [] });
    expect(empty.netValue.explanation).toBe('Nothing has been saved or spent yet.');
    expect(empty.fteSaved.headline).toBe(0);
  });

  it('has a total that is the sum of its months, whatever the months hold', () => {
    const minutes = fc.integer({ min: -10_000, max: 10_000 });
    const sums = fc.record({
      ...Object.fromEntries(Object.keys(NO_MINUTES).map((key) => [key, fc.constant(0)])),
      measured: minutes,
      confirmed: minutes,
      estimated: minutes,
    });
    fc.assert(
      fc.property(fc.array(sums, { minLength: 1, maxLength: 12 }), (months) => {
        const range = monthRange('2025-04', '2026-03').slice(-months.length);
        const minutesByMonth = new Map(range.map((month, index) => [month, { ...NO_MINUTES, ...months[index] }]));
        const page = compoundingOf({ ...facts, minutesByMonth, months: range });
        for (const grade of ['measured', 'confirmed', 'estimated'] as const) {
          const sum = page.hours.reduce((total, month) => total + month[grade], 0);
          expect(sum).toBeCloseTo(page.hoursTotal[grade], 6);
        }
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type WorkflowId } from '@groundswell/kernel';
import { averageCosts } from './average-cost.js';
import { marginalCosts, type PilotedWorkflow } from './marginal-cost.js';

const day = (offset: number) => new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000);
const EUR = 1_000_000;

function workflow(title: string, onDay: number, build: number, review: number, parts: string[]): PilotedWorkflow {
  const workflowId = newId<WorkflowId>();
  return { workflowId, title, enteredPilotAt: day(onDay), buildMicros: build * EUR, reviewMicros: review * EUR, parts };
}

const partNames = fc.constantFrom('crm', 'erp', 'documents', 'house rules', 'team rules');
const workflows = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.nat(500), fc.nat(100), fc.array(partNames, { maxLength: 6 }))
    .map(([onDay, build, review, parts]) => workflow('w', onDay, build, review, parts)),
  { maxLength: 25 },
);
const setUps = new Map([
  ['crm', 400 * EUR],
  ['erp', 300 * EUR],
  ['documents', 90 * EUR],
  ['house rules', 120 * EUR],
]);

describe('the cost of the next workflow', () => {
  it('charges a connector to the first workflow that needed it, and counts it as avoided by the second', () => {
    const costs = marginalCosts(
      [workflow('Second', 20, 50, 10, ['crm', 'erp']), workflow('First', 10, 200, 20, ['crm', 'house rules'])],
      setUps,
    );
    expect(
      costs.map(({ n, title, setUpMicros, totalMicros, avoidedMicros }) => ({
        n,
        title,
        setUpMicros,
        totalMicros,
        avoidedMicros,
      })),
    ).toEqual([
      { n: 1, title: 'First', setUpMicros: 520 * EUR, totalMicros: 740 * EUR, avoidedMicros: 0 },
      { n: 2, title: 'Second', setUpMicros: 300 * EUR, totalMicros: 360 * EUR, avoidedMicros: 400 * EUR },
    ]);
  });

  it('charges a part that a workflow names twice once', () => {
    const [cost] = marginalCosts([workflow('Only', 1, 0, 0, ['crm', 'crm'])], setUps);
    expect(cost).toMatchObject({ setUpMicros: 400 * EUR, avoidedMicros: 0, firstNeeded: ['crm'] });
  });

  it('numbers workflows by when they first entered pilot, whatever order they come in', () => {
    fc.assert(
      fc.property(workflows, (list) => {
        const costs = marginalCosts(list, setUps);
        const again = marginalCosts([...list].reverse(), setUps);
        expect(again).toEqual(costs);
        expect(costs.map((cost) => cost.n)).toEqual(costs.map((_, index) => index + 1));
        costs.slice(1).forEach((cost, index) => {
          expect(cost.enteredPilotAt.getTime()).toBeGreaterThanOrEqual(costs[index]?.enteredPilotAt.getTime() ?? 0);
        });
      }),
    );
  });

  it('charges each needed part exactly once over all workflows, and what is not charged is avoided', () => {
    fc.assert(
      fc.property(workflows, (list) => {
        const costs = marginalCosts(list, setUps);
        const needed = new Set(list.flatMap((item) => item.parts));
        const paidOnce = [...needed].reduce((sum, part) => sum + (setUps.get(part) ?? 0), 0);
        expect(costs.reduce((sum, cost) => sum + cost.setUpMicros, 0)).toBe(paidOnce);
        const everyNeed = list
          .flatMap((item) => [...new Set(item.parts)])
          .reduce((sum, part) => sum + (setUps.get(part) ?? 0), 0);
        expect(costs.reduce((sum, cost) => sum + cost.setUpMicros + cost.avoidedMicros, 0)).toBe(everyNeed);
      }),
    );
  });

  it('of earlier workflows is not changed by a later one', () => {
    fc.assert(
      fc.property(workflows, (list) => {
        const before = marginalCosts(list, setUps);
        const after = marginalCosts([...list, workflow('Late', 400, 1, 1, ['crm', 'erp'])], setUps);
        expect(after.slice(0, before.length)).toEqual(before);
      }),
    );
  });
});

describe('the average cost of a live workflow', () => {
  it('is everything spent so far ÷ workflows live: 900 over 3, then 1,000 over 4', () => {
    expect(
      averageCosts([
        { month: '2026-01', costMicros: 900 * EUR, live: 3 },
        { month: '2026-02', costMicros: 100 * EUR, live: 4 },
      ]),
    ).toEqual([
      { month: '2026-01', micros: 300 * EUR },
      { month: '2026-02', micros: 250 * EUR },
    ]);
  });

  it('leaves out a month without live workflows, but not what it cost', () => {
    expect(
      averageCosts(
        [
          { month: '2026-01', costMicros: 500 * EUR, live: 0 },
          { month: '2026-02', costMicros: 0, live: 2 },
        ],
        100 * EUR,
      ),
    ).toEqual([{ month: '2026-02', micros: 300 * EUR }]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@groundswell/kernel';
import {
  checkInputs,
  checkTemplate,
  inputNames,
  inputSchemaFaults,
  inputScope,
  readRehearsal,
} from '@groundswell/workflows';
import { FACES, PEOPLE, TEAMS } from './people.js';
import { completePlan, WORKFLOWS } from './programme.js';
import { datedSamples, schemaOfForm } from './workflow-plan.js';

const byKey = new Map(WORKFLOWS.map((plan) => [plan.key, plan]));
const complete = WORKFLOWS.map((plan) => completePlan(plan.key));

function depthOf(key: string): number {
  const parent = byKey.get(key)?.adaptedFrom;
  return parent === null || parent === undefined ? 0 : depthOf(parent) + 1;
}

describe('the demo programme', () => {
  it('has 46 workflows by 19 builders in 7 teams', () => {
    expect(WORKFLOWS).toHaveLength(46);
    expect(byKey.size).toBe(46);
    expect(new Set(WORKFLOWS.map((plan) => plan.title)).size).toBe(46);
    expect(new Set(WORKFLOWS.map((plan) => plan.builder)).size).toBe(19);
    expect(new Set(WORKFLOWS.map((plan) => plan.team))).toEqual(new Set(Object.keys(TEAMS)));
  });

  it('grows as planned: 3 after the first month, 12 after the third, 46 after the twelfth', () => {
    const until = (month: number) => WORKFLOWS.filter((plan) => plan.month <= month).length;
    expect([until(1), until(3), until(12)]).toEqual([3, 12, 46]);
  });

  it('has about forty workflows left that should be live, and the honest rest', () => {
    const fates = WORKFLOWS.map((plan) => plan.fate.kind);
    const count = (kind: string) => fates.filter((fate) => fate === kind).length;
    expect(count('production') + count('pilot')).toBe(40);
    expect(count('no-go')).toBe(2);
    expect(count('stalled')).toBe(2);
    expect(count('retired')).toBe(1);
    expect(count('paused')).toBe(1);
  });

  it('has one workflow in use that loses time', () => {
    const losing = WORKFLOWS.filter((plan) => {
      const minutes = 'stated' in plan.baseline ? plan.baseline.stated : Math.max(...plan.baseline.timed);
      return plan.fate.kind === 'production' && plan.use.humanMinutes > minutes;
    });
    expect(losing.map((plan) => plan.key)).toEqual(['diary-voice']);
  });

  it('adapts several generations deep and across teams, always from an earlier workflow', () => {
    for (const plan of WORKFLOWS) {
      if (plan.adaptedFrom === null) continue;
      const parent = byKey.get(plan.adaptedFrom);
      expect({ key: plan.key, parentMonth: parent?.month }).toEqual({ key: plan.key, parentMonth: expect.any(Number) });
      expect(WORKFLOWS.indexOf(parent ?? plan)).toBeLessThan(WORKFLOWS.indexOf(plan));
    }
    expect(Math.max(...WORKFLOWS.map((plan) => depthOf(plan.key)))).toBeGreaterThanOrEqual(4);
    const across = WORKFLOWS.filter(
      (plan) => plan.adaptedFrom !== null && byKey.get(plan.adaptedFrom)?.team !== plan.team,
    );
    expect(across.length).toBeGreaterThanOrEqual(12);
  });

  it('is built by people who were there by then', () => {
    const early = WORKFLOWS.filter((plan) => PEOPLE[plan.builder].month > plan.month);
    expect(early.map((plan) => plan.key)).toEqual([]);
  });

  it('has a person to sign in as for each role', () => {
    for (const [role, key] of Object.entries(FACES)) expect(PEOPLE[key].roles).toContain(role);
  });

  it.each(complete.map((plan) => [plan.key, plan] as const))(
    '%s: instructions, form and samples fit each other',
    (_key, plan) => {
      const schema = schemaOfForm(plan.form);
      expect(inputSchemaFaults(schema)).toEqual([]);
      expect(checkTemplate(plan.instructions, inputScope(inputNames(schema)))).toEqual([]);
      expect(checkInputs(schema, datedSamples(plan.samples, '2026-11-21'))).toMatchObject({ ok: true });
      const used = inputNames(schema).filter((name) => plan.instructions.includes(`{{inputs.${name}}}`));
      expect(used).toEqual(inputNames(schema));
    },
  );

  it('can be practised with at least eight workflows, each by tools that it binds', () => {
    const rehearsed = complete.filter((plan) => plan.rehearsal);
    expect(rehearsed.length).toBeGreaterThanOrEqual(8);
    for (const plan of rehearsed) {
      const scope = { inputNames: inputNames(schemaOfForm(plan.form)), toolNames: plan.tools };
      const read = readRehearsal(JSON.parse(JSON.stringify(plan.rehearsal)) as JsonValue, scope);
      expect({ key: plan.key, read }).toMatchObject({ key: plan.key, read: { ok: true } });
    }
  });
});

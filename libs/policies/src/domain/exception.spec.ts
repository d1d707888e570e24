import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  idleReason,
  latestExpiry,
  LONGEST_EXCEPTION_DAYS,
  passagesOf,
  reminderAt,
  ruleDigest,
  type RuleException,
} from './exception.js';
import { explain } from './explanation.js';
import type { PolicyRule } from './rule.js';
import {
  compiled,
  judge,
  layerOf,
  obligationIds,
  pairs,
  questionArb,
  rule,
  sample,
  stackIn,
  type World,
  worldArb,
} from './stack.fixture.js';
import { decide } from './stack.js';

const NOW = new Date('2026-11-02T09:00:00Z');
const LATER = new Date('2026-11-09T09:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;

const past = (layerId: string, past: PolicyRule, changes: Partial<RuleException> = {}): RuleException => ({
  id: `past ${past.id}`,
  layerId,
  ruleId: past.id,
  ruleDigest: ruleDigest(past),
  expiresAt: LATER,
  ...changes,
});

/** Every rule of every layer of a world: also those that allow, and those that are sealed. */
const everyRule = (world: World) =>
  world.layers.flatMap((layer) => layer.layer.rules.map((one) => ({ layerId: layer.layer.id, rule: one })));

const withExceptionsArb = worldArb.chain((world) =>
  fc.tuple(
    fc.constant(world),
    fc.subarray(everyRule(world)).map((some) => some.map((one) => past(one.layerId, one.rule))),
  ),
);

const organisation = compiled(layerOf('organisation', 'o', [rule('allow', {})]));
const noWrites = rule('deny', { risk: 'write' });
const sales = compiled(layerOf('team', 't1', [noWrites]));
const write = { action: 'tool.call' as const, subject: sample({ risk: 'write' }) };
const stack = [organisation, sales];

describe('an exception', () => {
  it('opens nothing but what refused by exactly the rules that are named, and never drops an obligation', () => {
    fc.assert(
      fc.property(withExceptionsArb, questionArb, ([world, exceptions], question) => {
        world.workflows.forEach((_, index) => {
          const layers = stackIn(world, index);
          const without = decide(layers, question);
          const opened = decide(layers, question, passagesOf(layers, exceptions, NOW));
          expect(!without.allowed || opened.allowed).toBe(true);
          expect(obligationIds(opened)).toEqual(obligationIds(without));
          if (!opened.allowed || without.allowed) return;
          const named = new Set(exceptions.map((one) => one.ruleId));
          for (const verdict of without.verdicts.filter((one) => !one.allowed)) {
            expect(verdict.rules.every((one) => named.has(one.id) && !one.sealed)).toBe(true);
          }
        });
      }),
      { numRuns: 400 },
    );
  });

  it('is tested on worlds in which exceptions do open something', () => {
    let opened = 0;
    for (const [[world, exceptions], question] of fc.sample(fc.tuple(withExceptionsArb, questionArb), {
      numRuns: 600,
      seed: 7,
    })) {
      world.workflows.forEach((_, index) => {
        const layers = stackIn(world, index);
        const after = decide(layers, question, passagesOf(layers, exceptions, NOW));
        if (after.allowed && !judge(world, index, question).allowed) opened++;
      });
    }
    expect(opened).toBeGreaterThan(20);
  });

  it('lets adapting widen only where it names the rules: without one for the child, what a child may its parent may', () => {
    fc.assert(
      fc.property(withExceptionsArb, questionArb, ([world, exceptions], question) => {
        for (const { child, parent } of pairs(world)) {
          const parents = stackIn(world, parent);
          const above = decide(parents, question, passagesOf(parents, exceptions, NOW));
          const below = judge(world, child, question);
          expect(!below.allowed || above.allowed).toBe(true);
        }
      }),
    );
  });

  it('never passes a sealed rule', () => {
    fc.assert(
      fc.property(withExceptionsArb, questionArb, ([world, exceptions], question) => {
        const layers = stackIn(world, 0);
        const opened = decide(layers, question, passagesOf(layers, exceptions, NOW));
        const sealed = decide(layers, question).verdicts.some((one) =>
          one.rules.some((it) => it.sealed && it.effect === 'deny'),
        );
        expect(!sealed || !opened.allowed).toBe(true);
      }),
    );
    const layer = compiled(layerOf('team', 't1', [{ ...noWrites, sealed: true }]));
    expect(
      layer.answer(write, new Map([[layer.layer.id, new Map([[noWrites.id, { exceptionId: 'e', expiresAt: LATER }]])]]))
        .allowed,
    ).toBe(false);
  });

  it('never passes what the organisation layer does not list', () => {
    fc.assert(
      fc.property(withExceptionsArb, questionArb, ([world, exceptions], question) => {
        const bare = world.layers.map((layer) =>
          layer.layer.scope === 'organisation'
            ? compiled({ ...layer.layer, rules: layer.layer.rules.filter((one) => one.effect === 'deny') })
            : layer,
        );
        expect(decide(bare, question, passagesOf(bare, exceptions, NOW)).allowed).toBe(false);
      }),
    );
  });

  it('has no effect from its end on, to the instant', () => {
    fc.assert(
      fc.property(withExceptionsArb, questionArb, fc.nat(10 * DAY_MS), ([world, exceptions], question, afterMs) => {
        const layers = stackIn(world, 0);
        const passages = passagesOf(layers, exceptions, new Date(LATER.getTime() + afterMs));
        expect(decide(layers, question, passages).allowed).toBe(decide(layers, question).allowed);
      }),
    );
    const exceptions = [past(sales.layer.id, noWrites)];
    const at = (ms: number) =>
      decide(stack, write, passagesOf(stack, exceptions, new Date(LATER.getTime() + ms))).allowed;
    expect([at(-1), at(0)]).toEqual([true, false]);
  });

  it('does not carry over to what the rule becomes', () => {
    const exceptions = [past(sales.layer.id, noWrites)];
    const broader = { ...noWrites, conditions: {} };
    const changed = [organisation, compiled(layerOf('team', 't1', [broader]))];
    expect(decide(changed, write, passagesOf(changed, exceptions, NOW)).allowed).toBe(false);
    const reworded = [organisation, compiled(layerOf('team', 't1', [{ ...noWrites, reason: 'said better' }]))];
    expect(decide(reworded, write, passagesOf(reworded, exceptions, NOW)).allowed).toBe(true);
  });

  it('says why it has no effect', () => {
    const exception = past(sales.layer.id, noWrites);
    expect(idleReason(exception, [noWrites], NOW)).toBeNull();
    expect(idleReason(exception, [noWrites], LATER)).toBe('expired');
    expect(idleReason(exception, [], NOW)).toBe('rule-gone');
    expect(idleReason(exception, [{ ...noWrites, sealed: true }], NOW)).toBe('rule-sealed');
    expect(idleReason(exception, [{ ...noWrites, conditions: { risk: 'read' } }], NOW)).toBe('rule-changed');
  });

  it('is named by the explanation that rests on it', () => {
    const decision = decide(stack, write, passagesOf(stack, [past(sales.layer.id, noWrites)], NOW));
    expect(explain(decision)).toMatchObject({
      allowed: true,
      sentence: 'May call the tool search of CRM, by an exception from the layer t1.',
      requestable: [],
      exceptions: [
        { exceptionId: `past ${noWrites.id}`, ruleId: noWrites.id, reason: 'why', expiresAt: LATER.toISOString() },
      ],
    });
  });

  it('lasts a season at most, and is remembered a week before its end or at half its time', () => {
    expect(latestExpiry(NOW).getTime() - NOW.getTime()).toBe(LONGEST_EXCEPTION_DAYS * DAY_MS);
    expect(reminderAt(NOW, new Date(NOW.getTime() + 60 * DAY_MS))).toEqual(new Date(NOW.getTime() + 53 * DAY_MS));
    expect(reminderAt(NOW, new Date(NOW.getTime() + 4 * DAY_MS))).toEqual(new Date(NOW.getTime() + 2 * DAY_MS));
  });
});

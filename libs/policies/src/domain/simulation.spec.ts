import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { passagesOf, ruleDigest, type RuleException } from './exception.js';
import { changeBetween, changed, judgeOf, type PolicyState } from './simulation.js';
import { ancestry, compiled, judge, layerArb, layerOf, questionArb, rule, sample, worldArb } from './stack.fixture.js';
import { decide } from './stack.js';

const NOW = new Date('2026-11-02T09:00:00Z');
const LATER = new Date('2026-12-02T09:00:00Z');
const NO_EXCEPTIONS: PolicyState['exceptions'] = new Map();

const open = compiled(layerOf('organisation', 'o', [rule('allow', {})]));
const noWrites = rule('deny', { risk: 'write' });
const team = compiled(layerOf('team', 't1', [noWrites]));
const alone = [{ workflowId: 'w0', title: 'Alone', teamId: 't1' }];
const write = { action: 'tool.call' as const, subject: sample({ risk: 'write' }) };
const exception: RuleException = {
  id: 'e1',
  layerId: team.layer.id,
  ruleId: noWrites.id,
  ruleDigest: ruleDigest(noWrites),
  expiresAt: LATER,
};

describe('a simulation', () => {
  it('judges the present as the stacks do, and a changed layer as they will', () => {
    fc.assert(
      fc.property(worldArb, layerArb('team', 't1'), questionArb, (world, draft, question) => {
        const state = { layers: world.layers, exceptions: NO_EXCEPTIONS };
        const after = changed(state, { kind: 'layer', layer: draft.layer }, compiled);
        const then = {
          ...world,
          layers: [...world.layers.filter(({ layer }) => layer.targetId !== 't1'), draft],
        };
        world.workflows.forEach((_, index) => {
          const way = ancestry(world, index);
          expect(judgeOf(state, way, NOW)(question).allowed).toBe(judge(world, index, question).allowed);
          expect(judgeOf(after, way, NOW)(question).allowed).toBe(judge(then, index, question).allowed);
        });
      }),
    );
  });

  it('tries a grant for one workflow, and a revocation', () => {
    const before = { layers: [open, team], exceptions: NO_EXCEPTIONS };
    const granted = changed(before, { kind: 'grant', workflowId: 'w0', exception }, compiled);
    expect(judgeOf(before, alone, NOW)(write).allowed).toBe(false);
    expect(judgeOf(granted, alone, NOW)(write).allowed).toBe(true);
    expect(judgeOf(granted, [...alone, { workflowId: 'w1', title: 'Child', teamId: 't1' }], NOW)(write).allowed).toBe(
      false,
    );
    const revoked = changed(granted, { kind: 'revocation', exceptionId: 'e1' }, compiled);
    expect(judgeOf(revoked, alone, NOW)(write).allowed).toBe(false);
  });

  it('says how two answers differ, the graver difference first', () => {
    const asking = (by: 'runner' | 'steward') =>
      compiled({
        ...layerOf('team', 't2', []),
        obligations: [{ id: by, kind: 'approval', conditions: {}, value: { by }, reason: 'why', sealed: false }],
      });
    const review = compiled({
      ...layerOf('team', 't3', []),
      obligations: [
        { id: 'f', kind: 'redaction', conditions: {}, value: { fields: ['iban'] }, reason: 'why', sealed: false },
      ],
    });
    const free = decide([open], write);
    const refused = decide([open, team], write);
    const asked = decide([open, asking('runner')], write);
    const askedOther = decide([open, asking('steward')], write);
    expect(changeBetween(free, free)).toBeNull();
    expect(changeBetween(free, refused)).toBe('refused');
    expect(changeBetween(refused, free)).toBe('allowed');
    expect(changeBetween(free, asked)).toBe('approvalAdded');
    expect(changeBetween(asked, free)).toBe('approvalDropped');
    expect(changeBetween(asked, askedOther)).toBe('approvalAdded');
    expect(changeBetween(free, decide([open, review], write))).toBe('duties');
    expect(changeBetween(refused, decide([open, team, asking('runner')], write))).toBeNull();
    const passages = passagesOf([open, team], [exception], NOW);
    expect(changeBetween(refused, decide([open, team], write, passages))).toBe('allowed');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ActiveStop, covers, type StoppableAct, STOP_SCOPES, stoppedExplanation, stopSentence } from './stop.js';

const ids = fc.constantFrom('a', 'b', 'c');
const act: fc.Arbitrary<StoppableAct> = fc.record({
  runId: ids,
  actorId: ids,
  workflowId: ids,
  ancestry: fc.uniqueArray(ids),
  connectorId: ids,
  toolId: ids,
  toolName: ids,
});
const stop = fc.record({
  scope: fc.constantFrom(...STOP_SCOPES),
  targetId: ids,
  connectorId: fc.option(ids),
  toolName: fc.option(ids),
});

describe('a stop', () => {
  it('covers what it names and nothing else', () => {
    fc.assert(
      fc.property(stop, act, (one, wanted) => {
        const named = {
          organisation: true,
          run: wanted.runId === one.targetId,
          workflow: wanted.workflowId === one.targetId,
          lineage: [wanted.workflowId, ...(wanted.ancestry ?? [])].includes(one.targetId),
          person: wanted.actorId === one.targetId,
          connector: wanted.connectorId === one.targetId,
          tool:
            wanted.toolId === one.targetId ||
            (one.connectorId === wanted.connectorId && one.toolName === wanted.toolName),
        };
        expect(covers(one, wanted)).toBe(named[one.scope]);
      }),
    );
  });

  it('of a lineage covers whatever one of the workflow covers', () => {
    fc.assert(
      fc.property(ids, act, (targetId, wanted) => {
        const of = (scope: 'workflow' | 'lineage') =>
          covers({ scope, targetId, connectorId: null, toolName: null }, wanted);
        expect(!of('workflow') || of('lineage')).toBe(true);
      }),
    );
  });

  it('of a tool covers it under the id of every version of its connector', () => {
    const one = { scope: 'tool', targetId: 'old', connectorId: 'crm', toolName: 'send' } as const;
    expect(covers(one, { toolId: 'new', connectorId: 'crm', toolName: 'send' })).toBe(true);
    expect(covers(one, { toolId: 'new', connectorId: 'mail', toolName: 'send' })).toBe(false);
  });

  it('says who stopped what, and why', () => {
    const holding: ActiveStop = {
      id: 's',
      scope: 'lineage',
      targetId: 'w',
      targetName: 'Remind tenants',
      connectorId: null,
      toolName: null,
      reason: 'It writes nonsense.',
      raisedByName: 'Stan',
      raisedAt: new Date(),
    };
    expect(stopSentence(holding)).toBe(
      'Stan stopped the workflow Remind tenants and all that was adapted from it: It writes nonsense.',
    );
    const explanation = {
      allowed: true,
      sentence: 'May call the tool send of Mail.',
      decidingLayerId: 'l',
      decidingLayerName: 'Organisation',
      ruleId: 'r',
      reason: 'Because.',
      obligations: [],
      requestable: ['An exception.'],
      layers: [],
      duties: { approvals: [], redactedFields: [], maxCostMicros: null, approvalReasons: [] },
    };
    expect(stoppedExplanation(explanation as never, holding)).toMatchObject({
      allowed: false,
      sentence:
        'May not call the tool send of Mail now: Stan stopped the workflow Remind tenants and all that was adapted from it: It writes nonsense.',
      ruleId: null,
      requestable: [],
    });
  });
});

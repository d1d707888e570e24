import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextState, REQUEST_STATES, REQUEST_TRANSITIONS, requestTitle, subjectKey } from './request.js';

describe('the states of a request', () => {
  it('lead from open to one end, and from there nowhere', () => {
    for (const state of REQUEST_STATES) {
      for (const event of ['grant', 'refuse', 'withdraw'] as const) {
        const to = REQUEST_TRANSITIONS[state][event];
        const move = () => nextState({ state, revision: 3 }, event, 3);
        if (to === undefined) expect(move).toThrow(expect.objectContaining({ code: 'REQUEST_ANSWERED' }));
        else expect(move()).toEqual({ state: to, revision: 4 });
      }
    }
  });

  it('name the revision that was seen', () => {
    const stale = () => nextState({ state: 'open', revision: 2 }, 'grant', 1);
    expect(stale).toThrow(expect.objectContaining({ code: 'REVISION_STALE' }));
  });
});

describe('the key of a question', () => {
  it('is the same for the same system, however it is written', () => {
    const of = (wanted: string) => subjectKey({ kind: 'connector', wanted });
    expect(of('  SAP   Business One ')).toBe(of('sap business one'));
    expect(of('SAP')).not.toBe(of('SAP HR'));
  });

  it('tells apart whatever differs in its ids', () => {
    const ids = fc.uuid();
    fc.assert(
      fc.property(ids, ids, ids, ids, (a, b, c, d) => {
        fc.pre(new Set([a, b, c, d]).size === 4);
        const of = (workflowId: string, layerId: string, ruleId: string) =>
          subjectKey({ kind: 'exception', workflowId, layerId, ruleId });
        expect(new Set([of(a, b, c), of(d, b, c), of(a, d, c), of(a, b, d)]).size).toBe(4);
        expect(of(a, b, c)).toBe(of(a, b, c));
      }),
    );
  });
});

describe('the title of a request', () => {
  it('says in one line what is asked for', () => {
    expect(requestTitle('connector', { wanted: 'SAP' })).toBe('A connector to SAP');
    expect(requestTitle('tool', { tool: 'send', connector: 'Mail' })).toBe('The tool send of Mail');
    expect(requestTitle('exception', { workflow: 'Remind', layer: 'Claims', rule: 'No mail.' })).toBe(
      'An exception for Remind from the layer Claims: “No mail.”',
    );
    expect(requestTitle('rule', { workflow: 'Remind', layer: 'Organisation', tool: 'send', connector: 'Mail' })).toBe(
      'A rule in the layer Organisation that allows Remind the tool send of Mail',
    );
    expect(requestTitle('credential', { connector: 'Mail' })).toBe('A credential for Mail');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Obligation, PolicyRule } from './rule.js';
import { obligationSentence, ruleSentence } from './sentence.js';

const rule = (changes: Partial<PolicyRule>): PolicyRule => ({
  id: 'r',
  effect: 'deny',
  action: 'tool.call',
  subject: 'Tool',
  conditions: {},
  reason: '',
  sealed: false,
  ...changes,
});

describe('the plain sentence of a rule', () => {
  it.each<[string, Partial<PolicyRule>]>([
    ['May call any tool.', { effect: 'allow' }],
    ['May call tools that read or write.', { effect: 'allow', conditions: { risk: { $in: ['read', 'write'] } } }],
    [
      'May not call tools of the connector CRM that write, because the ERP has the last word.',
      { conditions: { connectorName: 'CRM', risk: 'write' }, reason: 'The ERP has the last word.' },
    ],
    [
      'May not call tools that write. Money that leaves the house needs two people.',
      { conditions: { risk: 'write' }, reason: 'Money that leaves the house needs two people.' },
    ],
    ['May not call tools that write, because money leaves.', { conditions: { risk: 'write' }, reason: 'money leaves' }],
    ['May not call tools that do not read.', { conditions: { risk: { $ne: 'read' } } }],
    [
      'May not call tools that destroy data and reach outside.',
      { conditions: { risk: 'destructive', reachesOutside: true } },
    ],
    ['May not call tools that return no untrusted content.', { conditions: { returnsUntrusted: { $ne: true } } }],
    [
      'May not call tools that reach outside once the run has read private data and once the run has taken in untrusted content.',
      { conditions: { reachesOutside: true, 'labels.privateData': true, 'labels.untrustedContent': true } },
    ],
    [
      'May not call any tool in runs started by a schedule or a webhook.',
      { conditions: { trigger: { $in: ['schedule', 'webhook'] } } },
    ],
    ['May not call any tool for people who are not stewards.', { conditions: { actorRoles: { $nin: ['steward'] } } }],
    [
      'May not call tools on data that is not public or internal.',
      { conditions: { dataClass: { $nin: ['public', 'internal'] } } },
    ],
    ['May not call any tool if the data class is not known.', { conditions: { dataClass: { $exists: false } } }],
    [
      'May use models claude-haiku-5-5 or claude-sonnet-5-5.',
      {
        effect: 'allow',
        action: 'model.use',
        subject: 'Model',
        conditions: { model: { $in: ['claude-haiku-5-5', 'claude-sonnet-5-5'] } },
      },
    ],
    [
      'May not run any workflow with more than 20 turns. Berlin says so.',
      { action: 'workflow.run', subject: 'Workflow', conditions: { maxTurns: { $gt: 20 } }, reason: 'Berlin says so' },
    ],
  ])('%s', (sentence, changes) => {
    expect(ruleSentence(rule(changes))).toBe(sentence);
  });

  it('says the names of what it knows and the id of what it does not', () => {
    const named = rule({ conditions: { connectorId: { $in: ['1', '2'] } } });
    expect(ruleSentence(named, { names: new Map([['1', 'CRM']]) })).toBe(
      'May not call tools of the connector CRM or 2.',
    );
  });
});

describe('the plain sentence of an obligation', () => {
  const obligation = (changes: Partial<Obligation>): Obligation =>
    ({
      id: 'o',
      kind: 'approval',
      value: { by: 'runner' },
      conditions: {},
      reason: '',
      sealed: false,
      ...changes,
    }) as Obligation;

  it.each<[string, Partial<Obligation>]>([
    [
      'Asks the person who runs it before calling tools that write, because a person should look.',
      { conditions: { risk: 'write' }, reason: 'A person should look' },
    ],
    [
      'Asks someone other than the person who runs it before calling any tool.',
      { kind: 'approval', value: { by: 'someoneElse' } },
    ],
    [
      'Hides email, phone and iban in the results of tools on personal data.',
      { kind: 'redaction', value: { fields: ['email', 'phone', 'iban'] }, conditions: { dataClass: 'personal' } },
    ],
    ['A run may cost at most 0.50 EUR for any workflow.', { kind: 'costLimit', value: { maxCostMicros: 500_000 } }],
    ['A run may cost at most 0.000001 EUR for any workflow.', { kind: 'costLimit', value: { maxCostMicros: 1 } }],
  ])('%s', (sentence, changes) => {
    expect(obligationSentence(obligation(changes), { currency: 'EUR' })).toBe(sentence);
  });
});

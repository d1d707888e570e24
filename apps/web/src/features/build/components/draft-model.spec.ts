import { describe, expect, it } from '@jest/globals';
import { hintsFor, inputOf, type DraftForm } from './draft-model.js';
import { argumentsFault, rehearsalFrom, rehearsalTo } from './rehearsal-model.js';

const form: DraftForm = {
  title: 'Chase invoices',
  task: 'Every Monday',
  instructions: 'Look up {{inputs.customer}} and {{inputs.date}}.',
  inputs: [{ key: 'customer', label: 'Customer', help: '', kind: 'text', required: true, options: [], more: {} }],
  sample: { customer: 'Nordhafen', gone: 'x' },
  outputSchema: null,
  model: 'claude-haiku-5-5',
  maxTurns: 8,
  maxCost: 0.25,
  maxTokens: null,
  maxMinutes: 10,
  maxQuestions: 2,
  callIds: [],
  toolIds: ['t1', 't9'],
  rehearsal: [],
  changeNote: '',
};

describe('saving a draft', () => {
  it('groups tools by connector and lets go of what is no longer there', () => {
    const input = inputOf(form, { id: 'v', revision: 3 }, [
      { id: 'c1', tools: [{ id: 't1' }, { id: 't2' }] },
      { id: 'c2', tools: [{ id: 't3' }] },
    ]);
    expect(input.bindings).toEqual([{ connectorId: 'c1', toolIds: ['t1'] }]);
    expect(input.sampleInputs).toEqual({ customer: 'Nordhafen' });
    expect(input).toMatchObject({ maxCostMicros: 250_000, maxTokens: null, maxMinutes: 10 });
  });

  it('hints at inputs that are missing and at ones that are never used', () => {
    expect(hintsFor(form)[0]).toContain('“date”');
    expect(hintsFor({ ...form, instructions: 'Nothing' })[0]).toContain('never use it');
  });
});

describe('a rehearsal', () => {
  const stored = {
    turns: [
      { text: 'Let me look.', toolUse: [{ tool: 'crm.search', arguments: { q: '{{inputs.customer}}' } }] },
      { text: 'Done.' },
    ],
  };

  it('comes back as it was stored', () => {
    expect(rehearsalTo(rehearsalFrom(stored))).toEqual(stored);
  });

  it('is none when nothing sensible is stored', () => {
    expect([rehearsalTo(rehearsalFrom(null)), rehearsalTo(rehearsalFrom({ turns: 'x' }))]).toEqual([null, null]);
  });

  it('says what is wrong with values that are being typed', () => {
    expect([argumentsFault('{"a":1}'), argumentsFault('{"a"'), argumentsFault('[]')?.slice(0, 10)]).toEqual([
      null,
      'This is not valid JSON yet.',
      'The values',
    ]);
  });
});

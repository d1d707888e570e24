import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { questionFrom, questionTo } from './rehearsed-question.js';

describe('a question in a rehearsal', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (question, choices) => {
        expect(questionFrom(questionTo({ question, choices }))).toEqual({ question, choices });
      }),
    );
  });

  it('leaves what somebody wrote by hand in another shape to be edited as JSON', () => {
    const odd = ['{"question": 1}', '{"question": "Which?", "tone": "kind"}', '{"choices": [1]}', 'not JSON'];
    for (const argumentsText of odd) expect(questionFrom({ tool: 'person.ask', argumentsText })).toBeNull();
    expect(questionFrom({ tool: 'crm.search', argumentsText: '{"question": "Which?"}' })).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { ASKING, QUESTION } from '../programme/late-work.js';
import { completePlan } from '../programme/programme.js';
import { replyTo } from '../stand-in/stand-in-script.js';
import { turnsFor } from './script-for.js';

describe('a rehearsal that asks its person', () => {
  const plan = { ...completePlan('notice-confirm'), rehearsal: ASKING };
  const inputs = { leaseId: 'MV-0002', leaseFile: 'leases/MV-0002.txt', receivedOn: '2026-11-17' };

  it('is played to its end where nobody sits there to answer', () => {
    const turns = turnsFor(plan, inputs);
    expect(turns).toHaveLength(2);
    const { text, stopReason } = replyTo(
      { turns, inputs, breakdown: null },
      {
        messages: [
          { role: 'user', content: 'Inputs' },
          { role: 'assistant', content: 'I read' },
          { role: 'user', content: [{ type: 'tool_result', content: 'Mietvertrag' }] },
        ],
      },
    );
    expect(stopReason).toBe('end_turn');
    expect(text).toContain(`To whom it goes: ${QUESTION.choices[0]}.`);
    expect(text).toContain('Eingang Ihrer Kündigung am 2026-11-17');
  });
});

import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from '@jest/globals';
import { systemClock, type JsonObject } from '@groundswell/kernel';
import type { Rehearsal } from '@groundswell/workflows';
import type { ModelMessage } from '../domain/conversation.js';
import { NO_USAGE } from '../domain/token-usage.js';
import { failureOfFault } from '../model/model-fault.js';
import { MessagesModel } from '../model/messages-model.js';
import { MODEL_PATIENCE, type AttemptReport } from '../model/model.port.js';
import { practiceFetch } from './practice-fetch.js';

const REHEARSAL: Rehearsal = {
  turns: [
    {
      text: 'I look for {{inputs.customer}}.',
      toolUse: [{ tool: 'crm.search', arguments: { query: '{{inputs.customer}}', limit: 3 } }],
    },
    { toolUse: [{ tool: 'erp.orders', arguments: { customer: '{{results.1.json./rows/0/id}}' } }] },
    { text: '{{inputs.customer}} has the number {{results.1.json./rows/0/id}}. The system says: {{results.2.text}}' },
  ],
};
const NAMES = new Map([
  ['crm.search', 'crm__search'],
  ['erp.orders', 'erp__orders'],
]);

const OPENING: ModelMessage = { role: 'user', content: [{ type: 'text', text: 'Go.' }] };
const assistant: ModelMessage = { role: 'assistant', content: [{ type: 'text', text: 'So.' }] };
const result = (content: string): ModelMessage => ({
  role: 'user',
  content: [{ type: 'tool_result', tool_use_id: 'x', content }],
});
const FOUND = result('{"rows":[{"id":17,"name":"Müller"}]}');

async function practise(
  messages: readonly ModelMessage[],
  rehearsal: Rehearsal | null = REHEARSAL,
  inputs: JsonObject = { customer: 'Müller {{inputs.x}}' },
) {
  const reports: AttemptReport[] = [];
  const client = new Anthropic({
    apiKey: 'practice',
    baseURL: 'http://practice.invalid',
    fetch: practiceFetch({ rehearsal, inputs, toolNames: NAMES }),
    logLevel: 'off',
    openTelemetry: false,
  });
  const outcome = await new MessagesModel(client, systemClock, MODEL_PATIENCE).turn(
    { model: 'claude-haiku-5-5', maxTokens: 10, system: '', tools: [], messages },
    {
      signal: new AbortController().signal,
      onAttempt: async (report) => {
        reports.push(report);
      },
    },
  );
  return { outcome, reports };
}

describe('the practice model', () => {
  it('replays the rehearsal turn by turn, filled with inputs and real results', async () => {
    const first = await practise([OPENING]);
    expect(first.outcome.reply).toMatchObject({
      end: 'tools',
      blocks: [
        { type: 'text', text: 'I look for Müller {{inputs.x}}.' },
        { type: 'tool_use', name: 'crm__search', input: { query: 'Müller {{inputs.x}}', limit: 3 } },
      ],
    });
    const second = await practise([OPENING, assistant, FOUND]);
    expect(second.outcome.reply?.blocks).toMatchObject([{ name: 'erp__orders', input: { customer: 17 } }]);
    const third = await practise([OPENING, assistant, FOUND, assistant, result('no orders')]);
    expect(third.outcome.reply).toMatchObject({
      end: 'done',
      blocks: [{ text: 'Müller {{inputs.x}} has the number 17. The system says: no orders' }],
    });
  });

  it('is deterministic', async () => {
    expect((await practise([OPENING])).outcome).toEqual((await practise([OPENING])).outcome);
  });

  it('uses no tokens', async () => {
    const { reports } = await practise([OPENING]);
    expect(reports).toMatchObject([{ usage: NO_USAGE, estimated: false, fault: null }]);
  });

  it('says clearly that there is no rehearsal', async () => {
    const { outcome } = await practise([OPENING], null);
    expect(outcome.fault && failureOfFault(outcome.fault)).toMatchObject({
      code: 'PRACTICE_REHEARSAL_MISSING',
      message: 'This version has no rehearsal to practise with.',
    });
  });

  it('says clearly that the rehearsal is at its end', async () => {
    const { outcome } = await practise([OPENING, assistant, assistant, assistant]);
    expect(outcome.fault && failureOfFault(outcome.fault)).toMatchObject({ code: 'PRACTICE_REHEARSAL_ENDED' });
  });

  it('says which place stays empty, and what the tool gave instead', async () => {
    const { outcome, reports } = await practise([OPENING, assistant, result('No customer of that name.')]);
    const failure = outcome.fault && failureOfFault(outcome.fault);
    expect(failure).toMatchObject({ code: 'PRACTICE_PLACEHOLDER_EMPTY' });
    expect(failure?.message).toContain('{{results.1.json./rows/0/id}}');
    expect(failure?.message).toContain('No customer of that name.');
    expect(reports).toHaveLength(1);
  });
});

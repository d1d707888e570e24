import Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StandInModel } from './stand-in-model.js';

let model: StandInModel;
let turns = 0;

beforeAll(async () => {
  model = await StandInModel.start(() => (turns += 1));
});
afterAll(async () => model.close());

const INPUTS = { orderNumber: '4500010001' };
const OPENING = { role: 'user', content: `Today is 2026-02-03.\n\nThe inputs:\n${JSON.stringify(INPUTS)}` } as const;

function ask(messages: Anthropic.MessageParam[], apiKey = model.apiKey) {
  const client = new Anthropic({ apiKey, baseURL: model.baseUrl, maxRetries: 0, logLevel: 'off' });
  return client.messages.stream({ model: 'claude-haiku-5-5', max_tokens: 100, messages }).finalMessage();
}

describe('the stand-in for the model’s service', () => {
  it('says what the script says, with the results of the tools in it, and lets time pass', async () => {
    model.play({
      inputs: INPUTS,
      breakdown: null,
      turns: [
        { text: 'I read.', toolUse: [{ tool: 'erp.read-order', arguments: { number: '{{inputs.orderNumber}}' } }] },
        { text: 'It stands at {{results.1.json./deliveryDate}}.' },
      ],
    });
    const first = await ask([OPENING]);
    expect(first.stop_reason).toBe('tool_use');
    const use = first.content[1];
    expect(use).toMatchObject({ type: 'tool_use', name: 'erp__read-order', input: { number: '4500010001' } });
    const second = await ask([
      OPENING,
      { role: 'assistant', content: first.content },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: use?.type === 'tool_use' ? use.id : '',
            content: '{"deliveryDate":"2026-03-01"}',
          },
        ],
      },
    ]);
    expect(second.content).toMatchObject([{ type: 'text', text: 'It stands at 2026-03-01.' }]);
    expect(second.usage.cache_read_input_tokens).toBeGreaterThan(0);
    expect(turns).toBe(2);
  });

  it('stops with what it was told when the data does not hold what the script needs', async () => {
    const reply = await ask([
      OPENING,
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'erp__read-order', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'ERP-4040: it does not exist' }] },
    ]);
    expect(reply.content).toMatchObject([{ text: expect.stringContaining('ERP-4040') }]);
  });

  it('breaks down at the end of a run that is to fail', async () => {
    model.play({ inputs: INPUTS, breakdown: 'refusal', turns: [{ text: 'Never said.' }] });
    expect((await ask([OPENING])).stop_reason).toBe('refusal');
  });

  it('turns away other runs and other keys', async () => {
    model.forget(INPUTS);
    expect(model.isPlaying(INPUTS)).toBe(false);
    await expect(ask([OPENING])).rejects.toThrow('not part of the simulated year');
    await expect(ask([OPENING], 'guess')).rejects.toThrow('Wrong key');
  });
});

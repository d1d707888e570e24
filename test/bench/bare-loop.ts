import Anthropic from '@anthropic-ai/sdk';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import pg from 'pg';
import { answerParent, withHands } from './process-talk.js';

/** The floor: the same two turns and one call, with the same clients, pooled, and one INSERT. Nothing is governed. */

const { BENCH_DATABASE = '', BENCH_SERVICES = '' } = process.env;
const model = new Anthropic({ apiKey: 'bench', baseURL: BENCH_SERVICES, logLevel: 'off', openTelemetry: false });
const pool = new pg.Pool({ connectionString: BENCH_DATABASE, max: 20 });
const tools = new Client({ name: 'bench', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
await tools.connect(new StreamableHTTPClientTransport(new URL(`${BENCH_SERVICES}/mcp`)));
await pool.query(
  `CREATE TABLE IF NOT EXISTS bare_runs (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), output text, at timestamptz DEFAULT now())`,
);
const offered = [
  {
    name: 'bench__look_up',
    description: 'Looks up.',
    input_schema: { type: 'object' as const, properties: { customer: { type: 'string' } } },
  },
];

async function run(): Promise<string> {
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'Look up Meier and say what you found.' }];
  for (;;) {
    const reply = await model.messages
      .stream({ model: 'claude-haiku-5-5', max_tokens: 1_024, messages, tools: offered })
      .finalMessage();
    messages.push({ role: 'assistant', content: reply.content });
    const use = reply.content.find((block) => block.type === 'tool_use');
    if (use === undefined) {
      const text = reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
      await pool.query(`INSERT INTO bare_runs (output) VALUES ($1)`, [text]);
      return text;
    }
    const result = await call();
    messages.push({
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: use.id, content: JSON.stringify(result.content) }],
    });
  }
}

function call() {
  return tools.callTool({ name: 'look_up', arguments: { customer: 'Meier' } });
}

answerParent({
  run: async ({ count, hands }: { count: number; hands: number }) => {
    const answers = new Set<string>();
    const latencies: number[] = [];
    const cpu = process.cpuUsage();
    const from = performance.now();
    await withHands(count, hands, async () => {
      const began = performance.now();
      answers.add(await run());
      latencies.push(performance.now() - began);
    });
    const { user, system } = process.cpuUsage(cpu);
    return {
      seconds: (performance.now() - from) / 1_000,
      cpuMs: (user + system) / 1_000,
      latencies,
      answers: [...answers],
    };
  },
});

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { answerParent } from './process-talk.js';

/** What both candidates speak to: a model without latency, and an MCP server with one reading tool. */

const USAGE = {
  input_tokens: 420,
  output_tokens: 1,
  cache_read_input_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  service_tier: 'standard',
};

function streamOf(block: object, deltas: readonly object[], stopReason: string): string {
  const start = {
    id: 'msg_bench',
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-5-5',
    content: [],
    container: null,
    diagnostics: null,
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    usage: USAGE,
  };
  const events: readonly { readonly type: string }[] = [
    { type: 'message_start', message: start } as { type: string },
    { type: 'content_block_start', index: 0, content_block: block } as { type: string },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index: 0, delta })),
    { type: 'content_block_stop', index: 0 } as { type: string },
    {
      type: 'message_delta',
      delta: { stop_reason: stopReason, stop_sequence: null, stop_details: null, container: null },
      usage: { output_tokens: 40 },
    } as { type: string },
    { type: 'message_stop' },
  ];
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

const CALL = streamOf(
  { type: 'tool_use', id: 'toolu_bench', name: 'bench__look_up', input: {}, caller: { type: 'direct' } },
  [{ type: 'input_json_delta', partial_json: '{"customer":"Meier"}' }],
  'tool_use',
);
const WORDS = streamOf(
  { type: 'text', text: '', citations: null },
  [{ type: 'text_delta', text: 'Meier owes nothing.' }],
  'end_turn',
);

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

let slowMs = 0;

const mcp = toNodeHandler(
  createMcpHandler(
    () => {
      const server = new McpServer({ name: 'bench', version: '1' }, { instructions: 'Knows customers.' });
      server.registerTool(
        'look_up',
        {
          description: 'Looks up.',
          inputSchema: z.object({ customer: z.string() }),
          annotations: { readOnlyHint: true },
        },
        ({ customer }) => ({ content: [{ type: 'text', text: `${customer}: no open invoice.` }] }),
      );
      return server;
    },
    { legacy: 'reject' },
  ),
);

const http = createServer((request, response) => {
  if (request.url?.startsWith('/mcp') === true) {
    mcp(request, response).catch(() => response.destroy());
    return;
  }
  textOf(request)
    .then(async (text) => {
      if (slowMs > 0) await delay(slowMs, undefined, { ref: false });
      response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_bench' });
      response.end(text.includes('"tool_result"') ? WORDS : CALL);
    })
    .catch(() => response.destroy());
});
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
const { port } = http.address() as AddressInfo;

answerParent({
  port: () => port,
  slow: (ms: number) => {
    slowMs = ms;
  },
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** One call as it arrived, in the server's own memory: outside every database. */
export interface CountedCall {
  readonly tool: string;
  readonly customer: string;
  readonly key: string | null;
}

/** An honest MCP server that counts: what it did is told by nobody else. */
export interface CountingServer {
  readonly url: string;
  readonly port: number;
  readonly calls: CountedCall[];
  /** Awaited after a call was counted and before it is answered. */
  beforeAnswer: (call: CountedCall) => Promise<void> | void;
  close(): Promise<void>;
}

/** Tools: `look_up` reads, `note` writes, and `book` writes once for each key. */
export async function startCountingServer(): Promise<CountingServer> {
  const calls: CountedCall[] = [];
  const booked = new Set<string>();
  const count = async (call: CountedCall) => {
    calls.push(call);
    await server.beforeAnswer(call);
    return { content: [{ type: 'text' as const, text: `${call.tool} for ${call.customer}: done.` }] };
  };
  const make = () => {
    const mcp = new McpServer({ name: 'counting', version: '1' }, { instructions: 'Knows customers.' });
    const customer = z.string();
    mcp.registerTool(
      'look_up',
      { description: 'Looks a customer up.', inputSchema: z.object({ customer }), annotations: { readOnlyHint: true } },
      (args) => count({ tool: 'look_up', customer: args.customer, key: null }),
    );
    mcp.registerTool('note', { description: 'Writes a note.', inputSchema: z.object({ customer }) }, (args) =>
      count({ tool: 'note', customer: args.customer, key: null }),
    );
    mcp.registerTool(
      'book',
      { description: 'Books once for each key.', inputSchema: z.object({ customer, key: z.string() }) },
      async (args) => {
        if (booked.has(args.key)) return { content: [{ type: 'text' as const, text: 'Booked before.' }] };
        booked.add(args.key);
        return count({ tool: 'book', customer: args.customer, key: args.key });
      },
    );
    return mcp;
  };
  const handle = toNodeHandler(createMcpHandler(make, { legacy: 'reject' }));
  const http = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server: CountingServer = {
    url: `http://127.0.0.1:${port}/mcp`,
    port,
    calls,
    beforeAnswer: () => undefined,
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** An honest MCP server over streamable HTTP that keeps a phone list and shows beforehand what a change would change. */
export interface ContactsServer {
  readonly url: string;
  readonly port: number;
  /** The list as it is: number by name. */
  readonly contacts: ReadonlyMap<string, string>;
  /** The names of the tools that were called, in order. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

const CHANGE = z.object({ name: z.string(), phone: z.string() });
const STATE = z.object({ name: z.string(), phone: z.string() }).nullable();

/** Starts the server with `find_contact`, `change_contact` and its preview, `preview_change_contact`. */
export async function startContactsServer(contacts = new Map([['Ada Berg', '0431 17']])): Promise<ContactsServer> {
  const calls: string[] = [];
  const stateOf = (name: string) => {
    const phone = contacts.get(name);
    return phone === undefined ? null : { name, phone };
  };
  const make = () => {
    const server = new McpServer({ name: 'contacts', version: '1' }, { instructions: 'Keeps the phone list.' });
    server.registerTool(
      'find_contact',
      {
        description: 'Finds a phone number by name.',
        inputSchema: z.object({ name: z.string() }),
        annotations: { readOnlyHint: true },
      },
      ({ name }) => {
        calls.push('find_contact');
        return { content: [{ type: 'text', text: contacts.get(name) ?? 'Nobody of that name.' }] };
      },
    );
    server.registerTool(
      'preview_change_contact',
      {
        description: 'Shows what change_contact would change, and changes nothing.',
        inputSchema: CHANGE,
        outputSchema: z.object({ before: STATE, after: STATE }),
        annotations: { readOnlyHint: true },
      },
      (after) => {
        calls.push('preview_change_contact');
        const shown = { before: stateOf(after.name), after };
        return { content: [{ type: 'text', text: JSON.stringify(shown) }], structuredContent: shown };
      },
    );
    server.registerTool(
      'change_contact',
      {
        description: 'Writes a phone number into the list.',
        inputSchema: CHANGE,
        _meta: { 'groundswell/preview': 'preview_change_contact' },
      },
      ({ name, phone }) => {
        calls.push('change_contact');
        contacts.set(name, phone);
        return { content: [{ type: 'text', text: `${name} has the number ${phone} now.` }] };
      },
    );
    return server;
  };
  const handle = toNodeHandler(createMcpHandler(make, { legacy: 'reject' }));
  const server = createServer((request, response) => {
    Promise.resolve(handle(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    port,
    contacts,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

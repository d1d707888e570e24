import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NodeStreamableHTTPServerTransport, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

export interface HttpServerOptions {
  /** Which protocol line it speaks; it knows nothing of the other. */
  readonly era: 'legacy' | 'modern';
  /** Refuses requests without this Authorization header. */
  readonly authorization?: string;
  readonly instructions?: string;
  /** Asks for the tokens of an authorization server. */
  readonly protection?: {
    readonly authorizationServer: string;
    accepts(token: string, resource: string): boolean;
    /** Where it says that its metadata is; its own place if absent. */
    readonly metadataUrl?: string;
  };
}

/** An honest MCP server over streamable HTTP on this machine. */
export interface HttpServer {
  readonly url: string;
  readonly port: number;
  /** Headers of every request that it saw, in order. */
  readonly seen: readonly IncomingHttpHeaders[];
  /** Changes the description that its tool shows from now on. */
  describe(description: string): void;
  instruct(instructions: string): void;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function sessionKeeping(make: () => McpServer): Handler {
  const transports = new Map<string, NodeStreamableHTTPServerTransport>();
  return async (request, response) => {
    const id = request.headers['mcp-session-id'];
    let transport = typeof id === 'string' ? transports.get(id) : undefined;
    if (!transport) {
      const made = new NodeStreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (sessionId) => {
          transports.set(sessionId, made);
        },
      });
      await make().connect(made);
      transport = made;
    }
    await transport.handleRequest(request, response);
  };
}

const METADATA_PATH = '/.well-known/oauth-protected-resource/mcp';

/** Answers what needs no token, and refuses what has none. */
function isAdmitted(
  protection: NonNullable<HttpServerOptions['protection']>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const origin = `http://${request.headers.host ?? ''}`;
  const resource = `${origin}/mcp`;
  if (request.url === METADATA_PATH) {
    const metadata = {
      resource,
      authorization_servers: [protection.authorizationServer],
      scopes_supported: ['orders'],
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata));
    return false;
  }
  const token = (request.headers.authorization ?? '').replace('Bearer ', '');
  if (protection.accepts(token, resource)) return true;
  const metadataUrl = protection.metadataUrl ?? `${origin}${METADATA_PATH}`;
  response.writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${metadataUrl}"` }).end();
  return false;
}

/** Starts an honest MCP server over HTTP with one tool, `find_order`. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  let description = 'Finds an order by its number.';
  let instructions = options.instructions ?? 'Knows orders.';
  const make = () => {
    const server = new McpServer({ name: 'orders', version: '1' }, { instructions });
    server.registerTool(
      'find_order',
      { description, inputSchema: z.object({ number: z.string() }), annotations: { readOnlyHint: true } },
      ({ number }) => ({ content: [{ type: 'text', text: `Order ${number}: 3 windows.` }] }),
    );
    return server;
  };
  const modern = toNodeHandler(createMcpHandler(make, { legacy: 'reject' }));
  const handle: Handler = options.era === 'modern' ? async (...both) => modern(...both) : sessionKeeping(make);
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    if (options.authorization !== undefined && request.headers.authorization !== options.authorization) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
      return;
    }
    if (options.protection !== undefined && !isAdmitted(options.protection, request, response)) return;
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    port,
    seen,
    describe: (text) => {
      description = text;
    },
    instruct: (text) => {
      instructions = text;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

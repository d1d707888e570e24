import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@groundswell/kernel';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { suggestLabels } from '../domain/tool-labels.js';
import { ConnectionOpener, type ConnectionTarget } from '../mcp/connection-opener.js';
import type { McpSession } from '../mcp/mcp-session.js';
import { Sandbox } from '../mcp/sandbox.js';
import { AddressGuard } from '../outgoing-http/address-guard.js';
import { AllowedAddresses } from '../outgoing-http/allowed-addresses.js';
import { GuardedFetch } from '../outgoing-http/guarded-fetch.js';
import { Catalogue } from './catalogue.js';
import { SettingValues } from './setting-values.js';

const DESCRIPTION = {
  openapi: '3.0.3',
  info: { title: 'ERP', version: '1' },
  paths: {
    '/orders': {
      get: { operationId: 'listOrders', summary: 'Lists orders', responses: { 200: { description: 'Orders.' } } },
      post: {
        operationId: 'createOrder',
        summary: 'Creates an order',
        requestBody: {
          content: { 'application/json': { schema: { type: 'object', properties: { item: { type: 'string' } } } } },
        },
        responses: { 201: { description: 'The order.' } },
      },
    },
  },
};

let home: string;
let database: TestDatabase;
let erp: Server;
let erpPort: number;
const orders: { item: string }[] = [{ item: 'Window' }];
const authorizations = new Set<string | undefined>();
const sessions: McpSession[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'groundswell-built-in-'));
  database = await createTestDatabase({ empty: true });
  await database.query(`CREATE TABLE customers (name text)`);
  await database.query(`INSERT INTO customers VALUES ('Meier GmbH'), ('Müller & Söhne')`);
  erp = createServer((request, response) => {
    if (request.url === '/openapi.json') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(DESCRIPTION));
      return;
    }
    authorizations.add(request.headers.authorization);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'POST') orders.push(JSON.parse(body) as { item: string });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(orders));
    });
  });
  await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
  erpPort = (erp.address() as AddressInfo).port;
});

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

afterAll(async () => {
  erp.closeAllConnections();
  await new Promise((resolve) => erp.close(resolve));
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

async function open(allowed: readonly string[], target: Partial<ConnectionTarget>): Promise<McpSession> {
  const guard = new AddressGuard(new AllowedAddresses(allowed));
  const http = new GuardedFetch(guard);
  const values = new SettingValues([home], guard, http);
  const opener = new ConnectionOpener(
    new Catalogue(undefined),
    values,
    http,
    await Sandbox.detect(),
    join(home, 'work'),
  );
  const session = await opener
    .open({ transport: 'stdio', catalogueKey: null, url: null, settings: {}, secrets: new Map(), era: null, ...target })
    .finally(() => http.close());
  sessions.push(session);
  return session;
}

async function call(session: McpSession, name: string, args: JsonObject): Promise<string> {
  const tool = (await session.tools()).find((one) => one.name === name);
  if (!tool) throw new Error(`There is no ${name}.`);
  return JSON.stringify(await session.call(tool, args, { timeoutMs: 15_000 }));
}

describe('the built-in database connector', () => {
  // The specs' cluster serves a Unix socket first; a connector comes over the network.
  async function overTheNetwork(): Promise<{ dsn: string; place: string }> {
    const [row] = await database.query<{ port: string }>(`SHOW port`);
    const { username, password, pathname } = new URL(database.url);
    const place = `127.0.0.1:${row?.port ?? ''}`;
    return { place, dsn: `postgres://${username}:${password}@${place}${pathname}?sslmode=disable` };
  }

  it('reads a database and refuses to change it', async () => {
    const { dsn, place } = await overTheNetwork();
    const session = await open([place], { catalogueKey: 'database', secrets: new Map([['dsn', dsn]]) });
    const tools = await session.tools();
    expect(tools.map((tool) => [tool.name, suggestLabels(tool).risk])).toEqual([
      ['execute_sql', 'write'],
      ['search_objects', 'read'],
    ]);
    expect(await call(session, 'execute_sql', { sql: 'SELECT name FROM customers ORDER BY name' })).toContain(
      'Müller & Söhne',
    );
    expect(await call(session, 'execute_sql', { sql: 'DELETE FROM customers' })).toContain('"isError":true');
    expect(await database.query(`SELECT count(*)::int AS count FROM customers`)).toEqual([{ count: 2 }]);
  });

  it('is not started on a database that the operator did not allow, nor on a file', async () => {
    const { dsn } = await overTheNetwork();
    for (const [text, fault] of [
      [dsn, /internal address/],
      ['sqlite:///etc/passwd', /starts with postgres/],
      ['postgres:///crm', /lacks the name/],
      ['postgres://reader@db.example.com/crm?host=127.0.0.1', /may not use the option host/],
      ['postgres://a@1.1.1.1,127.0.0.1/crm', /lacks the name/],
    ] as const) {
      await expect(open([], { catalogueKey: 'database', secrets: new Map([['dsn', text]]) })).rejects.toMatchObject({
        kind: 'start-failed',
        detail: expect.stringMatching(fault),
      });
    }
  });
});

describe('the built-in REST connector', () => {
  const target = (description: string): Partial<ConnectionTarget> => ({
    catalogueKey: 'rest-api',
    settings: { baseUrl: `http://127.0.0.1:${erpPort}`, description },
    secrets: new Map([['headerValue', 'Bearer key-of-the-erp']]),
  });

  it('reads and really writes, with its sign-in header', async () => {
    const session = await open([`127.0.0.1:${erpPort}`], target(`http://127.0.0.1:${erpPort}/openapi.json`));
    const tools = await session.tools();
    expect(tools.map((tool) => [tool.name, suggestLabels(tool).risk])).toEqual([
      ['list-orders', 'read'],
      ['create-order', 'write'],
    ]);
    expect(await call(session, 'list-orders', {})).toContain('Window');
    await call(session, 'create-order', { item: 'Door' });
    expect(orders).toContainEqual({ item: 'Door' });
    expect([...authorizations]).toEqual(['Bearer key-of-the-erp']);
  });

  it('takes its description from a file of an allowed folder, and from no other', async () => {
    await writeFile(join(home, 'erp.json'), JSON.stringify(DESCRIPTION));
    const session = await open([`127.0.0.1:${erpPort}`], target(join(home, 'erp.json')));
    expect((await session.tools()).length).toBe(2);
    await expect(open([`127.0.0.1:${erpPort}`], target('/etc/passwd'))).rejects.toMatchObject({ kind: 'start-failed' });
  });

  it('is not started on an internal address that the operator did not allow', async () => {
    await expect(open([], target(join(home, 'erp.json')))).rejects.toMatchObject({
      detail: expect.stringContaining('internal address'),
    });
  });
});

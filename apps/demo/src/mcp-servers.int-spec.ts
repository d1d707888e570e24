import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ManualClock } from '@groundswell/kernel';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { createBusinessSystems, type BusinessSystems } from './business-systems.js';
import { STORY } from './business/story.js';
import { startErpService, type ErpService } from './erp/erp-service.js';

const databases = { crm: `mcp_crm_${process.pid}`, erp: `mcp_erp_${process.pid}` };
const require = createRequire(import.meta.url);

let server: TestDatabase;
let folder: string;
let systems: BusinessSystems;
let erp: ErpService;
const clients: Client[] = [];

function programOf(name: string, file: string): string {
  const manifest = require.resolve.paths(name)?.map((path) => join(path, name, 'package.json')) ?? [];
  const found = manifest.find((path) => {
    try {
      require.resolve(path);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error(`${name} is not installed.`);
  return join(dirname(found), file);
}

async function connect(program: string, args: string[], env: Record<string, string>): Promise<Client> {
  const client = new Client({ name: 'spec', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, ...args],
      env: { PATH: '/usr/bin:/bin', ...env },
      stderr: 'ignore',
      cwd: folder,
    }),
  );
  clients.push(client);
  return client;
}

async function textOf(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
  const result = await client.callTool({ name, arguments: args });
  return (result.content as { type: string; text?: string }[]).map((part) => part.text ?? '').join('\n');
}

beforeAll(async () => {
  server = await createTestDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'gs-demo-mcp-'));
  systems = await createBusinessSystems({
    adminUrl: server.url,
    documentsFolder: join(folder, 'documents'),
    databases,
    seed: 1,
    asOf: '2026-11-21',
  });
  erp = await startErpService({
    databaseUrl: systems.erpDatabaseUrl,
    apiKey: systems.erpApiKey,
    port: 0,
    clock: new ManualClock(new Date('2026-11-21T09:00:00Z')),
  });
}, 60_000);

afterAll(async () => {
  for (const client of clients) await client.close();
  await erp.close();
  for (const name of Object.values(databases)) await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.query(`DROP ROLE IF EXISTS ${databases.crm}_reader`);
  await server.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('the real MCP servers before the systems of the demo', () => {
  it('answers from the CRM through dbhub, and refuses to write', async () => {
    const dbhub = await connect(programOf('@bytebase/dbhub', 'dist/index.js'), ['--transport', 'stdio'], {
      DSN: systems.crmUrl,
    });
    expect((await dbhub.listTools()).tools.map((tool) => tool.name).sort()).toEqual(['execute_sql', 'search_objects']);
    const answer = JSON.parse(
      await textOf(dbhub, 'execute_sql', { sql: `SELECT id FROM customers WHERE name ILIKE '%rgensen%' ORDER BY id` }),
    );
    expect(answer.data.rows.map((row: { id: string }) => row.id)).toEqual(
      expect.arrayContaining([...STORY.bakerySpellings]),
    );
    expect(await textOf(dbhub, 'execute_sql', { sql: `DELETE FROM customers` })).toMatch(/read-only|permission denied/);
  });

  it('reads the documents through the filesystem server, and nothing beside them', async () => {
    const files = await connect(
      programOf('@modelcontextprotocol/server-filesystem', 'dist/index.js'),
      [systems.documentsFolder],
      {},
    );
    expect(await textOf(files, 'list_directory', { path: STORY.offersFolder })).toContain('fensterbau-luehrs.txt');
    expect(await textOf(files, 'read_text_file', { path: STORY.leaseFile })).toContain('Hunde und Katzen');
    expect(await textOf(files, 'read_text_file', { path: '/etc/passwd' })).toContain('Access denied');
  });

  it('reads and really changes the ERP through the OpenAPI server', async () => {
    const api = await connect(programOf('@ivotoby/openapi-mcp-server', 'bin/mcp-server.js'), [], {
      API_BASE_URL: erp.baseUrl,
      OPENAPI_SPEC_PATH: `${erp.baseUrl}/openapi.json`,
      API_HEADERS: `X-Api-Key:${systems.erpApiKey}`,
      DISABLE_ABBREVIATION: 'true',
      VERBOSE: 'false',
    });
    const { tools } = await api.listTools();
    expect(tools.map((tool) => tool.name).sort()).toEqual([
      'approve-invoice',
      'cancel-order',
      'change-delivery-date',
      'issue-credit-note',
      'read-invoice',
      'read-order',
      'read-supplier',
      'search-invoices',
      'search-orders',
      'search-suppliers',
      'send-message',
    ]);
    expect(await textOf(api, 'read-invoice', { number: STORY.matchingInvoice })).toContain('"status": "received"');
    await textOf(api, 'approve-invoice', { number: STORY.matchingInvoice, approvedBy: 'S. Wendt' });
    expect(await textOf(api, 'read-invoice', { number: STORY.matchingInvoice })).toContain('"status": "approved"');
    expect(await textOf(api, 'approve-invoice', { number: STORY.matchingInvoice, approvedBy: 'S. Wendt' })).toContain(
      'ERP-4091',
    );
    const moved = await textOf(api, 'change-delivery-date', {
      number: STORY.movableOrder,
      deliveryDate: '2026-12-14',
      reason: 'mail',
    });
    expect(moved).toContain('2026-12-14');
  });
});

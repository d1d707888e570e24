import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { type JsonObject, type JsonValue, ManualClock } from '@groundswell/kernel';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { fillJson, templateInputs } from '@groundswell/workflows';
import { createBusinessSystems, type BusinessSystems } from './business-systems.js';
import { readerUrl } from './crm/crm-database.js';
import { urlOfDatabase } from './databases/demo-database.js';
import { STORY } from './business/story.js';
import { ERP_OPERATIONS } from './erp/erp-operations.js';
import { startErpService, type ErpService } from './erp/erp-service.js';
import { completePlan, WORKFLOWS } from './programme/programme.js';
import { datedSamples, schemaOfForm } from './programme/workflow-plan.js';

const databases = { crm: `mcp_crm_${process.pid}`, erp: `mcp_erp_${process.pid}` };
const require = createRequire(import.meta.url);

let server: TestDatabase;
let folder: string;
let systems: BusinessSystems;
let erp: ErpService;
const clients: Client[] = [];
const AS_OF = '2026-11-21';
let connectors: Readonly<Record<'crm' | 'documents' | 'erp', Client>>;

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
    asOf: AS_OF,
  });
  erp = await startErpService({
    databaseUrl: urlOfDatabase({ adminUrl: server.url, name: databases.erp }),
    apiKey: systems.erpApiKey,
    port: 0,
    clock: new ManualClock(new Date('2026-11-21T09:00:00Z')),
  });
  connectors = {
    crm: await connect(programOf('@bytebase/dbhub', 'dist/index.js'), ['--transport', 'stdio'], {
      DSN: readerUrl({ adminUrl: server.url, name: databases.crm }, systems.crmPassword),
    }),
    documents: await connect(
      programOf('@modelcontextprotocol/server-filesystem', 'dist/index.js'),
      [systems.documentsFolder],
      {},
    ),
    erp: await connect(programOf('@ivotoby/openapi-mcp-server', 'bin/mcp-server.js'), [], {
      API_BASE_URL: erp.baseUrl,
      OPENAPI_SPEC_PATH: `${erp.baseUrl}/openapi.json`,
      API_HEADERS: `X-Api-Key:${systems.erpApiKey}`,
      DISABLE_ABBREVIATION: 'true',
      VERBOSE: 'false',
    }),
  };
}, 60_000);

afterAll(async () => {
  for (const client of clients) await client.close();
  await erp.close();
  for (const name of Object.values(databases)) await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.query(`DROP ROLE IF EXISTS ${databases.crm}_reader`);
  await server.drop();
  await rm(folder, { recursive: true, force: true });
});

function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

/** Plays a rehearsal against the real servers, turn by turn, and gives its last words. */
async function rehearse(key: string): Promise<string> {
  const plan = completePlan(key);
  const inputs = templateInputs(schemaOfForm(plan.form), datedSamples(plan.samples, AS_OF));
  const results: Record<string, JsonValue> = {};
  let words = '';
  for (const turn of plan.rehearsal?.turns ?? []) {
    const data: JsonObject = { inputs, results };
    const filled = fillJson(turn.text ?? '', data);
    words = typeof filled === 'string' ? filled : '';
    const uses = (turn.toolUse ?? []).map((use) => ({ tool: use.tool, args: fillJson(use.arguments, data) }));
    for (const { tool, args } of uses) {
      const [slug = '', name = ''] = tool.split('.');
      const text = await textOf(connectors[slug as keyof typeof connectors], name, args as Record<string, unknown>);
      results[String(Object.keys(results).length + 1)] = { text, json: jsonOf(text) };
    }
  }
  return words;
}

describe('the real MCP servers before the systems of the demo', () => {
  it('answers from the CRM through dbhub, and refuses to write', async () => {
    const { tools } = await connectors.crm.listTools();
    expect(tools.map((tool) => tool.name).sort()).toEqual(['execute_sql', 'search_objects']);
    const sql = `SELECT id FROM customers WHERE name ILIKE '%rgensen%' ORDER BY id`;
    const answer = jsonOf(await textOf(connectors.crm, 'execute_sql', { sql }));
    expect(answer).toMatchObject({
      data: { rows: expect.arrayContaining(STORY.bakerySpellings.map((id) => ({ id }))) },
    });
    expect(await textOf(connectors.crm, 'execute_sql', { sql: `DELETE FROM customers` })).toMatch(
      /read-only|permission denied/,
    );
  });

  it('reads the documents through the filesystem server, and nothing beside them', async () => {
    const { documents } = connectors;
    expect(await textOf(documents, 'list_directory', { path: STORY.offersFolder })).toContain('fensterbau-luehrs.txt');
    expect(await textOf(documents, 'read_text_file', { path: STORY.leaseFile })).toContain('Hunde und Katzen');
    expect(await textOf(documents, 'read_text_file', { path: '/etc/passwd' })).toContain('Access denied');
  });

  it('reads and really changes the ERP through the OpenAPI server', async () => {
    const { tools } = await connectors.erp.listTools();
    expect(tools.map((tool) => tool.name).sort()).toEqual(ERP_OPERATIONS.map((operation) => operation.id).sort());
    const change = { number: STORY.movableOrder, deliveryDate: '2026-12-14', reason: 'telephone' };
    expect(await textOf(connectors.erp, 'change-delivery-date', change)).toContain('2026-12-14');
    expect(await textOf(connectors.erp, 'read-order', { number: STORY.movableOrder })).toContain('2026-12-14');
    expect(await textOf(connectors.erp, 'read-order', { number: 'none' })).toContain('ERP-4040');
  });

  it('offers every tool that a workflow of the programme binds', async () => {
    const offered = new Set<string>();
    for (const [slug, client] of Object.entries(connectors)) {
      for (const tool of (await client.listTools()).tools) offered.add(`${slug}.${tool.name}`);
    }
    const missing = WORKFLOWS.flatMap((plan) => plan.tools.filter((tool) => !offered.has(tool)));
    expect(missing).toEqual([]);
  });
});

describe('the rehearsals of the programme', () => {
  it.each([
    ['defect-triage', 'M-00002: heating, urgency high'],
    ['lease-question', 'Hunde und Katzen bedürfen der Zustimmung'],
    ['site-week', 'Steigleitungen (Bestellung 4500010002) nicht geliefert'],
    ['invoice-check', 'Bookings of the supplier’s number MH-2201: 1'],
    ['order-late', 'Möller Haustechnik GmbH: 1 of'],
    ['minutes', 'steigleitungen kommen nicht'],
    ['duplicate-invoice', '2 booking(s) of MH 2188 by Möller Haustechnik GmbH'],
    ['contract-notice', '3 Monate vor Ablauf schriftlich gekündigt'],
    ['delivery-move', '"deliveryDate": "2026-12-11"'],
    ['customer-doubles', 'The entry with the most in it is K-10002'],
    ['invoice-approve', '"status": "approved"'],
    ['offer-compare', '612,00 EUR'],
    ['credit-note', '"number": "GS-7001"'],
    ['letter-sort', 'From: K-10001 Hannelore Petersen'],
    ['heating-emergency', 'M-00002: heating'],
    ['lease-question-en', 'May I sublet one room'],
    ['supplier-minutes', 'Offene Aufgaben'],
  ])('plays %s on its sample with real calls', async (key, words) => {
    expect(await rehearse(key)).toContain(words);
  });

  it('are all played above', () => {
    expect(WORKFLOWS.filter((plan) => completePlan(plan.key).rehearsal)).toHaveLength(17);
  });
});

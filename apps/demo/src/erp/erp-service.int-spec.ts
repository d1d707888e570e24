import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import pg from 'pg';
import { ManualClock } from '@groundswell/kernel';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { generateBusinessData } from '../business/business-data.js';
import { STORY } from '../business/story.js';
import { withClient } from '../databases/demo-database.js';
import { createErp } from './erp-database.js';
import { startErpService, type ErpService } from './erp-service.js';

const NAME = `erp_spec_${process.pid}`;
const KEY = 'key-of-the-spec';
const clock = new ManualClock(new Date('2026-11-21T09:00:00Z'));

let server: TestDatabase;
let erp: ErpService;
let databaseUrl: string;

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { error?: { code: string; message: string; fields?: { field: string }[] } };
}

async function ask(method: string, path: string, body?: object, key: string | null = KEY): Promise<Answer> {
  const response = await fetch(`${erp.baseUrl}${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { 'x-api-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const get = (path: string) => ask('GET', path);
const post = (path: string, body: object) => ask('POST', path, body);

beforeAll(async () => {
  server = await createTestDatabase({ empty: true });
  databaseUrl = await createErp({ adminUrl: server.url, name: NAME }, generateBusinessData(1, '2026-11-21'));
  erp = await startErpService({ databaseUrl, apiKey: KEY, port: 0, clock });
}, 60_000);

afterAll(async () => {
  await erp.close();
  await server.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
  await server.drop();
});

describe('the ERP of the demo', () => {
  it('listens on the loopback address only and tells what it can do without a key', async () => {
    expect(erp.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { status, body } = await ask('GET', '/openapi.json', undefined, null);
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.0.3', servers: [{ url: erp.baseUrl }] });
    expect(Object.keys(body['paths'] as object)).toContain('/invoices/{number}/approval');
  });

  it.each([null, 'wrong', ''])('turns away a request with the key %p', async (key) => {
    expect(await ask('GET', '/orders', undefined, key)).toMatchObject({
      status: 401,
      body: { error: { code: 'ERP-4010' } },
    });
  });

  it('pages and filters orders', async () => {
    const first = await get('/orders?pageSize=7');
    const second = await get('/orders?pageSize=7&page=2');
    expect(first.body).toMatchObject({ page: 1, pageSize: 7 });
    expect((first.body['items'] as unknown[]).length).toBe(7);
    expect(second.body['items']).not.toEqual(first.body['items']);
    const late = await get(`/orders?status=confirmed&supplierNumber=${STORY.supplierNumber}&deliveryBefore=2026-11-21`);
    expect((late.body['items'] as { number: string }[]).map((order) => order.number)).toEqual([STORY.lateOrder]);
  });

  it('names every field that does not fit', async () => {
    const wrong = await get('/orders?pageSize=5000&status=lost&colour=red');
    expect(wrong.status).toBe(400);
    expect(wrong.body.error?.code).toBe('ERP-4000');
    expect(wrong.body.error?.fields?.map((fault) => fault.field).sort()).toEqual(['colour', 'pageSize', 'status']);
    expect(await post(`/orders/${STORY.lateOrder}/cancellation`, {})).toMatchObject({ status: 400 });
  });

  it('says which thing does not exist', async () => {
    expect(await get('/invoices/ER-1')).toMatchObject({
      status: 404,
      body: { error: { code: 'ERP-4040', message: 'Invoice ER-1 does not exist.' } },
    });
    expect(await get('/payroll')).toMatchObject({ status: 404, body: { error: { code: 'ERP-4041' } } });
    expect((await get(`/orders/${encodeURIComponent("'; DROP TABLE orders; --")}`)).status).toBe(404);
  });

  it('moves a delivery date for good, and notes what stood there before', async () => {
    const path = `/orders/${STORY.movableOrder}/delivery-date`;
    const moved = await ask('PATCH', path, { deliveryDate: '2026-12-14', reason: 'mail of the supplier', revision: 1 });
    expect(moved).toMatchObject({ status: 200, body: { deliveryDate: '2026-12-14', revision: 2 } });
    expect((await get(`/orders/${STORY.movableOrder}`)).body['deliveryDate']).toBe('2026-12-14');
    const changes = await withClient(databaseUrl, (client) =>
      client.query('SELECT operation, before FROM changes WHERE subject = $1', [STORY.movableOrder]),
    );
    expect(changes.rows).toEqual([{ operation: 'change-delivery-date', before: { deliveryDate: '2026-11-27' } }]);
    expect(await ask('PATCH', path, { deliveryDate: '2026-12-15', reason: 'x', revision: 1 })).toMatchObject({
      status: 409,
      body: { error: { code: 'ERP-4095' } },
    });
    expect(await ask('PATCH', path, { deliveryDate: '2026-11-20', reason: 'x' })).toMatchObject({
      status: 422,
      body: { error: { code: 'ERP-4226' } },
    });
  });

  it('does not touch a delivered order', async () => {
    const path = `/orders/${STORY.matchingOrder}`;
    expect(await ask('PATCH', `${path}/delivery-date`, { deliveryDate: '2026-12-15', reason: 'x' })).toMatchObject({
      status: 409,
    });
    expect(await post(`${path}/cancellation`, { reason: 'x' })).toMatchObject({
      status: 409,
      body: { error: { code: 'ERP-4092' } },
    });
  });

  it('approves an invoice that fits its order, once, also when two ask at the same time', async () => {
    const path = `/invoices/${STORY.matchingInvoice}/approval`;
    const answers = await Promise.all([
      post(path, { approvedBy: 'S. Wendt' }),
      post(path, { approvedBy: 'P. Zieliński' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect((await get(`/invoices/${STORY.matchingInvoice}`)).body).toMatchObject({
      status: 'approved',
      approvedAt: '2026-11-21T09:00:00.000Z',
    });
  });

  it.each([
    [STORY.wrongSumInvoice, {}, 'ERP-4221'],
    [STORY.secondOfDouble, { withoutOrder: true }, 'ERP-4222'],
    [STORY.firstOfDouble, {}, 'ERP-4223'],
  ])('refuses to approve invoice %s', async (number, extra, code) => {
    const answer = await post(`/invoices/${number}/approval`, { approvedBy: 'S. Wendt', ...extra });
    expect(answer).toMatchObject({ status: 422, body: { error: { code } } });
    expect((await get(`/invoices/${number}`)).body['status']).toBe('received');
  });

  it("finds a supplier's invoice however its number is written", async () => {
    const found = await get('/invoices?supplierInvoiceNumber=MH%202188');
    expect((found.body['items'] as { number: string }[]).map((invoice) => invoice.number)).toEqual([
      STORY.firstOfDouble,
      STORY.secondOfDouble,
    ]);
  });

  it('issues a credit note up to the amount of the invoice and never twice for one reference', async () => {
    const note = {
      invoiceNumber: STORY.creditableInvoice,
      amountCents: 100_000,
      reason: '40 alarms missing',
      reference: 'spec-1',
    };
    const issued = await post('/credit-notes', note);
    expect(issued).toMatchObject({ status: 200, body: { number: 'GS-7001', amountCents: 100_000 } });
    expect(await post('/credit-notes', note)).toMatchObject({ status: 409, body: { error: { code: 'ERP-4093' } } });
    expect(await post('/credit-notes', { ...note, amountCents: 300_000, reference: 'spec-2' })).toMatchObject({
      status: 422,
      body: { error: { code: 'ERP-4228' } },
    });
    expect((await get(`/invoices/${STORY.creditableInvoice}`)).body['creditNotes']).toMatchObject([
      { number: 'GS-7001' },
    ]);
  });

  it('keeps a message to a supplier instead of sending it', async () => {
    const sent = await post('/messages', {
      supplierNumber: STORY.supplierNumber,
      subject: 'Termin',
      body: 'Bitte bestätigen.',
    });
    expect(sent).toMatchObject({ status: 200, body: { recipient: 'rechnung@moeller-haustechnik.example' } });
  });

  it('hides a fault of its own behind a trace id', async () => {
    const faults: unknown[] = [];
    const broken = await startErpService({
      databaseUrl: server.url,
      apiKey: KEY,
      port: 0,
      clock,
      onFault: (error) => faults.push(error),
    });
    const response = await fetch(`${broken.baseUrl}/orders`, { headers: { 'x-api-key': KEY } });
    await broken.close();
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: { code: 'ERP-5000', traceId: expect.any(String) } });
    expect(faults[0]).toBeInstanceOf(pg.DatabaseError);
  });
});

describe('its own MCP server', () => {
  const note = {
    invoiceNumber: STORY.creditableInvoice,
    amountCents: 1_250,
    reason: 'One alarm came broken',
    reference: 'spec-mcp-1',
  };

  async function connected(key: string): Promise<Client> {
    const client = new Client({ name: 'spec', version: '1.0.0' });
    const requestInit = { headers: { 'x-api-key': key } };
    const transport = new StreamableHTTPClientTransport(new URL(`${erp.baseUrl}/mcp`), { requestInit });
    await client.connect(transport);
    return client;
  }

  const creditNotes = async () => (await get(`/invoices/${STORY.creditableInvoice}`)).body['creditNotes'] as unknown[];

  it('shows what a credit note would change, and changes nothing by that', async () => {
    const client = await connected(KEY);
    const { tools } = await client.listTools();
    expect(tools.find((tool) => tool.name === 'issue-credit-note')?._meta).toEqual({
      'groundswell/preview': 'preview-credit-note',
    });
    const before = await creditNotes();
    const shown = await client.callTool({ name: 'preview-credit-note', arguments: note });
    expect(shown.structuredContent).toMatchObject({
      before: { 'Credit notes': before.length },
      after: { 'Credit notes': before.length + 1 },
    });
    expect(await creditNotes()).toEqual(before);
    await client.close();
  });

  it('issues it, and says what the ERP refuses', async () => {
    const client = await connected(KEY);
    const before = (await creditNotes()).length;
    expect((await client.callTool({ name: 'issue-credit-note', arguments: note })).isError).not.toBe(true);
    expect((await creditNotes()).length).toBe(before + 1);
    const again = await client.callTool({ name: 'issue-credit-note', arguments: note });
    expect(again).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('ERP-4093') }] });
    await client.close();
  });

  it('answers nobody without the key', async () => {
    await expect(connected('wrong')).rejects.toThrow();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { newId } from '@groundswell/kernel';
import { SetUpService } from '@groundswell/identity';
import { everyField, type FieldRequest } from './every-field.js';
import { type Browser, type Installation, invite, setUp, startInstallation } from './installation.js';

const CANARY = 'Zeisigkanarie';
const PASSWORD = 'correct horse battery staple';
/** Acts on the session itself: they are walked elsewhere and would sign the caller out here. */
const OF_THE_SESSION = new Set(['signOut', 'signIn', 'signInWithLink', 'setUp', 'acceptInvitation', 'changePassword']);

let installation: Installation;
let here: Browser;
let elsewhere: Browser;
let fields: FieldRequest[];
let foreignIds: string[];

beforeAll(async () => {
  installation = await startInstallation();
  here = await setUp(installation);
  await installation.server.app.get(SetUpService).found(
    {
      organisationName: CANARY,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      name: CANARY,
      email: 'other@example.test',
      password: PASSWORD,
    },
    { onlyFirst: false },
  );
  elsewhere = installation.browser();
  await elsewhere.ask(`mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`, {
    input: { email: 'other@example.test', password: PASSWORD },
  });
  const { createTeam } = await elsewhere.ask<{ createTeam: { id: string } }>(
    `mutation { createTeam(input: { name: "${CANARY} team" }) { id } }`,
  );
  await invite(installation, elsewhere, `${CANARY}ling`, ['builder'], [createTeam.id]);
  await elsewhere.ask(`mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id } }`, {
    input: { title: `${CANARY} workflow`, task: CANARY, teamId: createTeam.id, clientKey: 'canary' },
  });
  fields = everyField(installation.server.app.get(GraphQLSchemaHost).schema).filter(
    (field) => !OF_THE_SESSION.has(field.name),
  );
  const tables = await installation.database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id'
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'migrations'`,
  );
  const ids = await Promise.all(
    tables.map(({ name }) =>
      installation.database.query<{ id: string }>(
        `SELECT id FROM "${name}" WHERE organisation_id = (SELECT id FROM organisations WHERE name = $1) LIMIT 2`,
        [CANARY],
      ),
    ),
  );
  foreignIds = ids.flat().map((row) => row.id);
});

afterAll(() => installation.close());

/** Without checkpoints: the clock takes one of every log each hour. One that somebody takes leaves an audit entry. */
async function snapshot(): Promise<string> {
  const rows = await installation.database.query<{ name: string; digest: string }>(
    `SELECT c.relname AS name, md5(query_to_xml(format('SELECT * FROM %I WHERE organisation_id = %L ORDER BY 1, 2', c.relname, o.id), true, false, '')::text) AS digest
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id' AND a.attnum > 0
       CROSS JOIN (SELECT id FROM organisations WHERE name = $1) o
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'audit_checkpoints' ORDER BY 1`,
    [CANARY],
  );
  return JSON.stringify(rows);
}

describe('every query and mutation', () => {
  it('answers an id of nobody, a text that is no id and unwieldy texts with a typed error, never a fault of ours', async () => {
    const texts = ['', ' ', '🌊'.repeat(400), 'a\u0000b', "'; DROP TABLE people; --", '\u202Eevil', 'x'.repeat(20_000)];
    for (const field of fields) {
      for (const [index, text] of texts.entries()) {
        const id = index % 2 === 0 ? newId<never>() : text;
        const answer = await here.send(field.document, field.variables(id, text));
        const codes = answer.errors.map((error) => error.extensions.code);
        expect({
          field: field.name,
          text: text.slice(0, 20),
          status: answer.status < 500,
          internal: codes.includes('INTERNAL') ? answer.errors : [],
        }).toEqual({
          field: field.name,
          text: text.slice(0, 20),
          status: true,
          internal: [],
        });
      }
    }
  }, 240_000);

  it('gives nothing of another organisation, and changes nothing in it', async () => {
    const before = await snapshot();
    expect(foreignIds.length).toBeGreaterThan(5);
    for (const field of fields) {
      for (const id of foreignIds) {
        const answer = await here.send(field.document, field.variables(id, 'Anything'));
        expect({ field: field.name, leaked: JSON.stringify(answer).includes(CANARY) }).toEqual({
          field: field.name,
          leaked: false,
        });
        expect(answer.errors.map((error) => error.extensions.code)).not.toContain('INTERNAL');
      }
    }
    expect(await snapshot()).toBe(before);
  }, 240_000);

  it('refuses somebody who is not signed in, unless it is declared public', async () => {
    const nobody = installation.browser();
    const open: string[] = [];
    for (const field of fields) {
      const answer = await nobody.send(field.document, field.variables(newId<never>(), 'Anything'));
      if (answer.errors[0]?.extensions.code !== 'NOT_SIGNED_IN') open.push(field.name);
    }
    expect(open.sort()).toEqual(['invitation', 'me', 'setup']);
  });
});

describe('requests that no page sends', () => {
  it('are refused before any resolver: too large, aliases, tokens, batches, no header, a foreign origin', async () => {
    const raw = (body: string, headers: Record<string, string> = {}) =>
      fetch(`${installation.url}/graphql`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-groundswell-csrf': '1', ...headers },
      });
    const query = (text: string) => JSON.stringify({ query: text });
    const aliases = Array.from({ length: 60 }, (_, index) => `a${index}: setup { demo }`).join(' ');
    const statuses = {
      large: (await raw(JSON.stringify({ query: '{ setup { demo } }', variables: { x: 'y'.repeat(10_000_000) } })))
        .status,
      aliases: (await raw(query(`{ ${aliases} }`))).status,
      tokens: (await raw(query(`{ setup { ${'demo '.repeat(5_000)} } }`))).status,
      batch: (await raw(JSON.stringify([{ query: '{ setup { demo } }' }, { query: '{ setup { demo } }' }]))).status,
      malformed: (await raw('{')).status,
      origin: (await raw(query('{ setup { demo } }'), { origin: 'https://evil.example' })).status,
      host: await new Promise<number>((resolve) => {
        void import('node:http').then(({ request }) =>
          request(
            `${installation.url}/graphql`,
            { method: 'POST', headers: { host: 'evil.example', 'x-groundswell-csrf': '1' } },
            (response) => resolve(response.statusCode ?? 0),
          ).end('{}'),
        );
      }),
    };
    expect(statuses).toEqual({
      large: 413,
      aliases: 400,
      tokens: 400,
      batch: 400,
      malformed: 400,
      origin: 403,
      host: 403,
    });
    const bare = await fetch(`${installation.url}/graphql`, {
      method: 'POST',
      body: query('{ setup { demo } }'),
      headers: { 'content-type': 'application/json' },
    });
    expect(bare.status).toBe(403);
  });
});

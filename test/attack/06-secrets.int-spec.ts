import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { createLogger } from '@groundswell/platform';
import { obedientModel } from '@groundswell/testing';
import { everyField } from '../e2e/every-field.js';
import { Attempts } from './attempts.js';
import { HostileWorld } from './hostile-world.js';

// A start, a server and a walk through many attempts: more than a spec takes, on a machine that does other things too.
jest.setTimeout(180_000);

const promise = new Attempts(6);
const PASSWORD = 'correct horse battery staple';
/** Secrets that can be told from anything else. Each is searched for as it is and in the coats that encoders give it. */
const CANARIES = {
  'a connector’s secret': 'Kanarie-Zeisig-4711-connector',
  'the key of the model’s service': 'sk-ant-Kanarie-Stieglitz-4712',
  'a person’s own credential': 'Kanarie-Erlenzeisig-4714-own',
  'a person’s password': PASSWORD,
};

const logs: string[] = [];
let world: HostileWorld;
/** Everything that came out of the installation, by where it came out. */
const seen: Record<string, string> = {};

beforeAll(async () => {
  const logger = createLogger({ logLevel: 'trace' }, { write: (line: string) => void logs.push(line) });
  world = await HostileWorld.start({ anthropicApiKey: CANARIES['the key of the model’s service'] }, { logger });
  const { owner, installation, model } = world;
  const secret = CANARIES['a connector’s secret'];
  const answers: string[] = [];
  const keep = (answer: unknown) => void answers.push(JSON.stringify(answer));
  // Servers that do their best to say it again: in an answer, an error, a fault of the protocol, their dying words.
  for (const behaviour of ['environment', 'protocol-error', 'tool-error', 'injection'] as const) {
    const connector = await world.connector([behaviour], {}, secret);
    const workflowId = await world.workflow(connector, ['search_customers']);
    model.answersWith(obedientModel([{ name: 'search_customers', input: { query: 'Meier' } }]));
    keep(await world.run(workflowId));
    keep(await world.builder.send(CALL, { toolId: connector.tool('search_customers').id, workflowId }));
    keep(
      await owner.send(`mutation ($id: ID!) { testConnector(connectorId: $id) { __typename } }`, { id: connector.id }),
    );
    const rotated = { id: connector.id, value: secret };
    keep(await owner.send(ROTATE, rotated));
  }
  const own = await world.connector(['environment', 'tool-error'], {}, undefined, { credentialMode: 'personal' });
  const ownWorkflow = await world.workflow(own, ['search_customers']);
  const toolId = own.tool('search_customers').id;
  for (const by of [world.builder, world.runner]) {
    const mine = { id: own.id, value: CANARIES['a person’s own credential'] };
    keep(
      await by.ask(
        `mutation ($id: ID!, $value: String!) { setMyCredential(connectorId: $id, name: "secret", value: $value) { id } }`,
        mine,
      ),
    );
  }
  keep(await world.builder.send(CALL, { toolId, workflowId: ownWorkflow }));
  keep(await world.run(ownWorkflow));
  for (const behaviour of ['secret-in-description', 'environment-in-error', 'die-at-start'] as const) {
    keep(
      await owner.send(
        `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id tools { name description } } }`,
        {
          input: {
            name: `Leaky ${behaviour}`,
            description: 'x',
            transport: 'stdio',
            catalogueKey: 'hostile',
            settings: { behaviour },
            secrets: [{ name: 'secret', value: secret }],
            dataClass: 'personal',
            clientKey: behaviour,
          },
        },
      ),
    );
  }
  keep(
    await owner.send(
      `mutation { signIn(input: { email: "olga@example.test", password: "${PASSWORD}" }) { __typename } }`,
    ),
  );
  const [anyId] = await installation.database.query<{ id: string }>(`SELECT id FROM runs LIMIT 1`);
  const schema = installation.server.app.get(GraphQLSchemaHost).schema;
  for (const field of everyField(schema).filter((one) => one.kind === 'query')) {
    const ids = field.takesId ? await everyId() : [anyId?.id ?? ''];
    for (const id of ids) keep(await owner.send(field.document, field.variables(id, '')));
  }
  seen['answers'] = answers.join('\n');
  seen['prompts'] = model.requests.map((request) => request.text).join('\n');
  const exported = await fetch(`${installation.url}/exports/audit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-groundswell-csrf': '1', cookie: owner.cookies },
    body: JSON.stringify({ format: 'jsonl' }),
  });
  seen['exports'] = await exported.text();
  seen['database'] = await dump();
  seen['logs'] = logs.join('\n');
  seen['files'] = filesIn(installation.folder);
});
afterAll(() => world.close());

const CALL = `mutation ($toolId: ID!, $workflowId: ID!) { callTool(toolId: $toolId, workflowId: $workflowId, arguments: { query: "x" }) {
  __typename ... on ToolCallOutput { content } } }`;
const ROTATE = `mutation ($id: ID!, $value: String!) { setConnectorSecret(connectorId: $id, name: "secret", value: $value) { id } }`;

async function everyId(): Promise<string[]> {
  const tables = ['runs', 'workflows', 'workflow_versions', 'connectors', 'tools', 'people', 'policy_layers'];
  const rows = await Promise.all(
    tables.map((table) => world.installation.database.query<{ id: string }>(`SELECT id FROM "${table}" LIMIT 1`)),
  );
  return rows.flat().map((row) => row.id);
}

/** Every row of every table, the queue's too, as text. */
async function dump(): Promise<string> {
  const { database } = world.installation;
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'graphile_worker') AND c.relkind = 'r'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ text: string | null }>(
      `SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`,
    );
    texts.push(row?.text ?? '');
  }
  return texts.join('\n');
}

function filesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => (statSync(path).isDirectory() ? filesIn(path) : readFileSync(path, 'latin1')))
    .join('\n');
}

/** A text as it is, and as encoders leave it. */
function coats(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2);
  return [
    secret,
    secret.toLowerCase(),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    Buffer.from(secret).toString('hex'),
    [...secret].reverse().join(''),
  ];
}

describe('promise 6: no secret comes out', () => {
  for (const [what, secret] of Object.entries(CANARIES)) {
    it.each(['answers', 'prompts', 'exports', 'database', 'logs', 'files'])(`${what}: not in the %s`, async (place) => {
      const text = seen[place] ?? '';
      for (const coat of new Set(coats(secret))) {
        await promise.try(`${what} in the ${place}`, () => {
          const at = text.indexOf(coat);
          expect(at < 0 ? null : text.slice(Math.max(0, at - 200), at + 60)).toBeNull();
        });
      }
    });
  }

  it('was really looked for where it could be', async () => {
    expect(seen['prompts']?.length).toBeGreaterThan(1_000);
    expect(seen['answers']).toContain('"__typename":"ToolCallOutput"');
    expect(seen['database']).toContain('search_customers');
    expect(seen['exports']).toContain('tool.called');
    expect(logs.length).toBeGreaterThan(0);
    // Where a server said its secret, something stands in its place.
    expect(seen['answers']).toMatch(/SECRET/);
    await promise.try('sessions, invitations and passwords in the database', async () => {
      const text = seen['database'] ?? '';
      const token = world.owner.cookies.split('=')[1] ?? '';
      expect(token.length).toBeGreaterThan(20);
      expect(text).not.toContain(token);
      expect(seen['logs']).not.toContain(token);
    });
  });
});

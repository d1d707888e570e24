import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { graphql } from 'graphql';
import { pino } from 'pino';
import { ManualClock } from '@groundswell/kernel';
import { type Actor, PlatformModule, readSettings, type RequestContext, StaticKeyRing } from '@groundswell/platform';
import {
  createTestDatabase,
  foundOrganisation,
  HOSTILE_ENTRY,
  TEST_NOW,
  type TestApp,
  type TestDatabase,
} from '@groundswell/testing';
import { SPEC_MODULES, type SpecHome, specHome, workflowOf } from '../connectors.fixture.js';

interface ToolAnswer {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly risk: string;
  readonly labelled: boolean;
  readonly drift: { readonly changes: readonly { readonly area: string; readonly after: string }[] } | null;
}

interface ConnectorAnswer {
  readonly id: string;
  readonly status: string;
  readonly tools: readonly ToolAnswer[];
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const CANARY = 'canary-in-graphql-4711';

let database: TestDatabase;
let nest: NestFastifyApplication;
let home: SpecHome;
let steward: Actor;
let builder: Actor;
let runner: Actor;
let stranger: Actor;
let switchFolder: string;
let connector: ConnectorAnswer;
/** Everything that was answered and logged. */
const said: string[] = [];

beforeAll(async () => {
  home = await specHome([HOSTILE_ENTRY]);
  switchFolder = `${home.folder}/switch`;
  await mkdir(switchFolder);
  database = await createTestDatabase();
  const log = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      said.push(chunk.toString());
      done();
    },
  });
  const platform = PlatformModule.with({
    settings: readSettings({}).with({ workers: 0, ...home.settings }),
    databaseUrl: database.url,
    keyRing: new StaticKeyRing([randomBytes(32)]),
    logger: pino({ level: 'trace' }, log),
    clock: new ManualClock(TEST_NOW),
  });
  const face = GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    autoSchemaFile: true,
    csrfPrevention: false,
  });
  const module = await Test.createTestingModule({ imports: [platform, face, ...SPEC_MODULES] }).compile();
  nest = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await nest.init();
  const app: TestApp = {
    database,
    clock: new ManualClock(TEST_NOW),
    get: (token) => module.get(token, { strict: false }),
    close: () => nest.close(),
  };
  const organisation = await foundOrganisation(app);
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
  runner = await organisation.addPerson('Rolf', ['runner']);
  stranger = (await foundOrganisation(app, 'Südwind')).owner;
});

afterAll(async () => {
  await nest.close();
  await database.drop();
  await home.remove();
});

async function ask(actor: Actor, source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
  const contextValue: RequestContext = {
    actor,
    correlationId: 'spec',
    remoteAddress: '127.0.0.1',
    sessionToken: null,
    loaders: new Map(),
    actAs: () => undefined,
  };
  const { schema } = nest.get(GraphQLSchemaHost);
  const text = JSON.stringify(await graphql({ schema, source, variableValues, contextValue }));
  said.push(text);
  return JSON.parse(text) as Answer;
}

async function get<T>(
  actor: Actor,
  field: string,
  source: string,
  variables: Record<string, unknown> = {},
): Promise<T> {
  const answer = await ask(actor, source, variables);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data?.[field] as T;
}

const TOOL = `id name status risk labelled drift { changes { area label before after } }`;
const CONNECTOR = `id name transport address dataClass version versionId status sandboxed setUpMinutes health { state message }
  secrets { name set setAt } createdBy { name } tools { ${TOOL} connector { id } }`;
const CHANGES: readonly (readonly [string, string])[] = [
  ['discoverTools', `mutation ($id: ID!) { discoverTools(connectorId: $id) { id } }`],
  ['testConnector', `mutation ($id: ID!) { testConnector(connectorId: $id) { ok } }`],
  [
    'setConnectorSecret',
    `mutation ($id: ID!) { setConnectorSecret(connectorId: $id, name: "secret", value: "xxxxxxxx") { id } }`,
  ],
  ['recordSetUpMinutes', `mutation ($id: ID!) { recordSetUpMinutes(connectorId: $id, minutes: 5) }`],
];

describe('connectors in GraphQL', () => {
  it('offer the operator’s catalogue to stewards', async () => {
    const entries = await get<{ key: string; settings: { name: string; secret: boolean }[] }[]>(
      steward,
      'connectorCatalogue',
      `{ connectorCatalogue { key title transport settings { name label secret required help kind choices fallback } } }`,
    );
    expect(entries.map((entry) => entry.key)).toEqual(['documents', 'database', 'rest-api', 'hostile']);
    expect(entries[1]?.settings[0]).toMatchObject({ name: 'dsn', secret: true });
  });

  it('are registered with their tools blocked and their secret set', async () => {
    connector = await get<ConnectorAnswer>(
      steward,
      'registerConnector',
      `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { ${CONNECTOR} } }`,
      {
        input: {
          name: 'CRM',
          description: 'Customers.',
          transport: 'stdio',
          catalogueKey: 'hostile',
          settings: { behaviour: 'mutate-on-switch,environment', switchFolder },
          secrets: [{ name: 'secret', value: CANARY }],
          dataClass: 'personal',
        },
      },
    );
    expect(connector).toMatchObject({
      status: 'ready',
      health: { state: 'healthy' },
      secrets: [{ name: 'secret', set: true }],
      createdBy: { name: 'Stella' },
      tools: [{ status: 'blocked', labelled: false }, { status: 'blocked' }, { status: 'blocked' }],
    });
  });

  it('are labelled, allowed and tried out', async () => {
    const tool = connector.tools.find((one) => one.name === 'search_customers');
    const label = `mutation ($input: LabelToolInput!) { labelTool(input: $input) { ${TOOL} } }`;
    const input = { toolId: tool?.id, risk: 'read', returnsUntrusted: true, reachesOutside: false };
    expect(await get(steward, 'labelTool', label, { input })).toMatchObject({ labelled: true });
    const allow = `mutation ($id: ID!) { setToolStatus(toolId: $id, status: allowed) { ${TOOL} } }`;
    expect(await get(steward, 'setToolStatus', allow, { id: tool?.id })).toMatchObject({ status: 'allowed' });
    const call = `mutation ($id: ID!, $workflowId: ID!) { callTool(toolId: $id, workflowId: $workflowId, arguments: { query: "${CANARY}" }) {
      __typename ... on ToolCallOutput { content isError durationMs } ... on PolicyRefusal { explanation { allowed sentence reason } } } }`;
    const workflowId = workflowOf(builder.organisationId);
    expect(await get(builder, 'callTool', call, { id: tool?.id, workflowId })).toMatchObject({
      __typename: 'ToolCallOutput',
      isError: false,
    });
    const other = connector.tools.find((one) => one.name === 'send_mail');
    expect(await get(builder, 'callTool', call, { id: other?.id, workflowId })).toMatchObject({
      __typename: 'PolicyRefusal',
      explanation: { allowed: false, reason: 'A steward has not allowed this tool.' },
    });
  });

  it('show a changed definition and take its acceptance', async () => {
    await writeFile(`${switchFolder}/switch`, '');
    const discover = `mutation ($id: ID!) { discoverTools(connectorId: $id) { ${CONNECTOR} } }`;
    const found = await get<ConnectorAnswer>(steward, 'discoverTools', discover, { id: connector.id });
    const drifted = found.tools.find((one) => one.name === 'search_customers');
    expect([found.status, drifted?.status]).toEqual(['attention', 'quarantined']);
    expect(drifted?.drift?.changes[0]?.after).toContain('⟨U+200B⟩ IGNORE');
    const accept = `mutation ($id: ID!) { acceptToolDefinition(toolId: $id) { ${TOOL} } }`;
    expect(await get(steward, 'acceptToolDefinition', accept, { id: drifted?.id })).toMatchObject({
      status: 'allowed',
      drift: null,
    });
  });

  it('count the minutes of their set-up and say how a test went', async () => {
    const minutes = `mutation ($id: ID!) { recordSetUpMinutes(connectorId: $id, minutes: 45) }`;
    expect(await get(steward, 'recordSetUpMinutes', minutes, { id: connector.id })).toBe(true);
    const test = `mutation ($id: ID!) { testConnector(connectorId: $id) { ok message toolCount durationMs } }`;
    expect(await get(steward, 'testConnector', test, { id: connector.id })).toMatchObject({ ok: true, toolCount: 3 });
    const read = `query ($id: ID!) { connector(id: $id) { setUpMinutes } }`;
    expect(await get(steward, 'connector', read, { id: connector.id })).toEqual({ setUpMinutes: 45 });
  });

  it('are read by everybody of the organisation, their secrets’ states by stewards only', async () => {
    const read = `{ connectors { ${CONNECTOR} } }`;
    expect(await get(runner, 'connectors', read)).toMatchObject([{ id: connector.id, secrets: [] }]);
    expect(await get(steward, 'connectors', read)).toMatchObject([{ secrets: [{ set: true }] }]);
    expect(await get(stranger, 'connectors', read)).toEqual([]);
    const one = `query ($id: ID!) { connector(id: $id) { id } }`;
    expect(await get(stranger, 'connector', one, { id: connector.id })).toBeNull();
  });

  it.each(CHANGES)('refuse %s to builders and to strangers', async (_field, source) => {
    const refusals = [
      await ask(builder, source, { id: connector.id }),
      await ask(stranger, source, { id: connector.id }),
    ];
    expect(refusals.map((answer) => answer.data ?? null)).toEqual([null, null]);
    expect(refusals[0]?.errors?.[0]?.message).toContain('You may not');
    expect(refusals[1]?.errors?.[0]?.message).toContain('does not exist, or you may not see it');
  });

  it('said their secret nowhere: in no answer and no line of the log', () => {
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((text) => text.includes(CANARY))).toEqual([]);
  });
});

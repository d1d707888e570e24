import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { graphql } from 'graphql';
import { ManualClock, newId, type TeamId } from '@groundswell/kernel';
import {
  createLogger,
  Database,
  PlatformModule,
  readSettings,
  StaticKeyRing,
  type Actor,
  type RequestContext,
} from '@groundswell/platform';
import { PolicyExplanationType } from '@groundswell/policies';
import {
  createTestDatabase,
  foundOrganisation,
  TEST_NOW,
  type TestApp,
  type TestDatabase,
  type TestOrganisation,
} from '@groundswell/testing';
import { AdaptWorkflowService } from '../adapt-workflow/adapt-workflow.service.js';
import { directory, drafted, published, SPEC_MODULES } from '../workflows.fixture.js';

interface Answer {
  readonly data?: Record<string, { readonly draftVersion?: { readonly id: string; readonly revision: number } }> | null;
  readonly errors?: readonly { readonly message: string }[];
}

describe('workflows in GraphQL', () => {
  let database: TestDatabase;
  let nest: NestFastifyApplication;
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let builder: Actor;
  let reviewer: Actor;
  let runner: Actor;
  let sales: TeamId;

  beforeAll(async () => {
    database = await createTestDatabase();
    const settings = readSettings({}).with({ workers: 0, logLevel: 'error' });
    const clock = new ManualClock(TEST_NOW);
    const platform = PlatformModule.with({
      settings,
      databaseUrl: database.url,
      keyRing: new StaticKeyRing([randomBytes(32)]),
      logger: createLogger(settings),
      clock,
    });
    const face = GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      csrfPrevention: false,
      // No field of this library answers with it; the library below brings its resolver.
      buildSchemaOptions: { orphanedTypes: [PolicyExplanationType] },
    });
    const module = await Test.createTestingModule({ imports: [platform, face, ...SPEC_MODULES] }).compile();
    nest = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    await nest.init();
    app = { database, clock, get: (token) => module.get(token, { strict: false }), close: () => nest.close() };
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Strangers');
    sales = await home.addTeam('Sales');
    builder = await home.addPerson('Bea Builder', ['builder'], [sales]);
    reviewer = await home.addPerson('Rita Reviewer', ['builder'], [sales]);
    runner = await home.addPerson('Rolf Runner', ['runner'], [sales]);
  });

  afterAll(async () => {
    await nest.close();
    await database.drop();
  });

  const ask = async (actor: Actor, source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> => {
    const contextValue: RequestContext = {
      actor,
      correlationId: 'spec',
      remoteAddress: '127.0.0.1',
      sessionToken: null,
      loaders: new Map(),
      actAs: () => undefined,
    };
    const { schema } = nest.get(GraphQLSchemaHost);
    const answer = await graphql({ schema, source, variableValues, contextValue });
    // As it would arrive: GraphQL's own objects have no prototype.
    return JSON.parse(JSON.stringify(answer)) as Answer;
  };

  it('walks the slice: register, save, submit, review, adapt, all over the wire', async () => {
    const crm = directory.add(home.id, 'CRM', { search: 'read', note: 'write' });
    const registered = await ask(
      builder,
      `mutation($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id draftVersion { id revision faults { path } } } }`,
      {
        input: { title: 'Remind tenants', task: 'Typing letters.', teamId: sales, clientKey: newId() },
      },
    );
    expect(registered.errors).toBeUndefined();
    const draft = registered.data?.registerWorkflow?.draftVersion ?? { id: '', revision: 0 };
    const saved = await ask(
      builder,
      `mutation($input: SaveDraftInput!) { saveDraft(input: $input) { id revision inputSchema bindings { connectorVersionId inherited } faults { path message } } }`,
      {
        input: {
          versionId: draft.id,
          revision: draft.revision,
          instructions: 'To {{inputs.customer}}.',
          inputSchema: { type: 'object', properties: { customer: { type: 'string' } } },
          sampleInputs: { customer: 'Ada' },
          model: 'claude-haiku-5-5',
          maxTurns: 5,
          maxCostMicros: 100_000,
          changeNote: 'First.',
          bindings: [{ connectorId: crm.connectorId, toolIds: crm.tools.map((tool) => tool.toolId) }],
        },
      },
    );
    expect(saved.data?.saveDraft).toMatchObject({
      revision: 2,
      faults: [],
      bindings: [{ connectorVersionId: crm.connectorVersionId, inherited: false }],
    });
    const submitted = await ask(
      builder,
      `mutation($id: ID!) { submitVersion(versionId: $id, buildMinutes: 30) { status revision digest workflow { title } } }`,
      { id: draft.id },
    );
    expect(submitted.data?.submitVersion).toMatchObject({
      status: 'submitted',
      revision: 3,
      workflow: { title: 'Remind tenants' },
    });
    const queue = await ask(reviewer, `{ reviewQueue { id builder { name } } }`);
    expect(queue.data?.reviewQueue).toEqual([{ id: draft.id, builder: { name: 'Bea Builder' } }]);
    const review = `mutation($input: ReviewVersionInput!) { reviewVersion(input: $input) { __typename ... on WorkflowVersion { status reviewer { name } } ... on PublishBlocked { reasons { code nextStep } } } }`;
    const input = { versionId: draft.id, revision: 3, approve: true, comment: '', reviewMinutes: 5 };
    directory.change(crm.connectorId, { missingSecrets: ['KEY'] });
    expect((await ask(reviewer, review, { input })).data?.reviewVersion).toMatchObject({
      __typename: 'PublishBlocked',
      reasons: [{ code: 'SECRET_MISSING' }],
    });
    directory.change(crm.connectorId, { missingSecrets: [] });
    expect((await ask(reviewer, review, { input })).data?.reviewVersion).toMatchObject({
      __typename: 'WorkflowVersion',
      status: 'published',
      reviewer: { name: 'Rita Reviewer' },
    });
    const adapted = await ask(
      reviewer,
      `mutation($input: AdaptWorkflowInput!) { adaptWorkflow(input: $input) {
      depth mayWrite root { title } adaptedFrom { number workflow { adaptationCount } } lineage { title depth }
      draftVersion { bindings { inherited } } inherited { cases bindings { connectorName toolNames fromVersionNumber } layers { scope origin ruleCount } } } }`,
      {
        input: { versionId: draft.id, title: 'Remind suppliers', task: 'The same.', teamId: sales },
      },
    );
    expect(adapted.data?.adaptWorkflow).toMatchObject({
      depth: 1,
      mayWrite: true,
      root: { title: 'Remind tenants' },
      adaptedFrom: { number: 1, workflow: { adaptationCount: 1 } },
      lineage: [
        { title: 'Remind tenants', depth: 0 },
        { title: 'Remind suppliers', depth: 1 },
      ],
      draftVersion: { bindings: [{ inherited: true }] },
      inherited: {
        cases: 0,
        bindings: [{ connectorName: 'CRM', toolNames: ['search', 'note'], fromVersionNumber: 1 }],
        layers: [{ scope: 'organisation' }],
      },
    });
  });

  it('asks the database as often for twenty workflows as for two', async () => {
    const { workflow, version } = await published(app, builder, reviewer, { teamId: sales });
    for (let i = 0; i < 20; i++) {
      await app
        .get(AdaptWorkflowService)
        .adapt(reviewer, { versionId: version.id, title: `Many ${i}`, task: 'The same.', teamId: sales });
    }
    const page = `query($first: Int!, $parent: ID!) { workflows(first: $first, filter: { adaptedFromId: $parent }) { totalCount items {
      title task team { name } owner { name } operatorOwner { name } depth mayWrite nextStages stageReason retiredReason root { id title }
      publishedVersion { number builder { name } bindings { inherited } } draftVersion { number faults { path } } versions { number workflow { id } }
      adaptedFrom { number workflow { title } } lineage { title readable } inherited { layers { name } bindings { toolNames } } can { edit submit review adapt run changeStage setOwner } } } }`;
    const count = async (first: number): Promise<number> => {
      // Every batch is a transaction of its own.
      const query = jest.spyOn(Database.prototype, 'transaction');
      const answer = await ask(reviewer, page, { first, parent: workflow.id });
      expect(answer.errors).toBeUndefined();
      const { length } = query.mock.calls;
      query.mockRestore();
      return length;
    };
    const few = await count(2);
    expect(await count(20)).toBe(few);
  });

  it('shows a runner no draft and no reason to know of it', async () => {
    const { workflow, version } = await drafted(app, builder, { teamId: sales, title: 'Secret plan' });
    const read = `query($id: ID!, $versionId: ID!) { workflow(id: $id) { title } workflowVersion(id: $versionId) { instructions } }`;
    expect(await ask(runner, read, { id: workflow.id, versionId: version.id })).toEqual({
      data: { workflow: null, workflowVersion: null },
    });
    expect(await ask(strangers.owner, read, { id: workflow.id, versionId: version.id })).toEqual({
      data: { workflow: null, workflowVersion: null },
    });
    expect(await ask(runner, read, { id: 'nonsense', versionId: '💥' })).toEqual({
      data: { workflow: null, workflowVersion: null },
    });
  });

  it('shows a runner of what is published only what is published', async () => {
    const { workflow } = await published(app, builder, reviewer, { teamId: sales, title: 'Open to all' });
    await ask(builder, `mutation($id: ID!) { startDraft(workflowId: $id) { id } }`, { id: workflow.id });
    const answer = await ask(
      runner,
      `query($id: ID!) { workflow(id: $id) { title draftVersion { id } versions { number status } can { edit adapt run } } }`,
      { id: workflow.id },
    );
    expect(answer.data?.workflow).toEqual({
      title: 'Open to all',
      draftVersion: null,
      versions: [{ number: 1, status: 'published' }],
      can: { edit: false, adapt: false, run: true },
    });
  });

  it('refuses the forbidden with a sentence that says who may', async () => {
    const register = `mutation($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id } }`;
    const answer = await ask(runner, register, { input: { title: 'x', task: 'x', teamId: sales } });
    expect(answer.errors?.[0]?.message).toContain('It takes the role');
  });
});

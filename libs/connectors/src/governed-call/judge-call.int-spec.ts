import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject, WorkflowId } from '@groundswell/kernel';
import { Database, type Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import {
  hostileInput,
  ReadyConnector,
  SPEC_MODULES,
  type SpecHome,
  specHome,
  workflowOf,
} from '../connectors.fixture.js';
import { JudgeCall, type JudgedCall } from './judge-call.service.js';

let app: TestApp;
let home: SpecHome;
let organisation: TestOrganisation;
let caller: Actor;
let reader: ReadyConnector;
let writer: ReadyConnector;
let blocked: ReadyConnector;
let workflowId: WorkflowId;

beforeAll(async () => {
  home = await specHome([HOSTILE_ENTRY]);
  app = await startTestApp({ modules: SPEC_MODULES, settings: home.settings });
  organisation = await foundOrganisation(app);
  const steward = await organisation.addPerson('Stella', ['steward']);
  caller = await organisation.addPerson('Bo', ['builder']);
  workflowId = workflowOf(organisation.id);
  const people = { steward, caller };
  reader = await ReadyConnector.make(app, people, hostileInput(home));
  writer = await ReadyConnector.make(app, people, hostileInput(home), { risk: 'write' });
  blocked = await ReadyConnector.make(app, people, hostileInput(home), { allow: false });
});
afterAll(async () => {
  await app.close();
  await home.remove();
});

function judge(connector: ReadyConnector, args: JsonObject, actor = caller): Promise<JudgedCall> {
  const question = { actor, workflowId, toolId: connector.toolId('search_customers'), arguments: args, original: {} };
  return app.get(Database).transaction(actor.organisationId, (tx) => app.get(JudgeCall).judge(tx, question));
}

describe('a call that is judged and not made', () => {
  it('has the digest to which the call itself would be bound, and the people whom it asks', async () => {
    const args = { query: 'Meier' };
    expect(await judge(reader, args)).toMatchObject({ kind: 'judged', arguments: args, approvers: [] });
    const asked = await writer.call({ arguments: args });
    const { argumentsDigest, approvers } =
      asked.kind === 'approval-needed' ? asked : { argumentsDigest: '', approvers: [] };
    expect(approvers.length).toBeGreaterThan(0);
    expect(await judge(writer, args)).toMatchObject({ kind: 'judged', argumentsDigest, approvers });
    expect(await judge(writer, { query: 'Berg' })).not.toMatchObject({ argumentsDigest });
    expect(await reader.counted()).toBe(0);
  });

  it('is refused where the call would be, and where the arguments do not fit the tool', async () => {
    expect(await judge(blocked, { query: 'Meier' })).toMatchObject({ kind: 'refused' });
    expect(await judge(writer, { query: 7 })).toMatchObject({ kind: 'misfit', faults: [{ path: 'arguments.query' }] });
  });

  it('is for who may call tools, of this organisation', async () => {
    const auditor = await organisation.addPerson('Ada', ['auditor']);
    const strangers = await foundOrganisation(app, 'Südwind');
    const stranger = await strangers.addPerson('Sam', ['builder']);
    await expect(judge(writer, { query: 'Meier' }, auditor)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(judge(writer, { query: 'Meier' }, stranger)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

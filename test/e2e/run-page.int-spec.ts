import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger, readSettings, StaticKeyRing } from '@groundswell/platform';
import { startServer, type RunningServer } from '@groundswell/server';
import { ScriptedModel } from '@groundswell/testing';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Browser, type Installation, invite, setUp, startInstallation, until } from './installation.js';
import { ended, runOf, startRun, type RunRow } from './runs-over-the-wire.js';

const LETTER = 'Dear Ms Berg, the heating in Elm Street 4 is out of order.';
const SAID = 'I will read the letter first, since I must know what the tenant wants before I note it down. '.repeat(3);

let model: ScriptedModel;
let installation: Installation;
/** A second process on the same database that shows pages and runs nothing. */
let face: RunningServer;
let bea: Browser;
let rob: Browser;
let workflowId: string;

beforeAll(async () => {
  model = await ScriptedModel.start();
  installation = await startInstallation({ anthropicApiKey: 'test-key', anthropicBaseUrl: model.url });
  const settings = readSettings({}).with({ port: 0, home: installation.folder, logLevel: 'error', workers: 0 });
  face = await startServer({
    settings,
    logger: createLogger(settings),
    databaseUrl: installation.database.url,
    keyRing: new StaticKeyRing([randomBytes(32)]),
  });
  await writeFile(join(installation.folder, 'letter.txt'), LETTER);
  const owner = await setUp(installation);
  const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
    `mutation { createTeam(input: { name: "Tenants" }) { id } }`,
  );
  bea = await invite(installation, owner, 'Bea', ['builder', 'runner'], [createTeam.id]);
  rob = await invite(installation, owner, 'Rob', ['runner'], [createTeam.id]);
  const { registerConnector } = await owner.ask<{
    registerConnector: { id: string; tools: { id: string; name: string }[] };
  }>(`mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id tools { id name } } }`, {
    input: {
      name: 'Documents',
      description: 'Letters of tenants',
      transport: 'stdio',
      catalogueKey: 'documents',
      settings: { folder: installation.folder },
      secrets: [],
      dataClass: 'internal',
      clientKey: 'documents-1',
    },
  });
  const toolIds: string[] = [];
  for (const [name, risk] of [
    ['read_text_file', 'read'],
    ['write_file', 'write'],
  ] as const) {
    const toolId = registerConnector.tools.find((tool) => tool.name === name)?.id ?? '';
    await owner.ask(`mutation ($input: LabelToolInput!) { labelTool(input: $input) { id } }`, {
      input: { toolId, risk, returnsUntrusted: false, reachesOutside: false },
    });
    await owner.ask(`mutation ($toolId: ID!) { setToolStatus(toolId: $toolId, status: allowed) { id } }`, { toolId });
    toolIds.push(toolId);
  }
  const { registerWorkflow } = await bea.ask<{
    registerWorkflow: { id: string; draftVersion: { id: string; revision: number } };
  }>(
    `mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id draftVersion { id revision } } }`,
    { input: { title: 'Note a letter', task: 'Note letters.', teamId: createTeam.id, clientKey: 'note' } },
  );
  workflowId = registerWorkflow.id;
  await bea.ask(`mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { id } }`, {
    input: {
      versionId: registerWorkflow.draftVersion.id,
      revision: registerWorkflow.draftVersion.revision,
      instructions: 'Read {{inputs.file}} and note what the tenant wants.',
      inputSchema: { type: 'object', properties: { file: { type: 'string' } }, required: ['file'] },
      sampleInputs: { file: 'letter.txt' },
      model: 'claude-haiku-5-5',
      maxTurns: 5,
      maxCostMicros: 500_000,
      bindings: [{ connectorId: registerConnector.id, toolIds }],
      changeNote: 'First version',
    },
  });
  const { submitVersion } = await bea.ask<{ submitVersion: { id: string; revision: number } }>(
    `mutation ($versionId: ID!) { submitVersion(versionId: $versionId, buildMinutes: 5) { id revision } }`,
    { versionId: registerWorkflow.draftVersion.id },
  );
  await owner.ask(`mutation ($input: ReviewVersionInput!) { reviewVersion(input: $input) { __typename } }`, {
    input: {
      versionId: submitVersion.id,
      revision: submitVersion.revision,
      approve: true,
      comment: '',
      reviewMinutes: 1,
    },
  });
});

afterAll(async () => {
  await face.close();
  await installation.close();
  await model.close();
});

/** Follows the words of a run on the process that does not run it. */
async function hear(browser: Browser, runId: string, enough: (text: string) => boolean): Promise<string> {
  class SignedInSocket extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers: { cookie: browser.cookies } });
    }
  }
  const url = `${face.url.replace('http', 'ws')}/graphql`;
  const client = createClient({ url, webSocketImpl: SignedInSocket, retryAttempts: 0 });
  let heard = '';
  try {
    const query = `subscription ($runId: ID!) { runWords(runId: $runId) { stepId attempt from text } }`;
    for await (const answer of client.iterate<{ runWords: { from: number; text: string } }>({
      query,
      variables: { runId },
    })) {
      if (answer.errors) throw new Error(answer.errors[0]?.message);
      const { from = 0, text = '' } = answer.data?.runWords ?? {};
      heard = heard.slice(0, from) + text;
      if (enough(heard)) return heard;
    }
    return heard;
  } finally {
    await client.dispose();
  }
}

function settled(id: string): Promise<RunRow> {
  return until('the run', () => runOf(bea, id), ended);
}

describe('the page of a run, over the wire', () => {
  it('hears the model speak while another process runs it, and takes along what came out', async () => {
    const path = join(installation.folder, 'letter.txt');
    model.answers(
      { text: SAID, toolUse: [{ name: 'documents__read_text_file', input: { path } }], paceMs: 40 },
      { text: 'The tenant wants the heating mended.' },
    );
    const started = await startRun(bea, workflowId, { file: 'letter.txt' }, 'words-1');
    const id = String(started['id']);
    const heard = await hear(bea, id, (text) => text.length > 60);
    expect(SAID.startsWith(heard)).toBe(true);
    await expect(hear(rob, id, () => true)).rejects.toThrow(/exist/);

    expect(await settled(id)).toMatchObject({ status: 'succeeded' });
    const { run } = await bea.ask<{ run: { steps: { id: string; kind: string }[] } }>(
      `query ($id: ID!) { run(id: $id) { steps { id kind } } }`,
      { id },
    );
    const tool = run.steps.find((step) => step.kind === 'tool');
    const file = (browser: Browser, place: string): Promise<Response> =>
      fetch(`${installation.url}/files/runs/${id}/${place}`, { headers: { cookie: browser.cookies } });
    const result = await file(bea, `steps/${tool?.id}.txt`);
    expect(await result.text()).toContain('Elm Street 4');
    expect(result.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(result.headers.get('content-disposition')).toMatch(/^attachment; filename="run-[\w-]+-step-2\.txt"$/);
    expect(result.headers.get('x-content-type-options')).toBe('nosniff');
    expect(result.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(await (await file(bea, 'output.txt')).text()).toBe('The tenant wants the heating mended.');
    expect((await file(bea, `steps/${tool?.id}.json`)).status).toBe(200);
    expect((await file(bea, 'output.json')).status).toBe(404);
    expect((await file(bea, 'output.html')).status).toBe(404);
    expect((await file(rob, 'output.txt')).status).toBe(404);
    expect((await file(installation.browser(), 'output.txt')).status).toBe(401);
  });

  it('changes a call before it is made, within what the tool takes', async () => {
    const path = join(installation.folder, 'note.txt');
    model.answers(
      { toolUse: [{ name: 'documents__write_file', input: { path, content: 'Heating.' } }] },
      { text: 'Noted.' },
    );
    const started = await startRun(bea, workflowId, { file: 'letter.txt' }, 'edit-1');
    const run = await settled(String(started['id']));
    const { id: approvalId = '', argumentsDigest = '' } = run.pendingApproval ?? {};
    const edit = (args: object) =>
      bea.send(`mutation ($input: EditApprovalInput!) { editApproval(input: $input) { id } }`, {
        input: { approvalId, argumentsDigest, arguments: args },
      });
    expect((await edit({ path, content: 7 })).errors[0]?.extensions).toMatchObject({
      code: 'INPUT_INVALID',
      fields: [{ path: 'arguments.content' }],
    });
    expect((await edit({ path, content: 'Heating, Elm Street 4.' })).errors).toEqual([]);
    const over = await until(
      'the end',
      () => runOf(bea, run.id),
      (one) => one.status === 'succeeded',
    );
    expect(over.steps.filter((step) => step.kind === 'tool')).toMatchObject([{ status: 'done' }]);
    expect(model.requests.at(-1)?.text).toContain('Heating, Elm Street 4.');
  });
});

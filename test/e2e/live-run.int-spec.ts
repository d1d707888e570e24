import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ScriptedModel } from '@groundswell/testing';
import { type Browser, type Installation, invite, setUp, startInstallation } from './installation.js';
import { startRun } from './runs-over-the-wire.js';

let model: ScriptedModel;
let installation: Installation;
let bea: Browser;
let workflowId: string;

/** A socket that opens with a person's cookie, as a browser's does. */
function socketOf(browser: Browser, headers: Record<string, string> = {}) {
  class SignedInSocket extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers: { cookie: browser.cookies, ...headers } });
    }
  }
  return createClient({
    url: `${installation.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: SignedInSocket,
    retryAttempts: 0,
  });
}

async function follow(browser: Browser, runId: string, headers: Record<string, string> = {}): Promise<string[]> {
  const client = socketOf(browser, headers);
  const states: string[] = [];
  try {
    const query = `subscription ($runId: ID!) { runChanged(runId: $runId) { status } }`;
    for await (const answer of client.iterate<{ runChanged: { status: string } }>({ query, variables: { runId } })) {
      if (answer.errors) throw new Error(answer.errors[0]?.message);
      const status = answer.data?.runChanged.status ?? '';
      states.push(status);
      if (status === 'succeeded' || status === 'failed') return states;
    }
    return states;
  } finally {
    await client.dispose();
  }
}

beforeAll(async () => {
  model = await ScriptedModel.start();
  model.answersWith(() => ({ text: 'A word at a time.', paceMs: 150 }));
  installation = await startInstallation({ anthropicApiKey: 'test-key', anthropicBaseUrl: model.url });
  const owner = await setUp(installation);
  const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
    `mutation { createTeam(input: { name: "Tenants" }) { id } }`,
  );
  bea = await invite(installation, owner, 'Bea', ['builder', 'runner'], [createTeam.id]);
  const { registerWorkflow } = await bea.ask<{
    registerWorkflow: { id: string; draftVersion: { id: string; revision: number } };
  }>(
    `mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id draftVersion { id revision } } }`,
    { input: { title: 'Say something', task: 'Say something.', teamId: createTeam.id, clientKey: 'live' } },
  );
  workflowId = registerWorkflow.id;
  await bea.ask(`mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { id } }`, {
    input: {
      versionId: registerWorkflow.draftVersion.id,
      revision: registerWorkflow.draftVersion.revision,
      instructions: 'Say something about {{inputs.topic}}.',
      inputSchema: { type: 'object', properties: { topic: { type: 'string' } }, required: ['topic'] },
      sampleInputs: { topic: 'waves' },
      model: 'claude-haiku-5-5',
      maxTurns: 2,
      maxCostMicros: 100_000,
      bindings: [],
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
  await installation.close();
  await model.close();
});

describe('a run followed live', () => {
  it('is told to the person who started it, from running to its end', async () => {
    const started = await startRun(bea, workflowId, { topic: 'waves' }, 'live-1');
    const states = await follow(bea, String(started['id']));
    expect(states.at(-1)).toBe('succeeded');
    expect(states.length).toBeGreaterThan(1);
  });

  it('is not told to somebody without a session, nor to a page of another site', async () => {
    const started = await startRun(bea, workflowId, { topic: 'tides' }, 'live-2');
    await expect(follow(installation.browser(), String(started['id']))).rejects.toThrow(/sign-in/);
    await expect(follow(bea, String(started['id']), { origin: 'https://evil.example' })).rejects.toBeDefined();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScriptedModel } from '@groundswell/testing';
import { type Browser, type Installation, invite, setUp, startInstallation, until } from './installation.js';
import { publishWorkflow } from './published-workflow.js';

let model: ScriptedModel;
let installation: Installation;
let rob: Browser;
let workflowId: string;

beforeAll(async () => {
  model = await ScriptedModel.start();
  model.answersWith(() => ({ text: '=SUM(A1)' }));
  installation = await startInstallation({ anthropicApiKey: 'test-key', anthropicBaseUrl: model.url });
  const owner = await setUp(installation);
  const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
    `mutation { createTeam(input: { name: "Claims" }) { id } }`,
  );
  const bea = await invite(installation, owner, 'Bea', ['builder', 'runner'], [createTeam.id]);
  const rita = await invite(installation, owner, 'Rita', ['builder'], [createTeam.id]);
  rob = await invite(installation, owner, 'Rob', ['runner'], [createTeam.id]);
  workflowId = await publishWorkflow(bea, rita, { title: 'Look somebody up', teamId: createTeam.id });
});
afterAll(async () => {
  await installation.close();
  await model.close();
});

function upload(cookie: string, content: string, headers: Record<string, string> = { 'x-groundswell-csrf': '1' }) {
  return fetch(`${installation.url}/files`, {
    method: 'POST',
    headers: {
      ...headers,
      cookie,
      'content-type': 'application/octet-stream',
      'x-file-name': 'customers%20%E2%9C%93.csv',
    },
    body: content,
  });
}

const download = (cookie: string, id: string) => fetch(`${installation.url}/files/${id}`, { headers: { cookie } });

describe('a file over the wire', () => {
  it('is taken in from whoever is signed in, and given back as a download to nobody else', async () => {
    const answer = await upload(rob.cookies, 'customer\nMeier\n');
    expect(answer.status).toBe(201);
    const file = (await answer.json()) as { id: string; name: string; kind: string };
    expect(file).toMatchObject({ name: 'customers ✓.csv', kind: 'csv' });
    const back = await download(rob.cookies, file.id);
    expect(await back.text()).toBe('customer\nMeier\n');
    expect(back.headers.get('content-disposition')).toContain('attachment');
    expect(back.headers.get('content-type')).toBe('application/octet-stream');
    expect((await download('', file.id)).status).toBe(401);
    expect((await upload('', 'x')).status).toBe(401);
    expect((await upload(rob.cookies, 'x', {})).status).toBe(403);
    expect((await download(rob.cookies, 'nothing')).status).toBe(404);
    expect((await upload(rob.cookies, 'a'.repeat(11 * 1024 * 1024))).status).toBe(400);
  });
});

describe('a batch over the wire', () => {
  it('runs each row with the workers of the installation, and gives its results back as CSV that runs nothing', async () => {
    const table = ['customer', ...Array.from({ length: 25 }, (_, index) => `Customer ${index}`)].join('\n');
    const { id: fileId } = (await (await upload(rob.cookies, table)).json()) as { id: string };
    const { prepareBatch } = await rob.ask<{ prepareBatch: { id: string; rowCount: number } }>(
      `mutation ($input: PrepareBatchInput!) { prepareBatch(input: $input) { id rowCount } }`,
      { input: { workflowId, fileId, mode: 'live' } },
    );
    expect(prepareBatch.rowCount).toBe(25);
    const batchId = prepareBatch.id;
    await rob.ask(`mutation ($id: ID!) { startBatch(batchId: $id, leaveOutFaulty: false) { id } }`, { id: batchId });
    const done = await until(
      'the end of the batch',
      () =>
        rob.ask<{ batch: { status: string; counts: { succeeded: number } } }>(
          `query ($id: ID!) { batch(id: $id) { status counts { succeeded } } }`,
          { id: batchId },
        ),
      ({ batch }) => batch.status === 'finished',
    );
    expect(done.batch.counts.succeeded).toBe(25);
    const exported = await fetch(`${installation.url}/exports/batch`, {
      method: 'POST',
      headers: { cookie: rob.cookies, 'x-groundswell-csrf': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ batchId, format: 'csv', filter: 'all' }),
    });
    const lines = (await exported.text()).trim().split('\r\n');
    expect(lines).toHaveLength(26);
    expect(lines[1]).toContain(`"Customer 0","1","succeeded","'=SUM(A1)"`);
  });
});

import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SetUpService } from '@groundswell/identity';
import { ScriptedModel } from '@groundswell/testing';
import { type Browser, type Installation, invite, setUp, startInstallation, until } from './installation.js';
import { publishWorkflow } from './published-workflow.js';

interface Hook {
  readonly id: string;
  readonly path: string;
  readonly secret: string;
}

interface Message {
  readonly id?: string;
  readonly at?: Date;
  readonly secret?: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Record<string, string>;
}

let model: ScriptedModel;
let installation: Installation;
let owner: Browser;
let bea: Browser;
let hook: Hook;
let messages = 0;

async function makeHook(by: Browser, workflowId: string, more: object = {}): Promise<Hook> {
  const { createWebhook } = await by.ask<{ createWebhook: { secret: string; webhook: { id: string; url: string } } }>(
    `mutation ($input: SaveWebhookInput!) { createWebhook(input: $input) { secret webhook { id url } } }`,
    { input: { workflowId, name: 'From the shop', ...more } },
  );
  const { secret, webhook } = createWebhook;
  return { id: webhook.id, path: new URL(webhook.url).pathname, secret };
}

/** Written from the specification of the Standard Webhooks, not with the code that is tested. */
function signed(text: string, message: Message, secret: string): Record<string, string> {
  const id = message.id ?? `msg_${messages++}`;
  const timestamp = String(Math.floor((message.at ?? new Date()).getTime() / 1000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}

async function send(to: Hook, message: Message = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const text = message.raw ?? JSON.stringify(message.body ?? { customer: 'Ada' });
  const answer = await fetch(`${installation.url}${to.path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signed(text, message, message.secret ?? to.secret),
      ...message.headers,
    },
    body: text,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function ask(to: Hook, path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${installation.url}${path}`, { headers: signed(path, {}, to.secret) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function log(of: Hook, by: Browser = bea): Promise<{ accepted: boolean; code: string | null }[]> {
  const { webhook } = await by.ask<{
    webhook: { deliveries: { items: { accepted: boolean; code: string | null }[] } };
  }>(`query ($id: ID!) { webhook(id: $id) { deliveries { items { accepted code } } } }`, { id: of.id });
  return webhook.deliveries.items;
}

const countRuns = async (): Promise<number> => {
  const [row] = await installation.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM runs`);
  return row?.count ?? -1;
};

let workflowId: string;

beforeAll(async () => {
  model = await ScriptedModel.start();
  model.answersWith(() => ({ text: 'Good morning.' }));
  installation = await startInstallation({ anthropicApiKey: 'test-key', anthropicBaseUrl: model.url });
  owner = await setUp(installation);
  const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
    `mutation { createTeam(input: { name: "Shop" }) { id } }`,
  );
  bea = await invite(installation, owner, 'Bea', ['builder', 'runner'], [createTeam.id]);
  workflowId = await publishWorkflow(bea, owner, { title: 'Greet', teamId: createTeam.id });
  hook = await makeHook(bea, workflowId);
});

afterAll(async () => {
  await installation.close();
  await model.close();
});

describe('a webhook', () => {
  it('starts a run on its owner’s authority, and tells the sender how it stands', async () => {
    const { status, body } = await send(hook);
    expect([status, Object.keys(body)]).toEqual([202, ['runId', 'statusUrl']]);
    const run = await until(
      'the run to end',
      () => ask(hook, String(body['statusUrl'])),
      (answer) => answer.body['status'] === 'succeeded',
    );
    expect(run.body).toMatchObject({ runId: body['runId'], status: 'succeeded' });
    const [row] = await installation.database.query(
      `SELECT trigger, mode, inputs, p.name FROM runs r JOIN people p ON p.id = r.actor_id WHERE r.id = $1`,
      [body['runId']],
    );
    expect(row).toEqual({ trigger: 'webhook', mode: 'live', inputs: { customer: 'Ada' }, name: 'Bea' });
  });

  it('tells strangers nothing, not even whether it exists', async () => {
    const wrong = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const nowhere = { ...hook, path: '/hooks/AAAAAAAAAAAAAAAAAAAAAAAA' };
    const answers = [
      await send(hook, { secret: wrong }),
      await send(nowhere),
      await send({ ...hook, path: '/hooks/x' }),
      await send(hook, { at: new Date(Date.now() - 6 * 60_000) }),
      await send(hook, { at: new Date(Date.now() + 6 * 60_000) }),
      await send(hook, { headers: { 'webhook-id': '' } }),
      await send(hook, { headers: { 'webhook-id': 'another' } }),
      await ask(hook, `${hook.path}/runs/AAAA`),
      await ask({ ...hook, secret: wrong }, `${hook.path}/runs/00000000-0000-7000-8000-000000000000`),
    ];
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body])))).toEqual(
      new Set([JSON.stringify([401, { code: 'UNAUTHORIZED', message: 'This message is not accepted.' }])]),
    );
    const codes = (await log(hook)).map((delivery) => delivery.code);
    expect(codes).toEqual(expect.arrayContaining(['SIGNATURE_WRONG', 'TIMESTAMP_OUT_OF_RANGE', 'HEADERS_MISSING']));
  });

  it('makes one run of a message, replayed or sent many times at the same moment', async () => {
    const before = await countRuns();
    const twins = await Promise.all(Array.from({ length: 8 }, () => send(hook, { id: 'twin' })));
    twins.push(await send(hook, { id: 'twin', at: new Date(Date.now() - 60_000) }));
    expect(new Set(twins.map(({ status, body }) => `${status} ${String(body['runId'])}`)).size).toBe(1);
    expect(await countRuns()).toBe(before + 1);
    const reused = await send(hook, { id: 'twin', body: { customer: 'Bob' } });
    expect([reused.status, reused.body['code']]).toEqual([409, 'MESSAGE_ID_REUSED']);
    expect(await countRuns()).toBe(before + 1);
  });

  it('says where a body does not fit', async () => {
    const faultsOf = async (message: Message) => {
      const { status, body } = await send(hook, message);
      return [status, (body['faults'] as { path: string }[] | undefined)?.map((fault) => fault.path)];
    };
    expect(await faultsOf({ body: {} })).toEqual([422, ['inputs.customer']]);
    expect(await faultsOf({ body: { customer: 7 } })).toEqual([422, ['inputs.customer']]);
    expect(await faultsOf({ body: { customer: 'Ada', extra: 1 } })).toEqual([422, ['inputs.extra']]);
    for (const raw of ['', 'nonsense', '[]', 'null', '{"customer":"a\\u0000"}', '{"customer":"\\ud800"}']) {
      expect(await faultsOf({ raw })).toEqual([422, ['']]);
    }
  });

  it('refuses what is too large, before it looks at anything', async () => {
    const { status, body } = await send(hook, { body: { customer: 'x'.repeat(300 * 1024) } });
    expect([status, body['code']]).toEqual([413, 'TOO_LARGE']);
  });

  it('refuses pages of other sites and hosts that are not ours, and takes any kind of content', async () => {
    expect((await send(hook, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await send(hook, { headers: { 'content-type': 'text/plain' } })).status).toBe(202);
    const bare = await fetch(`${installation.url}/graphql`, { method: 'POST', body: '{}' });
    expect(bare.status).toBe(403);
  });

  it('is not opened by the secret of another organisation', async () => {
    const { actor } = await installation.server.app.get(SetUpService).found(
      {
        organisationName: 'Südwind',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        name: 'Otto',
        email: 'otto@example.test',
        password: 'correct horse battery staple',
      },
      { onlyFirst: false },
    );
    expect(actor.organisationId).toBeDefined();
    const otto = installation.browser();
    await otto.ask(`mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`, {
      input: { email: 'otto@example.test', password: 'correct horse battery staple' },
    });
    const { createTeam } = await otto.ask<{ createTeam: { id: string } }>(
      `mutation { createTeam(input: { name: "Fremd" }) { id } }`,
    );
    const bob = await invite(installation, otto, 'Bob', ['builder'], [createTeam.id]);
    const foreign = await makeHook(bob, await publishWorkflow(bob, otto, { title: 'Greet', teamId: createTeam.id }));
    expect((await send(hook, { secret: foreign.secret })).status).toBe(401);
    const own = await send(foreign);
    expect(own.status).toBe(202);
    expect((await ask(hook, `${hook.path}/runs/${String(own.body['runId'])}`)).status).toBe(401);
    const seen = await bob.ask<{ webhook: unknown }>(`query ($id: ID!) { webhook(id: $id) { id } }`, { id: hook.id });
    expect(seen.webhook).toBeNull();
  });

  it('finds the inputs where its mapping says', async () => {
    const mapped = await makeHook(bea, workflowId, { mapping: { customer: '/order/customer/name' } });
    expect((await send(mapped, { body: { order: { customer: { name: 'Zoë' } } } })).status).toBe(202);
    expect((await send(mapped, { body: { order: {} } })).status).toBe(422);
  });

  it('takes no more messages a minute than it was told to', async () => {
    const narrow = await makeHook(bea, workflowId, { ratePerMinute: 2 });
    const statuses = [];
    for (let times = 0; times < 3; times++) statuses.push((await send(narrow)).status);
    expect(statuses).toEqual([202, 202, 429]);
  });

  it('knows two secrets while one is being replaced, and none of them after it was deleted', async () => {
    const own = await makeHook(bea, workflowId);
    const rotate = async (overlapHours: number): Promise<string> => {
      const { rotateWebhookSecret } = await bea.ask<{ rotateWebhookSecret: { secret: string } }>(
        `mutation ($id: ID!, $overlapHours: Int!) { rotateWebhookSecret(id: $id, overlapHours: $overlapHours) { secret } }`,
        { id: own.id, overlapHours },
      );
      return rotateWebhookSecret.secret;
    };
    const second = await rotate(1);
    expect([(await send(own)).status, (await send(own, { secret: second })).status]).toEqual([202, 202]);
    const third = await rotate(0);
    expect([(await send(own)).status, (await send(own, { secret: second })).status]).toEqual([401, 401]);
    expect((await send(own, { secret: third })).status).toBe(202);
    await bea.ask(`mutation ($id: ID!) { deleteWebhook(id: $id) { id } }`, { id: own.id });
    expect((await send(own, { secret: third })).status).toBe(401);
  });

  it('rests while it is paused and once its owner left, and says so in its log alone', async () => {
    const paused = await makeHook(bea, workflowId);
    await owner.ask(`mutation ($id: ID!) { pauseWebhook(id: $id, reason: "Being rebuilt.") { id } }`, {
      id: paused.id,
    });
    expect((await send(paused)).body).toEqual({
      code: 'NOT_STARTED',
      message: 'No run was started. The owner of this webhook sees why.',
    });
    expect((await log(paused))[0]).toEqual({ accepted: false, code: 'PAUSED' });
    await bea.ask(`mutation ($id: ID!) { resumeWebhook(id: $id) { id } }`, { id: paused.id });
    expect((await send(paused)).status).toBe(202);

    const { people } = await owner.ask<{ people: { items: { id: string; name: string }[] } }>(
      `{ people { items { id name } } }`,
    );
    const leaver = people.items.find((person) => person.name === 'Bea');
    await owner.ask(`mutation ($id: ID!) { deactivatePerson(personId: $id) { id } }`, { id: leaver?.id });
    expect((await send(paused)).status).toBe(409);
    expect((await log(paused, owner))[0]).toEqual({ accepted: false, code: 'PAUSED' });
  });
});

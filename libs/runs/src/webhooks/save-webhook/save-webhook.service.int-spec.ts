import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowId } from '@groundswell/kernel';
import { RotateKeysService } from '@groundswell/connectors';
import { ManagePeopleService } from '@groundswell/identity';
import type { Actor } from '@groundswell/platform';
import { SavePolicyLayerService } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { SetOwnerService } from '@groundswell/workflows';
import { ChangeWebhookService } from '../change-webhook/change-webhook.service.js';
import { signatureOf } from '../../domain/webhook-signature.js';
import { RunEngineModule } from '../../engine/run-engine.module.js';
import { ReceiveWebhookService, type WebhookAnswer } from '../receive-webhook/receive-webhook.service.js';
import { makeWorkflow, startRunsWorld, type RunsWorld } from '../../runs.fixture.js';
import { WebhooksQuery } from '../show-webhooks/webhooks.query.js';
import { SpecToolsModule } from '../../spec-tools.fixture.js';
import { TriggerTroublesQuery } from '../../start-unattended/show-troubles/trigger-troubles.query.js';
import { WebhooksModule } from '../webhooks.module.js';
import { SaveWebhookService, type WebhookWish, type WebhookWithSecret } from './save-webhook.service.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;
let messages = 0;

beforeAll(async () => {
  world = await startRunsWorld(KIT, { modules: [RunEngineModule, SpecToolsModule, WebhooksModule] });
  ({ workflowId } = await makeWorkflow(world));
});
afterAll(async () => world.close());

const create = (more: Partial<WebhookWish> = {}, actor: Actor = world.builder): Promise<WebhookWithSecret> =>
  world.app
    .get(SaveWebhookService)
    .create(actor, { workflowId, name: 'From the shop', mapping: null, ratePerMinute: 60, ...more });

const changes = () => world.app.get(ChangeWebhookService);

function send({ webhook, secret }: WebhookWithSecret, text = '{"customer":"Ada"}'): Promise<WebhookAnswer> {
  const id = `msg_${messages++}`;
  const timestamp = String(Math.floor(world.app.clock.now().getTime() / 1000));
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(secret, id, timestamp, text),
  };
  const request = { address: webhook.address, headers, body: Buffer.from(text), remoteAddress: '127.0.0.1' };
  return world.app.get(ReceiveWebhookService).receive(request);
}

describe('making a webhook', () => {
  it('gives a secret once, and keeps it sealed', async () => {
    const made = await create();
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const [row] = await world.app.database.query<{ sealed: Buffer }>(
      `SELECT sealed FROM webhook_secrets WHERE webhook_id = $1`,
      [made.webhook.id],
    );
    expect(row?.sealed.includes(made.secret.slice(6))).toBe(false);
    const [entry] = await world.app.database.query(
      `SELECT details FROM audit_entries WHERE action = 'webhook.created' ORDER BY seq DESC LIMIT 1`,
    );
    expect(JSON.stringify(entry)).not.toContain(made.secret.slice(6));
  });

  it('is for those who build and may run the workflow', async () => {
    for (const actor of [world.runner, world.steward]) {
      await expect(create({}, actor)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    const strangers = await foundOrganisation(world.app, 'Südwind');
    await expect(create({}, strangers.owner)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('names what does not fit', async () => {
    await expect(
      create({ name: '', ratePerMinute: 0, mapping: { customer: 'a.b', nobody: '/x' } }),
    ).rejects.toMatchObject({
      fields: [{ path: 'name' }, { path: 'ratePerMinute' }, { path: 'mapping.customer' }, { path: 'mapping.nobody' }],
    });
  });
});

describe('a webhook', () => {
  it('goes on taking messages after the keys of all secrets were changed', async () => {
    const made = await create();
    const before = await world.app.database.query(`SELECT data_key_id FROM webhook_secrets`);
    await world.app.get(RotateKeysService).rotate();
    expect(await world.app.database.query(`SELECT data_key_id FROM webhook_secrets`)).not.toEqual(before);
    expect(await send(made)).toMatchObject({ kind: 'accepted' });
  });

  it('is changed, and given a new secret, by its owner alone', async () => {
    const { webhook } = await create();
    const saves = world.app.get(SaveWebhookService);
    const wish = { workflowId, name: 'Renamed', mapping: { customer: '/c' }, ratePerMinute: 5 };
    const changed = await saves.change(world.builder, webhook.id, webhook.revision, wish);
    expect(changed).toMatchObject({ name: 'Renamed', mapping: { customer: '/c' }, revision: 2 });
    await expect(saves.change(world.builder, webhook.id, 1, wish)).rejects.toMatchObject({ code: 'REVISION_STALE' });
    await expect(saves.rotateSecret(world.steward, webhook.id, 1)).rejects.toMatchObject({ code: 'WEBHOOK_NOT_YOURS' });
    await expect(saves.rotateSecret(world.reviewer, webhook.id, 1)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('pauses after three refusals in a row, and is seen by its owner and those who oversee', async () => {
    const made = await create();
    await world.app.database.query(`UPDATE people SET roles = '{leader}' WHERE id = $1`, [world.builder.personId]);
    try {
      for (let times = 0; times < 3; times++) expect((await send(made)).kind).toBe('not-started');
    } finally {
      await world.app.database.query(`UPDATE people SET roles = '{builder}' WHERE id = $1`, [world.builder.personId]);
    }
    const query = world.app.get(WebhooksQuery);
    expect(await query.find(world.steward, made.webhook.id)).toMatchObject({
      state: 'paused',
      pauseCode: 'REFUSED_REPEATEDLY',
    });
    expect((await query.deliveries(world.builder, made.webhook.id, null)).items).toHaveLength(3);
    expect(await query.find(world.runner, made.webhook.id)).toBeNull();
    const strangers = await foundOrganisation(world.app, 'Westwind');
    expect(await query.find(strangers.owner, made.webhook.id)).toBeNull();
    await expect(changes().delete(strangers.owner, made.webhook.id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('keeps what a rule refused a message with, for its owner', async () => {
    const made = await create();
    const rule = { effect: 'deny', action: 'workflow.run', subject: 'Workflow', conditions: {} } as const;
    const layer = { scope: 'workflow', targetId: workflowId, name: 'Careful', obligations: [] } as const;
    const { id, revision } = await world.app
      .get(SavePolicyLayerService)
      .save(world.steward, { ...layer, rules: [{ ...rule, reason: 'Not this week.', sealed: false }] });
    expect(await send(made)).toEqual({ kind: 'not-started', code: 'NOT_STARTED' });
    await world.app.get(SavePolicyLayerService).save(world.steward, { ...layer, id, revision, rules: [] });
    const { items } = await world.app.get(WebhooksQuery).deliveries(world.builder, made.webhook.id, null);
    expect(items[0]?.kept?.explanation).toMatchObject({ decidingLayerName: 'Careful', reason: 'Not this week.' });
    expect(await send(made, '{"customer":7}')).toMatchObject({ kind: 'invalid' });
    const after = await world.app.get(WebhooksQuery).deliveries(world.builder, made.webhook.id, null);
    expect(after.items.find((one) => one.code === 'INPUT_INVALID')?.kept).toBeNull();
  });

  it('rests when its owner leaves, until who answers for the workflow takes it over and resumes it', async () => {
    const leaver = await world.organisation.addPerson('Lea Leaver', ['builder'], [world.teamId]);
    const made = await create({}, leaver);
    await world.app.get(ManagePeopleService).deactivate(world.organisation.owner, leaver.personId);
    expect((await send(made)).kind).toBe('not-started');
    const troubles = (actor: Actor) => world.app.get(TriggerTroublesQuery).find(actor);
    const left = { kind: 'webhook', id: made.webhook.id, ownerId: leaver.personId };
    expect(await troubles(world.builder)).toContainEqual(expect.objectContaining(left));
    expect(await troubles(world.runner)).toEqual([]);
    await world.app
      .get(SetOwnerService)
      .set(world.steward, { workflowId, ownerId: world.reviewer.personId, operatorOwnerId: null });
    await expect(changes().resume(world.reviewer, made.webhook.id)).rejects.toMatchObject({
      code: 'WEBHOOK_NOT_YOURS',
    });
    expect(await changes().takeOver(world.reviewer, made.webhook.id)).toMatchObject({ pauseCode: 'TAKEN_OVER' });
    expect((await send(made)).kind).toBe('not-started');
    await changes().resume(world.reviewer, made.webhook.id);
    const answer = await send(made);
    const runId = answer.kind === 'accepted' ? answer.runId : null;
    const [run] = await world.app.database.query(`SELECT actor_id FROM runs WHERE id = $1`, [runId]);
    expect(run).toEqual({ actor_id: world.reviewer.personId });
  });
});

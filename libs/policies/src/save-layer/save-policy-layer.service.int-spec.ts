import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { AppError, newId, type TeamId } from '@groundswell/kernel';
import { VerifyAuditQuery } from '@groundswell/audit';
import { IdentityModule } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { ShowLayersQuery } from '../graphql/show-layers.query.js';
import { PoliciesModule } from '../policies.module.js';
import { LayerTargets } from '../ports/layer-targets.js';
import { LineagePort } from '../ports/lineage.port.js';
import { ListLayerVersionsQuery } from '../show-versions/list-layer-versions.query.js';
import { SavePolicyLayerService, type SaveLayerRequest } from './save-policy-layer.service.js';

@Global()
@Module({ providers: [{ provide: LineagePort, useValue: { ancestry: async () => [] } }], exports: [LineagePort] })
class NoLineageModule {}

const deny = {
  effect: 'deny',
  action: 'tool.call',
  subject: 'Tool',
  conditions: { risk: 'write' },
  reason: 'The ERP has the last word',
  sealed: false,
} as const;

describe('saving a policy layer', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let team: TeamId;
  let steward: Actor;
  let service: SavePolicyLayerService;
  let show: ShowLayersQuery;

  beforeAll(async () => {
    app = await startTestApp({ modules: [IdentityModule, PoliciesModule, NoLineageModule] });
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Südlicht');
    team = await home.addTeam('Sales');
    steward = await home.addPerson('Stella Steward', ['steward']);
    service = app.get(SavePolicyLayerService);
    show = app.get(ShowLayersQuery);
  });

  afterAll(async () => {
    await app.close();
  });

  const freshTeam = (name: string) => home.addTeam(name);
  const request = (changes: Partial<SaveLayerRequest> = {}): SaveLayerRequest => ({
    scope: 'team',
    targetId: team,
    name: 'Sales rules',
    rules: [deny],
    obligations: [],
    ...changes,
  });

  async function refusal(act: Promise<unknown>): Promise<AppError> {
    try {
      await act;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('It was allowed.');
  }

  const versionsOf = (layerId: string) =>
    app.database.query<{ version: number; digest: string }>(
      `SELECT version, digest FROM policy_layer_versions WHERE layer_id = $1 ORDER BY version`,
      [layerId],
    );

  it('gives a new organisation its organisation layer in the transaction that founds it', async () => {
    const [layer] = await show.all(home.owner);
    expect(layer).toMatchObject({ scope: 'organisation', targetId: null, targetName: 'Nordwind', version: 1 });
    expect(layer?.rules.map((rule) => rule.sentence)).toEqual([
      'May call tools that read or write.',
      'May use models claude-haiku-5-5, claude-sonnet-5-5 or claude-opus-5-5.',
      'May run any workflow.',
    ]);
    expect(layer?.obligations.map((one) => [one.sealed, one.sentence])).toEqual([
      [
        false,
        'Asks the person who runs it before calling tools that write, because a person should see what will change before it does.',
      ],
      [
        true,
        'Asks the person who runs it before calling tools that reach outside once the run has read private data and once the run has taken in untrusted content, because untrusted content may have told the model to send private data away.',
      ],
    ]);
  });

  it('lets a steward make a layer, and keeps every later save as a version of its own', async () => {
    const made = await service.save(steward, request());
    expect(made).toMatchObject({
      scope: 'team',
      targetId: team,
      version: 1,
      revision: 1,
      updatedById: steward.personId,
    });
    const rules = [...made.rules, { ...deny, conditions: { risk: 'destructive' } }];
    const changed = await service.save(steward, request({ id: made.id, revision: 1, rules }));
    expect(changed).toMatchObject({ id: made.id, version: 2, revision: 2 });
    expect(changed.rules[0]?.id).toBe(made.rules[0]?.id);
    expect(await versionsOf(made.id)).toHaveLength(2);
    const [shown] = (await show.all(steward)).filter((layer) => layer.id === made.id);
    expect(shown).toMatchObject({ targetName: 'Sales', version: 2 });
  });

  it('writes who changed what into the audit log, as sentences', async () => {
    const entries = await app.database.query<{ action: string; details: Record<string, unknown> }>(
      `SELECT action, details FROM audit_entries WHERE organisation_id = $1 AND actor_id = $2 ORDER BY seq`,
      [home.id, steward.personId],
    );
    expect(entries.map((entry) => entry.action)).toEqual(['policy.layer.created', 'policy.layer.changed']);
    expect(entries[1]?.details).toMatchObject({
      name: 'Sales rules',
      scope: 'team',
      target: 'Sales',
      version: 2,
      added: ['May not call tools that destroy data, because the ERP has the last word.'],
      removed: [],
    });
    const verdict = await app.get(Database).transaction(home.id, (tx) => app.get(VerifyAuditQuery).verify(tx, home.id));
    expect(verdict.ok).toBe(true);
  });

  it('forbids it to a builder, and changes nothing', async () => {
    const builder = await home.addPerson('Bo Builder', ['builder', 'runner']);
    const targetId = await freshTeam('Quiet');
    const error = await refusal(service.save(builder, request({ targetId })));
    expect([error.code, error.kind]).toEqual(['FORBIDDEN', 'forbidden']);
    expect(await app.database.query(`SELECT 1 FROM policy_layers WHERE target_id = $1`, [targetId])).toEqual([]);
  });

  it('does not show a runner the layers', async () => {
    const runner = await home.addPerson('Rita Runner', ['runner']);
    expect((await refusal(show.all(runner))).kind).toBe('forbidden');
  });

  it('knows neither the layers nor the teams of another organisation', async () => {
    const targetId = await freshTeam('Ours');
    const ours = await service.save(steward, request({ targetId }));
    expect(await show.find(strangers.owner, ours.id)).toBeNull();
    expect((await show.all(strangers.owner)).map((layer) => layer.scope)).toEqual(['organisation']);
    const change = request({ id: ours.id, targetId, revision: 1, rules: [] });
    expect((await refusal(service.save(strangers.owner, change))).kind).toBe('not-found');
    const fields = (await refusal(service.save(strangers.owner, request({ targetId })))).fields;
    expect(fields.map((fault) => fault.path)).toEqual(['targetId']);
    const taken = request({ scope: 'organisation', targetId: strangers.id });
    expect((await refusal(service.save(home.owner, taken))).fields[0]?.path).toBe('targetId');
  });

  it('refuses a change by someone who saw an older revision', async () => {
    const targetId = await freshTeam('Busy');
    const made = await service.save(steward, request({ targetId }));
    await service.save(steward, request({ id: made.id, targetId, revision: 1, name: 'First' }));
    const error = await refusal(
      service.save(home.owner, request({ id: made.id, targetId, revision: 1, name: 'Second' })),
    );
    expect(error.code).toBe('REVISION_STALE');
    expect(await versionsOf(made.id)).toHaveLength(2);
  });

  it('lets one of two simultaneous changes win and tells the other', async () => {
    const targetId = await freshTeam('Race');
    const made = await service.save(steward, request({ targetId }));
    const names = ['One', 'Two', 'Three'];
    const outcomes = await Promise.allSettled(
      names.map((name) => service.save(steward, request({ id: made.id, targetId, revision: 1, name }))),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await versionsOf(made.id)).toHaveLength(2);
  });

  it('takes the same submit twice as one save', async () => {
    const targetId = await freshTeam('Twice');
    const made = await service.save(steward, request({ targetId }));
    expect(await service.save(steward, request({ targetId }))).toEqual(made);
    const change = request({ id: made.id, targetId, revision: 1, name: 'Renamed', rules: made.rules });
    const changed = await service.save(steward, change);
    expect(await service.save(steward, change)).toEqual(changed);
    expect(await versionsOf(made.id)).toHaveLength(2);
  });

  it('lists the versions with author, date and what each changed, to who may read policies', async () => {
    const targetId = await freshTeam('Listed');
    const made = await service.save(steward, request({ targetId }));
    const sealed = made.rules.map((rule) => ({ ...rule, sealed: true }));
    await service.save(home.owner, request({ id: made.id, targetId, revision: 1, rules: sealed }));
    const versions = app.get(ListLayerVersionsQuery);
    expect(await versions.list(steward, made.id)).toMatchObject([
      { version: 2, savedById: home.owner.personId, changes: [{ kind: 'sealed' }] },
      { version: 1, savedById: steward.personId, changes: [{ kind: 'added', before: null }] },
    ]);
    const runner = await home.addPerson('Rita Runner', ['runner']);
    expect((await refusal(versions.list(runner, made.id))).kind).toBe('forbidden');
    expect((await refusal(versions.list(strangers.owner, made.id))).kind).toBe('not-found');
    expect((await refusal(versions.list(steward, 'x'))).kind).toBe('not-found');
  });

  it('gives one place one layer', async () => {
    const targetId = await freshTeam('Full');
    await service.save(steward, request({ targetId }));
    const error = await refusal(service.save(steward, request({ targetId, name: 'Another' })));
    expect([error.code, error.kind]).toEqual(['POLICY_LAYER_EXISTS', 'conflict']);
    const twice = ['A', 'B'].map((name) => service.save(steward, request({ targetId: home.id, scope: 'team', name })));
    expect((await Promise.allSettled(twice)).every((outcome) => outcome.status === 'rejected')).toBe(true);
  });

  it('keeps a layer where it was set', async () => {
    const targetId = await freshTeam('Here');
    const made = await service.save(steward, request({ targetId }));
    const moved = request({ id: made.id, scope: 'connector', targetId: newId(), revision: null });
    const error = await refusal(service.save(steward, moved));
    expect(error.fields.map((fault) => fault.path)).toEqual(['scope', 'targetId', 'revision']);
  });

  it('sets a layer only at something that exists, as the library above says', async () => {
    const connectorId = newId();
    const atConnector = request({ scope: 'connector', targetId: connectorId });
    expect((await refusal(service.save(steward, atConnector))).fields[0]?.path).toBe('targetId');
    app.get(LayerTargets).register('connector', async (_, ids) => new Map(ids.map((id) => [id, 'CRM'])));
    const conditions = { connectorId };
    const made = await service.save(steward, { ...atConnector, rules: [{ ...deny, conditions }] });
    expect((await show.find(steward, made.id))?.rules[0]?.sentence).toBe(
      'May not call tools of the connector CRM, because the ERP has the last word.',
    );
    for (const targetId of [null, 'no-id', '../../etc']) {
      expect((await refusal(service.save(steward, request({ targetId })))).fields[0]?.path).toBe('targetId');
    }
  });

  it('answers an id that is none as it answers an unknown one', async () => {
    expect((await refusal(service.save(steward, request({ id: 'x', revision: 1 })))).kind).toBe('not-found');
    expect(await show.find(steward, 'x')).toBeNull();
  });

  it('cannot change a saved version under the application’s role', async () => {
    const [layer] = await show.all(steward);
    const change = app
      .get(Database)
      .transaction(home.id, (tx) =>
        tx.query(`UPDATE policy_layer_versions SET rules = '[]' WHERE layer_id = $1`, [layer?.id]),
      );
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

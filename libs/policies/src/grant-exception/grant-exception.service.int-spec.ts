import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { AppError, newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { IdentityModule } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import type { Ancestor } from '../domain/stack.js';
import { ExceptionJobs } from '../end-exception/exception-jobs.js';
import { PoliciesModule } from '../policies.module.js';
import { LayerTargets } from '../ports/layer-targets.js';
import { LineagePort } from '../ports/lineage.port.js';
import { RevokeExceptionService } from '../revoke-exception/revoke-exception.service.js';
import { SavePolicyLayerService } from '../save-layer/save-policy-layer.service.js';
import { ListExceptionsQuery } from '../show-exceptions/list-exceptions.query.js';
import type { GovernedTool } from '../domain/governed-tool.js';
import { PolicyStacks } from '../stacks/policy-stacks.service.js';
import type { StoredLayer } from '../persistence/policy-layers.query.js';
import { GrantExceptionService, type GrantExceptionRequest } from './grant-exception.service.js';

const lineages = new Map<string, Ancestor[]>();
const lineage = {
  ancestry: async (tx: { scope: { organisationId: string } }, workflowId: string) =>
    lineages.get(`${tx.scope.organisationId} ${workflowId}`) ?? [],
};

@Global()
@Module({ providers: [{ provide: LineagePort, useValue: lineage }], exports: [LineagePort] })
class LineageModule {}

const DAY_MS = 24 * 60 * 60 * 1000;

const update: GovernedTool = {
  toolId: newId(),
  connectorId: newId(),
  connectorName: 'CRM',
  toolName: 'update',
  risk: 'write',
  dataClass: 'internal',
  returnsUntrusted: false,
  reachesOutside: false,
};
const deny = (conditions: object, sealed = false) => ({
  effect: 'deny',
  action: 'tool.call',
  subject: 'Tool',
  conditions,
  reason: 'The CRM is being moved',
  sealed,
});

describe('granting an exception', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let steward: Actor;
  let runner: Actor;
  let team: TeamId;
  let layer: StoredLayer;
  let parent: WorkflowId;
  let child: WorkflowId;
  let service: GrantExceptionService;

  beforeAll(async () => {
    app = await startTestApp({ modules: [IdentityModule, PoliciesModule, LineageModule] });
    app.get(LayerTargets).register('workflow', async (_, ids) => new Map(ids.map((id) => [id, 'Answer tenants'])));
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Südlicht');
    steward = await home.addPerson('Stella Steward', ['steward']);
    runner = await home.addPerson('Rita Runner', ['runner']);
    service = app.get(GrantExceptionService);
  });

  afterAll(async () => {
    await app.close();
  });

  beforeEach(async () => {
    team = await home.addTeam(`Sales ${newId()}`);
    parent = newId<WorkflowId>();
    child = newId<WorkflowId>();
    const root = { workflowId: parent, title: 'Answer tenants', teamId: team };
    lineages.set(`${home.id} ${parent}`, [root]);
    lineages.set(`${home.id} ${child}`, [root, { workflowId: child, title: 'Answer owners', teamId: team }]);
    layer = await app.get(SavePolicyLayerService).save(home.owner, {
      scope: 'team',
      targetId: team,
      name: 'Sales',
      rules: [deny({ risk: 'write' }), deny({ risk: 'destructive' }, true)],
      obligations: [],
    });
  });

  const inDays = (days: number) => new Date(app.clock.now().getTime() + days * DAY_MS);
  const request = (changes: Partial<GrantExceptionRequest> = {}): GrantExceptionRequest => ({
    layerId: layer.id,
    ruleId: layer.rules[0]?.id ?? '',
    workflowId: child,
    askedById: runner.personId,
    justification: 'Owners wait for their answers',
    expiresAt: inDays(30),
    ...changes,
  });
  const ask = (workflowId: string) =>
    app
      .get(Database)
      .transaction(home.id, (tx) =>
        app.get(PolicyStacks).explainToolCall(tx, { actor: runner, workflowId, tool: update }),
      );
  const shown = async (id: string) => (await app.get(ListExceptionsQuery).list(steward, { id }))[0];
  const payload = (id: string) => ({ organisationId: home.id, exceptionId: id });
  const auditOf = async (id: string) =>
    (
      await app.database.query<{ action: string }>(
        `SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY seq`,
        [id],
      )
    ).map((entry) => entry.action);

  async function refusal(act: Promise<unknown>): Promise<AppError> {
    try {
      await act;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('It was allowed.');
  }

  it('lets a steward open one rule for one workflow, from the next call on, and for no other', async () => {
    const before = await ask(child);
    expect(before).toMatchObject({ allowed: false, ruleId: layer.rules[0]?.id });
    expect(before.mayRequest).toEqual([
      expect.objectContaining({ kind: 'exception', layerId: layer.id, ruleId: layer.rules[0]?.id }),
    ]);
    const id = await service.grant(steward, request());
    expect(await ask(child)).toMatchObject({ allowed: true, exceptions: [{ exceptionId: id, layerName: 'Sales' }] });
    expect((await ask(child)).obligations).toHaveLength(1);
    expect((await ask(parent)).allowed).toBe(false);
    expect(await shown(id)).toMatchObject({ inForce: true, idle: null, workflowTitle: 'Answer tenants' });
    expect(await auditOf(id)).toEqual(['policy.exception.granted']);
  });

  it('keeps the grantor and the asker apart, and grants nothing to who may not grant', async () => {
    const own = await refusal(service.grant(steward, request({ askedById: steward.personId })));
    expect([own.kind, own.code]).toEqual(['forbidden', 'POLICY_EXCEPTION_OWN']);
    const ownOfOwner = await refusal(service.grant(home.owner, request({ askedById: home.owner.personId })));
    expect(ownOfOwner.code).toBe('POLICY_EXCEPTION_OWN');
    expect((await refusal(service.grant(runner, request({ askedById: steward.personId })))).code).toBe('FORBIDDEN');
    const columns = [newId(), home.id, layer.id, newId(), child, steward.personId, app.clock.now(), inDays(1)];
    await expect(
      app.database.query(
        `INSERT INTO policy_exceptions (id, organisation_id, layer_id, rule_id, rule_digest, rule_sentence, workflow_id,
           justification, asked_by_id, granted_by_id, granted_at, expires_at) VALUES ($1, $2, $3, $4, '', '', $5, '', $6, $6, $7, $8)`,
        columns,
      ),
    ).rejects.toThrow(/policy_exceptions_grantor/);
  });

  it('answers strangers as if there were nothing', async () => {
    const stranger = await strangers.addPerson('Sina Steward', ['steward']);
    const asker = await strangers.addPerson('Anna', ['runner']);
    const theirs = await refusal(service.grant(stranger, request({ askedById: asker.personId })));
    expect(theirs.kind).toBe('not-found');
    expect((await refusal(service.grant(steward, request({ askedById: asker.personId })))).kind).toBe('not-found');
    const id = await service.grant(steward, request());
    expect(await app.get(ListExceptionsQuery).list(stranger, { id })).toEqual([]);
    const revoked = await refusal(app.get(RevokeExceptionService).revoke(stranger, id, 'Why not'));
    expect(revoked.kind).toBe('not-found');
  });

  it('never passes a sealed rule, one that allows, one of another layer, or one that is gone', async () => {
    const sealed = await refusal(service.grant(steward, request({ ruleId: layer.rules[1]?.id })));
    expect([sealed.kind, sealed.code]).toEqual(['forbidden', 'POLICY_RULE_SEALED']);
    const [organisation] = (await ask(child)).layers;
    const allow = await app.database.query<{ id: string }>(
      `SELECT rules->0->>'id' AS id FROM policy_layer_versions WHERE layer_id = $1 AND version = 1`,
      [organisation?.layerId],
    );
    const listed = request({ layerId: organisation?.layerId, ruleId: allow[0]?.id });
    expect((await refusal(service.grant(steward, listed))).fields[0]?.path).toBe('ruleId');
    expect((await refusal(service.grant(steward, request({ ruleId: newId() })))).fields[0]?.path).toBe('ruleId');
    expect((await refusal(service.grant(steward, request({ layerId: newId() })))).fields[0]?.path).toBe('layerId');
    expect((await refusal(service.grant(steward, request({ workflowId: newId() })))).kind).toBe('not-found');
  });

  it('asks for a reason and an end within 90 days, and names every fault at once', async () => {
    const error = await refusal(service.grant(steward, request({ justification: ' ', expiresAt: inDays(91) })));
    expect(error.fields.map((fault) => fault.path)).toEqual(['justification', 'expiresAt']);
    for (const expiresAt of [app.clock.now(), new Date(Number.NaN)]) {
      expect((await refusal(service.grant(steward, request({ expiresAt })))).fields[0]?.path).toBe('expiresAt');
    }
    expect(await service.grant(steward, request({ expiresAt: inDays(90) }))).toBeDefined();
  });

  it('takes the same grant twice as one, and another one in place of the first', async () => {
    const id = await service.grant(steward, request());
    expect(await service.grant(steward, request())).toBe(id);
    const longer = await service.grant(steward, request({ expiresAt: inDays(60) }));
    expect(longer).not.toBe(id);
    expect(await shown(id)).toMatchObject({ endedHow: 'replaced', inForce: false });
    expect((await ask(child)).exceptions?.map((one) => one.exceptionId)).toEqual([longer]);
  });

  it('ends when a steward revokes it, once and for all', async () => {
    const id = await service.grant(steward, request());
    expect((await refusal(app.get(RevokeExceptionService).revoke(runner, id, 'Enough'))).code).toBe('FORBIDDEN');
    await app.get(RevokeExceptionService).revoke(steward, id, 'The move is done');
    await app.get(RevokeExceptionService).revoke(steward, id, 'The move is done');
    expect((await ask(child)).allowed).toBe(false);
    expect(await shown(id)).toMatchObject({
      endedHow: 'revoked',
      endReason: 'The move is done',
      endedById: steward.personId,
    });
    expect(await auditOf(id)).toEqual(['policy.exception.granted', 'policy.exception.revoked']);
    await expect(
      app.database.query(`UPDATE policy_exceptions SET ended_at = NULL, ended_how = NULL WHERE id = $1`, [id]),
    ).rejects.toThrow(/has ended/);
  });

  it('lets the application’s role change no term of it', async () => {
    const id = await service.grant(steward, request());
    const stretch = app
      .get(Database)
      .transaction(home.id, (tx) =>
        tx.query(`UPDATE policy_exceptions SET expires_at = now() + interval '10 years' WHERE id = $1`, [id]),
      );
    await expect(stretch).rejects.toThrow(/permission denied/);
  });

  it('reminds once before its end, has no effect from its end on, and is ended by the job', async () => {
    const jobs = app.get(ExceptionJobs);
    const id = await service.grant(steward, request({ expiresAt: inDays(30) }));
    await jobs.remind(payload(id));
    await jobs.endDue(payload(id));
    expect(await shown(id)).toMatchObject({ remindedAt: null, endedAt: null });
    app.clock.advanceMs(23 * DAY_MS);
    await jobs.remind(payload(id));
    await jobs.remind(payload(id));
    expect((await shown(id))?.remindedAt).toEqual(app.clock.now());
    expect((await ask(child)).allowed).toBe(true);
    app.clock.advanceMs(7 * DAY_MS);
    expect((await ask(child)).allowed).toBe(false);
    expect(await shown(id)).toMatchObject({ inForce: false, idle: 'expired', endedAt: null });
    await jobs.endDue(payload(id));
    await jobs.endDue(payload(id));
    expect(await shown(id)).toMatchObject({ endedHow: 'expired', endedById: null });
    expect(await auditOf(id)).toEqual([
      'policy.exception.granted',
      'policy.exception.expiring',
      'policy.exception.expired',
    ]);
  });

  it('loses its effect when the rule says something else, and says so', async () => {
    const id = await service.grant(steward, request());
    await app.get(SavePolicyLayerService).save(home.owner, {
      id: layer.id,
      revision: layer.revision,
      scope: 'team',
      targetId: team,
      name: 'Sales',
      rules: [{ ...layer.rules[0], ...deny({ risk: { $in: ['write', 'destructive'] } }) }],
      obligations: [],
    });
    expect((await ask(child)).allowed).toBe(false);
    expect(await shown(id)).toMatchObject({ inForce: false, idle: 'rule-changed', endedAt: null });
  });
});

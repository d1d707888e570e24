import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults, isId, newId, notFound } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { CLOCK } from '@groundswell/platform';
import { latestExpiry, ruleDigest } from '../domain/exception.js';
import { readLayer } from '../domain/layer-input.js';
import type { PolicyChange } from '../domain/simulation.js';
import { PolicyLayersQuery } from '../persistence/policy-layers.query.js';
import { SavePolicyLayerService, type SaveLayerRequest } from '../save-layer/save-policy-layer.service.js';

/** An exception that somebody thinks of granting. */
export interface ProposedGrant {
  readonly layerId: string;
  readonly ruleId: string;
  readonly workflowId: string;
}

/** A rule for one tool that somebody thinks of adding to a layer that does not list it. */
export interface ProposedWidening {
  readonly layerId: string;
  readonly connectorId: string;
  readonly toolName: string;
}

/** What a steward thinks of doing: exactly one of these. */
export interface ProposedChange {
  readonly layer?: SaveLayerRequest | null;
  readonly grant?: ProposedGrant | null;
  readonly widening?: ProposedWidening | null;
  readonly revokeExceptionId?: string | null;
}

/** Reads what somebody thinks of doing, as strictly as if it were done. */
@Injectable()
export class ReadPolicyChange {
  constructor(
    private readonly layers: PolicyLayersQuery,
    private readonly saving: SavePolicyLayerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError INPUT_INVALID with every fault, NOT_FOUND */
  async read(tx: Tx, actor: Actor, proposed: ProposedChange): Promise<PolicyChange> {
    const { layer, grant, widening, revokeExceptionId } = proposed;
    const faults = new InputFaults();
    if ([layer, grant, widening, revokeExceptionId].filter((one) => one !== null && one !== undefined).length !== 1) {
      faults.add('layer', 'Say one thing to try: a layer, an exception to grant, or one to revoke.');
    }
    faults.throwIfAny();
    if (layer) return this.layerChange(tx, actor, layer);
    if (grant) return this.grantChange(tx, actor, grant);
    if (widening) return this.wideningChange(tx, actor, widening);
    if (!isId(revokeExceptionId)) throw notFound('exception');
    return { kind: 'revocation', exceptionId: revokeExceptionId };
  }

  private async layerChange(tx: Tx, actor: Actor, request: SaveLayerRequest): Promise<PolicyChange> {
    const { organisationId } = actor;
    if (request.id === undefined || request.id === null) {
      const { scope, targetId } = await this.saving.findPlace(tx, organisationId, request);
      return { kind: 'layer', layer: { ...readLayer(request), id: newId(), scope, targetId, version: 1 } };
    }
    const before = isId(request.id) ? await this.layers.findById(tx, organisationId, request.id) : null;
    if (!before) throw notFound('policy layer');
    const known = new Map([...before.rules, ...before.obligations].map((entry) => [entry.id, entry]));
    const { id, scope, targetId, version } = before;
    const content = readLayer({ ...request, scope }, known);
    return { kind: 'layer', layer: { ...content, id, scope, targetId, version: version + 1 } };
  }

  private async wideningChange(tx: Tx, actor: Actor, widening: ProposedWidening): Promise<PolicyChange> {
    const { layerId, connectorId, toolName } = widening;
    const layer = isId(layerId) ? await this.layers.findById(tx, actor.organisationId, layerId) : null;
    if (!layer) throw notFound('policy layer');
    const rule = {
      id: newId(),
      effect: 'allow' as const,
      action: 'tool.call' as const,
      subject: 'Tool' as const,
      conditions: { connectorId, toolName },
      reason: 'Asked for.',
      sealed: false,
    };
    return { kind: 'layer', layer: { ...layer, version: layer.version + 1, rules: [...layer.rules, rule] } };
  }

  private async grantChange(tx: Tx, actor: Actor, grant: ProposedGrant): Promise<PolicyChange> {
    const { organisationId } = actor;
    const layer = isId(grant.layerId) ? await this.layers.findById(tx, organisationId, grant.layerId) : null;
    const rule = layer?.rules.find((one) => one.id === grant.ruleId);
    if (!layer || !rule) throw notFound('rule');
    return {
      kind: 'grant',
      workflowId: grant.workflowId,
      exception: {
        id: newId(),
        layerId: layer.id,
        ruleId: rule.id,
        ruleDigest: ruleDigest(rule),
        expiresAt: latestExpiry(this.clock.now()),
      },
    };
  }
}

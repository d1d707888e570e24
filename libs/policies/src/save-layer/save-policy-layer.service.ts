import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  type Clock,
  InputFaults,
  isId,
  newId,
  notFound,
  type OrganisationId,
  type PolicyLayerId,
  staleRevision,
} from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { layerDifference, layerDigest, saysTheSame } from '../domain/layer-content.js';
import { readLayer, type LayerContent, type LayerInput } from '../domain/layer-input.js';
import { LAYER_SCOPES, type LayerScope } from '../domain/layer.js';
import { obligationSentence, ruleSentence } from '../domain/sentence.js';
import { PolicyLayerVersionEntity } from '../persistence/policy-layer.entity.js';
import { PolicyLayersQuery, type StoredLayer } from '../persistence/policy-layers.query.js';
import { LayerTargets } from '../ports/layer-targets.js';
import { LayerNews } from './layer-news.service.js';

/** A layer as a person wants it saved. */
export interface SaveLayerRequest extends LayerInput {
  /** Absent for a new layer. */
  readonly id?: string | null;
  readonly targetId?: string | null;
  /** The revision that the writer saw; needed with an id. */
  readonly revision?: number | null;
}

/** Where a layer is set. */
export interface Place {
  readonly scope: LayerScope;
  readonly targetId: string;
  readonly targetName: string;
}

const SENTENCES_IN_AUDIT = 20;

/** Saves a policy layer as a new, immutable version. It governs from the next call on, in every process. */
@Injectable()
export class SavePolicyLayerService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly query: PolicyLayersQuery,
    private readonly targets: LayerTargets,
    private readonly audit: AuditWriter,
    private readonly news: LayerNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID with every fault, REVISION_STALE, POLICY_LAYER_EXISTS
   */
  async save(actor: Actor, request: SaveLayerRequest): Promise<StoredLayer> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'policy.edit', { type: 'policy-layer', organisationId });
    return this.database.transaction(organisationId, async (tx) => {
      const id =
        request.id === undefined || request.id === null
          ? await this.create(tx, actor, request)
          : await this.change(tx, actor, request.id, request);
      const saved = await this.query.findById(tx, organisationId, id);
      if (!saved) throw notFound('policy layer');
      return saved;
    });
  }

  /** Inserts the first version of a layer, in the caller's transaction. For a save, and for what a new organisation starts with. */
  async insert(tx: Tx, actor: Actor, place: Place, content: LayerContent): Promise<PolicyLayerId> {
    const { organisationId, personId } = actor;
    const now = this.clock.now();
    const id = newId<PolicyLayerId>(now.getTime());
    const made = await tx.query<{ id: string }>(
      `INSERT INTO policy_layers (id, organisation_id, scope, target_id, name, version, revision, created_at, updated_at, updated_by_id)
       VALUES ($1, $2, $3, $4, $5, 1, 1, $6, $6, $7) ON CONFLICT (organisation_id, scope, target_id) DO NOTHING RETURNING id`,
      [id, organisationId, place.scope, place.targetId, content.name, now, personId],
    );
    if (made.length === 0) throw layerExists(place);
    await this.record(tx, actor, { id, place, version: 1, before: null, content, savedAt: now });
    return id;
  }

  private async create(tx: Tx, actor: Actor, request: SaveLayerRequest): Promise<string> {
    const place = await this.findPlace(tx, actor.organisationId, request);
    const content = readLayer(request);
    const there = await this.query.findAt(tx, actor.organisationId, place.scope, place.targetId);
    if (there && saysTheSame(there, content)) return there.id;
    return this.insert(tx, actor, place, content);
  }

  private async change(tx: Tx, actor: Actor, id: string, request: SaveLayerRequest): Promise<string> {
    const { organisationId } = actor;
    const before = isId(id) ? await this.query.findById(tx, organisationId, id) : null;
    if (!before) throw notFound('policy layer');
    this.checkUnmoved(organisationId, before, request);
    const known = new Map([...before.rules, ...before.obligations].map((entry) => [entry.id, entry]));
    const content = readLayer(request, known);
    if (saysTheSame(before, content)) return before.id;
    if (request.revision !== before.revision) throw staleRevision('policy layer');
    const now = this.clock.now();
    const moved = await tx.query<{ version: number }>(
      `UPDATE policy_layers
          SET name = $1, version = version + 1, revision = revision + 1, updated_at = $2, updated_by_id = $3
        WHERE id = $4 AND organisation_id = $5 AND revision = $6 RETURNING version`,
      [content.name, now, actor.personId, before.id, organisationId, before.revision],
    );
    const version = moved[0]?.version;
    if (version === undefined) throw staleRevision('policy layer');
    const names = await this.targets.names(tx, before.scope, [before.targetId]);
    const place = {
      scope: before.scope,
      targetId: before.targetId,
      targetName: names.get(before.targetId) ?? before.name,
    };
    await this.record(tx, actor, { id: before.id, place, version, before, content, savedAt: now });
    return before.id;
  }

  // A layer that moved would leave its old place ungoverned without anyone having tightened or loosened anything there.
  private checkUnmoved(organisationId: OrganisationId, before: StoredLayer, request: SaveLayerRequest): void {
    const faults = new InputFaults();
    if (request.scope !== before.scope) faults.add('scope', 'A layer stays at its scope. Make a new one at the other.');
    const targetId = request.targetId ?? (before.scope === 'organisation' ? organisationId : null);
    if (targetId !== before.targetId) faults.add('targetId', 'A layer stays where it was set. Make a new one there.');
    if (request.revision === undefined || request.revision === null) {
      faults.add('revision', 'Say which revision you changed; reload the layer to see it.');
    }
    faults.throwIfAny();
  }

  /** The place of a new layer, which must exist. @throws AppError INPUT_INVALID */
  async findPlace(tx: Tx, organisationId: OrganisationId, request: SaveLayerRequest): Promise<Place> {
    const faults = new InputFaults();
    const scope = LAYER_SCOPES.find((one) => one === request.scope);
    const targetId = request.targetId ?? null;
    if (scope === 'organisation') {
      if (targetId !== null && targetId !== organisationId) {
        faults.add('targetId', 'The organisation layer governs your own organisation; leave the target out.');
      }
      faults.throwIfAny();
      return { scope, targetId: organisationId, targetName: 'Organisation' };
    }
    if (!scope) faults.add('scope', `Choose one of ${LAYER_SCOPES.join(', ')}.`);
    const names = scope && isId(targetId) ? await this.targets.names(tx, scope, [targetId]) : new Map<string, string>();
    const targetName = targetId === null ? undefined : names.get(targetId);
    if (scope && targetName === undefined)
      faults.add('targetId', `Choose the ${scope} that the layer governs from the list.`);
    faults.throwIfAny();
    if (!scope || targetId === null || targetName === undefined) throw notFound('place');
    return { scope, targetId, targetName };
  }

  private async record(
    tx: Tx,
    actor: Actor,
    saved: {
      readonly id: string;
      readonly place: Place;
      readonly version: number;
      readonly before: StoredLayer | null;
      readonly content: LayerContent;
      readonly savedAt: Date;
    },
  ): Promise<void> {
    const { id, place, version, before, content, savedAt } = saved;
    const { organisationId, personId } = actor;
    const { name, rules, obligations } = content;
    await tx.manager.insert(PolicyLayerVersionEntity, {
      id: newId(savedAt.getTime()),
      organisationId,
      layerId: id,
      version,
      name,
      rules: [...rules],
      obligations: [...obligations],
      digest: layerDigest(content),
      savedAt,
      savedById: personId,
    });
    const { added, removed } = layerDifference(before, content);
    const say = (entries: typeof added) =>
      entries
        .slice(0, SENTENCES_IN_AUDIT)
        .map((entry) => ('effect' in entry ? ruleSentence(entry) : obligationSentence(entry)));
    await this.audit.record(tx, {
      actor,
      action: before ? 'policy.layer.changed' : 'policy.layer.created',
      subject: { type: 'policy-layer', id },
      details: {
        name,
        scope: place.scope,
        target: place.targetName,
        version,
        added: say(added),
        removed: say(removed),
      },
      links: {
        ...(place.scope === 'workflow' ? { workflowId: place.targetId } : {}),
        ...(place.scope === 'connector' ? { connectorId: place.targetId } : {}),
      },
    });
    await this.news.spread(tx, organisationId, { layerId: id, scope: place.scope, targetId: place.targetId, version });
  }
}

function layerExists(place: Place): AppError {
  const message = `There is already a layer for ${place.targetName}. Open it and change it there.`;
  return new AppError('conflict', 'POLICY_LAYER_EXISTS', message, { fields: [{ path: 'targetId', message }] });
}

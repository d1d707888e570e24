import { Injectable } from '@nestjs/common';
import { isId, notFound } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { layerChanges, type LayerChange } from '../domain/layer-difference.js';
import type { Obligation, PolicyRule } from '../domain/rule.js';
import { connectorIdsIn } from '../domain/sentence.js';
import { PolicyLayerVersionEntity } from '../persistence/policy-layer.entity.js';
import { LayerTargets } from '../ports/layer-targets.js';

/** A saved version of a layer and what it changed. */
export interface ShownLayerVersion {
  readonly version: number;
  readonly name: string;
  readonly savedAt: Date;
  readonly savedById: string | null;
  readonly digest: string;
  readonly rules: readonly PolicyRule[];
  readonly obligations: readonly Obligation[];
  /** Against the version before it. */
  readonly changes: readonly LayerChange[];
}

const LISTED = 200;

/** The versions of a layer, the newest first, each with what it changed in plain sentences. */
@Injectable()
export class ListLayerVersionsQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly targets: LayerTargets,
    private readonly directory: PeopleDirectory,
  ) {}

  /** @throws AppError NOT_FOUND */
  async list(actor: Actor, layerId: string): Promise<ShownLayerVersion[]> {
    this.permissions.require(actor, 'policy.read');
    if (!isId(layerId)) throw notFound('policy layer');
    return this.database.transaction(actor.organisationId, async (tx) => {
      const found = await tx.manager.find(PolicyLayerVersionEntity, {
        where: { ...tx.scope, layerId },
        order: { version: 'DESC' },
        take: LISTED + 1,
      });
      if (found.length === 0) throw notFound('policy layer');
      return this.show(tx, actor, found);
    });
  }

  private async show(tx: Tx, actor: Actor, found: readonly PolicyLayerVersionEntity[]): Promise<ShownLayerVersion[]> {
    const { currency } = await this.directory.getOrganisation(tx, actor.organisationId);
    const vocabulary = { currency, names: await this.targets.names(tx, 'connector', connectorIdsIn(found)) };
    return found.slice(0, LISTED).map((version, i) => {
      const { name, savedAt, savedById, digest, rules, obligations } = version;
      const changes = layerChanges(found[i + 1] ?? null, version, vocabulary);
      return { version: version.version, name, savedAt, savedById, digest, rules, obligations, changes };
    });
  }
}

import { Injectable } from '@nestjs/common';
import { isId } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { LAYER_SCOPES, type LayerScope } from '../domain/layer.js';
import { connectorIdsIn, obligationSentence, ruleSentence, type Vocabulary } from '../domain/sentence.js';
import { PolicyLayersQuery, type StoredLayer } from '../persistence/policy-layers.query.js';
import { LayerTargets } from '../ports/layer-targets.js';
import { type GovernedWorkflow, LineagePort } from '../ports/lineage.port.js';
import type { PolicyLayerType } from './policy-layer.type.js';

function show(layer: StoredLayer, targetName: string | null, vocabulary: Vocabulary): PolicyLayerType {
  const isOrganisation = layer.scope === 'organisation';
  return {
    ...layer,
    targetId: isOrganisation ? null : layer.targetId,
    targetName,
    rules: layer.rules.map((rule) => ({ ...rule, sentence: ruleSentence(rule, vocabulary) })),
    obligations: layer.obligations.map((one) => ({ ...one, sentence: obligationSentence(one, vocabulary) })),
  };
}

/** Layers as the page shows them: with the names of what they govern and every rule as a sentence. */
@Injectable()
export class ShowLayersQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly layers: PolicyLayersQuery,
    private readonly targets: LayerTargets,
    private readonly directory: PeopleDirectory,
    private readonly lineage: LineagePort,
  ) {}

  /** Every layer of the organisation, the organisation's own first. */
  async all(actor: Actor): Promise<PolicyLayerType[]> {
    this.permissions.require(actor, 'policy.read');
    return this.database.transaction(actor.organisationId, async (tx) =>
      this.show(tx, actor, await this.layers.all(tx, actor.organisationId)),
    );
  }

  async find(actor: Actor, id: string): Promise<PolicyLayerType | null> {
    this.permissions.require(actor, 'policy.read');
    if (!isId(id)) return null;
    return this.database.transaction(actor.organisationId, async (tx) => {
      const layer = await this.layers.findById(tx, actor.organisationId, id);
      return layer ? ((await this.show(tx, actor, [layer]))[0] ?? null) : null;
    });
  }

  /** Where a layer is used. */
  async governedBy(
    actor: Actor,
    layer: { readonly scope: LayerScope; readonly targetId: string | null },
  ): Promise<GovernedWorkflow[]> {
    this.permissions.require(actor, 'policy.read');
    const { organisationId } = actor;
    const place = { scope: layer.scope, targetId: layer.targetId ?? organisationId };
    return this.database.transaction(organisationId, async (tx) => [...(await this.lineage.governed(tx, place))]);
  }

  private async show(tx: Tx, actor: Actor, layers: readonly StoredLayer[]): Promise<PolicyLayerType[]> {
    const { name, currency } = await this.directory.getOrganisation(tx, actor.organisationId);
    const vocabulary = { currency, names: await this.targets.names(tx, 'connector', connectorIdsIn(layers)) };
    const namesOf = new Map<LayerScope, ReadonlyMap<string, string>>();
    for (const scope of LAYER_SCOPES) {
      const ids = layers.filter((layer) => layer.scope === scope).map((layer) => layer.targetId);
      namesOf.set(scope, await this.targets.names(tx, scope, ids));
    }
    return layers.map((layer) => {
      const targetName =
        layer.scope === 'organisation' ? name : (namesOf.get(layer.scope)?.get(layer.targetId) ?? null);
      return show(layer, targetName, vocabulary);
    });
  }
}

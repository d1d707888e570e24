import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import { Outbox, Signals, type Tx } from '@groundswell/platform';
import type { LayerScope } from '../domain/layer.js';
import { LAYERS_SIGNAL, POLICY_LAYER_CHANGED } from '../domain/policies.events.js';
import { LayerCache } from '../stacks/layer-cache.service.js';

/** Tells of a changed layer: this process when the change commits, the others by signal, upper libraries by event. */
@Injectable()
export class LayerNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly signals: Signals,
    private readonly cache: LayerCache,
  ) {}

  async spread(
    tx: Tx,
    organisationId: OrganisationId,
    layer: { layerId: string; scope: LayerScope; targetId: string; version: number },
  ): Promise<void> {
    await this.outbox.publish(tx, { type: POLICY_LAYER_CHANGED, organisationId, payload: { ...layer } });
    await this.signals.notify(tx, LAYERS_SIGNAL, organisationId);
    this.cache.readFreshIn(tx);
    tx.afterCommit(() => this.cache.forget(organisationId));
  }
}

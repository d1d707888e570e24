import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import { Outbox, type OutboxEvent, Signals, type Tx } from '@groundswell/platform';
import type { LayerScope } from '../domain/layer.js';
import { LAYERS_SIGNAL, POLICY_LAYER_CHANGED } from '../domain/policies.events.js';
import { LayerCache } from '../stacks/layer-cache.service.js';

/** Tells of a changed layer or exception: this process when the change commits, the others by signal, upper libraries by event. */
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
    await this.tell(tx, { type: POLICY_LAYER_CHANGED, organisationId, payload: { ...layer } });
  }

  /** Publishes what happened and lets every process judge by it from the next call on. */
  async tell(tx: Tx, event: OutboxEvent): Promise<void> {
    const { organisationId } = event;
    await this.outbox.publish(tx, event);
    await this.signals.notify(tx, LAYERS_SIGNAL, organisationId);
    this.cache.readFreshIn(tx);
    tx.afterCommit(() => this.cache.forget(organisationId));
  }
}

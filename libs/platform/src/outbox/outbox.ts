import { Injectable } from '@nestjs/common';
import type { JsonObject, OrganisationId } from '@groundswell/kernel';
import type { Tx } from '../database/database.js';
import { payloadText, Queue } from '../queue/queue.js';

/** News that travels upwards: what happened, in the past tense, with ids rather than copies. */
export interface OutboxEvent {
  readonly type: string;
  readonly organisationId: OrganisationId;
  readonly payload: JsonObject;
}

/** Listens to news. May be told twice, never not at all: handlers look before they act. */
export interface EventSubscriber {
  /** Stable: deliveries under way name it. */
  readonly subscriberName: string;
  readonly eventTypes: readonly string[];
  /** Whether there is anything to do, as far as the news alone says; asked before a delivery is stored. */
  concerns?(event: OutboxEvent): boolean;
  handle(event: OutboxEvent): Promise<void>;
}

/**
 * Publishes events in the transaction that made them true. Each subscriber gets a durable job of its own, so one that
 * fails is retried without troubling the others.
 */
@Injectable()
export class Outbox {
  private readonly subscribers = new Map<string, EventSubscriber[]>();

  constructor(private readonly queue: Queue) {}

  subscribe(subscriber: EventSubscriber): void {
    for (const type of subscriber.eventTypes) {
      this.subscribers.set(type, [...(this.subscribers.get(type) ?? []), subscriber]);
    }
    this.queue.register(`event.${subscriber.subscriberName}`, async (job) => {
      const payload = job['payload'];
      if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return;
      await subscriber.handle({
        type: payloadText(job, 'type'),
        organisationId: payloadText(job, 'organisationId') as OrganisationId,
        payload: payload as JsonObject,
      });
    });
  }

  async publish(tx: Tx, event: OutboxEvent): Promise<void> {
    for (const subscriber of this.subscribers.get(event.type) ?? []) {
      if (subscriber.concerns?.(event) === false) continue;
      await this.queue.enqueue(tx, {
        task: `event.${subscriber.subscriberName}`,
        payload: { type: event.type, organisationId: event.organisationId, payload: event.payload },
      });
    }
  }
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock, JsonObject, OrganisationId } from '@groundswell/kernel';
import {
  CLOCK,
  Database,
  type EventSubscriber,
  Outbox,
  type OutboxEvent,
  payloadText,
  Queue,
} from '@groundswell/platform';
import { TIME_ENTRY_ADDED } from '@groundswell/savings';
import { RollupsService } from './rollups.service.js';

const TASK = 'analytics.fold-rollups';
/** News that comes within this time is folded in together. */
const GATHER_MS = 5_000;

/**
 * Folds the differences of both ledgers into the rollups some seconds after a run entered the time ledger. Readers are exact
 * without it; it keeps what they add up small.
 */
@Injectable()
export class FoldRollupsSubscriber implements EventSubscriber, OnModuleInit {
  readonly subscriberName = 'analytics.fold-soon';
  readonly eventTypes = [TIME_ENTRY_ADDED];

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly queue: Queue,
    private readonly rollups: RollupsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.subscribe(this);
    this.queue.register(TASK, (payload) => this.fold(payload));
  }

  async handle({ organisationId }: OutboxEvent): Promise<void> {
    await this.database.transaction(organisationId, (tx) =>
      this.queue.enqueue(tx, {
        task: TASK,
        payload: { organisationId },
        key: `${TASK} ${organisationId}`,
        runAt: new Date(this.clock.now().getTime() + GATHER_MS),
      }),
    );
  }

  private async fold(payload: JsonObject): Promise<void> {
    await this.rollups.fold(payloadText(payload, 'organisationId') as OrganisationId);
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isId } from '@groundswell/kernel';
import { Database, type EventSubscriber, Outbox, type OutboxEvent } from '@groundswell/platform';
import { STOP_RELEASED } from '@groundswell/policies';
import { RUN_FINISHED } from '../../domain/runs.events.js';
import type { ScheduleId } from '../../persistence/schedule.entity.js';
import { FireScheduleService } from './fire-schedule.service.js';

/** Looks at what waits for its turn as soon as a run of the schedule ended, or a stop was released. */
@Injectable()
export class WaitingFiringsSubscriber implements EventSubscriber, OnModuleInit {
  readonly subscriberName = 'schedules.what-waits';
  readonly eventTypes = [RUN_FINISHED, STOP_RELEASED];

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly fires: FireScheduleService,
  ) {}

  onModuleInit(): void {
    this.outbox.subscribe(this);
  }

  concerns({ type, payload }: OutboxEvent): boolean {
    return type !== RUN_FINISHED || (payload['trigger'] === 'schedule' && isId(payload['runId']));
  }

  async handle(event: OutboxEvent): Promise<void> {
    if (!this.concerns(event)) return;
    const { type, organisationId, payload } = event;
    const ids = await this.database.transaction(organisationId, (tx) =>
      tx.query<{ id: ScheduleId }>(
        `SELECT DISTINCT f.schedule_id AS id FROM schedule_firings f
          WHERE f.organisation_id = $1 AND f.status = 'waiting'
            AND ($2::uuid IS NULL OR f.schedule_id IN (SELECT g.schedule_id FROM schedule_firings g WHERE g.run_id = $2))`,
        [organisationId, type === RUN_FINISHED ? payload['runId'] : null],
      ),
    );
    for (const { id } of ids) await this.fires.fire(organisationId, id);
  }
}

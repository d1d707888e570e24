import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock, OrganisationId } from '@groundswell/kernel';
import { CLOCK, Database, payloadText, Queue, Sweeps } from '@groundswell/platform';
import type { ScheduleId } from '../../persistence/schedule.entity.js';
import { FireScheduleService } from './fire-schedule.service.js';
import { LOOK_AT_SCHEDULE_TASK, ScheduleWakes } from './schedule-wakes.js';

const SWEEP_EVERY_MS = 2_000;
const SWEEP_AT_MOST = 200;

/**
 * Answers the queue's wake-ups, and every two seconds looks for schedules that are due and that nobody looked at. Correctness
 * rests on the rows, not on the queue.
 */
@Injectable()
export class ScheduleWorker implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly queue: Queue,
    private readonly wakes: ScheduleWakes,
    private readonly sweeps: Sweeps,
    private readonly fires: FireScheduleService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register({
      what: 'Looking for schedules that are due',
      everyMs: SWEEP_EVERY_MS,
      sweep: () => this.sweep(),
    });
    this.queue.register(LOOK_AT_SCHEDULE_TASK, async (payload) => {
      await this.fires.fire(
        payloadText(payload, 'organisationId') as OrganisationId,
        payloadText(payload, 'scheduleId') as ScheduleId,
      );
    });
  }

  /** Wakes a worker for each schedule that is due. @returns how many there were */
  async sweep(): Promise<number> {
    return this.database.system('wake schedules that are due', async (tx) => {
      const due = await tx.query<{ id: ScheduleId; organisationId: OrganisationId }>(
        `SELECT id, organisation_id AS "organisationId" FROM schedules
          WHERE state = 'active' AND wake_at <= $1 ORDER BY wake_at LIMIT $2`,
        [this.clock.now(), SWEEP_AT_MOST],
      );
      for (const schedule of due) await this.wakes.wake(tx, schedule);
      return due.length;
    });
  }
}

import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import type { Clock, OrganisationId } from '@groundswell/kernel';
import { CLOCK, Database, LOGGER, type Logger, payloadText, Queue, Settings } from '@groundswell/platform';
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
export class ScheduleWorker implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(
    private readonly database: Database,
    private readonly queue: Queue,
    private readonly wakes: ScheduleWakes,
    private readonly settings: Settings,
    private readonly fires: FireScheduleService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.queue.register(LOOK_AT_SCHEDULE_TASK, async (payload) => {
      await this.fires.fire(
        payloadText(payload, 'organisationId') as OrganisationId,
        payloadText(payload, 'scheduleId') as ScheduleId,
      );
    });
  }

  onApplicationBootstrap(): void {
    if (this.settings.workers === 0) return;
    this.timer = setInterval(() => void this.trySweep(), SWEEP_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
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

  private async trySweep(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn({ err: error }, 'Looking for schedules that are due failed; trying again.');
    } finally {
      this.sweeping = false;
    }
  }
}

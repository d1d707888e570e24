import { Injectable } from '@nestjs/common';
import { Queue, type Tx } from '@groundswell/platform';
import type { ScheduleEntity } from '../../persistence/schedule.entity.js';

/** The queue's task that says "look at this schedule". Payload: `organisationId`, `scheduleId`. */
export const LOOK_AT_SCHEDULE_TASK = 'schedules.look-at';

/** Wakes a worker for a schedule, now or at a time. The sweep finds whatever the queue forgets. */
@Injectable()
export class ScheduleWakes {
  constructor(private readonly queue: Queue) {}

  async wake(tx: Tx, schedule: Pick<ScheduleEntity, 'id' | 'organisationId'>, at?: Date): Promise<void> {
    await this.queue.enqueue(tx, {
      task: LOOK_AT_SCHEDULE_TASK,
      payload: { organisationId: schedule.organisationId, scheduleId: schedule.id },
      key: `${LOOK_AT_SCHEDULE_TASK} ${schedule.id}`,
      runAt: at,
    });
  }
}

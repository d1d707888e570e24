import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, notFound } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import type { ScheduleEntity } from '../../persistence/schedule.entity.js';
import { requireOwner } from '../change-schedule/change-schedule.service.js';
import { ScheduleJournal } from '../change-schedule/schedule-journal.js';
import { FireScheduleService } from '../fire-schedule/fire-schedule.service.js';
import { FiringBook } from '../fire-schedule/firing-book.js';
import { ScheduleAccess, scheduleSubject } from '../show-schedules/schedule-access.js';

/**
 * Lets the owner of a schedule see at once what a due time would do: this moment falls due like any other, with the same rules and
 * the same authority, and is told apart in the history.
 */
@Injectable()
export class FireByHandService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly access: ScheduleAccess,
    private readonly firings: FiringBook,
    private readonly journal: ScheduleJournal,
    private readonly fires: FireScheduleService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, FORBIDDEN, SCHEDULE_NOT_YOURS, SCHEDULE_NOT_ACTIVE */
  async fire(actor: Actor, id: string): Promise<ScheduleEntity> {
    const { organisationId } = actor;
    const seen = await this.database.transaction(organisationId, async (tx) => {
      const schedule = await this.access.lockReadable(tx, actor, id);
      requireOwner(actor, schedule, 'runs');
      this.permissions.require(actor, 'schedule.create', scheduleSubject(schedule));
      if (schedule.state !== 'active') {
        const message = 'It rests, so nothing falls due. Resume it first.';
        throw new AppError('conflict', 'SCHEDULE_NOT_ACTIVE', message);
      }
      await this.firings.waitByHand(tx, schedule);
      // Should this process die before it looks, the next one does.
      await this.journal.change(tx, schedule, { wakeAt: this.clock.now() });
      await this.journal.record(tx, actor, 'schedule.fired', schedule);
      return schedule;
    });
    await this.fires.fire(organisationId, seen.id);
    const now = await this.database.transaction(organisationId, (tx) => this.access.findReadable(tx, actor, seen.id));
    if (now === null) throw notFound('schedule');
    return now;
  }
}

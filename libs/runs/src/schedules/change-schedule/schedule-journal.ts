import { Inject, Injectable } from '@nestjs/common';
import { AuditWriter } from '@groundswell/audit';
import type { Clock, JsonObject } from '@groundswell/kernel';
import { type Actor, CLOCK, type SystemActor, type Tx } from '@groundswell/platform';
import { nextDue } from '../../domain/due-times.js';
import { readCronLine } from '../../domain/cron-line.js';
import type { Pause } from '../../domain/schedule.js';
import { ScheduleWakes } from '../fire-schedule/schedule-wakes.js';
import { ScheduleEntity } from '../../persistence/schedule.entity.js';

type Changes = Partial<
  Pick<
    ScheduleEntity,
    | 'ownerId'
    | 'name'
    | 'cron'
    | 'timeZone'
    | 'missedRule'
    | 'missedCap'
    | 'overlapRule'
    | 'state'
    | 'pauseCode'
    | 'pauseReason'
    | 'pausedAt'
    | 'refusalsInARow'
    | 'nextDueAt'
    | 'wakeAt'
    | 'revision'
    | 'changedAt'
  >
>;

/** The states of a schedule in the database: every change of one, with its wake-up and what becomes of times that wait. */
@Injectable()
export class ScheduleJournal {
  constructor(
    private readonly audit: AuditWriter,
    private readonly wakes: ScheduleWakes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Stores changes of a schedule that the transaction holds; the object is changed with it. */
  async change(tx: Tx, schedule: ScheduleEntity, changes: Changes): Promise<void> {
    await tx.manager.update(ScheduleEntity, { ...tx.scope, id: schedule.id }, changes);
    Object.assign(schedule, changes);
  }

  /** Lets it rest. What waits for its turn comes to nothing. Without an audit entry: the caller knows by whom. */
  async rest(tx: Tx, schedule: ScheduleEntity, pause: Pause | null): Promise<void> {
    const now = this.clock.now();
    await this.change(tx, schedule, {
      state: pause === null ? 'ended' : 'paused',
      pauseCode: pause?.code ?? null,
      pauseReason: pause?.reason ?? null,
      pausedAt: pause === null ? null : now,
      nextDueAt: null,
      wakeAt: null,
      revision: schedule.revision + 1,
      changedAt: now,
    });
    await tx.query(
      `UPDATE schedule_firings SET status = 'skipped', code = 'PAUSED', reason = $3, decided_at = $4
        WHERE organisation_id = $1 AND schedule_id = $2 AND status = 'waiting'`,
      [schedule.organisationId, schedule.id, 'The schedule was paused before its turn came.', now],
    );
  }

  /** Sets it going from now on: what fell due while it rested is not made good. @throws Error for a line that never falls due */
  async setGoing(tx: Tx, schedule: ScheduleEntity): Promise<void> {
    const now = this.clock.now();
    const read = readCronLine(schedule.cron);
    const due = read.fault === undefined ? nextDue({ line: read.line, timeZone: schedule.timeZone }, now) : null;
    if (due === null) throw new Error(`The schedule ${schedule.id} never falls due.`);
    await this.change(tx, schedule, {
      state: 'active',
      pauseCode: null,
      pauseReason: null,
      pausedAt: null,
      refusalsInARow: 0,
      nextDueAt: due,
      wakeAt: due,
      revision: schedule.revision + 1,
      changedAt: now,
    });
    await this.wakes.wake(tx, schedule, due);
  }

  async record(
    tx: Tx,
    actor: Actor | SystemActor,
    action: string,
    schedule: ScheduleEntity,
    details: JsonObject = {},
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'schedule', id: schedule.id },
      details: { name: schedule.name, ...details },
      links: { workflowId: schedule.workflowId },
    });
  }
}

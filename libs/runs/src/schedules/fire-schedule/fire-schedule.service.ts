import { Inject, Injectable } from '@nestjs/common';
import type { Clock, OrganisationId, RunId } from '@groundswell/kernel';
import { CLOCK, Database, type Tx } from '@groundswell/platform';
import { ScheduleJournal } from '../change-schedule/schedule-journal.js';
import { readCronLine } from '../../domain/cron-line.js';
import { nextDue, type Timetable } from '../../domain/due-times.js';
import { catchUp, MOST_WAITING, outlivesStop, PASSES_BY_ITSELF, pauseAfterRefusal } from '../../domain/schedule.js';
import { type ScheduleEntity, type ScheduleId } from '../../persistence/schedule.entity.js';
import type { RunRefusedAnswer } from '../../start-run/run-refusal.js';
import { StartUnattendedService } from '../../start-unattended/start-unattended.service.js';
import { ScheduleAccess } from '../show-schedules/schedule-access.js';
import { FiringBook, type WaitingFiring } from './firing-book.js';
import { ScheduleWakes } from './schedule-wakes.js';

/** How soon a worker looks again at a time that waits, should the news of what it waits for get lost. */
const LOOK_AGAIN_MS = { OVERLAP: 15_000, STOPPED: 5 * 60_000 } as const;
type WaitCode = keyof typeof LOOK_AGAIN_MS;

/**
 * Deals with what fell due: writes each due time down once, and starts its run in the same transaction. Everybody who looks at a
 * schedule holds its row while doing so, whatever woke them: the queue, the sweep, or a run that ended.
 */
@Injectable()
export class FireScheduleService {
  constructor(
    private readonly database: Database,
    private readonly access: ScheduleAccess,
    private readonly firings: FiringBook,
    private readonly unattended: StartUnattendedService,
    private readonly journal: ScheduleJournal,
    private readonly wakes: ScheduleWakes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the runs that began */
  async fire(organisationId: OrganisationId, scheduleId: ScheduleId): Promise<readonly RunId[]> {
    return this.database.transaction(organisationId, async (tx) => {
      const schedule = await this.access.lock(tx, scheduleId);
      if (schedule === null || schedule.state !== 'active') return [];
      const timetable = timetableOf(schedule);
      const now = this.clock.now();
      if (schedule.nextDueAt !== null && schedule.nextDueAt <= now) {
        await this.writeDown(tx, schedule, timetable, schedule.nextDueAt, now);
      }
      const started: RunId[] = [];
      const waitsFor = await this.startWaiting(tx, schedule, started);
      if (schedule.nextDueAt !== null) await this.sleep(tx, schedule, schedule.nextDueAt, waitsFor);
      return started;
    });
  }

  private async writeDown(tx: Tx, schedule: ScheduleEntity, timetable: Timetable, due: Date, now: Date): Promise<void> {
    const { start, missed } = catchUp(timetable, due, now, schedule);
    if (missed !== null) {
      const newest = start.at(-1);
      const reason = newest
        ? 'Nobody was at work when it fell due; a later time stands for it.'
        : 'Nobody was at work when it fell due, and this schedule leaves out what was missed.';
      await this.firings.skip(tx, schedule, missed.dueAt, missed.standsFor, 'MISSED', reason);
    }
    for (const dueAt of start) await this.firings.wait(tx, schedule, dueAt);
    const next = nextDue(timetable, now);
    if (next === null) throw new Error(`The schedule ${schedule.id} never falls due again.`);
    await this.journal.change(tx, schedule, { nextDueAt: next });
  }

  /** Starts what waits, the oldest first, as far as the rules let it. @returns what the rest waits for */
  private async startWaiting(tx: Tx, schedule: ScheduleEntity, started: RunId[]): Promise<WaitCode | null> {
    const waiting = await this.keepFew(tx, schedule, await this.firings.waiting(tx, schedule.id));
    for (const firing of waiting) {
      const open = schedule.overlapRule === 'allow' ? null : await this.firings.openRun(tx, schedule.id);
      if (open !== null && schedule.overlapRule === 'queue') {
        await this.firings.waitOn(tx, firing, 'OVERLAP', 'It waits until the run before it has ended.');
        return 'OVERLAP';
      }
      if (open !== null) {
        await this.firings.settle(tx, firing, 'skipped', 'OVERLAP', `The run before it was still ${open.words}.`);
        continue;
      }
      const answer = await this.unattended.start(tx, {
        ...schedule,
        trigger: 'schedule',
        key: keyOf(schedule, firing),
      });
      if (answer.refused === undefined) {
        await this.firings.started(tx, firing, answer.run.id);
        await this.journal.change(tx, schedule, { refusalsInARow: 0 });
        started.push(answer.run.id);
      } else if (answer.refused.code === 'STOPPED' && outlivesStop(schedule)) {
        await this.firings.waitOn(tx, firing, 'STOPPED', answer.refused.message);
        return 'STOPPED';
      } else if (await this.refused(tx, schedule, firing, answer.refused)) {
        return null;
      }
    }
    return null;
  }

  /** What a stop held back is made good by the missed rule; what waits for its turn has a limit. */
  private async keepFew(
    tx: Tx,
    schedule: ScheduleEntity,
    waiting: readonly WaitingFiring[],
  ): Promise<readonly WaitingFiring[]> {
    const held = waiting.some((firing) => firing.code === 'STOPPED');
    if (held) {
      const most = schedule.missedRule === 'once' ? 1 : schedule.missedCap;
      for (const firing of waiting.slice(0, -most)) {
        const reason = 'It fell due during a stop; a later time stands for it.';
        await this.firings.settle(tx, firing, 'skipped', 'STOPPED', reason);
      }
      return waiting.slice(-most);
    }
    // Times that were missed and are all to be made good were let in together: the limit is for those that come after them.
    const most = Math.max(MOST_WAITING, schedule.missedRule === 'all' ? schedule.missedCap : 0);
    for (const firing of waiting.slice(most)) {
      await this.firings.settle(tx, firing, 'skipped', 'QUEUE_FULL', `${most} times wait for their turn already.`);
    }
    return waiting.slice(0, most);
  }

  /** @returns whether the schedule rests now */
  private async refused(
    tx: Tx,
    schedule: ScheduleEntity,
    firing: WaitingFiring,
    refused: RunRefusedAnswer,
  ): Promise<boolean> {
    const { code, message } = refused;
    await this.firings.refused(tx, firing, refused);
    if (PASSES_BY_ITSELF.has(code)) return false;
    const refusalsInARow = schedule.refusalsInARow + 1;
    await this.journal.change(tx, schedule, { refusalsInARow });
    const pause = pauseAfterRefusal(code, message, refusalsInARow);
    if (pause === null) return false;
    await this.journal.rest(tx, schedule, pause);
    const system = { organisationId: schedule.organisationId, system: 'Schedules' };
    await this.journal.record(tx, system, 'schedule.paused', schedule, { ...pause });
    return true;
  }

  private async sleep(tx: Tx, schedule: ScheduleEntity, due: Date, waitsFor: WaitCode | null): Promise<void> {
    const again = waitsFor === null ? due.getTime() : this.clock.now().getTime() + LOOK_AGAIN_MS[waitsFor];
    const wakeAt = new Date(Math.min(due.getTime(), again));
    // Looked at too early, by a clock that is behind the queue's: the sweep looks again.
    if (schedule.wakeAt?.getTime() === wakeAt.getTime()) return;
    await this.journal.change(tx, schedule, { wakeAt });
    await this.wakes.wake(tx, schedule, wakeAt);
  }
}

function keyOf(schedule: ScheduleEntity, firing: WaitingFiring): string {
  return `schedule ${schedule.id} ${firing.dueAt.toISOString()}`;
}

/** @throws Error for a line that was stored though it cannot be read: a bug */
export function timetableOf({ cron, timeZone }: Pick<ScheduleEntity, 'cron' | 'timeZone'>): Timetable {
  const read = readCronLine(cron);
  if (read.fault !== undefined) throw new Error(`A stored cron line cannot be read: ${read.fault}`);
  return { line: read.line, timeZone };
}

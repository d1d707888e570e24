import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, newId, type RunId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import type { FiringStatus } from '../../domain/schedule.js';
import type { ScheduleEntity, ScheduleId } from '../../persistence/schedule.entity.js';

type FiringId = Id<'schedule-firing'>;

/** A due time that has not got its run yet. */
export interface WaitingFiring {
  readonly id: FiringId;
  readonly dueAt: Date;
  readonly code: string | null;
}

/** A run of a schedule that has not ended. */
interface OpenRun {
  readonly id: RunId;
  readonly words: string;
}

/** What became of each time at which a schedule fell due. */
@Injectable()
export class FiringBook {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async wait(tx: Tx, schedule: ScheduleEntity, dueAt: Date): Promise<void> {
    await this.insert(tx, schedule, dueAt, 1, 'waiting', null, null);
  }

  async skip(
    tx: Tx,
    schedule: ScheduleEntity,
    dueAt: Date,
    standsFor: number,
    code: string,
    reason: string,
  ): Promise<void> {
    await this.insert(tx, schedule, dueAt, standsFor, 'skipped', code, reason);
  }

  async waiting(tx: Tx, scheduleId: ScheduleId): Promise<readonly WaitingFiring[]> {
    return tx.query<WaitingFiring>(
      `SELECT id, due_at AS "dueAt", code FROM schedule_firings
        WHERE organisation_id = $1 AND schedule_id = $2 AND status = 'waiting' ORDER BY due_at`,
      [tx.scope.organisationId, scheduleId],
    );
  }

  /** Null when every run of the schedule has ended. */
  async openRun(tx: Tx, scheduleId: ScheduleId): Promise<OpenRun | null> {
    const [run] = await tx.query<{ id: RunId; waitingFor: string | null }>(
      `SELECT r.id, r.waiting_for AS "waitingFor" FROM schedule_firings f JOIN runs r ON r.id = f.run_id
        WHERE f.organisation_id = $1 AND f.schedule_id = $2 AND f.status = 'started' AND r.ended_at IS NULL
        ORDER BY f.due_at LIMIT 1`,
      [tx.scope.organisationId, scheduleId],
    );
    if (run === undefined) return null;
    return { id: run.id, words: run.waitingFor === null ? 'at work' : 'waiting for a person' };
  }

  async started(tx: Tx, { id }: WaitingFiring, runId: RunId): Promise<void> {
    await tx.query(
      `UPDATE schedule_firings SET status = 'started', run_id = $3, code = NULL, reason = NULL, next_step = NULL, decided_at = $4
        WHERE organisation_id = $1 AND id = $2`,
      [tx.scope.organisationId, id, runId, this.clock.now()],
    );
  }

  /** It goes on waiting, and says for what. */
  async waitOn(tx: Tx, firing: WaitingFiring, code: string, reason: string): Promise<void> {
    if (firing.code !== code) await this.settle(tx, firing, 'waiting', code, reason, null);
  }

  async settle(
    tx: Tx,
    { id }: WaitingFiring,
    status: FiringStatus,
    code: string,
    reason: string,
    nextStep: string | null,
  ): Promise<void> {
    await tx.query(
      `UPDATE schedule_firings SET status = $3, code = $4, reason = $5, next_step = $6, decided_at = $7
        WHERE organisation_id = $1 AND id = $2`,
      [tx.scope.organisationId, id, status, code, reason, nextStep, this.clock.now()],
    );
  }

  // The same due time is written down once, whoever comes second.
  private async insert(
    tx: Tx,
    schedule: ScheduleEntity,
    dueAt: Date,
    standsFor: number,
    status: FiringStatus,
    code: string | null,
    reason: string | null,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO schedule_firings (id, organisation_id, schedule_id, due_at, stands_for, status, code, reason, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (schedule_id, due_at) DO NOTHING`,
      [
        newId<FiringId>(now.getTime()),
        schedule.organisationId,
        schedule.id,
        dueAt,
        standsFor,
        status,
        code,
        reason,
        now,
      ],
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, newId, type RunId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import type { FiringStatus } from '../../domain/schedule.js';
import type { ScheduleEntity, ScheduleId } from '../../persistence/schedule.entity.js';
import { keptRefusal } from '../../start-run/kept-refusal.js';
import type { RunRefusedAnswer } from '../../start-run/run-refusal.js';

type FiringId = Id<'schedule-firing'>;

/** A due time that has not got its run yet. */
export interface WaitingFiring {
  readonly id: FiringId;
  readonly dueAt: Date;
  readonly code: string | null;
}

/** A due time as it is written down. */
interface NewFiring {
  readonly dueAt: Date;
  readonly standsFor: number;
  readonly status: FiringStatus;
  readonly code?: string;
  readonly reason?: string;
  readonly byHand?: boolean;
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
    await this.insert(tx, schedule, { dueAt, standsFor: 1, status: 'waiting' });
  }

  /** A time that its owner chose: this moment. */
  async waitByHand(tx: Tx, schedule: ScheduleEntity): Promise<void> {
    await this.insert(tx, schedule, { dueAt: this.clock.now(), standsFor: 1, status: 'waiting', byHand: true });
  }

  async skip(
    tx: Tx,
    schedule: ScheduleEntity,
    dueAt: Date,
    standsFor: number,
    code: string,
    reason: string,
  ): Promise<void> {
    await this.insert(tx, schedule, { dueAt, standsFor, status: 'skipped', code, reason });
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
    if (firing.code !== code) await this.settle(tx, firing, 'waiting', code, reason);
  }

  async settle(tx: Tx, { id }: WaitingFiring, status: FiringStatus, code: string, reason: string): Promise<void> {
    await tx.query(
      `UPDATE schedule_firings SET status = $3, code = $4, reason = $5, next_step = NULL, decided_at = $6
        WHERE organisation_id = $1 AND id = $2`,
      [tx.scope.organisationId, id, status, code, reason, this.clock.now()],
    );
  }

  /** No run for it: what was said is kept, with the rule and what may be asked for. */
  async refused(tx: Tx, { id }: WaitingFiring, refused: RunRefusedAnswer): Promise<void> {
    const { code, message, nextStep } = refused;
    const kept = keptRefusal(refused);
    await tx.query(
      `UPDATE schedule_firings
          SET status = 'refused', code = $3, reason = $4, next_step = $5, decided_at = $6, refusal = $7
        WHERE organisation_id = $1 AND id = $2`,
      [
        ...[tx.scope.organisationId, id, code, message, nextStep, this.clock.now()],
        kept === null ? null : JSON.stringify(kept),
      ],
    );
  }

  // The same due time is written down once, whoever comes second.
  private async insert(tx: Tx, { id, organisationId }: ScheduleEntity, firing: NewFiring): Promise<void> {
    const { dueAt, standsFor, status, code = null, reason = null, byHand = false } = firing;
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO schedule_firings (id, organisation_id, schedule_id, due_at, stands_for, status, code, reason, decided_at, by_hand)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (schedule_id, due_at) DO NOTHING`,
      [newId<FiringId>(now.getTime()), organisationId, id, dueAt, standsFor, status, code, reason, now, byHand],
    );
  }
}

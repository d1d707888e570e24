import { Inject, Injectable } from '@nestjs/common';
import type { Clock, RunId, StepId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { LEASE } from '../engine/lease.js';

/** A write of which nobody knows whether it happened. */
export interface LostCall {
  readonly runId: RunId;
  readonly stepId: StepId;
  readonly title: string;
}

interface Row {
  readonly run_id: RunId;
  readonly id: StepId;
  readonly title: string;
}

/** While it lives, a worker writes down what became of its call within a moment of the run's end; after two leases it is dead. */
const SILENCE_MS = 2 * LEASE.lengthMs;

/**
 * Finds the writes whose answer was lost: those that say so, and those whose worker died when the run had ended already, so that
 * nobody came to say it.
 */
@Injectable()
export class LostCallsQuery {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** The runs that made such calls, those that wait soonest first. */
  async runIds(tx: Tx, limit: number): Promise<readonly RunId[]> {
    const rows = await tx.query<{ id: RunId }>(
      `SELECT r.id FROM runs r WHERE r.organisation_id = $1 AND r.id IN (${LOST_STEPS})
        ORDER BY r.ended_at DESC NULLS FIRST, r.id DESC LIMIT $3`,
      [...this.parameters(tx), limit],
    );
    return rows.map((row) => row.id);
  }

  /** The calls themselves, in the order in which they were made. */
  async ofRuns(tx: Tx, runIds: readonly RunId[]): Promise<readonly LostCall[]> {
    if (runIds.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT s.run_id, s.id, s.title FROM run_steps s
        WHERE s.organisation_id = $1 AND s.run_id = ANY($3)
          AND (s.status = 'unknown' OR (${IN_FLIGHT} AND EXISTS (${SILENT_RUNS}))) ORDER BY s.seq`,
      [...this.parameters(tx), runIds],
    );
    return rows.map(({ run_id: runId, id: stepId, title }) => ({ runId, stepId, title }));
  }

  private parameters(tx: Tx): readonly unknown[] {
    return [tx.scope.organisationId, new Date(this.clock.now().getTime() - SILENCE_MS)];
  }
}

/** As the partial index has it. A step that stands for a called run is no write. */
const IN_FLIGHT = `s.kind = 'tool' AND s.status = 'intended' AND NOT s.repeatable AND s.child_run_id IS NULL`;
const SILENT_RUNS = `SELECT e.id FROM runs e WHERE e.organisation_id = $1 AND e.id = s.run_id AND e.ended_at < $2`;
const LOST_STEPS = `
  SELECT s.run_id FROM run_steps s WHERE s.organisation_id = $1 AND s.status = 'unknown'
  UNION
  SELECT s.run_id FROM run_steps s WHERE s.organisation_id = $1 AND ${IN_FLIGHT} AND EXISTS (${SILENT_RUNS})`;

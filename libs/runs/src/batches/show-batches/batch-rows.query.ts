import { Injectable } from '@nestjs/common';
import type { JsonObject, RunId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { BATCH_ROW_STATES, type BatchRowState } from '../../domain/batch.js';
import type { RunFailure } from '../../domain/run-failure.js';
import type { RunStatus, RunWait } from '../../domain/run.js';
import type { CellFault } from '../../domain/tables/table-columns.js';
import type { BatchEntity } from '../../persistence/batch.entity.js';

/** A row with what became of it, up to this moment. */
export interface ShownRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly faults: readonly CellFault[] | null;
  readonly state: BatchRowState;
  readonly inputs: JsonObject | null;
  readonly refusal: string | null;
  readonly attempt: number;
  readonly runId: RunId | null;
  readonly runStatus: RunStatus | null;
  readonly waitingFor: RunWait | null;
  readonly outputText: string | null;
  readonly output: JsonObject | null;
  readonly failure: RunFailure | null;
  readonly costMicros: number | null;
}

/** What a list of rows is narrowed to. `waitingForPeople` is a part of those that are under way. */
export const ROW_FILTERS = ['all', 'faulty', 'waiting', 'underWay', 'waitingForPeople', 'succeeded', 'failed'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

export interface BatchCounts {
  readonly byState: Readonly<Record<BatchRowState, number>>;
  readonly waitingForPeople: number;
  readonly costMicros: number;
}

// A run that ended and was not noted yet is shown as what it is.
const PRESENT = `CASE WHEN b.state = 'started' AND r.ended_at IS NOT NULL THEN r.status ELSE b.state END`;
const CONDITIONS: Readonly<Record<RowFilter, string>> = {
  all: 'true',
  faulty: `b.state = 'faulty'`,
  waiting: `b.state = 'waiting'`,
  underWay: `b.state = 'started' AND r.ended_at IS NULL`,
  waitingForPeople: `b.state = 'started' AND r.waiting_for <> 'call'`,
  succeeded: `${PRESENT} = 'succeeded'`,
  failed: `${PRESENT} IN ('failed', 'stopped', 'cancelled', 'refused')`,
};

/** The rows of a batch with their results, a page at a time. The caller has asked whether they may be seen. */
@Injectable()
export class BatchRowsQuery {
  async page(tx: Tx, batch: BatchEntity, filter: RowFilter, after: number, limit: number): Promise<ShownRow[]> {
    return tx.query<ShownRow>(
      `SELECT b.number, b.cells, b.faults, ${PRESENT} AS state, b.inputs, b.refusal, b.attempt, b.run_id AS "runId",
              r.status AS "runStatus", r.waiting_for AS "waitingFor", r.output_text AS "outputText", r.output, r.failure,
              r.cost_micros::float8 AS "costMicros"
         FROM batch_rows b LEFT JOIN runs r ON r.id = b.run_id
        WHERE b.organisation_id = $1 AND b.batch_id = $2 AND b.number > $3 AND ${CONDITIONS[filter]}
        ORDER BY b.number LIMIT $4`,
      [tx.scope.organisationId, batch.id, after, limit],
    );
  }

  async count(tx: Tx, batch: BatchEntity, filter: RowFilter): Promise<number> {
    const [found] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM batch_rows b LEFT JOIN runs r ON r.id = b.run_id
        WHERE b.organisation_id = $1 AND b.batch_id = $2 AND ${CONDITIONS[filter]}`,
      [tx.scope.organisationId, batch.id],
    );
    return found?.count ?? 0;
  }

  async counts(tx: Tx, batch: BatchEntity): Promise<BatchCounts> {
    const found = await tx.query<{ state: BatchRowState; count: number; people: number; cost: number }>(
      `SELECT ${PRESENT} AS state, count(*)::int AS count, count(*) FILTER (WHERE r.waiting_for <> 'call')::int AS people,
              coalesce(sum(r.cost_micros), 0)::float8 AS cost
         FROM batch_rows b LEFT JOIN runs r ON r.id = b.run_id
        WHERE b.organisation_id = $1 AND b.batch_id = $2 GROUP BY 1`,
      [tx.scope.organisationId, batch.id],
    );
    const of = (state: BatchRowState) => found.find((one) => one.state === state)?.count ?? 0;
    return {
      byState: Object.fromEntries(BATCH_ROW_STATES.map((state) => [state, of(state)])) as Record<BatchRowState, number>,
      waitingForPeople: found.reduce((sum, one) => sum + one.people, 0),
      costMicros: found.reduce((sum, one) => sum + one.cost, 0),
    };
  }
}

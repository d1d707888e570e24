import { Injectable } from '@nestjs/common';
import type { PersonId, RunId, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { Outcome } from '../domain/minutes-saved.js';
import type { EndedRun } from '../domain/time-entry.js';

/** A run as savings sees it: the facts that decide whether and how its minutes count. */
export interface RunFacts extends Omit<EndedRun, 'status' | 'endedAt'> {
  readonly status: string;
  readonly endedAt: Date | null;
  /** What its person said about a run recorded by hand. */
  readonly outcome: Outcome | null;
  /** The run that this one repeats. */
  readonly retryOfId: RunId | null;
}

interface RunRow {
  readonly id: RunId;
  readonly workflow_id: WorkflowId;
  readonly actor_id: PersonId;
  readonly parent_run_id: RunId | null;
  readonly retry_of_id: RunId | null;
  readonly retried: boolean;
  readonly mode: RunFacts['mode'];
  readonly trigger: string;
  readonly purpose: RunFacts['purpose'];
  readonly status: string;
  readonly outcome: Outcome | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

const COLUMNS = `r.id, r.workflow_id, r.actor_id, r.parent_run_id, r.retry_of_id, r.mode, r.trigger, r.purpose, r.status, r.outcome,
  r.created_at, r.started_at, r.ended_at,
  EXISTS (SELECT FROM runs t WHERE t.retry_of_id = r.id AND t.status IN ('succeeded', 'failed', 'stopped')) AS retried`;
const UNATTENDED_TRIGGERS: ReadonlySet<string> = new Set(['schedule', 'webhook']);

/** Reads the runs table of the library below for the time ledger: facts only, never what a run said or did. */
@Injectable()
export class EndedRunsQuery {
  async find(tx: Tx, id: RunId): Promise<RunFacts | null> {
    const [run] = await this.findMany(tx, [id]);
    return run ?? null;
  }

  async findMany(tx: Tx, ids: readonly RunId[]): Promise<RunFacts[]> {
    const [only] = ids;
    // Mostly it is one, for which the database keeps its plan.
    const rows = await tx.query<RunRow>(
      `SELECT ${COLUMNS} FROM runs r WHERE r.organisation_id = $1 AND r.id = ${ids.length === 1 ? '$2' : 'ANY($2)'}`,
      [tx.scope.organisationId, ids.length === 1 ? only : ids],
    );
    return rows.map(factsOf);
  }

  /** Runs of a workflow that count but have no line in the ledger yet: they ended before it had a baseline. */
  async withoutEntry(tx: Tx, workflowId: WorkflowId, limit: number): Promise<RunId[]> {
    const rows = await tx.query<{ id: RunId }>(
      `SELECT r.id FROM runs r
        WHERE r.organisation_id = $1 AND r.workflow_id = $2 AND r.status = 'succeeded' AND r.mode <> 'practice'
          AND r.purpose = 'work' AND r.parent_run_id IS NULL
          AND NOT EXISTS (SELECT FROM time_entries e WHERE e.run_id = r.id)
        ORDER BY r.created_at LIMIT $3`,
      [tx.scope.organisationId, workflowId, limit],
    );
    return rows.map((row) => row.id);
  }
}

/** The run as an ended one; null while it is still at work. */
export function endedRun(run: RunFacts): EndedRun | null {
  const { status, endedAt } = run;
  if (endedAt === null) return null;
  if (status !== 'succeeded' && status !== 'failed' && status !== 'stopped' && status !== 'cancelled') return null;
  return { ...run, status, endedAt };
}

function factsOf(row: RunRow): RunFacts {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    actorId: row.actor_id,
    parentRunId: row.parent_run_id,
    retryOfId: row.retry_of_id,
    retried: row.retried,
    mode: row.mode,
    purpose: row.purpose,
    unattended: UNATTENDED_TRIGGERS.has(row.trigger),
    status: row.status,
    outcome: row.outcome,
    beganAt: row.started_at ?? row.created_at,
    endedAt: row.ended_at,
  };
}

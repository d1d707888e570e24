import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Clock, newId, notFound, type RunId, type TimeEntryId, type WorkflowId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { alreadyCorrected } from '../domain/savings.errors.js';
import type { TimeEntry, TimeLine } from '../domain/time-entry.js';
import { BaselineEntity } from './baseline.entity.js';
import { TimeEntryEntity } from './time-entry.entity.js';

/** How many earlier confirmations the offered minutes rest on. */
const RECENT_CONFIRMATIONS = 20;

/** A line of the ledger, and whether a later one took its place. */
export interface LedgerPlace {
  readonly entry: TimeEntry;
  readonly corrected: boolean;
}

/** Reads and appends lines of the time ledger. There is no way to change one. */
@Injectable()
export class TimeLedger {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Puts the writers of one run's account in order until the transaction ends. */
  async lockRun(tx: Tx, runId: RunId): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`time ledger ${runId}`]);
  }

  /** The line of a run that counts: the one that no later line corrects. Null while the run has none. */
  async findCounting(tx: Tx, runId: RunId): Promise<TimeEntry | null> {
    return (await this.countingOf(tx, [runId])).get(runId) ?? null;
  }

  /** The lines that count of several runs; a run without one is left out. */
  async countingOf(tx: Tx, runIds: readonly RunId[]): Promise<Map<RunId, TimeEntry>> {
    if (runIds.length === 0) return new Map();
    const lines = await tx.manager.findBy(TimeEntryEntity, { ...tx.scope, runId: In([...runIds]) });
    const corrected = new Set(lines.map((line) => line.correctsId));
    return new Map(lines.filter((line) => !corrected.has(line.id)).map((line) => [line.runId, toEntry(line)]));
  }

  /** @throws AppError NOT_FOUND */
  async get(tx: Tx, id: TimeEntryId): Promise<LedgerPlace> {
    const line = await tx.manager.findOneBy(TimeEntryEntity, { ...tx.scope, id });
    if (!line) throw notFound('time entry');
    const corrected = await tx.manager.existsBy(TimeEntryEntity, { ...tx.scope, correctsId: line.id });
    return { entry: toEntry(line), corrected };
  }

  /** @throws AppError TIME_ENTRY_ALREADY_CORRECTED when another writer corrected the same line first. */
  async append(tx: Tx, line: TimeLine): Promise<TimeEntry> {
    const recordedAt = this.clock.now();
    const id = newId<TimeEntryId>(recordedAt.getTime());
    const { corrects, ...said } = line;
    const inserted = await tx.query<{ id: string }>(
      `INSERT INTO time_entries (id, organisation_id, run_id, workflow_id, person_id, confirmed_by_id, baseline_id,
         baseline_minutes, human_minutes, measured_human_seconds, saved_minutes, grade, outcome, failed, unattended, sampled,
         at, recorded_at, corrects_id, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        id,
        tx.scope.organisationId,
        said.runId,
        said.workflowId,
        said.personId,
        said.confirmedById,
        said.baselineId,
        said.baselineMinutes,
        said.humanMinutes,
        said.measuredHumanSeconds,
        said.savedMinutes,
        said.grade,
        said.outcome,
        said.failed,
        said.unattended,
        said.sampled,
        said.at,
        recordedAt,
        corrects,
        said.note,
      ],
    );
    if (inserted.length === 0) throw alreadyCorrected();
    return { ...line, id, recordedAt };
  }

  /** The human minutes that people confirmed last for each workflow, newest first: what the next offer rests on. */
  async recentHumanMinutes(tx: Tx, workflowIds: readonly WorkflowId[]): Promise<Map<WorkflowId, number[]>> {
    const rows = await tx.query<{ workflow_id: WorkflowId; minutes: number[] }>(
      `SELECT w.id AS workflow_id, array_agg(recent.human_minutes) AS minutes
         FROM unnest($2::uuid[]) AS w(id) CROSS JOIN LATERAL (
           SELECT e.human_minutes FROM time_entries e
            WHERE e.organisation_id = $1 AND e.workflow_id = w.id AND e.confirmed_by_id IS NOT NULL AND NOT e.failed
              AND NOT EXISTS (SELECT FROM time_entries c WHERE c.corrects_id = e.id)
            ORDER BY e.at DESC LIMIT ${RECENT_CONFIRMATIONS}
         ) AS recent GROUP BY w.id`,
      [tx.scope.organisationId, workflowIds],
    );
    return new Map(rows.map((row) => [row.workflow_id, row.minutes]));
  }

  /** Every baseline of a workflow, oldest first. */
  async baselines(tx: Tx, workflowId: WorkflowId): Promise<BaselineEntity[]> {
    return (await this.baselinesOf(tx, [workflowId])).get(workflowId) ?? [];
  }

  /** Every baseline of several workflows, oldest first; a workflow without one is left out. */
  async baselinesOf(tx: Tx, workflowIds: readonly WorkflowId[]): Promise<Map<WorkflowId, BaselineEntity[]>> {
    if (workflowIds.length === 0) return new Map();
    const rows = await tx.manager.find(BaselineEntity, {
      where: { ...tx.scope, workflowId: In([...workflowIds]) },
      order: { validFrom: 'ASC' },
    });
    const found = new Map<WorkflowId, BaselineEntity[]>();
    for (const row of rows) found.set(row.workflowId, [...(found.get(row.workflowId) ?? []), row]);
    return found;
  }
}

/** A row as the rules see it. */
export function toEntry(row: TimeEntryEntity): TimeEntry {
  const { organisationId: _organisationId, correctsId, ...rest } = row;
  return { ...rest, corrects: correctsId };
}

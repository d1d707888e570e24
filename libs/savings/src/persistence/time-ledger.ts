import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId, notFound, type RunId, type TimeEntryId, type WorkflowId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import type { DatedBaseline } from '../domain/baseline.js';
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

  /** The newest line of a run; corrected only when a retry replaced the run. Null when it has none. */
  async findNewest(tx: Tx, runId: RunId): Promise<LedgerPlace | null> {
    const lines = await tx.manager.findBy(TimeEntryEntity, { ...tx.scope, runId });
    if (lines.length === 0) return null;
    const corrected = await this.correctedAmong(tx, lines);
    const counting = lines.find((line) => !corrected.has(line.id));
    if (counting) return { entry: toEntry(counting), corrected: false };
    const named = new Set(lines.map((line) => line.correctsId));
    const last = lines.find((line) => !named.has(line.id)) ?? lines[0];
    return last ? { entry: toEntry(last), corrected: true } : null;
  }

  /** @throws AppError NOT_FOUND */
  async get(tx: Tx, id: TimeEntryId): Promise<LedgerPlace> {
    const line = await tx.manager.findOneBy(TimeEntryEntity, { ...tx.scope, id });
    if (!line) throw notFound('time entry');
    const corrected = await this.correctedAmong(tx, [line]);
    return { entry: toEntry(line), corrected: corrected.has(line.id) };
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

  /** The human minutes that people confirmed last for a workflow, newest first: what the next offer rests on. */
  async recentHumanMinutes(tx: Tx, workflowId: WorkflowId): Promise<number[]> {
    const rows = await tx.query<{ human_minutes: number }>(
      `SELECT e.human_minutes FROM time_entries e
        WHERE e.organisation_id = $1 AND e.workflow_id = $2 AND e.confirmed_by_id IS NOT NULL AND NOT e.failed
          AND NOT EXISTS (SELECT FROM time_entries c WHERE c.corrects_id = e.id)
        ORDER BY e.at DESC LIMIT ${RECENT_CONFIRMATIONS}`,
      [tx.scope.organisationId, workflowId],
    );
    return rows.map((row) => row.human_minutes);
  }

  /** Every baseline of a workflow, oldest first. */
  async baselines(tx: Tx, workflowId: WorkflowId): Promise<(DatedBaseline & BaselineEntity)[]> {
    return tx.manager.find(BaselineEntity, { where: { ...tx.scope, workflowId }, order: { validFrom: 'ASC' } });
  }

  private async correctedAmong(tx: Tx, lines: readonly TimeEntryEntity[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ corrects_id: string }>(
      `SELECT corrects_id FROM time_entries WHERE organisation_id = $1 AND corrects_id = ANY($2)`,
      [tx.scope.organisationId, lines.map((line) => line.id)],
    );
    return new Set(rows.map((row) => row.corrects_id));
  }
}

/** A row as the rules see it. */
export function toEntry(row: TimeEntryEntity): TimeEntry {
  const { organisationId: _organisationId, correctsId, ...rest } = row;
  return { ...rest, corrects: correctsId };
}

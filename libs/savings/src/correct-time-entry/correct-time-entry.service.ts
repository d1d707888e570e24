import { Injectable } from '@nestjs/common';
import { InputFaults, isId, notFound, type TimeEntryId } from '@groundswell/kernel';
import { type Actor, Database, Outbox } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { MOST_HUMAN_MINUTES } from '../domain/human-minutes.js';
import { whyNotCounted } from '../domain/minutes-saved.js';
import { alreadyCorrected, runNotCounted } from '../domain/savings.errors.js';
import { TIME_ENTRY_ADDED } from '../domain/savings.events.js';
import { correctionOf, type TimeEntry } from '../domain/time-entry.js';
import { EndedRunsQuery } from '../persistence/ended-runs.query.js';
import { TimeLedger } from '../persistence/time-ledger.js';

/** Other human minutes for a line of the ledger, and why. */
export interface TimeCorrection {
  readonly entryId: string;
  readonly humanMinutes: number;
  readonly reason: string;
}

/** Corrects a line of the time ledger by a new line that names it. */
@Injectable()
export class CorrectTimeEntryService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly ledger: TimeLedger,
    private readonly runs: EndedRunsQuery,
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
  ) {}

  /** @throws AppError NOT_FOUND, FORBIDDEN, INPUT_INVALID, TIME_ENTRY_ALREADY_CORRECTED or RUN_NOT_COUNTED */
  async correct(actor: Actor, correction: TimeCorrection): Promise<TimeEntry> {
    const faults = new InputFaults();
    const reason = faults.text('reason', correction.reason, { label: 'The reason', max: 500 });
    const humanMinutes = faults.wholeNumber(
      'humanMinutes',
      correction.humanMinutes,
      'The minutes',
      0,
      MOST_HUMAN_MINUTES,
    );
    faults.throwIfAny();
    if (!isId(correction.entryId)) throw notFound('time entry');
    return this.database.transaction(actor.organisationId, async (tx) => {
      const { entry: old, corrected } = await this.ledger.get(tx, correction.entryId as TimeEntryId);
      const subject = { type: 'time-entry', organisationId: actor.organisationId, personId: old.personId };
      if (!this.permissions.can(actor, 'time-entry.read', subject)) throw notFound('time entry');
      this.permissions.require(actor, 'time-entry.correct', subject);
      if (corrected) throw alreadyCorrected();
      const run = await this.runs.find(tx, old.runId);
      const why = run === null ? null : whyNotCounted(run);
      if (why !== null) throw runNotCounted(why);
      const entry = await this.ledger.append(tx, correctionOf(old, { by: actor.personId, humanMinutes, reason }));
      await this.outbox.publish(tx, {
        type: TIME_ENTRY_ADDED,
        organisationId: actor.organisationId,
        payload: { entryId: entry.id, runId: entry.runId, workflowId: entry.workflowId },
      });
      await this.audit.record(tx, {
        actor,
        action: 'time-entry.corrected',
        subject: { type: 'time-entry', id: entry.id },
        details: {
          corrects: old.id,
          humanMinutesBefore: old.humanMinutes,
          humanMinutes: entry.humanMinutes,
          savedMinutes: entry.savedMinutes,
          reason,
        },
        links: { runId: entry.runId, workflowId: entry.workflowId },
      });
      return entry;
    });
  }
}

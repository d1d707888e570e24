import { Injectable } from '@nestjs/common';
import { invalidInput, isId, notFound, type RunId } from '@groundswell/kernel';
import { type Actor, Database, Outbox, type Tx } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { RunOutcomes } from '@groundswell/runs';
import { baselineInForce } from '../domain/baseline.js';
import { humanTimeFaults } from '../domain/human-minutes.js';
import { type Outcome, whyNotCounted } from '../domain/minutes-saved.js';
import { baselineMissing, failedRunNotUseful, runNotCounted, runNotFinished } from '../domain/savings.errors.js';
import { TIME_ENTRY_ADDED } from '../domain/savings.events.js';
import { confirmedLine, type EndedRun, hasFailed, saysTheSame, type TimeEntry } from '../domain/time-entry.js';
import { endedRun, EndedRunsQuery } from '../persistence/ended-runs.query.js';
import { TimeLedger } from '../persistence/time-ledger.js';

/** The outcome and the minutes of a run, in one tap. */
export interface RunConfirmationInput {
  readonly runId: string;
  readonly outcome: Outcome;
  readonly humanMinutes: number;
  /** What the page measured; leave it out where nothing measured. */
  readonly measuredHumanSeconds?: number | null;
}

/** Writes what a person says about a run into the time ledger. The same said twice is one line. */
@Injectable()
export class ConfirmRunService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly runs: EndedRunsQuery,
    private readonly ledger: TimeLedger,
    private readonly outcomes: RunOutcomes,
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @throws AppError NOT_FOUND, FORBIDDEN, INPUT_INVALID, RUN_NOT_COUNTED (practice runs count nowhere), RUN_NOT_FINISHED,
   *   RUN_FAILED (praise for a run without output), BASELINE_MISSING or TIME_ENTRY_ALREADY_CORRECTED
   */
  async confirm(actor: Actor, input: RunConfirmationInput): Promise<TimeEntry> {
    const measuredHumanSeconds = input.measuredHumanSeconds ?? null;
    const faults = humanTimeFaults(input.humanMinutes, measuredHumanSeconds);
    if (faults.length > 0) throw invalidInput(faults);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const run = await this.getConfirmable(tx, actor, input);
      const known = await this.ledger.findCounting(tx, run.id);
      const baseline = baselineInForce(await this.ledger.baselines(tx, run.workflowId), run.beganAt);
      if (baseline === null && input.outcome !== 'rejected') throw baselineMissing();
      const said = {
        by: actor.personId,
        outcome: input.outcome,
        humanMinutes: input.humanMinutes,
        measuredHumanSeconds,
      };
      const line = confirmedLine(run, baseline, said, known?.id ?? null);
      if (known?.confirmedById && saysTheSame(known, line)) return known;
      const entry = await this.ledger.append(tx, line);
      await this.outcomes.note(tx, run.id, input.outcome);
      await this.outbox.publish(tx, {
        type: TIME_ENTRY_ADDED,
        organisationId: actor.organisationId,
        payload: { entryId: entry.id, runId: run.id, workflowId: run.workflowId },
      });
      await this.audit.record(tx, {
        actor,
        action: 'run.confirmed',
        subject: { type: 'time-entry', id: entry.id },
        details: {
          outcome: entry.outcome,
          humanMinutes: entry.humanMinutes,
          savedMinutes: entry.savedMinutes,
          grade: entry.grade,
          corrects: entry.corrects,
        },
        links: { runId: run.id, workflowId: run.workflowId },
      });
      return entry;
    });
  }

  private async getConfirmable(tx: Tx, actor: Actor, input: RunConfirmationInput): Promise<EndedRun> {
    if (!isId(input.runId)) throw notFound('run');
    // First the lock: whether a retry took the run's place must still be true when the line is written.
    await this.ledger.lockRun(tx, input.runId as RunId);
    const run = await this.runs.find(tx, input.runId as RunId);
    if (!run) throw notFound('run');
    const subject = { type: 'run', organisationId: actor.organisationId, actorId: run.actorId };
    if (!this.permissions.can(actor, 'run.read', subject)) throw notFound('run');
    this.permissions.require(actor, 'run.confirm', subject);
    const why = whyNotCounted(run);
    if (why !== null) throw runNotCounted(why);
    const ended = endedRun(run);
    if (ended === null) throw runNotFinished();
    if (hasFailed(ended) && input.outcome !== 'rejected') throw failedRunNotUseful();
    return ended;
  }
}

import { Injectable } from '@nestjs/common';
import type { OrganisationId, RunId, WorkflowId } from '@groundswell/kernel';
import { Database, Outbox, type Tx } from '@groundswell/platform';
import { baselineInForce, type DatedBaseline } from '../domain/baseline.js';
import { type HumanTimeClues, likelyHumanMinutes } from '../domain/human-minutes.js';
import { type Outcome, whyNotCounted } from '../domain/minutes-saved.js';
import { TIME_ENTRY_ADDED } from '../domain/savings.events.js';
import {
  confirmedLine,
  type EndedRun,
  estimatedLine,
  hasFailed,
  replacedLine,
  type TimeEntry,
  type TimeLine,
} from '../domain/time-entry.js';
import { endedRun, EndedRunsQuery, type RunFacts } from '../persistence/ended-runs.query.js';
import { TimeLedger } from '../persistence/time-ledger.js';
import { WaitingMinutes } from '../persistence/waiting-minutes.js';

/** Runs taken up at once when a workflow gets its first baseline. */
const CATCH_UP = 500;

/** What a person said about a run when recording it by hand. */
interface Recorded {
  readonly outcome: Outcome;
  readonly humanMinutes: number;
}

/** Begins the account of a run that has ended: an estimate until somebody looks, or what was said when it was recorded. */
@Injectable()
export class EstimateRunService {
  constructor(
    private readonly database: Database,
    private readonly runs: EndedRunsQuery,
    private readonly ledger: TimeLedger,
    private readonly waiting: WaitingMinutes,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Writes the first line of a run, unless it has one, counts nowhere, was cancelled, or cannot be counted yet because its
   * workflow has no baseline. Safe to repeat.
   * @param recordedHumanMinutes what the person said who recorded the run by hand.
   */
  async begin(
    organisationId: OrganisationId,
    runId: RunId,
    recordedHumanMinutes: number | null = null,
  ): Promise<TimeEntry | null> {
    return this.database.transaction(organisationId, async (tx) => {
      const facts = await this.runs.find(tx, runId);
      if (facts === null || whyNotCounted(facts) !== null) return null;
      const run = endedRun(facts);
      if (run === null || run.status === 'cancelled') return null;
      if (facts.retryOfId !== null) await this.replace(tx, facts.retryOfId);
      await this.ledger.lockRun(tx, run.id);
      if ((await this.ledger.findCounting(tx, run.id)) !== null) return null;
      const recorded = await this.recorded(tx, facts, recordedHumanMinutes);
      const baseline = baselineInForce(await this.ledger.baselines(tx, run.workflowId), run.beganAt);
      if (baseline === null && savesTime(run, recorded)) {
        if (recorded) await this.waiting.keep(tx, run, recorded.humanMinutes);
        return null;
      }
      const entry = await this.append(tx, await this.firstLine(tx, run, baseline, recorded));
      await this.waiting.forget(tx, run.id);
      return entry;
    });
  }

  /** Begins the accounts of runs that ended before their workflow had a baseline. */
  async catchUp(organisationId: OrganisationId, workflowId: WorkflowId): Promise<void> {
    for (;;) {
      const runIds = await this.database.transaction(organisationId, (tx) =>
        this.runs.withoutEntry(tx, workflowId, CATCH_UP),
      );
      let begun = 0;
      for (const runId of runIds) {
        if ((await this.begin(organisationId, runId)) !== null) begun++;
      }
      if (begun === 0) return;
    }
  }

  /** The human minutes to offer for each run; one whose minutes count nowhere, or that is still at work, is left out. */
  async suggestions(tx: Tx, runs: readonly RunFacts[]): Promise<Map<RunId, number>> {
    const ended = runs.filter((facts) => whyNotCounted(facts) === null).flatMap((facts) => endedRun(facts) ?? []);
    const before = await this.ledger.recentHumanMinutes(tx, [...new Set(ended.map((run) => run.workflowId))]);
    return new Map(ended.map((run) => [run.id, likelyHumanMinutes(cluesOf(run, before))]));
  }

  /** Takes a run that was tried again out of the account: a retry replaces it, it does not add. */
  private async replace(tx: Tx, retriedId: RunId): Promise<void> {
    await this.ledger.lockRun(tx, retriedId);
    const counting = await this.ledger.findCounting(tx, retriedId);
    if (counting === null) return;
    const line = replacedLine(counting);
    if (counting.savedMinutes !== line.savedMinutes || counting.humanMinutes !== line.humanMinutes) {
      await this.append(tx, line);
    }
  }

  private async append(tx: Tx, line: TimeLine): Promise<TimeEntry> {
    const entry = await this.ledger.append(tx, line);
    await this.outbox.publish(tx, {
      type: TIME_ENTRY_ADDED,
      organisationId: tx.scope.organisationId,
      payload: { entryId: entry.id, runId: entry.runId, workflowId: entry.workflowId },
    });
    return entry;
  }

  private async recorded(tx: Tx, facts: RunFacts, given: number | null): Promise<Recorded | null> {
    if (facts.mode !== 'recorded' || facts.outcome === null) return null;
    const humanMinutes = given ?? (await this.waiting.find(tx, facts.id));
    return humanMinutes === null ? null : { outcome: facts.outcome, humanMinutes };
  }

  private async firstLine(
    tx: Tx,
    run: EndedRun,
    baseline: DatedBaseline | null,
    recorded: Recorded | null,
  ): Promise<TimeLine> {
    if (recorded)
      return confirmedLine(run, baseline, { ...recorded, by: run.actorId, measuredHumanSeconds: null }, null);
    const before = await this.ledger.recentHumanMinutes(tx, [run.workflowId]);
    return estimatedLine(run, baseline, cluesOf(run, before), null);
  }
}

function cluesOf(run: EndedRun, before: ReadonlyMap<WorkflowId, readonly number[]>): HumanTimeClues {
  return {
    unattended: run.unattended,
    durationMs: run.endedAt.getTime() - run.beganAt.getTime(),
    confirmedBefore: before.get(run.workflowId) ?? [],
  };
}

function savesTime(run: EndedRun, recorded: Recorded | null): boolean {
  return !hasFailed(run) && recorded?.outcome !== 'rejected';
}

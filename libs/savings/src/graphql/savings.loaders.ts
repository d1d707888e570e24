import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { RunId, WorkflowId } from '@groundswell/kernel';
import { Database, notSignedIn, type RequestContext, requestLoader, type Tx } from '@groundswell/platform';
import type { TimeEntry } from '../domain/time-entry.js';
import { EstimateRunService } from '../estimate-run/estimate-run.service.js';
import type { BaselineEntity } from '../persistence/baseline.entity.js';
import { EndedRunsQuery } from '../persistence/ended-runs.query.js';
import { TimeLedger } from '../persistence/time-ledger.js';

const BASELINE = Symbol('baseline of workflow');
const ENTRY = Symbol('time entry of run');
const SUGGESTION = Symbol('suggested minutes of run');

/** What savings adds to workflows and runs of a request, fetched in batches. */
@Injectable()
export class SavingsLoaders {
  constructor(
    private readonly database: Database,
    private readonly ledger: TimeLedger,
    private readonly runs: EndedRunsQuery,
    private readonly estimates: EstimateRunService,
  ) {}

  /** The baseline that holds for a workflow now; null when nobody has set one. */
  baseline(context: RequestContext, workflowId: string): Promise<BaselineEntity | null> {
    return this.loader<string, BaselineEntity | null>(context, BASELINE, async (tx, ids) => {
      const found = await this.ledger.baselinesOf(tx, ids as WorkflowId[]);
      return ids.map((id) => found.get(id as WorkflowId)?.at(-1) ?? null);
    }).load(workflowId);
  }

  /** The line of the ledger that counts for a run; null when there is none. */
  timeEntry(context: RequestContext, runId: string): Promise<TimeEntry | null> {
    return this.loader<string, TimeEntry | null>(context, ENTRY, async (tx, ids) => {
      const found = await this.ledger.countingOf(tx, ids as RunId[]);
      return ids.map((id) => found.get(id as RunId) ?? null);
    }).load(runId);
  }

  /** The human minutes to offer for a run; null when its minutes count nowhere or it is still at work. */
  suggestedHumanMinutes(context: RequestContext, runId: string): Promise<number | null> {
    return this.loader<string, number | null>(context, SUGGESTION, async (tx, ids) => {
      const facts = await this.runs.findMany(tx, ids as RunId[]);
      const offered = await this.estimates.suggestions(tx, facts);
      return ids.map((id) => offered.get(id as RunId) ?? null);
    }).load(runId);
  }

  private loader<K, V>(
    context: RequestContext,
    key: symbol,
    batch: (tx: Tx, ids: readonly K[]) => Promise<readonly V[]>,
  ): DataLoader<K, V> {
    const { actor } = context;
    if (!actor) throw notSignedIn();
    return requestLoader(
      context,
      key,
      () =>
        new DataLoader<K, V>((ids) => this.database.transaction(actor.organisationId, (tx) => batch(tx, ids)), {
          maxBatchSize: 500,
        }),
    );
  }
}

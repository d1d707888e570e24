import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { RunId, WorkflowId } from '@groundswell/kernel';
import { Database, notSignedIn, requestLoader, type Actor, type RequestContext, type Tx } from '@groundswell/platform';
import { LostCallsQuery, type LostCall } from '../find-lost-calls/lost-calls.query.js';
import type { RunApprovalEntity } from '../persistence/run-approval.entity.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RunCountsQuery } from '../show-runs/run-counts.query.js';

const RUN = Symbol('run');
const STEPS = Symbol('steps of run');
const APPROVAL = Symbol('waiting approval of run');
const LOST = Symbol('lost calls of run');
const RETRY = Symbol('retry of run');
const COUNT = Symbol('runs of workflow');

/** Runs and their parts of a request, fetched in batches. */
@Injectable()
export class RunLoaders {
  constructor(
    private readonly database: Database,
    private readonly repository: RunsRepository,
    private readonly counts: RunCountsQuery,
    private readonly lost: LostCallsQuery,
  ) {}

  /** A run that something mentions; null when it does not exist. Does not ask who wants to know. */
  run(context: RequestContext, id: RunId): Promise<RunSummary | null> {
    return this.loader<RunId, RunSummary | null>(context, RUN, async (tx, ids) => {
      const found = new Map((await this.repository.byIds(tx, ids)).map((run) => [run.id, run]));
      return ids.map((key) => found.get(key) ?? null);
    }).load(id);
  }

  steps(context: RequestContext, runId: RunId): Promise<readonly RunStepEntity[]> {
    return this.loader<RunId, readonly RunStepEntity[]>(context, STEPS, async (tx, ids) => {
      const found = await this.repository.stepsOf(tx, ids);
      return ids.map((key) => found.filter((step) => step.runId === key));
    }).load(runId);
  }

  waitingApproval(context: RequestContext, runId: RunId): Promise<RunApprovalEntity | null> {
    return this.loader<RunId, RunApprovalEntity | null>(context, APPROVAL, async (tx, ids) => {
      const found = await this.repository.waitingApprovals(tx, ids);
      return ids.map((key) => found.find((approval) => approval.runId === key) ?? null);
    }).load(runId);
  }

  /** The writes of a run of which nobody knows whether they happened. */
  lostCalls(context: RequestContext, runId: RunId): Promise<readonly LostCall[]> {
    return this.loader<RunId, readonly LostCall[]>(context, LOST, async (tx, ids) => {
      const found = await this.lost.ofRuns(tx, ids);
      return ids.map((key) => found.filter((call) => call.runId === key));
    }).load(runId);
  }

  /** The run that took the place of this one; null where none did. */
  retryOf(context: RequestContext, runId: RunId): Promise<RunId | null> {
    return this.loader<RunId, RunId | null>(context, RETRY, async (tx, ids) => {
      const found = await this.repository.retriesOf(tx, ids);
      return ids.map((key) => found.get(key) ?? null);
    }).load(runId);
  }

  runCount(context: RequestContext, workflowId: WorkflowId): Promise<number> {
    return this.loader<WorkflowId, number>(context, COUNT, async (tx, ids) => {
      const found = await this.counts.ofWorkflows(tx, ids);
      return ids.map((key) => found.get(key) ?? 0);
    }).load(workflowId);
  }

  private loader<K, V>(
    context: RequestContext,
    key: symbol,
    batch: (tx: Tx, ids: readonly K[]) => Promise<readonly V[]>,
  ): DataLoader<K, V> {
    const actor: Actor | null = context.actor;
    if (actor === null) throw notSignedIn();
    return requestLoader(
      context,
      key,
      () => new DataLoader<K, V>((ids) => this.database.transaction(actor.organisationId, (tx) => batch(tx, ids))),
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  invalidInput,
  newId,
  type Clock,
  type JsonObject,
  type Micros,
  type RunId,
  type WorkflowId,
  type WorkflowVersionId,
} from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { CLOCK, Database, together, type Actor, type Tx } from '@groundswell/platform';
import {
  closureDigest,
  WorkflowLibrary,
  type CalledWorkflow,
  type Runnable,
  type VersionSummary,
} from '@groundswell/workflows';
import { queuedRun } from '../domain/run.js';
import { labelsOfCalled } from '../domain/called-run.js';
import type { RunMode, RunPurpose, RunTrigger } from '../domain/run-kind.js';
import { NO_LABELS, type RunLabels } from '../domain/run-labels.js';
import { RunTransitions } from '../engine/run-transitions.js';
import { drawForReview } from '../review-run/draw-for-review.js';
import { insertRun } from '../persistence/new-run.js';
import type { RunEntity } from '../persistence/run.entity.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { checkIdempotencyKey, findSubmitted, requestDigest } from './idempotency.js';
import { refusalOf, refuse, type RunRefusedAnswer } from './run-refusal.js';
import type { Checked } from './start-checks.js';
import { StartInputs } from './start-inputs.js';
import { StartGate } from './start-gate.js';

/** The run that calls another workflow, and what it allows it. */
export interface CalledBy {
  readonly called: CalledWorkflow;
  readonly parentRunId: RunId;
  /** The workflows on the way to it, the nearest first: their stacks must allow it too. */
  readonly callerIds: readonly WorkflowId[];
  readonly purpose: RunPurpose;
  /** What is left of the caller's limit. */
  readonly maxCostMicros: Micros;
}

/** What somebody wants to have run. */
export interface StartRunRequest {
  readonly workflowId: WorkflowId;
  /** A draft or submitted version to try; the published one by default. */
  readonly versionId: WorkflowVersionId | null;
  readonly inputs: JsonObject;
  readonly mode: RunMode;
  /** The same submit twice has the same key, and makes one run. */
  readonly idempotencyKey: string;
  readonly trigger?: RunTrigger;
  /** The run that this one repeats: the retry stands for it in the time ledger. */
  readonly retryOf?: string | null;
  /** What it has taken in before it begins, besides what its inputs bring. */
  readonly labels?: RunLabels;
  /** Set when another run calls it. */
  readonly call?: CalledBy;
}

export type StartRunAnswer =
  { readonly run: RunSummary; readonly refused?: undefined } | { readonly refused: RunRefusedAnswer };

/** Starts a run: everything that could stop it is asked before it exists, and a worker is woken when it does. */
@Injectable()
export class StartRunService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
    private readonly gate: StartGate,
    private readonly inputs: StartInputs,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND, IDEMPOTENCY_KEY_REUSED */
  async start(actor: Actor, request: StartRunRequest): Promise<StartRunAnswer> {
    return this.database.transaction(actor.organisationId, (tx) => this.startIn(tx, actor, request));
  }

  /** Starts it together with what else is stored: the run is there if and only if that is. @throws as `start` */
  async startIn(tx: Tx, actor: Actor, request: StartRunRequest): Promise<StartRunAnswer> {
    checkIdempotencyKey(request.idempotencyKey);
    if (request.mode === 'recorded') {
      throw invalidInput([{ path: 'mode', message: 'A run that was done elsewhere is recorded, not started.' }]);
    }
    const { workflowId, versionId, inputs, mode, retryOf = null } = request;
    const digest = requestDigest({ workflowId, versionId, inputs, mode, ...(retryOf === null ? {} : { retryOf }) });
    this.permissions.require(actor, 'run.start', { type: 'run', actorId: actor.personId });
    const asked = this.runnable(tx, actor, request);
    const [before] = await together([
      findSubmitted(tx, actor.personId, request.idempotencyKey, digest),
      // What was submitted before stands, whatever became of its workflow.
      asked.catch(() => null),
    ]);
    if (before !== null) return { run: before };
    const runnable = await asked;
    if ('code' in runnable) return { refused: runnable };
    const checked = await this.gate.pass(tx, actor, runnable, request);
    if ('code' in checked) return { refused: checked };
    return { run: await this.store(tx, actor, request, runnable, checked, digest) };
  }

  /** What would stand against a run if it began now; null when nothing does. Changes nothing. @throws as `start` */
  async forecast(tx: Tx, actor: Actor, request: StartRunRequest): Promise<RunRefusedAnswer | null> {
    this.permissions.require(actor, 'run.start', { type: 'run', actorId: actor.personId });
    const runnable = await this.runnable(tx, actor, request);
    if ('code' in runnable) return runnable;
    const checked = await this.gate.look(tx, actor, runnable, request);
    return 'code' in checked ? checked : null;
  }

  private async runnable(tx: Tx, actor: Actor, request: StartRunRequest): Promise<Runnable | RunRefusedAnswer> {
    try {
      const runnable = request.call
        ? await this.library.getCallable(tx, actor, request.call.called)
        : await this.library.getRunnable(tx, actor, request.workflowId, request.versionId);
      const { stage, stageReason } = runnable.workflow;
      if (stage === 'paused' || stage === 'retired') {
        const why = stageReason === null ? '' : ` ${stageReason}`;
        return refuse(
          `WORKFLOW_${stage.toUpperCase()}`,
          `This workflow is ${stage}.${why}`,
          stage === 'paused' ? 'Ask its owner when it goes on.' : 'Choose another workflow from the library.',
        );
      }
      this.permissions.require(actor, 'workflow.run', this.library.subject(runnable.workflow));
      return runnable;
    } catch (error) {
      const refusal = error instanceof AppError ? refusalOf(error) : null;
      if (refusal === null) throw error;
      return refusal;
    }
  }

  private async store(
    tx: Tx,
    actor: Actor,
    request: StartRunRequest,
    { workflow, version }: Runnable,
    checked: Checked,
    digest: string,
  ): Promise<RunEntity> {
    const createdAt = this.clock.now();
    const run = await insertRun(
      tx,
      {
        id: newId<RunId>(createdAt.getTime()),
        organisationId: actor.organisationId,
        workflowId: workflow.id,
        versionId: version.id,
        versionNumber: version.number,
        versionDigest: executionDigest(version),
        teamId: workflow.teamId,
        actorId: actor.personId,
        mode: request.mode,
        trigger: request.trigger ?? 'person',
        purpose: request.call?.purpose ?? (version.status === 'published' ? 'work' : 'rehearsal'),
        parentRunId: request.call?.parentRunId ?? null,
        inputs: checked.inputs.values,
        ...labelsOfCalled(request.labels ?? NO_LABELS, checked.inputs.labels),
        model: version.content.model,
        maxTurns: version.content.limits.maxTurns,
        maxCostMicros: Math.min(checked.maxCostMicros, request.call?.maxCostMicros ?? checked.maxCostMicros),
        maxTokens: version.content.limits.maxTokens ?? null,
        maxMinutes: version.content.limits.maxMinutes ?? null,
        idempotencyKey: request.idempotencyKey,
        requestDigest: digest,
        createdAt,
        retryOfId: (request.retryOf ?? null) as RunId | null,
      },
      queuedRun(),
    );
    if (run === null) {
      const twin = await findSubmitted(tx, actor.personId, request.idempotencyKey, digest);
      if (twin === null) throw new AppError('conflict', 'RUN_NOT_STARTED', 'The run was not started. Send it again.');
      return twin;
    }
    await this.inputs.give(tx, run.id, checked.inputs.fileIds);
    await drawForReview(tx, run, checked.reviewPercent);
    await this.transitions.look(tx, run);
    await this.audit.record(tx, {
      actor,
      action: 'run.started',
      subject: { type: 'run', id: run.id },
      details: {
        title: workflow.title,
        version: version.number,
        mode: run.mode,
        trigger: run.trigger,
        retryOf: run.retryOfId,
        ...(run.parentRunId === null ? {} : { calledBy: run.parentRunId }),
      },
      links: { workflowId: workflow.id, runId: run.id },
    });
    return run;
  }
}

/** What a run is bound to: the digest of the approval, or of a draft's content, which has no approval yet. */
export function executionDigest(version: VersionSummary): string {
  return version.digest ?? closureDigest(version.content, { pins: {}, layers: [] });
}

import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  InputFaults,
  newId,
  type Clock,
  type JsonObject,
  type RunId,
  type WorkflowId,
} from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowLibrary, type Runnable } from '@groundswell/workflows';
import { recordedRun } from '../domain/run.js';
import type { Outcome } from '../domain/run-kind.js';
import { RunTransitions } from '../engine/run-transitions.js';
import { storeStep } from '../engine/steps.js';
import { insertRun } from '../persistence/new-run.js';
import type { RunEntity } from '../persistence/run.entity.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { StartInputs, type CheckedInputs } from '../start-run/start-inputs.js';
import { checkIdempotencyKey, findSubmitted, requestDigest } from '../start-run/idempotency.js';

/** A run that a person did elsewhere, with what they say about it. */
export interface RecordRunRequest {
  readonly workflowId: WorkflowId;
  readonly inputs: JsonObject;
  readonly outputText: string;
  readonly outcome: Outcome;
  readonly humanMinutes: number;
  readonly ranAt: Date;
  readonly note: string;
  readonly idempotencyKey: string;
}

const LIMITS = { outputCharacters: 100_000, noteCharacters: 2_000, humanMinutes: 60_000, daysBack: 366 } as const;
const DAY_MS = 86_400_000;
// Forms give a time to the minute.
const MINUTE_MS = 60_000;

/** Records a run by hand. Nothing runs: it is born at its end, marked as recorded wherever it appears. */
@Injectable()
export class RecordRunService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
    private readonly inputs: StartInputs,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError INPUT_INVALID with every faulty field, FORBIDDEN, NOT_FOUND, IDEMPOTENCY_KEY_REUSED */
  async record(actor: Actor, request: RecordRunRequest): Promise<RunSummary> {
    checkIdempotencyKey(request.idempotencyKey);
    const { idempotencyKey, ...said } = request;
    const digest = requestDigest({ ...said, ranAt: dateText(request.ranAt), recorded: true });
    return this.database.transaction(actor.organisationId, async (tx) => {
      this.permissions.require(actor, 'run.record', { type: 'run', actorId: actor.personId });
      const before = await findSubmitted(tx, actor.personId, idempotencyKey, digest);
      if (before !== null) return before;
      const runnable = await this.library.getRunnable(tx, actor, request.workflowId, null);
      const given = await this.inputs.check(tx, actor, runnable.version.content.inputSchema, request.inputs);
      const { inputs, outputText, note } = this.checked(request, runnable, given);
      const run = await this.store(tx, actor, { ...request, inputs, outputText, note }, runnable, digest);
      if (given.ok) await this.inputs.give(tx, run.id, given.fileIds);
      return run;
    });
  }

  private checked(
    request: RecordRunRequest,
    { workflow }: Runnable,
    inputs: CheckedInputs,
  ): Pick<RecordRunRequest, 'inputs' | 'outputText' | 'note'> {
    const faults = new InputFaults();
    if (!inputs.ok) for (const fault of inputs.faults) faults.add(fault.path, fault.message);
    const outputText = faults.text('outputText', request.outputText, {
      label: 'The result',
      max: LIMITS.outputCharacters,
    });
    const note = faults.text('note', request.note, { label: 'The note', min: 0, max: LIMITS.noteCharacters });
    faults.wholeNumber('humanMinutes', request.humanMinutes, 'Your minutes', 0, LIMITS.humanMinutes);
    const now = this.clock.now().getTime();
    const ranAt = request.ranAt.getTime();
    if (Number.isNaN(ranAt)) faults.add('ranAt', 'Say when it was done.');
    else if (ranAt > now) faults.add('ranAt', 'A run that was done cannot lie in the future.');
    else if (ranAt < workflow.createdAt.getTime() - MINUTE_MS)
      faults.add('ranAt', 'This workflow was not registered yet at that time. Give a later one.');
    else if (now - ranAt > LIMITS.daysBack * DAY_MS)
      faults.add('ranAt', 'It lies more than a year back; it is too old to be recorded.');
    faults.throwIfAny();
    return { inputs: inputs.ok ? inputs.values : {}, outputText, note };
  }

  private async store(
    tx: Tx,
    actor: Actor,
    request: RecordRunRequest,
    { workflow, version }: Runnable,
    digest: string,
  ): Promise<RunEntity> {
    const now = this.clock.now();
    const { ranAt, outputText, note, outcome, humanMinutes } = request;
    const run = await insertRun(
      tx,
      {
        id: newId<RunId>(now.getTime()),
        organisationId: actor.organisationId,
        workflowId: workflow.id,
        versionId: version.id,
        versionNumber: version.number,
        versionDigest: version.digest ?? '',
        teamId: workflow.teamId,
        actorId: actor.personId,
        mode: 'recorded',
        trigger: 'hand',
        purpose: version.status === 'published' ? 'work' : 'rehearsal',
        inputs: request.inputs,
        model: version.content.model,
        maxTurns: 0,
        maxCostMicros: 0,
        outputText,
        outcome,
        note: note === '' ? null : note,
        idempotencyKey: request.idempotencyKey,
        requestDigest: digest,
        createdAt: now,
      },
      recordedRun(ranAt),
    );
    if (run === null) {
      const twin = await findSubmitted(tx, actor.personId, request.idempotencyKey, digest);
      if (twin === null) throw new AppError('conflict', 'RUN_NOT_RECORDED', 'The run was not recorded. Send it again.');
      return twin;
    }
    await storeStep(
      tx,
      { organisationId: run.organisationId, runId: run.id, seq: 1, practice: false },
      {
        kind: 'output',
        status: 'done',
        title: 'Result, recorded by hand',
        turn: 0,
        text: outputText,
        startedAt: ranAt,
        endedAt: ranAt,
      },
    );
    await this.audit.record(tx, {
      actor,
      action: 'run.recorded',
      subject: { type: 'run', id: run.id },
      details: { title: workflow.title, version: version.number, outcome, humanMinutes, ranAt: ranAt.toISOString() },
      links: { workflowId: workflow.id, runId: run.id },
    });
    await this.transitions.publishFinished(tx, run, { outcome, humanMinutes });
    return run;
  }
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type RunId } from '@groundswell/kernel';
import { CLOCK, Database, type Tx } from '@groundswell/platform';
import type { CalledWorkflow } from '@groundswell/workflows';
import { callRefusal, labelsAfterCall, toldOfCalled } from '../domain/called-run.js';
import { coversLabels } from '../domain/run-labels.js';
import type { RunEvent } from '../domain/run.js';
import { LeaseLost } from '../domain/runs.errors.js';
import { storableText } from '../domain/storable-text.js';
import { RunTransitions } from '../engine/run-transitions.js';
import type { RunWork } from '../engine/run-work.js';
import { beginStep, changeStep, type StepStart } from '../engine/steps.js';
import type { UsePlace } from '../engine/tool-turn.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { runStateOf, RunsRepository } from '../persistence/runs.repository.js';
import { StartRunService, type StartRunAnswer } from '../start-run/start-run.service.js';

/** What the model is shown of one result; the whole of it stands with the called run. */
const TOLD_CHARACTERS = 60_000;

/** Why a call came to nothing before a run of it began. */
interface NotCalled {
  readonly refused: { readonly message: string; readonly explanation?: RunStepEntity['explanation'] };
}

/**
 * A workflow that another one calls: a run of its own, begun in the transaction of the step that stands for it, so it is there
 * once whatever dies. The caller waits in a stored state that costs nothing, and takes the result over when it is there.
 */
@Injectable()
export class CallWorkflowService {
  constructor(
    private readonly database: Database,
    private readonly repository: RunsRepository,
    private readonly starts: StartRunService,
    private readonly transitions: RunTransitions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async call(work: RunWork, place: UsePlace, called: CalledWorkflow): Promise<void> {
    await this.database.transaction(work.run.organisationId, async (tx) => {
      // The run's row before the head of the audit log, which the start of the called run takes.
      const locked = await this.repository.findLocked(tx, work.run.id);
      if (locked?.leaseOwner !== work.lease.owner) throw new LeaseLost();
      const answer = await this.start(tx, work, place, called);
      if (answer.refused !== undefined) {
        await this.storeRefused(tx, work, place, called, answer);
        return;
      }
      await beginStep(tx, work, { ...this.stepOf(place, called), status: 'intended', childRunId: answer.run.id });
      await this.move(tx, work, { type: 'call-begun' });
    });
  }

  /** Takes over what the called run came to. One that is still open is waited for again. */
  async settle(work: RunWork, step: RunStepEntity, childRunId: RunId): Promise<void> {
    await this.database.transaction(work.run.organisationId, async (tx) => {
      const locked = await this.repository.findLocked(tx, work.run.id);
      if (locked?.leaseOwner !== work.lease.owner) throw new LeaseLost();
      const child = await this.repository.get(tx, childRunId);
      if (child.endedAt === null) return this.move(tx, work, { type: 'call-begun' });
      const told = storableText(toldOfCalled(child)).slice(0, TOLD_CHARACTERS).toWellFormed();
      await changeStep(tx, step, {
        status: child.status === 'succeeded' ? 'done' : 'failed',
        told,
        result: { runId: child.id, status: child.status, output: child.output, text: child.outputText },
        endedAt: this.clock.now(),
      });
      const known = runStateOf(work.run).labels;
      const taken = runStateOf(child).labels;
      if (coversLabels(known, taken)) return this.transitions.announce(tx, work.run.id);
      return this.move(tx, work, { type: 'labelled', labels: labelsAfterCall(known, taken) });
    });
  }

  private async start(
    tx: Tx,
    work: RunWork,
    place: UsePlace,
    called: CalledWorkflow,
  ): Promise<StartRunAnswer | NotCalled> {
    const { run, actor, callerIds } = work;
    const way = [run.workflowId, ...callerIds];
    const refusal = callRefusal(way, called);
    if (refusal !== null) return { refused: { message: refusal } };
    await tx.query('SAVEPOINT workflow_call');
    try {
      return await this.starts.startIn(tx, actor, {
        workflowId: called.workflowId,
        versionId: called.versionId,
        inputs: place.use.input,
        mode: run.mode,
        trigger: run.trigger,
        idempotencyKey: `call ${run.id} ${place.turn} ${place.useIndex}`,
        labels: runStateOf(run).labels,
        call: {
          called,
          parentRunId: run.id,
          callerIds: way,
          purpose: run.purpose,
          maxCostMicros: Math.max(0, run.maxCostMicros - run.costMicros - work.costBelowMicros),
        },
      });
    } catch (error) {
      // The person may not run it, or it is not there any more: the model hears it, and the run goes on.
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
      await tx.query('ROLLBACK TO SAVEPOINT workflow_call');
      return { refused: { message: error.message } };
    }
  }

  private async storeRefused(
    tx: Tx,
    work: RunWork,
    place: UsePlace,
    called: CalledWorkflow,
    { refused }: NotCalled,
  ): Promise<void> {
    await beginStep(tx, work, {
      ...this.stepOf(place, called),
      status: 'refused',
      told: `This workflow was not called. ${refused.message}`,
      explanation: refused.explanation ?? null,
      endedAt: this.clock.now(),
    });
    await this.transitions.announce(tx, work.run.id);
  }

  private async move(tx: Tx, work: RunWork, event: RunEvent): Promise<void> {
    const moved = await this.transitions.apply(tx, work.run, event, { heldLease: work.lease.owner });
    if (moved.refusal !== undefined) throw new LeaseLost();
  }

  private stepOf(place: UsePlace, called: CalledWorkflow): Omit<StepStart, 'status'> {
    return {
      kind: 'tool',
      title: `Workflow: ${called.title}`,
      turn: place.turn,
      useIndex: place.useIndex,
      arguments: place.use.input,
      startedAt: this.clock.now(),
    };
  }
}

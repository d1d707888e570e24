import { Inject, Injectable } from '@nestjs/common';
import type { Clock, JsonObject, StepId } from '@groundswell/kernel';
import { labelsAfter } from '@groundswell/connectors';
import { CLOCK, Database, together, type Tx } from '@groundswell/platform';
import type { ToolUseBlock } from '../domain/conversation.js';
import { withKey } from '../domain/call-key.js';
import { coversLabels, joinLabels, type RunLabels } from '../domain/run-labels.js';
import { leaveUnknown } from '../cut-calls/leave-unknown.js';
import { LeaseLost } from '../domain/runs.errors.js';
import type { RunEvent } from '../domain/run.js';
import { storableText } from '../domain/storable-text.js';
import { editNote, partsIn, toldOfResult } from '../domain/told-result.js';
import { TurnInterrupted } from '../model/model.port.js';
import type { RunApprovalEntity } from '../persistence/run-approval.entity.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { runStateOf } from '../persistence/runs.repository.js';
import { agreementsIn, ApprovalWaits, type CallEdit } from './approval-waits.js';
import { EnginePoints } from './engine-points.js';
import { Interrupts } from './interrupts.js';
import { assertHeld } from './lease.js';
import { RunTransitions } from './run-transitions.js';
import type { BoundTool, RunWork } from './run-work.js';
import { beginStep, changeStep, reclaimStep, settleStep } from './steps.js';
import { ToolCaller, type CallOutcome } from './tool-caller.js';

/** How often a call that carries a key is made again when no answer comes, before a person must look. */
const MOST_REPEATS = 2;

/** Where in the conversation a call stands. */
export interface UsePlace {
  readonly turn: number;
  readonly useIndex: number;
  readonly use: ToolUseBlock;
  /** Set where a person changed what the model had asked for; `use` then carries their arguments. */
  readonly edit?: CallEdit;
}

/**
 * One tool call of the model: judged, recorded and made through the governed call path. The step is stored in the
 * transaction of its audit entry, before the tool is called.
 */
@Injectable()
export class ToolTurn {
  constructor(
    private readonly database: Database,
    private readonly caller: ToolCaller,
    private readonly approvals: ApprovalWaits,
    private readonly transitions: RunTransitions,
    private readonly points: EnginePoints,
    private readonly interrupts: Interrupts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async call(work: RunWork, asked: UsePlace, approvalStepId: StepId | null): Promise<void> {
    const tool = work.tools.find((one) => one.offered.name === asked.use.name);
    if (tool === undefined) return this.refuseUnknown(work, asked);
    const approval = approvalStepId === null ? null : await this.approvals.granted(work, approvalStepId);
    const place = approval === null || approval.editedById === null ? asked : editedPlace(asked, approval);
    const args = argumentsOf(work, tool, place);
    let step: RunStepEntity | null = null;
    const outcome = await this.caller.call({
      work,
      tool,
      arguments: args,
      approval: approval === null ? null : agreementsIn(approval),
      beforeCall: async (tx, auditEntryId) => {
        const [begun] = await together([
          beginStep(tx, work, { ...this.toolStep(work, tool, place), status: 'intended', auditEntryId }),
          approval === null ? null : this.approvals.useUp(tx, approval),
          this.transitions.announce(tx, work.run.id),
        ]);
        tx.afterCommit(() => {
          step = begun;
        });
        this.passRecorded(tx);
      },
    });
    await this.settle(work, tool, place, step, outcome);
  }

  /**
   * A call that was under way when its worker died and may be repeated, because it reads or carries the same key again: made
   * under the same step, with an audit entry of its own.
   */
  async callAgain(work: RunWork, place: UsePlace, step: RunStepEntity, repeats = 0): Promise<void> {
    const tool = work.tools.find((one) => one.offered.name === place.use.name);
    if (tool === undefined) return this.refuseUnknown(work, place);
    const outcome = await this.caller.call({
      work,
      tool,
      arguments: step.arguments ?? argumentsOf(work, tool, place),
      approval: await this.approvals.behind(work, place.turn, place.useIndex),
      beforeCall: async (tx, auditEntryId) => {
        await together([
          assertHeld(tx, work.lease),
          // A person's word that it may be made again is good for this once.
          reclaimStep(tx, step, { auditEntryId, repeatable: tool.repeatable }),
        ]);
        this.passRecorded(tx);
      },
    });
    await this.settle(work, tool, place, step, outcome, repeats);
  }

  /** Between these two the call is on record and not yet made. */
  private passRecorded(tx: Tx): void {
    this.points.pass('call-storing');
    tx.afterCommit(() => this.points.pass('call-stored'));
  }

  /** A write that was under way: nobody knows whether it happened, so a person must look. */
  async loseOutcome(work: RunWork, step: RunStepEntity): Promise<void> {
    const tool = work.tools.find((one) => one.toolId === step.toolId);
    const events: RunEvent[] = [{ type: 'outcome-lost' }];
    // Whatever it did, it may have taken something in or carried something out.
    if (tool !== undefined) events.unshift({ type: 'labelled', labels: this.labelsBy(work, tool) });
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await changeStep(tx, step, { status: 'unknown' });
      for (const event of events) {
        const moved = await this.transitions.apply(tx, work.run, event, { heldLease: work.lease.owner });
        if (moved.refusal !== undefined) throw new LeaseLost();
      }
    });
    this.points.pass('outcome-lost');
  }

  /** The labels of the run once this tool was called, for a call whose answer nobody has. */
  private labelsBy(work: RunWork, tool: BoundTool): RunLabels {
    return labelsAfter(runStateOf(work.run).labels, tool.governed);
  }

  private async settle(
    work: RunWork,
    tool: BoundTool,
    place: UsePlace,
    step: RunStepEntity | null,
    outcome: CallOutcome,
    repeats = 0,
  ): Promise<void> {
    this.points.pass('call-answered');
    if (this.isCutByStop(tool, outcome)) throw new TurnInterrupted();
    switch (outcome.kind) {
      case 'answered':
        return this.storeAnswer(work, tool, place, step, outcome);
      case 'approval-needed':
        return this.approvals.waitFor(
          work,
          { ...this.toolStep(work, tool, place), arguments: argumentsOf(work, tool, place), edit: place.edit ?? null },
          tool,
          outcome,
        );
      case 'refused':
        return this.storeEnd(work, tool, place, step, {
          status: 'refused',
          told: `This call was refused and not made. ${outcome.message}`,
          explanation: outcome.explanation,
          auditEntryId: outcome.auditEntryId ?? step?.auditEntryId ?? null,
        });
      case 'unreached':
        return this.storeEnd(work, tool, place, step, {
          status: 'failed',
          told: `The tool could not be reached and was not called. ${outcome.message}`,
        });
      case 'unanswered':
        if (outcome.cut === true && step !== null) return this.storeCut(work, tool, place, step, outcome.message);
        if (step === null || (tool.repeatable && tool.keyArgument === null)) {
          const told = `The tool gave no answer. ${outcome.message}`;
          return this.storeEnd(work, tool, place, step, { status: 'failed', told }, this.labelsBy(work, tool));
        }
        // Told of it the model would call again under another key, and the write might be done twice.
        if (tool.keyArgument !== null && repeats < MOST_REPEATS) return this.callAgain(work, place, step, repeats + 1);
        return this.loseOutcome(work, step);
    }
  }

  /** A call that a person broke off: a read is over; of a write nobody knows, whether or not the run goes on. */
  private async storeCut(
    work: RunWork,
    tool: BoundTool,
    place: UsePlace,
    step: RunStepEntity,
    why: string,
  ): Promise<void> {
    if (tool.governed.risk === 'read') {
      const told = `The call was broken off: it is not known what it would have said. ${why}`;
      return this.storeEnd(work, tool, place, step, { status: 'cancelled', told }, this.labelsBy(work, tool));
    }
    try {
      await this.loseOutcome(work, step);
    } catch (error) {
      if (error instanceof LeaseLost) {
        await this.database.transaction(work.run.organisationId, (tx) => leaveUnknown(tx, work.lease, step));
      }
      throw error;
    }
  }

  /** A process that stops closes its conversations: what that kept from being called, or may be repeated, is left to the next. */
  private isCutByStop(tool: BoundTool, outcome: CallOutcome): boolean {
    if (!this.interrupts.draining) return false;
    return outcome.kind === 'unreached' || (outcome.kind === 'unanswered' && tool.repeatable);
  }

  private async storeAnswer(
    work: RunWork,
    tool: BoundTool,
    place: UsePlace,
    step: RunStepEntity | null,
    outcome: Extract<CallOutcome, { kind: 'answered' }>,
  ): Promise<void> {
    const told = `${editNote(step)}${toldOfResult(partsIn(outcome.content), outcome.text)}`;
    await this.storeEnd(
      work,
      tool,
      place,
      step,
      { status: outcome.isError ? 'failed' : 'done', told, result: outcome.content },
      outcome.labels,
    );
  }

  /** Settles the step, or stores it at its end when the call never began; joins the run's labels in the same transaction. */
  private async storeEnd(
    work: RunWork,
    tool: BoundTool,
    place: UsePlace,
    step: RunStepEntity | null,
    end: Partial<RunStepEntity> & Pick<RunStepEntity, 'status' | 'told'>,
    labels: RunLabels | null = null,
  ): Promise<void> {
    const endedAt = this.clock.now();
    const held = await this.database.transaction(work.run.organisationId, async (tx) => {
      if (step === null) {
        await beginStep(tx, work, { ...this.toolStep(work, tool, place), ...end, endedAt });
      } else {
        // Also when the run was cancelled meanwhile: what the call did is a fact, and the timeline shows it.
        if (!(await settleStep(tx, work.lease, step, { ...end, endedAt }))) return false;
      }
      this.points.pass('answer-storing');
      const known = runStateOf(work.run).labels;
      if (labels === null || coversLabels(known, labels)) {
        await this.transitions.announce(tx, work.run.id);
        return true;
      }
      const event: RunEvent = { type: 'labelled', labels: joinLabels(known, labels) };
      const moved = await this.transitions.apply(tx, work.run, event, { heldLease: work.lease.owner });
      return moved.refusal === undefined;
    });
    this.points.pass('answer-stored');
    if (!held) throw new LeaseLost();
  }

  /** The model named a tool that it was not offered. */
  private async refuseUnknown(work: RunWork, place: UsePlace): Promise<void> {
    const names = work.tools.map((tool) => tool.offered.name).join(', ');
    const now = this.clock.now();
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await beginStep(tx, work, {
        kind: 'tool',
        status: 'failed',
        title: storableText(place.use.name).slice(0, 100),
        turn: place.turn,
        useIndex: place.useIndex,
        arguments: place.use.input,
        startedAt: now,
        endedAt: now,
        told: `There is no tool of that name. ${names === '' ? 'You have no tools.' : `Your tools are: ${names}.`}`,
      });
      await this.transitions.announce(tx, work.run.id);
    });
  }

  private toolStep(work: RunWork, tool: BoundTool, place: UsePlace) {
    return {
      kind: 'tool' as const,
      title: tool.title,
      turn: place.turn,
      useIndex: place.useIndex,
      toolId: tool.toolId,
      arguments: argumentsOf(work, tool, place),
      editedById: place.edit?.editedById ?? null,
      repeatable: tool.repeatable,
      startedAt: this.clock.now(),
    };
  }
}

/** The arguments as they go out: where a tool knows keys, the call carries its own. */
function argumentsOf(work: RunWork, tool: BoundTool, { use, turn, useIndex }: UsePlace): JsonObject {
  return withKey(use.input, tool.keyArgument, { runId: work.run.id, turn, useIndex });
}

/** The call as a person changed it: their arguments stand in the place of the model's. */
function editedPlace(asked: UsePlace, approval: RunApprovalEntity): UsePlace {
  const { originalArguments, editedById, editedAt } = approval;
  return {
    ...asked,
    use: { ...asked.use, input: approval.arguments },
    edit: { originalArguments, editedById, editedAt },
  };
}

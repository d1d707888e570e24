import { Inject, Injectable } from '@nestjs/common';
import { assertNever, type Clock, type JsonObject, type StepId } from '@groundswell/kernel';
import { CLOCK, Database } from '@groundswell/platform';
import { checkOutput } from '@groundswell/workflows';
import { QuestionWaits } from '../ask-person/question-waits.js';
import { CallWorkflowService } from '../call-workflow/call-workflow.service.js';
import type { NextAct } from '../domain/next-act.js';
import { ASK_PERSON } from '../domain/question.js';
import { runFailure } from '../domain/run-failure.js';
import { LeaseLost } from '../domain/runs.errors.js';
import type { RunEvent } from '../domain/run.js';
import { storableText } from '../domain/storable-text.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { repairMessage, resultObject } from '../prompt/prompt.js';
import { EnginePoints } from './engine-points.js';
import { assertHeld } from './lease.js';
import { ModelGate } from './model-gate.js';
import { ModelTurn } from './model-turn.js';
import { RunTransitions, type TransitionExtras } from './run-transitions.js';
import type { RunWork } from './run-work.js';
import { beginStep } from './steps.js';
import { StopGate } from './stop-gate.js';
import { ToolTurn } from './tool-turn.js';

/** Carries out what the rules say is next. */
@Injectable()
export class RunActs {
  constructor(
    private readonly database: Database,
    private readonly stopGate: StopGate,
    private readonly modelGate: ModelGate,
    private readonly modelTurn: ModelTurn,
    private readonly toolTurn: ToolTurn,
    private readonly workflowCalls: CallWorkflowService,
    private readonly questions: QuestionWaits,
    private readonly transitions: RunTransitions,
    private readonly points: EnginePoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async perform(work: RunWork, act: NextAct): Promise<void> {
    await this.passGates(work, act);
    switch (act.type) {
      case 'ask-model':
        return this.modelTurn.ask(work, act.turn);
      case 'ask-again':
        return this.modelTurn.askAgain(work, stepOf(work, act.stepId));
      case 'call-tool': {
        const call = work.calls.find(({ offered }) => offered.name === act.use.name);
        if (call !== undefined) return this.workflowCalls.call(work, act, call.called);
        if (act.use.name === ASK_PERSON.name && work.maxQuestions > 0) return this.questions.ask(work, act);
        return this.toolTurn.call(work, act, act.approvalStepId);
      }
      case 'settle-call':
        return this.workflowCalls.settle(work, stepOf(work, act.stepId), act.childRunId);
      case 'call-again':
        return this.toolTurn.callAgain(work, act, stepOf(work, act.stepId));
      case 'outcome-lost':
        return this.toolTurn.loseOutcome(work, stepOf(work, act.stepId));
      case 'answer':
        return this.answer(work, act.turn, act.text);
      case 'fail':
        return this.move(work, { type: 'broke', failure: act.failure });
      case 'stop':
        return this.move(work, { type: 'halted', failure: act.failure });
      case 'wait':
        return undefined;
      default:
        return assertNever(act);
    }
  }

  /** Whether the run may act at all and, before a turn, whether the stack still allows it. @throws WorkRefused */
  private async passGates(work: RunWork, act: NextAct): Promise<void> {
    // A lost outcome is written down whatever is stopped: it is a fact, and no new act.
    if (act.type === 'outcome-lost') return;
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await this.stopGate.pass(tx, work);
      if (act.type === 'ask-model' || act.type === 'ask-again') await this.modelGate.pass(tx, work);
    });
  }

  private async answer(work: RunWork, turn: number, text: string): Promise<void> {
    if (text === '') {
      return this.move(work, {
        type: 'broke',
        failure: runFailure(
          'OUTPUT_EMPTY',
          'The model ended without a result.',
          'Start the run again. If it happens often, tell the builder.',
        ),
      });
    }
    if (work.outputSchema === null) return this.succeed(work, turn, text, null);
    const output = resultObject(text);
    const checked = checkOutput(work.outputSchema, output ?? undefined);
    if (checked.ok) return this.succeed(work, turn, text, checked.values);
    const faults = checked.faults.map((fault) => fault.message);
    const triedBefore = work.steps.some((step) => step.kind === 'output' && step.status === 'failed');
    if (triedBefore) {
      return this.move(work, {
        type: 'broke',
        failure: runFailure(
          'OUTPUT_NOT_IN_SHAPE',
          `The result does not have the form that this version promises: ${faults.join(' ')}`,
          'Ask the builder to describe the result more clearly. The words themselves stand in the timeline.',
        ),
      });
    }
    await this.sendBack(work, turn, text, faults);
  }

  private async succeed(work: RunWork, turn: number, text: string, output: JsonObject | null): Promise<void> {
    const outputText = storableText(text);
    await this.move(
      work,
      { type: 'completed' },
      { output, outputText },
      { kind: 'output', status: 'done', title: 'Result', turn, text: outputText, result: output },
    );
  }

  /** A result that lacks its form gets one more turn. */
  private async sendBack(work: RunWork, turn: number, text: string, faults: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await assertHeld(tx, work.lease);
      await beginStep(tx, work, {
        kind: 'output',
        status: 'failed',
        title: 'Result without its form, sent back',
        turn,
        text: storableText(text),
        told: storableText(repairMessage(faults)),
        startedAt: now,
        endedAt: now,
      });
      await this.transitions.announce(tx, work.run.id);
    });
  }

  private async move(
    work: RunWork,
    event: RunEvent,
    extras: TransitionExtras = {},
    step: Pick<RunStepEntity, 'kind' | 'status' | 'title' | 'turn' | 'text' | 'result'> | null = null,
  ): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(work.run.organisationId, async (tx) => {
      if (step !== null) await beginStep(tx, work, { ...step, startedAt: now, endedAt: now });
      const moved = await this.transitions.apply(tx, work.run, event, { ...extras, heldLease: work.lease.owner });
      if (moved.refusal !== undefined) throw new LeaseLost();
      this.points.pass('end-storing');
    });
    this.points.pass('end-stored');
  }
}

function stepOf(work: RunWork, id: StepId): RunStepEntity {
  const step = work.steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`The step ${id} is not among those of its run.`);
  return step;
}

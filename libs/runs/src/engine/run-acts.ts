import { Injectable } from '@nestjs/common';
import { assertNever, type StepId } from '@groundswell/kernel';
import { QuestionWaits } from '../ask-person/question-waits.js';
import { CallWorkflowService } from '../call-workflow/call-workflow.service.js';
import type { NextAct } from '../domain/next-act.js';
import { ASK_PERSON } from '../domain/question.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { ActGates } from './act-gates.js';
import { ModelTurn } from './model-turn.js';
import { RunEnding } from './run-ending.js';
import type { RunWork } from './run-work.js';
import { ToolTurn } from './tool-turn.js';

/** Carries out what the rules say is next. */
@Injectable()
export class RunActs {
  constructor(
    private readonly gates: ActGates,
    private readonly modelTurn: ModelTurn,
    private readonly toolTurn: ToolTurn,
    private readonly workflowCalls: CallWorkflowService,
    private readonly questions: QuestionWaits,
    private readonly ending: RunEnding,
  ) {}

  async perform(work: RunWork, act: NextAct): Promise<void> {
    await this.gates.pass(work, act);
    switch (act.type) {
      case 'ask-model':
        return this.modelTurn.ask(work, act.turn);
      case 'ask-again':
        return this.modelTurn.askAgain(work, stepOf(work, act.stepId));
      case 'call-tool': {
        const call = work.calls.find(({ offered }) => offered.name === act.use.name);
        if (call !== undefined) return this.workflowCalls.call(work, act, call.called);
        if (act.use.name === ASK_PERSON.name && work.maxQuestions > 0) return this.questions.ask(work, act);
        await this.toolTurn.call(work, act, act.approvalStepId);
        if (work.steps.at(-1)?.status === 'refused') await this.gates.passAfterRefusal(work);
        return undefined;
      }
      case 'settle-call':
        return this.workflowCalls.settle(work, stepOf(work, act.stepId), act.childRunId);
      case 'call-again':
        return this.toolTurn.callAgain(work, act, stepOf(work, act.stepId));
      case 'outcome-lost':
        return this.toolTurn.loseOutcome(work, stepOf(work, act.stepId));
      case 'answer':
        return this.ending.answer(work, act.turn, act.text);
      case 'fail':
        return this.ending.end(work, { type: 'broke', failure: act.failure });
      case 'stop':
        return this.ending.end(work, { type: 'halted', failure: act.failure });
      case 'wait':
        return undefined;
      default:
        return assertNever(act);
    }
  }
}

function stepOf(work: RunWork, id: StepId): RunStepEntity {
  const step = work.steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`The step ${id} is not among those of its run.`);
  return step;
}

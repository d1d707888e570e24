import type { Micros, RunId, StepId } from '@groundswell/kernel';
import { textOf, toolUsesOf, type ToolUseBlock } from './conversation.js';
import { runFailure, type RunFailure } from './run-failure.js';
import { isSettled, type StepState } from './step.js';

/** What a version and its stack allow a run. */
export interface RunLimits {
  readonly maxTurns: number;
  readonly maxCostMicros: Micros;
  /** Null where the version says nothing. */
  readonly maxTokens: number | null;
  readonly maxMinutes: number | null;
}

/** What a worker does next with a run. */
export type NextAct =
  | { readonly type: 'ask-model'; readonly turn: number }
  /** A worker died while the model was thinking: the turn is asked again. */
  | { readonly type: 'ask-again'; readonly turn: number; readonly stepId: StepId }
  | {
      readonly type: 'call-tool';
      readonly turn: number;
      readonly useIndex: number;
      readonly use: ToolUseBlock;
      /** The approval step that stands for this call, if a person had to agree. */
      readonly approvalStepId: StepId | null;
    }
  /** A worker died during a call that only reads: it is made again. */
  | {
      readonly type: 'call-again';
      readonly turn: number;
      readonly useIndex: number;
      readonly use: ToolUseBlock;
      readonly stepId: StepId;
    }
  /** A worker died during a call that writes: nobody knows whether it happened. */
  | { readonly type: 'outcome-lost'; readonly stepId: StepId }
  /** The step called a workflow: its result is taken over, or waited for. */
  | { readonly type: 'settle-call'; readonly stepId: StepId; readonly childRunId: RunId }
  | { readonly type: 'wait' }
  | { readonly type: 'answer'; readonly turn: number; readonly text: string }
  | { readonly type: 'fail'; readonly failure: RunFailure }
  | { readonly type: 'stop'; readonly failure: RunFailure };

/** What has been used so far. */
export interface RunUse {
  readonly turns: number;
  readonly costMicros: Micros;
  /** In and out, read from the cache or not. */
  readonly tokens: number;
  /** In which the model and the tools were at work. */
  readonly workedMs: number;
}

/**
 * The agent loop as a pure question: given all that is stored, what comes next? A worker that takes over after a crash
 * asks it as any other does, so recovery is no special path.
 * @param steps in the order of their numbers
 */
export function nextAct(steps: readonly StepState[], limits: RunLimits, used: RunUse): NextAct {
  const model = steps.findLast((step) => step.kind === 'model');
  if (model === undefined) return askModel(1, limits, used);
  if (model.status === 'intended') return { type: 'ask-again', turn: model.turn, stepId: model.id };
  if (model.reply === null) return { type: 'fail', failure: engineFault() };
  const { blocks, end, detail } = model.reply;
  switch (end) {
    case 'tools':
      return nextTool(steps, model.turn, toolUsesOf(blocks)) ?? askModel(model.turn + 1, limits, used);
    case 'paused':
      return askModel(model.turn + 1, limits, used);
    case 'done': {
      // An answer that was sent back for repair stands behind the reply as an output that failed.
      const sentBack = steps.some(
        (step) => step.kind === 'output' && step.turn === model.turn && step.status === 'failed',
      );
      return sentBack
        ? askModel(model.turn + 1, limits, used)
        : { type: 'answer', turn: model.turn, text: textOf(blocks) };
    }
    case 'cut':
      return {
        type: 'fail',
        failure: runFailure(
          'MODEL_REPLY_CUT',
          'The reply was longer than one turn may be, so it was cut; half a reply is not used.',
          'Ask the builder to ask for a shorter result, or for less at a time.',
        ),
      };
    case 'refused':
      return {
        type: 'fail',
        failure: runFailure(
          'MODEL_REFUSED',
          `The model declined this request${detail === null ? '' : ` (${detail.replaceAll('_', ' ')})`}.`,
          'Look at the inputs. If they are in order, tell the builder: the instructions may need other words.',
        ),
      };
    case 'context-full':
      return {
        type: 'fail',
        failure: runFailure(
          'MODEL_CONTEXT_FULL',
          'The run read more than the model can keep in view.',
          'Start it with less input, or ask the builder to let the tools return less at a time.',
        ),
      };
  }
}

function askModel(turn: number, limits: RunLimits, used: RunUse): NextAct {
  if (used.turns >= limits.maxTurns) {
    return {
      type: 'stop',
      failure: runFailure(
        'LIMIT_TURNS_REACHED',
        `The run used all of its ${limits.maxTurns} turns without coming to an end.`,
        'Start it with a smaller task, or ask the builder to allow more turns in a new version.',
      ),
    };
  }
  if (used.costMicros >= limits.maxCostMicros) {
    return {
      type: 'stop',
      failure: runFailure(
        'LIMIT_COST_REACHED',
        'The run reached the cost that it may have, so it was stopped before its next turn.',
        'Start it with a smaller task, or ask the builder or a steward for a higher limit.',
      ),
    };
  }
  if (limits.maxTokens !== null && used.tokens >= limits.maxTokens) {
    return {
      type: 'stop',
      failure: runFailure(
        'LIMIT_TOKENS_REACHED',
        `The run used ${used.tokens} tokens and may use ${limits.maxTokens}, so it was stopped before its next turn.`,
        'Start it with a smaller task, or ask the builder to allow more tokens in a new version.',
      ),
    };
  }
  if (limits.maxMinutes !== null && used.workedMs >= limits.maxMinutes * 60_000) {
    return {
      type: 'stop',
      failure: runFailure(
        'LIMIT_TIME_REACHED',
        `The run was at work for the ${limits.maxMinutes} minutes that it may take, so it was stopped before its next turn.`,
        'Start it with a smaller task, or ask the builder to allow more minutes in a new version.',
      ),
    };
  }
  return { type: 'ask-model', turn };
}

/** The first tool call of the turn that is not settled; null when all are. */
function nextTool(steps: readonly StepState[], turn: number, uses: readonly ToolUseBlock[]): NextAct | null {
  for (const [useIndex, use] of uses.entries()) {
    const mine = steps.filter((step) => step.turn === turn && step.useIndex === useIndex);
    const call = mine.findLast((step) => step.kind === 'tool');
    const approval = mine.findLast((step) => step.kind === 'approval');
    if (call !== undefined) {
      if (isSettled(call.status)) continue;
      if (call.childRunId !== null) return { type: 'settle-call', stepId: call.id, childRunId: call.childRunId };
      if (call.status === 'unknown' || call.status === 'waiting') return { type: 'wait' };
      if (call.repeatable) return { type: 'call-again', turn, useIndex, use, stepId: call.id };
      return { type: 'outcome-lost', stepId: call.id };
    }
    if (approval === undefined) return { type: 'call-tool', turn, useIndex, use, approvalStepId: null };
    if (approval.status === 'waiting') return { type: 'wait' };
    if (approval.status === 'done') return { type: 'call-tool', turn, useIndex, use, approvalStepId: approval.id };
  }
  return null;
}

function engineFault(): RunFailure {
  return runFailure(
    'ENGINE_FAULT',
    'The stored steps of this run do not fit together, so it cannot go on.',
    'Start the run again, and tell the operator its number.',
  );
}

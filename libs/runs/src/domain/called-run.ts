import type { JsonObject, WorkflowId } from '@groundswell/kernel';
import { CALL_LIMITS, type CalledWorkflow } from '@groundswell/workflows';
import { runFailure, type RunFailure } from './run-failure.js';
import { joinLabels, type RunLabels } from './run-labels.js';
import type { RunStatus } from './run.js';

/** The name under which the model sees a workflow that it may call: never that of a tool, whose names have two underscores. */
export function callToolName(call: Pick<CalledWorkflow, 'name'>): string {
  return `workflow_${call.name}`;
}

/** Why a run may not call a workflow now; null if it may. Asked at every call, whatever was checked at publishing. */
export function callRefusal(
  way: readonly WorkflowId[],
  called: Pick<CalledWorkflow, 'workflowId' | 'title'>,
): string | null {
  if (way.includes(called.workflowId)) {
    return `“${called.title}” is already on the way here, so calling it would go in a circle.`;
  }
  return way.length >= CALL_LIMITS.depth
    ? `Workflows call each other at most ${CALL_LIMITS.depth} deep, and this is the last.`
    : null;
}

/** What a called run has taken in before it begins: all that its caller has, and what its own inputs bring. */
export function labelsOfCalled(caller: RunLabels, brought: RunLabels): RunLabels {
  return joinLabels(caller, brought);
}

/** What a run has taken in once a run that it called has ended, however it ended. */
export function labelsAfterCall(caller: RunLabels, called: RunLabels): RunLabels {
  return joinLabels(caller, called);
}

/** A called run at its end. */
export interface EndedCalledRun {
  readonly status: RunStatus;
  readonly outputText: string | null;
  readonly output: JsonObject | null;
  readonly failure: RunFailure | null;
}

/** What the caller's model is told of it. */
export function toldOfCalled({ status, outputText, failure }: EndedCalledRun): string {
  if (status === 'succeeded') return outputText ?? '';
  if (status === 'cancelled') return 'The called workflow was cancelled by a person and gave no result.';
  return `The called workflow gave no result. ${failure?.message ?? ''}`.trim();
}

/** For a called run whose caller is over. */
export const callerEnded = runFailure(
  'STOPPED',
  'The run that called this one is over, so this one does not go on.',
  'Start the outer workflow again if you need its result.',
);

import type { JsonObject, Micros, ToolId, WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import type { GovernedTool } from '@groundswell/policies';
import type { CalledWorkflow } from '@groundswell/workflows';
import type { OfferedTool } from '../domain/conversation.js';
import type { ModelPrice } from '../domain/price-table.js';
import { ASK_PERSON } from '../domain/question.js';
import type { StepState } from '../domain/step.js';
import type { ModelPort } from '../model/model.port.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { stepStateOf } from '../persistence/runs.repository.js';
import type { Lease } from './lease.js';

/** A tool that the version binds, as the engine needs it. */
export interface BoundTool {
  readonly toolId: ToolId;
  readonly governed: GovernedTool;
  readonly offered: OfferedTool;
  /** As people know it: connector and tool. */
  readonly title: string;
  /** Whether a call that was under way at a crash may be made again. */
  readonly repeatable: boolean;
  /** The argument that carries the key of a call; null when the tool knows none. */
  readonly keyArgument: string | null;
  /** The tool that only reads and says what a call of this one would change; null when it names none. */
  readonly previewId: ToolId | null;
}

/** A workflow that the version may call, as the model is offered it. */
export interface OfferedCall {
  readonly called: CalledWorkflow;
  readonly offered: OfferedTool;
}

/** All that a worker needs for one visit to a run, loaded once. */
export interface RunWork {
  readonly run: RunEntity;
  readonly steps: RunStepEntity[];
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly actor: Actor;
  readonly system: string;
  readonly opening: string;
  readonly outputSchema: JsonObject | null;
  readonly tools: readonly BoundTool[];
  /** Workflows that it may call, as they are offered beside the tools. */
  readonly calls: readonly OfferedCall[];
  /** How many questions it may ask its person. */
  readonly maxQuestions: number;
  /** The workflows that called this one, the nearest first. */
  readonly callerIds: readonly WorkflowId[];
  /** What the runs cost that it called so far. */
  readonly costBelowMicros: Micros;
  readonly model: ModelPort;
  readonly price: ModelPrice;
  readonly usdRateMicros: Micros;
}

/** Everything that the model is offered, in the same order in every turn. */
export function offeredTools({ tools, calls, maxQuestions }: RunWork): OfferedTool[] {
  const offered = [...tools, ...calls].map((one) => one.offered);
  return maxQuestions === 0 ? offered : [...offered, ASK_PERSON];
}

/** The steps as the rules see them. */
export function stepStates(work: RunWork): StepState[] {
  return work.steps.map(stepStateOf);
}

/** The number of the next step. */
export function nextSeq(work: RunWork): number {
  return (work.steps.at(-1)?.seq ?? 0) + 1;
}

import type { RunId, StepId } from '@groundswell/kernel';
import type { ReplyBlock, ReplyEnd } from './conversation.js';

export const STEP_KINDS = ['model', 'tool', 'approval', 'output'] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export const STEP_STATUSES = ['intended', 'done', 'failed', 'refused', 'waiting', 'unknown', 'cancelled'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** A persisted act of a run, as far as the rules look. */
export interface StepState {
  readonly id: StepId;
  readonly seq: number;
  readonly kind: StepKind;
  readonly status: StepStatus;
  /** The model's turn to which it belongs, from 1. */
  readonly turn: number;
  /** For tool and approval steps: which of the turn's tool calls, from 0. */
  readonly useIndex: number | null;
  /** For model steps that are done. */
  readonly reply: {
    readonly blocks: readonly ReplyBlock[];
    readonly end: ReplyEnd;
    readonly detail: string | null;
  } | null;
  /** For tool steps: whether it can be repeated without harm. */
  readonly repeatable: boolean;
  /** For tool steps that call a workflow: the run of it. */
  readonly childRunId: RunId | null;
  /** What the model is told about the step, once it is settled. */
  readonly told: string | null;
}

/** Whether nothing more will come of a step. */
export function isSettled(status: StepStatus): boolean {
  return status === 'done' || status === 'failed' || status === 'refused' || status === 'cancelled';
}

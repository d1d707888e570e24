import type { PolicyExplanation } from '@groundswell/policies';
import type { LimitReached } from './limit-reached.js';

/** Why a run did not succeed, in words that say what to do next. The explanation is there when a policy decided. */
export interface RunFailure {
  /** Stable, in capitals, for programs. */
  readonly code: RunFailureCode;
  readonly message: string;
  readonly nextStep: string;
  readonly explanation: PolicyExplanation | null;
  /** The stop that ended it, when a person pulled the kill switch. */
  readonly stopId?: string;
  /** The budget that stopped it, so that what it stopped can be counted. */
  readonly budgetId?: string;
  /** How the budget, or the run's own limit, stood when it allowed no further turn. */
  readonly limit?: LimitReached;
}

/** Every way in which a run can end without success. */
export const RUN_FAILURE_CODES = [
  'MODEL_RATE_LIMITED',
  'MODEL_OVERLOADED',
  'MODEL_SERVICE_FAILED',
  'MODEL_UNREACHABLE',
  'MODEL_STALLED',
  'MODEL_REPLY_MALFORMED',
  'MODEL_KEY_REFUSED',
  'MODEL_SPEND_LIMIT',
  'MODEL_REQUEST_REFUSED',
  'MODEL_UNKNOWN',
  'MODEL_NOT_CONFIGURED',
  'MODEL_REFUSED',
  'MODEL_REPLY_CUT',
  'MODEL_CONTEXT_FULL',
  'OUTPUT_EMPTY',
  'OUTPUT_NOT_IN_SHAPE',
  'PRACTICE_REHEARSAL_MISSING',
  'PRACTICE_REHEARSAL_ENDED',
  'PRACTICE_PLACEHOLDER_EMPTY',
  'LIMIT_TURNS_REACHED',
  'LIMIT_COST_REACHED',
  'LIMIT_BUDGET_REACHED',
  'LIMIT_TOKENS_REACHED',
  'LIMIT_TIME_REACHED',
  'POLICY_DENIED',
  'STOPPED',
  'PERMISSION_LOST',
  'VERSION_CHANGED',
  'VERSION_NOT_RUNNABLE',
  'APPROVAL_EXPIRED',
  'ANSWER_EXPIRED',
  'OUTCOME_UNKNOWN',
  'ENGINE_FAULT',
] as const;
export type RunFailureCode = (typeof RUN_FAILURE_CODES)[number];

/** A failure without a policy behind it. */
export function runFailure(code: RunFailureCode, message: string, nextStep: string): RunFailure {
  return { code, message, nextStep, explanation: null };
}

import type { ModelReply, ModelRequest } from '../domain/conversation.js';
import type { TokenUsage } from '../domain/token-usage.js';

/** What can go wrong between us and the model's service. */
export const MODEL_FAULTS = [
  'rate-limited',
  'overloaded',
  'service-failed',
  'unreachable',
  'reset',
  'cut',
  'stalled',
  'too-slow',
  'malformed',
  'key-refused',
  'spend-limit',
  'model-unknown',
  'request-refused',
  'practice',
] as const;
export type ModelFaultKind = (typeof MODEL_FAULTS)[number];

/** One failed attempt, told apart so that the run can say what to do. */
export interface ModelFault {
  readonly kind: ModelFaultKind;
  /** What the service said, for the log and the run page; never the request. */
  readonly message: string;
  readonly retryable: boolean;
  /** What the service asked us to wait. */
  readonly retryAfterMs: number | null;
  readonly httpStatus: number | null;
  /** The service's own stable code, when it gave one. */
  readonly errorCode: string | null;
}

/** What one attempt used, whether or not it ended well. */
export interface AttemptReport {
  readonly attempt: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly usage: TokenUsage;
  /** True when the service did not count to the end and we had to guess. */
  readonly estimated: boolean;
  readonly fault: ModelFault | null;
  /** The service's id of the request, for its support. */
  readonly requestId: string | null;
  /** The tier in which the service worked, where it said so. */
  readonly serviceTier?: string | null;
}

/** The end of a turn: a whole reply, or the fault that no retry got past. */
export type TurnOutcome =
  | { readonly reply: ModelReply; readonly fault?: undefined }
  | { readonly reply?: undefined; readonly fault: ModelFault };

export interface TurnOptions {
  /** Aborting it ends the turn with {@link TurnInterrupted}. */
  readonly signal: AbortSignal;
  /** Called after each attempt and before the next, so that its cost is stored even if we die while waiting. */
  readonly onAttempt: (report: AttemptReport) => Promise<void>;
  /** Called as words arrive. They may still be taken back: a failed attempt starts anew. */
  readonly onText?: (delta: string) => void;
}

/** The one port through which the engine speaks to a model. */
export interface ModelPort {
  turn(request: ModelRequest, options: TurnOptions): Promise<TurnOutcome>;
}

/** Thrown when the caller aborted the turn: no fault of the service. */
export class TurnInterrupted extends Error {
  constructor() {
    super('The turn was interrupted.');
    this.name = 'TurnInterrupted';
  }
}

/** How patient the model's port is. Milliseconds throughout. */
export interface ModelPatience {
  /** Silence in the stream after which it counts as stalled. Pings of the service break the silence. */
  readonly idleMs: number;
  /** Silence before the first byte. */
  readonly firstByteMs: number;
  /** The longest that one attempt may take. */
  readonly attemptMs: number;
  readonly maxAttempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** A longer wait than this is not sat out: the run fails and says when to come back. */
  readonly maxRetryAfterMs: number;
}

export const MODEL_PATIENCE: ModelPatience = {
  idleMs: 45_000,
  firstByteMs: 60_000,
  attemptMs: 600_000,
  maxAttempts: 5,
  baseDelayMs: 500,
  maxDelayMs: 20_000,
  maxRetryAfterMs: 60_000,
};

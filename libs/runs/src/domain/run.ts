import type { RunFailure } from './run-failure.js';
import { joinLabels, NO_LABELS, type RunLabels } from './run-labels.js';

/** The states of domain.md. Waiting is split by what is waited for, because each kind has its own way on. */
export type RunPhase =
  | 'queued'
  | 'running'
  | 'waiting-approval'
  | 'waiting-answer'
  | 'waiting-outcome'
  | 'waiting-call'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'stopped';

export const RUN_STATUSES = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'stopped'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export const RUN_WAITS = ['approval', 'answer', 'outcomeUnknown', 'call'] as const;
export type RunWait = (typeof RUN_WAITS)[number];

/** The part of a run that the rules decide on. Rows carry more; the rules need no more. */
export interface RunState {
  readonly phase: RunPhase;
  /** Grows by one with each transition; a writer that saw an older one is refused. */
  readonly revision: number;
  /** Until when a waiting run waits; null while it does not wait, or waits without an end. */
  readonly waitsUntil: Date | null;
  readonly turns: number;
  readonly labels: RunLabels;
  readonly failure: RunFailure | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** What may happen to a run. */
export type RunEvent =
  | { readonly type: 'taken' }
  | { readonly type: 'turn-taken' }
  | { readonly type: 'labelled'; readonly labels: RunLabels }
  | { readonly type: 'approval-needed'; readonly until: Date }
  | { readonly type: 'approval-decided' }
  | { readonly type: 'answer-needed'; readonly until: Date }
  | { readonly type: 'answered' }
  | { readonly type: 'outcome-lost' }
  | { readonly type: 'call-begun' }
  | { readonly type: 'call-ended' }
  | { readonly type: 'outcome-settled' }
  | { readonly type: 'wait-expired'; readonly failure: RunFailure }
  | { readonly type: 'completed' }
  | { readonly type: 'broke'; readonly failure: RunFailure }
  | { readonly type: 'halted'; readonly failure: RunFailure }
  | { readonly type: 'cancel-asked' };
export type RunEventType = RunEvent['type'];

/** What the caller must do in the transaction that stores the transition. */
export type RunEffect =
  | { readonly type: 'announce' }
  | { readonly type: 'look-now' }
  | { readonly type: 'look-at'; readonly at: Date }
  | { readonly type: 'release-lease' }
  | { readonly type: 'withdraw-approvals' }
  | { readonly type: 'end-children' }
  | { readonly type: 'interrupt-worker' }
  | { readonly type: 'publish-finished' };

/** Why a transition did not happen. An expected answer, not an error. */
export type RunRefusal = 'stale' | 'ended' | 'out-of-turn';
export type RunDecision =
  | { readonly run: RunState; readonly effects: readonly RunEffect[]; readonly refusal?: undefined }
  | { readonly refusal: RunRefusal };

type Row = { readonly [E in RunEventType]?: RunPhase };

/** While it waits a run can only be cancelled, expire, or get what it waits for. */
function waiting(way: Row): Row {
  return { ...way, 'wait-expired': 'failed', 'cancel-asked': 'cancelled', broke: 'failed', halted: 'stopped' };
}
const END: Row = {};

/** The whole machine: from a phase, by an event, to a phase. What is not listed is refused. */
export const RUN_TRANSITIONS: { readonly [P in RunPhase]: Row } = {
  queued: { taken: 'running', broke: 'failed', halted: 'stopped', 'cancel-asked': 'cancelled' },
  running: {
    taken: 'running', // by another worker, after the first one died
    'turn-taken': 'running',
    labelled: 'running',
    'approval-needed': 'waiting-approval',
    'answer-needed': 'waiting-answer',
    'outcome-lost': 'waiting-outcome',
    'call-begun': 'waiting-call',
    completed: 'succeeded',
    broke: 'failed',
    halted: 'stopped',
    'cancel-asked': 'cancelled',
  },
  'waiting-approval': waiting({ 'approval-decided': 'running' }),
  'waiting-answer': waiting({ answered: 'running' }),
  // A lost write does not expire: only a person can say what became of it.
  'waiting-outcome': { 'outcome-settled': 'running', 'cancel-asked': 'cancelled', halted: 'stopped' },
  // A called run has deadlines of its own.
  'waiting-call': { 'call-ended': 'running', 'cancel-asked': 'cancelled', broke: 'failed', halted: 'stopped' },
  succeeded: END,
  failed: END,
  cancelled: END,
  stopped: END,
};

const ENDS: ReadonlySet<RunPhase> = new Set<RunPhase>(['succeeded', 'failed', 'cancelled', 'stopped']);
const WAITS: Partial<Record<RunPhase, RunWait>> = {
  'waiting-approval': 'approval',
  'waiting-answer': 'answer',
  'waiting-outcome': 'outcomeUnknown',
  'waiting-call': 'call',
};

/** Whether a run in this phase is over for good. */
export function isEnd(phase: RunPhase): boolean {
  return ENDS.has(phase);
}

/** What the pages show for a phase. */
export function statusOf(phase: RunPhase): RunStatus {
  switch (phase) {
    case 'waiting-approval':
    case 'waiting-answer':
    case 'waiting-outcome':
    case 'waiting-call':
      return 'waiting';
    default:
      return phase;
  }
}

/** What a phase waits for, or null. */
export function waitOf(phase: RunPhase): RunWait | null {
  return WAITS[phase] ?? null;
}

/** The phase of a stored pair. */
export function phaseOf(status: RunStatus, wait: RunWait | null): RunPhase {
  if (status !== 'waiting') return status;
  switch (wait) {
    case 'answer':
      return 'waiting-answer';
    case 'outcomeUnknown':
      return 'waiting-outcome';
    case 'call':
      return 'waiting-call';
    default:
      return 'waiting-approval';
  }
}

/** A run as it is created. */
export function queuedRun(): RunState {
  return {
    phase: 'queued',
    revision: 1,
    waitsUntil: null,
    turns: 0,
    labels: NO_LABELS,
    failure: null,
    startedAt: null,
    endedAt: null,
  };
}

/** A run that a person did elsewhere and records by hand: it is born at its end. */
export function recordedRun(ranAt: Date): RunState {
  return { ...queuedRun(), phase: 'succeeded', startedAt: ranAt, endedAt: ranAt };
}

/**
 * One transition.
 * @param seenRevision the revision on which the caller based the event.
 */
export function decide(run: RunState, event: RunEvent, seenRevision: number, at: Date): RunDecision {
  if (isEnd(run.phase)) return { refusal: 'ended' };
  if (seenRevision !== run.revision) return { refusal: 'stale' };
  const phase = RUN_TRANSITIONS[run.phase][event.type];
  if (phase === undefined) return { refusal: 'out-of-turn' };
  const next: RunState = {
    phase,
    revision: run.revision + 1,
    waitsUntil: 'until' in event ? event.until : null,
    turns: event.type === 'turn-taken' ? run.turns + 1 : run.turns,
    labels: event.type === 'labelled' ? joinLabels(run.labels, event.labels) : run.labels,
    failure: 'failure' in event ? event.failure : run.failure,
    startedAt: run.startedAt ?? (event.type === 'taken' ? at : null),
    endedAt: isEnd(phase) ? at : null,
  };
  return { run: next, effects: effectsOf(run, next, event) };
}

function effectsOf(before: RunState, after: RunState, event: RunEvent): RunEffect[] {
  const effects: RunEffect[] = [{ type: 'announce' }];
  const waits = waitOf(after.phase) !== null;
  if (waits || isEnd(after.phase)) effects.push({ type: 'release-lease' });
  if (waits && after.waitsUntil !== null) effects.push({ type: 'look-at', at: after.waitsUntil });
  if (waitOf(before.phase) !== null && after.phase === 'running') effects.push({ type: 'look-now' });
  if (isEnd(after.phase)) {
    if (before.phase === 'waiting-approval' || before.phase === 'waiting-answer') {
      effects.push({ type: 'withdraw-approvals' });
    }
    if (before.phase === 'waiting-call') effects.push({ type: 'end-children' });
    // The worker itself ends a run by the other events; only these two come from beside it.
    if (before.phase === 'running' && (event.type === 'cancel-asked' || event.type === 'halted')) {
      effects.push({ type: 'interrupt-worker' });
    }
    effects.push({ type: 'publish-finished' });
  }
  return effects;
}

import type { FieldFault } from '@groundswell/kernel';

export const STAGES = ['idea', 'draft', 'pilot', 'production', 'paused', 'retired'] as const;
export type Stage = (typeof STAGES)[number];

/** Stages in which people who did not build the workflow may run its published version. */
export const LIVE_STAGES: readonly Stage[] = ['pilot', 'production'];

/** Who brings a change about: a person at the page, the first publishing of a version, or the system by itself. */
export type StageCause = 'person' | 'publish' | 'system';

/** The part of a workflow that its stage depends on. */
export interface StageState {
  readonly stage: Stage;
  /** The stage to which a paused workflow may return; null when it is not paused. */
  readonly pausedFrom: Stage | null;
  readonly hasPublishedVersion: boolean;
  readonly revision: number;
}

/** A wished change; `seenRevision` is the revision of the workflow on the screen of whoever wishes it. */
export interface StageChange {
  readonly to: Stage;
  readonly cause: StageCause;
  readonly seenRevision: number;
  readonly reason: string | null;
}

export type StageRefusal =
  | { readonly code: 'stale' }
  | { readonly code: 'not-possible'; readonly message: string }
  | { readonly code: 'invalid'; readonly faults: readonly FieldFault[] };

export type StageDecision =
  | { readonly ok: true; readonly stage: Stage; readonly pausedFrom: Stage | null; readonly revision: number }
  | { readonly ok: false; readonly refusal: StageRefusal };

interface Transition {
  readonly from: Stage;
  readonly to: Stage;
  readonly causes: readonly StageCause[];
  readonly needsReason?: true;
  readonly needsPublished?: true;
}

/** The one table of stages. What is not listed does not happen. */
export const STAGE_TRANSITIONS: readonly Transition[] = [
  { from: 'idea', to: 'draft', causes: ['person', 'system'] },
  { from: 'idea', to: 'retired', causes: ['person'], needsReason: true },
  { from: 'draft', to: 'pilot', causes: ['publish', 'person'], needsPublished: true },
  { from: 'draft', to: 'retired', causes: ['person'], needsReason: true },
  { from: 'pilot', to: 'production', causes: ['person'], needsPublished: true },
  { from: 'pilot', to: 'draft', causes: ['person'], needsReason: true },
  { from: 'pilot', to: 'paused', causes: ['person', 'system'], needsReason: true },
  { from: 'pilot', to: 'retired', causes: ['person'], needsReason: true },
  { from: 'production', to: 'paused', causes: ['person', 'system'], needsReason: true },
  { from: 'production', to: 'retired', causes: ['person'], needsReason: true },
  { from: 'paused', to: 'pilot', causes: ['person'] },
  { from: 'paused', to: 'production', causes: ['person'] },
  { from: 'paused', to: 'retired', causes: ['person'], needsReason: true },
];

export const MAX_REASON_CHARACTERS = 1_000;

/** Judges a wished change of stage against the table; touches nothing. */
export function decideStage(state: StageState, change: StageChange): StageDecision {
  if (change.seenRevision !== state.revision) return { ok: false, refusal: { code: 'stale' } };
  const transition = STAGE_TRANSITIONS.find((row) => row.from === state.stage && row.to === change.to);
  if (transition === undefined || !transition.causes.includes(change.cause)) {
    return notPossible(impossible(state, change.to));
  }
  const blocked = blockedBecause(state, transition);
  if (blocked !== null) return notPossible(blocked);
  const reason = change.reason?.trim() ?? '';
  if (transition.needsReason === true && reason === '')
    return invalid('Say why in one sentence: the people who use it will read it.');
  if (reason.length > MAX_REASON_CHARACTERS) return invalid(`Use at most ${MAX_REASON_CHARACTERS} characters.`);
  return {
    ok: true,
    stage: change.to,
    pausedFrom: change.to === 'paused' ? state.stage : null,
    revision: state.revision + 1,
  };
}

/** The stages that a person may choose next, for the page to offer. */
export function nextStages(state: StageState): readonly Stage[] {
  return STAGE_TRANSITIONS.filter(
    (row) => row.from === state.stage && row.causes.includes('person') && blockedBecause(state, row) === null,
  ).map((row) => row.to);
}

function blockedBecause(state: StageState, transition: Transition): string | null {
  if (transition.from === 'paused' && transition.to === 'production' && state.pausedFrom !== 'production') {
    return 'This workflow was paused as a pilot, so it resumes as a pilot.';
  }
  if (transition.needsPublished === true && !state.hasPublishedVersion) {
    return 'Publish a version first: only a published version can be run by others.';
  }
  return null;
}

function impossible(state: StageState, to: Stage): string {
  if (state.stage === to) return `This workflow is in stage ${to} already.`;
  if (state.stage === 'retired') return 'A retired workflow stays retired. Adapt it to begin again.';
  const possible = nextStages(state);
  const next = possible.length === 0 ? 'No change is possible now.' : `Possible now: ${possible.join(', ')}.`;
  return `A workflow does not go from ${state.stage} to ${to}. ${next}`;
}

function notPossible(message: string): StageDecision {
  return { ok: false, refusal: { code: 'not-possible', message } };
}

function invalid(message: string): StageDecision {
  return { ok: false, refusal: { code: 'invalid', faults: [{ path: 'reason', message }] } };
}

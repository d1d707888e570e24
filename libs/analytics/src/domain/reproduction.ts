import { plainNumber } from './plain-numbers.js';
import { enteredPilotAt, type StageChange, stageAt } from './live-workflows.js';

/** A workflow in the tree of adaptations. */
export interface TreeWorkflow {
  /** Null for a root. */
  readonly parentWorkflowId: string | null;
  readonly stages: readonly StageChange[];
}

/** The reproduction number, or the words that say why there is none yet. */
export interface Reproduction {
  readonly enough: boolean;
  readonly value: number | null;
  readonly adaptations: number;
  readonly adaptable: number;
  readonly explanation: string;
}

export const REPRODUCTION_WINDOW_DAYS = 90;
export const FEWEST_ADAPTABLE = 5;
const DAY_MS = 86_400_000;

/**
 * Adaptations that entered pilot in the last 90 days, per workflow that could have been adapted in that window: one that
 * was in pilot or production on at least one of its days.
 */
export function reproduction(workflows: readonly TreeWorkflow[], asOf: Date): Reproduction {
  const from = windowStart(asOf);
  const { adaptations: entered, adaptable: able } = behindReproduction(workflows, asOf);
  const [adaptations, adaptable] = [entered.length, able.length];
  const firstEntry = workflows
    .flatMap(({ stages }) => enteredPilotAt(stages)?.getTime() ?? [])
    .sort((a, b) => a - b)[0];
  if (firstEntry === undefined || firstEntry > from.getTime()) {
    const explanation = `The first workflow must have been in pilot for ${REPRODUCTION_WINDOW_DAYS} days before R means anything.`;
    return { enough: false, value: null, adaptations, adaptable, explanation };
  }
  if (adaptable < FEWEST_ADAPTABLE) {
    const explanation = `Only ${plainNumber(adaptable)} workflows could be adapted in the last ${REPRODUCTION_WINDOW_DAYS} days; R needs at least ${FEWEST_ADAPTABLE}.`;
    return { enough: false, value: null, adaptations, adaptable, explanation };
  }
  const value = adaptations / adaptable;
  return { enough: true, value, adaptations, adaptable, explanation: sentence(adaptations, adaptable, value) };
}

/** The workflows that R counts above and below its line. */
export function behindReproduction<T extends TreeWorkflow>(
  workflows: readonly T[],
  asOf: Date,
): { readonly adaptations: readonly T[]; readonly adaptable: readonly T[] } {
  const from = windowStart(asOf);
  return {
    adaptations: workflows.filter(({ parentWorkflowId, stages }) => {
      const at = enteredPilotAt(stages);
      return parentWorkflowId !== null && at !== null && at > from && at <= asOf;
    }),
    adaptable: workflows.filter(({ stages }) => couldBeAdapted(stages, from, asOf)),
  };
}

function windowStart(asOf: Date): Date {
  return new Date(asOf.getTime() - REPRODUCTION_WINDOW_DAYS * DAY_MS);
}

function couldBeAdapted(stages: readonly StageChange[], from: Date, to: Date): boolean {
  if (isAdaptable(stageAt(stages, from))) return true;
  return stages.some((change) => isAdaptable(change.stage) && change.at > from && change.at <= to);
}

function isAdaptable(stage: string | null): boolean {
  return stage === 'pilot' || stage === 'production';
}

function sentence(adaptations: number, adaptable: number, value: number): string {
  const counted = `${plainNumber(adaptations)} adaptations entered pilot in the last ${REPRODUCTION_WINDOW_DAYS} days, from ${plainNumber(adaptable)} workflows that could be adapted.`;
  return value > 1 ? `${counted} Above 1 the library grows by itself.` : `${counted} Below 1 it still needs new ideas.`;
}

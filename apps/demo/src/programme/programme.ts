import type { WorkflowPlan } from './workflow-plan.js';
import { ACCOUNTING } from './workflows/accounting.js';
import { ADMINISTRATION } from './workflows/administration.js';
import { CONSTRUCTION } from './workflows/construction.js';
import { LETTING } from './workflows/letting.js';
import { PURCHASING } from './workflows/purchasing.js';
import { TECHNICAL } from './workflows/technical.js';
import { TENANTS } from './workflows/tenants.js';

/** All workflows of the demo programme in the order in which they entered pilot; a parent stands before its children. */
export const WORKFLOWS: readonly WorkflowPlan[] = inOrder([
  ...TECHNICAL,
  ...TENANTS,
  ...CONSTRUCTION,
  ...ACCOUNTING,
  ...PURCHASING,
  ...LETTING,
  ...ADMINISTRATION,
]);

function inOrder(plans: readonly WorkflowPlan[]): WorkflowPlan[] {
  const byKey = new Map(plans.map((plan) => [plan.key, plan]));
  const depth = (plan: WorkflowPlan): number => {
    const parent = plan.adaptedFrom === null ? undefined : byKey.get(plan.adaptedFrom);
    return parent === undefined ? 0 : depth(parent) + 1;
  };
  return [...plans].sort((one, other) => one.month - other.month || depth(one) - depth(other));
}

/** A plan with what it takes over from its parents filled in. */
export interface CompletePlan extends WorkflowPlan {
  readonly instructions: string;
  readonly form: NonNullable<WorkflowPlan['form']>;
  readonly samples: NonNullable<WorkflowPlan['samples']>;
}

/** What a revision changes of a plan beyond its instructions. */
export interface PlanChange extends Partial<Pick<CompletePlan, 'form' | 'samples' | 'tools' | 'rehearsal'>> {
  readonly maxQuestions?: number;
  /** Workflows that it calls. */
  readonly calls?: readonly string[];
}

/** The plan of a key, with everything that it takes over from its ancestors. */
export function completePlan(key: string): CompletePlan {
  const plan = WORKFLOWS.find((candidate) => candidate.key === key);
  if (plan === undefined) throw new RangeError(`There is no workflow ${key}.`);
  const parent = plan.adaptedFrom === null ? null : completePlan(plan.adaptedFrom);
  const { instructions, form, samples } = {
    instructions: plan.instructions ?? parent?.instructions,
    form: plan.form ?? parent?.form,
    samples: plan.samples ?? parent?.samples,
  };
  if (instructions === undefined || form === undefined || samples === undefined) {
    throw new RangeError(`The workflow ${key} takes over something that its parents do not have.`);
  }
  return {
    ...plan,
    instructions,
    form,
    samples,
    ...(plan.rehearsal === null && parent?.rehearsal ? { rehearsal: parent.rehearsal } : {}),
  };
}

import type { Conditions } from './conditions.js';
import type { PolicyAction, PolicySubjectType } from './subjects.js';

export const RULE_EFFECTS = ['allow', 'deny'] as const;
export type RuleEffect = (typeof RULE_EFFECTS)[number];

/**
 * One CASL rule of a layer, as data. Inside a layer a deny beats every allow, wherever it stands, so the order of rules
 * never matters.
 */
export interface PolicyRule {
  readonly id: string;
  readonly effect: RuleEffect;
  readonly action: PolicyAction;
  readonly subject: PolicySubjectType;
  readonly conditions: Conditions;
  /** In plain words; every refusal repeats it. */
  readonly reason: string;
  /** No exception passes a sealed rule. */
  readonly sealed: boolean;
}

export const OBLIGATION_KINDS = ['approval', 'redaction', 'costLimit', 'review'] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

export const APPROVERS = ['runner', 'owner', 'steward', 'someoneElse'] as const;
/** Who must approve: the person who runs it, the workflow's owner, a steward, or anyone allowed but the runner. */
export type Approver = (typeof APPROVERS)[number];

/** What each kind of obligation asks for. */
export type ObligationDuty =
  | { readonly kind: 'approval'; readonly value: { readonly by: Approver } }
  | { readonly kind: 'redaction'; readonly value: { readonly fields: readonly string[] } }
  | { readonly kind: 'costLimit'; readonly value: { readonly maxCostMicros: number } }
  /** This share of runs is looked at by a person afterwards. */
  | { readonly kind: 'review'; readonly value: { readonly percent: number } };

/** What must happen for an allowed call. */
export type Obligation = ObligationDuty & {
  readonly id: string;
  readonly conditions: Conditions;
  readonly reason: string;
  /** No exception passes a sealed obligation. */
  readonly sealed: boolean;
};

/** The action that each kind of obligation hangs on. */
export const ACTION_OF_OBLIGATION: Readonly<Record<ObligationKind, PolicyAction>> = {
  approval: 'tool.call',
  redaction: 'tool.call',
  costLimit: 'workflow.run',
  review: 'workflow.run',
};

import type { PersonId } from '@groundswell/kernel';
import type { Role } from '@groundswell/platform';
import type { Approver } from '@groundswell/policies';

export const APPROVAL_STATUSES = ['waiting', 'granted', 'denied', 'expired', 'withdrawn'] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

/** One person's yes, and which of the required agreements it gives. */
export interface ApprovalGrant {
  readonly approver: Approver;
  readonly personId: PersonId;
  /** ISO 8601. */
  readonly at: string;
}

/** A waiting approval as far as the rules look. */
export interface ApprovalState {
  readonly status: ApprovalStatus;
  readonly argumentsDigest: string;
  readonly approvers: readonly Approver[];
  readonly grants: readonly ApprovalGrant[];
  readonly expiresAt: Date;
}

/** Who decides, and how they stand to the run. */
export interface Decider {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  readonly isRunner: boolean;
  readonly isWorkflowOwner: boolean;
}

export type ApprovalRefusal = 'settled' | 'expired' | 'other-arguments' | 'not-yours';
export type ApprovalDecision =
  | {
      readonly refusal?: undefined;
      readonly status: ApprovalStatus;
      readonly grants: readonly ApprovalGrant[];
      /** True when every yes came from the person who runs it. */
      readonly byRunner: boolean;
    }
  | { readonly refusal: ApprovalRefusal };

/** Which of the agreements that are still missing this person can give. */
export function agreementsOf(approval: ApprovalState, decider: Decider): readonly Approver[] {
  const given = new Set(approval.grants.map((grant) => grant.approver));
  return approval.approvers.filter((approver) => !given.has(approver) && stands(approver, decider));
}

/**
 * A person's change of the arguments, which is also their yes to the new ones. Whoever agreed before agreed to another call, so
 * their yes no longer counts; everybody who was asked stays asked, and whom the new call asks for in addition.
 * @param judged what the stack says of the call with the new arguments
 */
export function editApproval(
  approval: ApprovalState,
  decider: Decider,
  seenDigest: string,
  judged: { readonly argumentsDigest: string; readonly approvers: readonly Approver[] },
  at: Date,
): ApprovalDecision & { readonly approvers?: readonly Approver[] } {
  const approvers = [...new Set([...approval.approvers, ...judged.approvers])];
  if (!approval.approvers.some((approver) => stands(approver, decider))) return { refusal: 'not-yours' };
  const anew = { ...approval, grants: [], approvers };
  const seen = seenDigest === approval.argumentsDigest ? judged.argumentsDigest : '';
  const decision = decideApproval(
    { ...anew, argumentsDigest: judged.argumentsDigest },
    decider,
    { approve: true, argumentsDigest: seen },
    at,
  );
  return decision.refusal === undefined ? { ...decision, approvers } : decision;
}

function stands(approver: Approver, decider: Decider): boolean {
  switch (approver) {
    case 'runner':
      return decider.isRunner;
    case 'owner':
      return decider.isWorkflowOwner;
    case 'steward':
      return decider.roles.includes('steward') || decider.roles.includes('owner');
    case 'someoneElse':
      return !decider.isRunner;
  }
}

/**
 * One person's answer. It is good once, for the very arguments that they saw, before it expires, and only from someone
 * who is asked. A single no settles it; a yes settles it when none is missing any more.
 */
export function decideApproval(
  approval: ApprovalState,
  decider: Decider,
  answer: { readonly approve: boolean; readonly argumentsDigest: string },
  at: Date,
): ApprovalDecision {
  if (approval.status === 'expired' || (approval.status === 'waiting' && at >= approval.expiresAt)) {
    return { refusal: 'expired' };
  }
  if (approval.status !== 'waiting') return { refusal: 'settled' };
  if (answer.argumentsDigest !== approval.argumentsDigest) return { refusal: 'other-arguments' };
  const agreements = agreementsOf(approval, decider);
  if (agreements.length === 0) return { refusal: 'not-yours' };
  if (!answer.approve) return { status: 'denied', grants: approval.grants, byRunner: decider.isRunner };
  const grants = [
    ...approval.grants,
    ...agreements.map((approver) => ({ approver, personId: decider.personId, at: at.toISOString() })),
  ];
  const missing = approval.approvers.filter((approver) => !grants.some((grant) => grant.approver === approver));
  return {
    status: missing.length === 0 ? 'granted' : 'waiting',
    grants,
    byRunner: decider.isRunner && grants.every((grant) => grant.personId === decider.personId),
  };
}

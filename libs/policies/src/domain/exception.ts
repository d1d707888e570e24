import { createHash } from 'node:crypto';
import { canonicalJson } from '@groundswell/kernel';
import type { CompiledLayer, Passages, RulePassage } from './layer.js';
import type { PolicyRule } from './rule.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** No exception lasts longer: whoever still needs it asks again, and a rule nobody can live with gets changed instead. */
export const LONGEST_EXCEPTION_DAYS = 90;
const REMINDER_MS = 7 * DAY_MS;

export const EXCEPTION_ENDS = ['expired', 'revoked', 'replaced'] as const;
export type ExceptionEnd = (typeof EXCEPTION_ENDS)[number];

/** A dated permission past one named deny rule of one layer for one workflow, as far as a stack looks. */
export interface RuleException {
  readonly id: string;
  readonly layerId: string;
  readonly ruleId: string;
  /** Of what the rule said when the exception was granted. A rule that says something else since then is not passed. */
  readonly ruleDigest: string;
  readonly expiresAt: Date;
}

/** Why an exception that has not ended has no effect, or null when it has. */
export type IdleReason = 'expired' | 'rule-gone' | 'rule-changed' | 'rule-sealed';

/** SHA-256 over what a rule forbids: not over its reason, which is told, nor over its seal, which is looked at. */
export function ruleDigest({ effect, action, subject, conditions }: PolicyRule): string {
  return createHash('sha256').update(canonicalJson({ effect, action, subject, conditions })).digest('hex');
}

/** When the asker and the stewards are reminded: a week before the end, of a short exception at its half. */
export function reminderAt(grantedAt: Date, expiresAt: Date): Date {
  const half = (expiresAt.getTime() - grantedAt.getTime()) / 2;
  return new Date(expiresAt.getTime() - Math.min(REMINDER_MS, half));
}

/** The last instant at which an exception granted now may end. */
export function latestExpiry(now: Date): Date {
  return new Date(now.getTime() + LONGEST_EXCEPTION_DAYS * DAY_MS);
}

/** Whether an exception has no effect at an instant, given the rules that its layer has now. */
export function idleReason(exception: RuleException, rules: readonly PolicyRule[], at: Date): IdleReason | null {
  if (at >= exception.expiresAt) return 'expired';
  const rule = rules.find((one) => one.id === exception.ruleId);
  if (!rule) return 'rule-gone';
  if (rule.sealed) return 'rule-sealed';
  if (rule.effect !== 'deny' || ruleDigest(rule) !== exception.ruleDigest) return 'rule-changed';
  return null;
}

/**
 * What the exceptions of one workflow open at an instant. Only rules that a layer of its stack has, that deny, that are not
 * sealed and that still say what they said when the exception was granted.
 */
export function passagesOf(stack: readonly CompiledLayer[], exceptions: readonly RuleException[], at: Date): Passages {
  const passages = new Map<string, Map<string, RulePassage>>();
  for (const exception of exceptions) {
    const layer = stack.find((one) => one.layer.id === exception.layerId);
    if (!layer || idleReason(exception, layer.layer.rules, at) !== null) continue;
    const ofLayer = passages.get(exception.layerId) ?? new Map<string, RulePassage>();
    ofLayer.set(exception.ruleId, { exceptionId: exception.id, expiresAt: exception.expiresAt });
    passages.set(exception.layerId, ofLayer);
  }
  return passages;
}

import { newId } from '@groundswell/kernel';
import type { LayerBodyFragment, ObligationInput, ObligationKind, PolicyRuleInput } from '@groundswell/contracts';

/** A rule while it is edited. `key` is the page's own: a new rule has no id yet. */
export type RuleDraft = PolicyRuleInput & { readonly key: string };
/** An obligation while it is edited. */
export type ObligationDraft = ObligationInput & { readonly key: string };

/** The part of a layer that is edited. */
export interface LayerDraft {
  readonly name: string;
  readonly rules: readonly RuleDraft[];
  readonly obligations: readonly ObligationDraft[];
  /** The revision that was changed; a draft outlives a save by somebody else, and must not overwrite it unseen. */
  readonly revision?: number | undefined;
}

/** What the editor begins with. */
export function draftOf(layer: LayerBodyFragment): LayerDraft {
  return {
    revision: layer.revision,
    name: layer.name,
    rules: layer.rules.map(({ id, effect, action, subject, conditions, reason, sealed }) => ({
      key: id,
      id,
      effect,
      action,
      subject,
      conditions,
      reason,
      sealed,
    })),
    obligations: layer.obligations.map(({ id, kind, conditions, value, reason, sealed }) => ({
      key: id,
      id,
      kind,
      conditions,
      value,
      reason,
      sealed,
    })),
  };
}

/** A rule to begin from: refuses writes, the most common wish. */
export function newRule(): RuleDraft {
  return {
    key: newId(),
    effect: 'deny',
    action: 'tool.call',
    subject: 'Tool',
    conditions: { risk: { $in: ['write', 'destructive'] } },
    reason: '',
    sealed: false,
  };
}

/** The value that each kind of obligation begins with. */
export const FIRST_VALUE: Readonly<Record<ObligationKind, unknown>> = {
  approval: { by: 'runner' },
  redaction: { fields: [] },
  costLimit: { maxCostMicros: 1_000_000 },
  review: { percent: 10 },
};

/** An obligation to begin from: a person's yes before a write. */
export function newObligation(): ObligationDraft {
  return {
    key: newId(),
    kind: 'approval',
    conditions: { risk: 'write' },
    value: FIRST_VALUE.approval,
    reason: '',
    sealed: false,
  };
}

/** Rules as they are sent. */
export function rulesOf(draft: LayerDraft): PolicyRuleInput[] {
  return draft.rules.map(({ id, effect, action, subject, conditions, reason, sealed }) => ({
    ...(id == null ? {} : { id }),
    effect,
    action,
    subject,
    conditions,
    reason,
    sealed,
  }));
}

/** Obligations as they are sent. */
export function obligationsOf(draft: LayerDraft): ObligationInput[] {
  return draft.obligations.map(({ id, kind, conditions, value, reason, sealed }) => ({
    ...(id == null ? {} : { id }),
    kind,
    conditions,
    value,
    reason,
    sealed,
  }));
}

/**
 * A draft made over an older revision, moved onto the newest one: what it says stays, only entries that are gone lose their id,
 * so that saving them adds them anew.
 */
export function rebased(draft: LayerDraft, layer: LayerBodyFragment): LayerDraft {
  const known = new Set([...layer.rules, ...layer.obligations].map((entry) => entry.id));
  const keep = <Entry extends { readonly id?: string | null | undefined }>(entry: Entry): Entry =>
    entry.id == null || known.has(entry.id) ? entry : { ...entry, id: null };
  return {
    ...draft,
    revision: layer.revision,
    rules: draft.rules.map(keep),
    obligations: draft.obligations.map(keep),
  };
}

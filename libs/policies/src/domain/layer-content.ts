import { createHash } from 'node:crypto';
import { canonicalJson } from '@groundswell/kernel';
import type { Obligation, PolicyRule } from './rule.js';

interface Content {
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  readonly obligations: readonly Obligation[];
}

function withoutIds(content: Content): string {
  const bare = (entries: readonly (PolicyRule | Obligation)[]) => entries.map((entry) => ({ ...entry, id: undefined }));
  return canonicalJson({ name: content.name, rules: bare(content.rules), obligations: bare(content.obligations) });
}

/** SHA-256 over the canonical form of what a layer says. */
export function layerDigest(content: Content): string {
  const { name, rules, obligations } = content;
  return createHash('sha256').update(canonicalJson({ name, rules, obligations })).digest('hex');
}

/** Whether two layers say the same, whatever their entries are called: the same submit twice is one save. */
export function saysTheSame(one: Content, other: Content): boolean {
  return withoutIds(one) === withoutIds(other);
}

/** What a save adds and takes away, by entry: a changed entry is one of each. */
export function layerDifference(
  before: Content | null,
  after: Content,
): { readonly added: readonly (PolicyRule | Obligation)[]; readonly removed: readonly (PolicyRule | Obligation)[] } {
  const entries = (content: Content | null) => (content ? [...content.rules, ...content.obligations] : []);
  const texts = (content: Content | null) => new Set(entries(content).map((entry) => canonicalJson(entry)));
  const [old, fresh] = [texts(before), texts(after)];
  return {
    added: entries(after).filter((entry) => !old.has(canonicalJson(entry))),
    removed: entries(before).filter((entry) => !fresh.has(canonicalJson(entry))),
  };
}

import { canonicalJson } from '@groundswell/kernel';
import type { LayerContent } from './layer-input.js';
import type { Obligation, PolicyRule } from './rule.js';
import { obligationSentence, ruleSentence, type Vocabulary } from './sentence.js';

type Entry = PolicyRule | Obligation;
type Content = Pick<LayerContent, 'name' | 'rules' | 'obligations'>;

/** One change of a layer in plain sentences. */
export interface LayerChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'sealed' | 'unsealed' | 'renamed';
  /** Null for what is new. */
  readonly before: string | null;
  /** Null for what is gone. */
  readonly after: string | null;
}

function sentence(entry: Entry, vocabulary: Vocabulary): string {
  const said = 'effect' in entry ? ruleSentence(entry, vocabulary) : obligationSentence(entry, vocabulary);
  return entry.sealed ? `${said} Sealed.` : said;
}

const unsealed = (entry: Entry) => canonicalJson({ ...entry, sealed: false });

function changeOf(before: Entry, after: Entry, vocabulary: Vocabulary): LayerChange | null {
  if (canonicalJson(before) === canonicalJson(after)) return null;
  const said = { before: sentence(before, vocabulary), after: sentence(after, vocabulary) };
  if (unsealed(before) === unsealed(after)) return { kind: after.sealed ? 'sealed' : 'unsealed', ...said };
  return { kind: 'changed', ...said };
}

/** What differs between two states of a layer, entry by entry. The order of entries means nothing and is no change. */
export function layerChanges(before: Content | null, after: Content, vocabulary: Vocabulary = {}): LayerChange[] {
  const entries = (content: Content | null): Entry[] => (content ? [...content.rules, ...content.obligations] : []);
  const old = new Map(entries(before).map((entry) => [entry.id, entry]));
  const fresh = new Map(entries(after).map((entry) => [entry.id, entry]));
  const changes: LayerChange[] = [];
  if (before && before.name !== after.name) changes.push({ kind: 'renamed', before: before.name, after: after.name });
  for (const [id, entry] of old) {
    const now = fresh.get(id);
    const change = now ? changeOf(entry, now, vocabulary) : null;
    if (!now) changes.push({ kind: 'removed', before: sentence(entry, vocabulary), after: null });
    else if (change) changes.push(change);
  }
  for (const [id, entry] of fresh) {
    if (!old.has(id)) changes.push({ kind: 'added', before: null, after: sentence(entry, vocabulary) });
  }
  return changes;
}

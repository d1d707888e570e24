import type { ObligationKind } from '@groundswell/contracts';
import type { LayerDraft, ObligationDraft, RuleDraft } from './layer-model.js';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const KINDS: readonly ObligationKind[] = ['approval', 'redaction', 'costLimit', 'review'];

function idOf(entry: Readonly<Record<string, unknown>>, fresh: () => string): { key: string; id?: string } {
  return typeof entry['id'] === 'string' ? { key: entry['id'], id: entry['id'] } : { key: fresh() };
}

function ruleFrom(entry: Readonly<Record<string, unknown>>, fresh: () => string): RuleDraft {
  return {
    ...idOf(entry, fresh),
    effect: entry['effect'] === 'allow' ? 'allow' : 'deny',
    action: text(entry['action']),
    subject: text(entry['subject']),
    conditions: entry['conditions'] ?? {},
    reason: text(entry['reason']),
    sealed: entry['sealed'] === true,
  };
}

function obligationFrom(entry: Readonly<Record<string, unknown>>, fresh: () => string): ObligationDraft {
  return {
    ...idOf(entry, fresh),
    kind: KINDS.find((kind) => kind === entry['kind']) ?? 'approval',
    conditions: entry['conditions'] ?? {},
    value: entry['value'] ?? {},
    reason: text(entry['reason']),
    sealed: entry['sealed'] === true,
  };
}

/** Rules and obligations out of JSON that a person typed. What has the wrong shape becomes an entry that the server will point at. */
export function layerFromJson(json: unknown, fresh: () => string): Pick<LayerDraft, 'rules' | 'obligations'> {
  const list = (name: string): Readonly<Record<string, unknown>>[] => {
    const value = isRecord(json) ? json[name] : undefined;
    return Array.isArray(value) ? value.filter(isRecord) : [];
  };
  return {
    rules: list('rules').map((entry) => ruleFrom(entry, fresh)),
    obligations: list('obligations').map((entry) => obligationFrom(entry, fresh)),
  };
}

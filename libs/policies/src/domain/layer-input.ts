import { InputFaults, isId, newId } from '@groundswell/kernel';
import { isRecord, isStorableText, readConditions } from './conditions-input.js';
import { LAYER_SCOPES, type LayerScope } from './layer.js';
import {
  ACTION_OF_OBLIGATION,
  APPROVERS,
  OBLIGATION_KINDS,
  RULE_EFFECTS,
  type Obligation,
  type ObligationDuty,
  type ObligationKind,
  type PolicyRule,
} from './rule.js';
import { ACTIONS, type PolicyAction } from './subjects.js';

export const LAYER_LIMITS = {
  rules: 200,
  obligations: 50,
  nameCharacters: 120,
  reasonCharacters: 500,
  redactedFields: 50,
} as const;

/** A rule as a person wrote it: nothing about it is believed yet. */
export interface RuleInput {
  readonly id?: string | null;
  readonly effect: unknown;
  readonly action: unknown;
  readonly subject: unknown;
  readonly conditions: unknown;
  readonly reason: unknown;
  readonly sealed?: unknown;
}

/** An obligation as a person wrote it. */
export interface ObligationInput {
  readonly id?: string | null;
  readonly kind: unknown;
  readonly conditions: unknown;
  readonly value: unknown;
  readonly reason: unknown;
  readonly sealed?: unknown;
}

/** The entries of the layer's present version, by id. */
export type KnownEntries = ReadonlyMap<string, { readonly sealed: boolean }>;

/** What a person wants a layer to be. */
export interface LayerInput {
  readonly scope: unknown;
  readonly name: unknown;
  readonly rules: readonly RuleInput[];
  readonly obligations: readonly ObligationInput[];
}

/** The part of a layer that a person writes, once it is known to be sound. */
export interface LayerContent {
  readonly scope: LayerScope;
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  readonly obligations: readonly Obligation[];
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}

function readText(value: unknown, label: string, max: number, min: 0 | 1, path: string, faults: InputFaults): string {
  if (value !== undefined && value !== null && typeof value !== 'string') {
    faults.add(path, `${label} is a text.`);
    return '';
  }
  const text = value ?? '';
  if (!text.isWellFormed()) faults.add(path, `${label} holds characters that cannot be stored. Type it again.`);
  return faults.text(path, text, { label, min, max });
}

/** An id that the layer already has, or a new one. Only a rule's own history may carry its id on. */
function readId(
  id: string | null | undefined,
  known: KnownEntries,
  seen: Set<string>,
  path: string,
  faults: InputFaults,
): string {
  if (id === undefined || id === null) return newId();
  if (!isId(id) || !known.has(id)) {
    faults.add(path, 'This layer has no such entry. Leave the id out to add a new one.');
  } else if (seen.has(id)) {
    faults.add(path, 'The same id stands twice. Leave it out of the copy.');
  }
  seen.add(id);
  return id;
}

function readAction(value: unknown, path: string, faults: InputFaults): PolicyAction {
  const actions = Object.keys(ACTIONS) as PolicyAction[];
  const action = oneOf(actions, value);
  if (!action) faults.add(path, `Choose one of ${actions.join(', ')}.`);
  return action ?? 'tool.call';
}

function readRule(
  input: RuleInput,
  scope: LayerScope,
  known: KnownEntries,
  seen: Set<string>,
  path: string,
  faults: InputFaults,
): PolicyRule {
  const effect = oneOf(RULE_EFFECTS, input.effect);
  if (!effect) faults.add(`${path}.effect`, 'A rule either allows or denies.');
  if (effect === 'allow' && scope !== 'organisation') {
    faults.add(`${path}.effect`, 'Only the organisation layer lists what is possible; here a rule can only deny.');
  }
  const action = readAction(input.action, `${path}.action`, faults);
  if (scope === 'connector' && action !== 'tool.call') {
    faults.add(`${path}.action`, 'A connector layer governs tool calls only.');
  }
  const subject = ACTIONS[action];
  if (input.subject !== subject) faults.add(`${path}.subject`, `${action} concerns a ${subject}.`);
  if (input.sealed !== undefined && typeof input.sealed !== 'boolean') {
    faults.add(`${path}.sealed`, 'Sealed is either true or false.');
  }
  return {
    id: readId(input.id, known, seen, `${path}.id`, faults),
    effect: effect ?? 'deny',
    action,
    subject,
    conditions: readConditions(subject, input.conditions, `${path}.conditions`, faults),
    // A refusal repeats the reason to the person who meets it; what is allowed needs none.
    reason: readText(
      input.reason,
      'The reason',
      LAYER_LIMITS.reasonCharacters,
      effect === 'deny' ? 1 : 0,
      `${path}.reason`,
      faults,
    ),
    sealed: input.sealed === true,
  };
}

function readFieldNames(value: unknown, path: string, faults: InputFaults): string[] {
  const names = Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
  const sound = names.filter((name) => name.trim() !== '' && name.length <= 100 && isStorableText(name));
  if (!Array.isArray(value) || sound.length !== value.length || sound.length === 0) {
    faults.add(path, 'Name the fields to hide, each in 1 to 100 characters.');
  } else if (sound.length > LAYER_LIMITS.redactedFields) {
    faults.add(path, `Name at most ${LAYER_LIMITS.redactedFields} fields.`);
  }
  return [...new Set(sound)];
}

function readValue(kind: ObligationKind, input: unknown, path: string, faults: InputFaults): ObligationDuty {
  const value = isRecord(input) ? input : {};
  switch (kind) {
    case 'approval': {
      const by = oneOf(APPROVERS, value['by']);
      if (!by) faults.add(`${path}.by`, `Choose who approves: ${APPROVERS.join(', ')}.`);
      return { kind, value: { by: by ?? 'steward' } };
    }
    case 'redaction':
      return { kind, value: { fields: readFieldNames(value['fields'], `${path}.fields`, faults) } };
    case 'costLimit': {
      const limit = value['maxCostMicros'];
      const sound = typeof limit === 'number' && Number.isSafeInteger(limit) && limit > 0;
      if (!sound) {
        faults.add(`${path}.maxCostMicros`, 'Give the limit in whole millionths of the currency, more than zero.');
      }
      return { kind, value: { maxCostMicros: sound ? limit : 0 } };
    }
    case 'review': {
      const percent = value['percent'];
      const sound = typeof percent === 'number' && Number.isInteger(percent) && percent >= 1 && percent <= 100;
      if (!sound) faults.add(`${path}.percent`, 'Give the share of runs in whole percent, from 1 to 100.');
      return { kind, value: { percent: sound ? percent : 100 } };
    }
  }
}

function readObligation(
  input: ObligationInput,
  scope: LayerScope,
  known: KnownEntries,
  seen: Set<string>,
  path: string,
  faults: InputFaults,
): Obligation {
  const kind = oneOf(OBLIGATION_KINDS, input.kind);
  if (!kind) faults.add(`${path}.kind`, `Choose one of ${OBLIGATION_KINDS.join(', ')}.`);
  if (kind && ACTION_OF_OBLIGATION[kind] !== 'tool.call' && scope === 'connector') {
    faults.add(
      `${path}.kind`,
      'A connector layer governs tool calls; set this at the organisation, a team or a workflow.',
    );
  }
  // Who does not speak of the seal does not break it.
  const sealed = input.sealed ?? (input.id ? known.get(input.id)?.sealed : false) ?? false;
  if (typeof sealed !== 'boolean') faults.add(`${path}.sealed`, 'Sealed is either true or false.');
  const certain = kind ?? 'approval';
  const subject = ACTIONS[ACTION_OF_OBLIGATION[certain]];
  return {
    id: readId(input.id, known, seen, `${path}.id`, faults),
    conditions: readConditions(subject, input.conditions, `${path}.conditions`, faults),
    reason: readText(input.reason, 'The reason', LAYER_LIMITS.reasonCharacters, 1, `${path}.reason`, faults),
    sealed: sealed === true,
    ...readValue(certain, input.value, `${path}.value`, faults),
  };
}

/**
 * Reads a layer that a person wrote.
 * @param known the entries of the layer's present version, which may be carried on
 * @throws AppError INPUT_INVALID naming every fault at once
 */
export function readLayer(input: LayerInput, known: KnownEntries = new Map()): LayerContent {
  const faults = new InputFaults();
  const scope = oneOf(LAYER_SCOPES, input.scope);
  if (!scope) faults.add('scope', `Choose one of ${LAYER_SCOPES.join(', ')}.`);
  const name = readText(input.name, 'The name', LAYER_LIMITS.nameCharacters, 1, 'name', faults);
  if (input.rules.length > LAYER_LIMITS.rules) {
    faults.add('rules', `A layer takes at most ${LAYER_LIMITS.rules} rules.`);
  }
  if (input.obligations.length > LAYER_LIMITS.obligations) {
    faults.add('obligations', `A layer takes at most ${LAYER_LIMITS.obligations} obligations.`);
  }
  const seen = new Set<string>();
  const certain = scope ?? 'organisation';
  const rules = input.rules
    .slice(0, LAYER_LIMITS.rules)
    .map((rule, i) => readRule(rule, certain, known, seen, `rules.${i}`, faults));
  const obligations = input.obligations
    .slice(0, LAYER_LIMITS.obligations)
    .map((one, i) => readObligation(one, certain, known, seen, `obligations.${i}`, faults));
  faults.throwIfAny();
  return { scope: certain, name, rules, obligations };
}

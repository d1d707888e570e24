import { canonicalJson } from '@groundswell/kernel';
import type { ConnectorId, JsonObject, JsonValue, ToolId } from '@groundswell/kernel';
import type { CalledWorkflow } from './called-workflow.js';
import { isJsonList, isJsonObject } from './json-shape.js';
import { textHunks } from './text-difference.js';
import type { VersionBinding, VersionContent } from './workflow-version.js';

/** One readable difference: what part of the version, what exactly, how it was and how it is. Null means *not there*. */
export interface VersionChange {
  readonly area: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The words for what bindings only know by id. */
export interface BindingNames {
  readonly connectors: ReadonlyMap<ConnectorId, string>;
  readonly tools: ReadonlyMap<ToolId, string>;
}

/** What changed between two versions, in the order in which a reviewer reads. Equal contents give an empty list. */
export function versionDifference(
  before: VersionContent,
  after: VersionContent,
  names: BindingNames,
): readonly VersionChange[] {
  return [
    ...instructionChanges(before.instructions, after.instructions),
    ...schemaChanges('Inputs', before.inputSchema, after.inputSchema),
    ...schemaChanges('Output', before.outputSchema, after.outputSchema),
    ...bindingChanges(before.bindings, after.bindings, names),
    ...callChanges(before.calls ?? [], after.calls ?? []),
    ...change('Model', 'Model', before.model, after.model),
    ...change('Limits', 'Turns at most', String(before.limits.maxTurns), String(after.limits.maxTurns)),
    ...change('Limits', 'Cost of a run at most', units(before.limits.maxCostMicros), units(after.limits.maxCostMicros)),
    ...change('Limits', 'Tokens of a run at most', count(before.limits.maxTokens), count(after.limits.maxTokens)),
    ...change('Limits', 'Minutes of a run at most', count(before.limits.maxMinutes), count(after.limits.maxMinutes)),
    ...change(
      'Limits',
      'Questions to the person at most',
      count(before.limits.maxQuestions),
      count(after.limits.maxQuestions),
    ),
    ...memberChanges('Sample', before.sampleInputs, after.sampleInputs, plainText),
    ...rehearsalChanges(before.rehearsal, after.rehearsal),
  ];
}

function change(area: string, label: string, before: string | null, after: string | null): VersionChange[] {
  return before === after ? [] : [{ area, label, before, after }];
}

function instructionChanges(before: string, after: string): VersionChange[] {
  return textHunks(before, after).map((hunk) => {
    const [line, count] =
      hunk.after.length > 0 ? [hunk.afterLine, hunk.after.length] : [hunk.beforeLine, hunk.before.length];
    return {
      area: 'Instructions',
      label: count === 1 ? `Line ${line}` : `Lines ${line} to ${line + count - 1}`,
      before: hunk.before.length === 0 ? null : hunk.before.join('\n'),
      after: hunk.after.length === 0 ? null : hunk.after.join('\n'),
    };
  });
}

function schemaChanges(area: string, before: JsonObject | null, after: JsonObject | null): VersionChange[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  return allKeys(from, to).flatMap((name) => change(area, name, from[name] ?? null, to[name] ?? null));
}

function fieldsOf(schema: JsonObject | null): Record<string, string> {
  if (schema === null || !isJsonObject(schema.properties)) return {};
  const required = isJsonList(schema.required) ? schema.required : [];
  return Object.fromEntries(
    Object.entries(schema.properties).map(([name, field]) => [name, fieldText(field, required.includes(name))]),
  );
}

/** A field in words: `Customer: text, needed, at most 80 characters`. */
function fieldText(field: JsonValue, required: boolean): string {
  if (!isJsonObject(field)) return plainText(field);
  const title = typeof field.title === 'string' ? `${field.title}: ` : '';
  const words = [typeWords(field), required ? 'needed' : 'optional'];
  for (const [keyword, before, after] of FIELD_WORDS) {
    const value = field[keyword];
    if (value !== undefined)
      words.push(`${before}${isJsonList(value) ? value.map(plainText).join(', ') : plainText(value)}${after}`);
  }
  const description = typeof field.description === 'string' ? ` (${field.description})` : '';
  return `${title}${words.join(', ')}${description}`;
}

function typeWords(field: JsonObject): string {
  if (field.format === 'date') return 'date';
  if (field.format === 'email') return 'e-mail address';
  if (field.format === 'document') return 'document';
  if (field.type === 'array' && isJsonObject(field.items) && field.items.type === 'object')
    return `table with ${Object.entries(fieldsOf(field.items))
      .map(([name, text]) => `${name} [${text}]`)
      .join(', ')}`;
  if (field.type === 'array')
    return `list of ${isJsonObject(field.items) ? fieldText(field.items, true).replace(', needed', '') : 'anything'}`;
  if (field.type === 'object')
    return `group of ${Object.entries(fieldsOf(field))
      .map(([name, text]) => `${name} [${text}]`)
      .join(', ')}`;
  const type = plainText(field.type ?? null);
  return TYPE_WORDS[type] ?? type;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'yes or no',
};
const FIELD_WORDS: readonly (readonly [string, string, string])[] = [
  ['enum', 'one of ', ''],
  ['minLength', 'at least ', ' characters'],
  ['maxLength', 'at most ', ' characters'],
  ['minimum', 'from ', ''],
  ['maximum', 'up to ', ''],
  ['minItems', 'at least ', ' entries'],
  ['maxItems', 'at most ', ' entries'],
  ['default', 'otherwise ', ''],
];

function bindingChanges(
  before: readonly VersionBinding[],
  after: readonly VersionBinding[],
  names: BindingNames,
): VersionChange[] {
  const [from, to] = [byConnector(before), byConnector(after)];
  const ids = new Set([...from.keys(), ...to.keys()]);
  return [...ids].flatMap((id) => {
    const label = names.connectors.get(id) ?? 'A connector that is gone';
    const [old, now] = [from.get(id), to.get(id)];
    const tools = change('Tools', label, toolText(old, names), toolText(now, names));
    if (old === undefined || now === undefined || old.connectorVersionId === now.connectorVersionId) return tools;
    return [
      ...tools,
      { area: 'Tools', label, before: 'an earlier version of the connector', after: 'its present version' },
    ];
  });
}

function callChanges(before: readonly CalledWorkflow[], after: readonly CalledWorkflow[]): VersionChange[] {
  const text = (call: CalledWorkflow | undefined) => (call === undefined ? null : `version ${call.versionNumber}`);
  const ids = new Set([...before, ...after].map((call) => call.workflowId));
  return [...ids].flatMap((id) => {
    const [from, to] = [before, after].map((calls) => calls.find((call) => call.workflowId === id));
    return change('Calls', to?.title ?? from?.title ?? '', text(from), text(to));
  });
}

function byConnector(bindings: readonly VersionBinding[]): Map<ConnectorId, VersionBinding> {
  return new Map(bindings.map((binding) => [binding.connectorId, binding]));
}

function toolText(binding: VersionBinding | undefined, names: BindingNames): string | null {
  if (binding === undefined) return null;
  return binding.toolIds
    .map((id) => names.tools.get(id) ?? 'a tool that is gone')
    .sort()
    .join(', ');
}

function rehearsalChanges(before: JsonValue, after: JsonValue): VersionChange[] {
  const [from, to] = [turnsOf(before), turnsOf(after)];
  return Array.from({ length: Math.max(from.length, to.length) }, (_, index) => index).flatMap((index) =>
    change('Rehearsal', `Turn ${index + 1}`, from[index] ?? null, to[index] ?? null),
  );
}

function turnsOf(rehearsal: JsonValue): string[] {
  if (!isJsonObject(rehearsal) || !isJsonList(rehearsal.turns)) return rehearsal === null ? [] : [plainText(rehearsal)];
  return rehearsal.turns.map((turn) => {
    if (!isJsonObject(turn)) return plainText(turn);
    const uses = isJsonList(turn.toolUse) ? turn.toolUse : [];
    const used = uses.map((use) =>
      isJsonObject(use) ? `${plainText(use.tool ?? null)} ${plainText(use.arguments ?? {})}` : plainText(use),
    );
    return [...(typeof turn.text === 'string' ? [turn.text] : []), ...used].join('\n');
  });
}

function memberChanges(
  area: string,
  before: JsonObject,
  after: JsonObject,
  text: (value: JsonValue) => string,
): VersionChange[] {
  return allKeys(before, after).flatMap((key) => {
    const [old, now] = [before[key], after[key]];
    return change(area, key, old === undefined ? null : text(old), now === undefined ? null : text(now));
  });
}

function allKeys(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function plainText(value: JsonValue): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}

function count(value: number | undefined): string | null {
  return value === undefined ? null : String(value);
}

function units(micros: number): string {
  return (micros / 1_000_000).toFixed(6).replace(/0{1,4}$/, '');
}

import type { FieldFault, JsonObject, JsonValue } from '@groundswell/kernel';
import { isJsonList, isJsonObject, jsonSize } from './json-shape.js';
import { checkTemplate, faultText, inputScope } from './template.js';
import type { TemplateScope } from './template.js';

/** One rehearsed use of a tool, named `<connector slug>.<tool name>`; texts in the arguments are templates. */
export interface RehearsedToolUse {
  readonly tool: string;
  readonly arguments: JsonObject;
}

/** What the practice model says and does in one turn. */
export interface RehearsalTurn {
  readonly text?: string;
  readonly toolUse?: readonly RehearsedToolUse[];
}

/**
 * The script that the practice model replays. Besides `{{inputs.name}}` its texts may use `{{results.N.text}}` and
 * `{{results.N.json./pointer}}`: the result of the Nth tool use, counted from 1 over the whole rehearsal.
 */
export interface Rehearsal {
  readonly turns: readonly RehearsalTurn[];
}

export const REHEARSAL_LIMITS = { characters: 200_000, nesting: 20, turns: 50, toolUses: 10 } as const;

/** What a rehearsal may refer to. */
export interface RehearsalScope {
  readonly inputNames: readonly string[];
  /** The bound tools as `<connector slug>.<tool name>`; null when they are not known here and so are not checked. */
  readonly toolNames: readonly string[] | null;
}

export type ReadRehearsal =
  { readonly ok: true; readonly rehearsal: Rehearsal } | { readonly ok: false; readonly faults: readonly FieldFault[] };

const TOOL = /^[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_.\-/]{1,128}$/;

/** Reads a rehearsal from JSON, with every fault beside its place. */
export function readRehearsal(value: JsonValue, scope: RehearsalScope, path = 'rehearsal'): ReadRehearsal {
  if (jsonSize(value, REHEARSAL_LIMITS.nesting) > REHEARSAL_LIMITS.characters) {
    const message = `This rehearsal is too large or nests too deep: at most ${REHEARSAL_LIMITS.characters} characters are allowed.`;
    return { ok: false, faults: [{ path, message }] };
  }
  if (!isJsonObject(value) || !isJsonList(value.turns)) {
    return {
      ok: false,
      faults: [{ path: `${path}.turns`, message: 'A rehearsal is an object with a list of "turns".' }],
    };
  }
  const faults = [...extraKeys(value, ['turns'], path)];
  if (value.turns.length === 0 || value.turns.length > REHEARSAL_LIMITS.turns) {
    faults.push({ path: `${path}.turns`, message: `A rehearsal has between 1 and ${REHEARSAL_LIMITS.turns} turns.` });
  }
  const turns: RehearsalTurn[] = [];
  let usesBefore = 0;
  for (const [index, item] of value.turns.slice(0, REHEARSAL_LIMITS.turns).entries()) {
    const turn = readTurn(item, { ...scope, usesBefore }, `${path}.turns.${index}`, faults);
    turns.push(turn);
    usesBefore += turn.toolUse?.length ?? 0;
  }
  if ((turns.at(-1)?.toolUse?.length ?? 0) > 0) {
    const message = 'The last turn must end with a text: a tool use asks for one more turn after it.';
    faults.push({ path: `${path}.turns.${turns.length - 1}`, message });
  }
  return faults.length === 0 ? { ok: true, rehearsal: { turns } } : { ok: false, faults };
}

interface TurnScope extends RehearsalScope {
  readonly usesBefore: number;
}

function readTurn(value: JsonValue, scope: TurnScope, path: string, faults: FieldFault[]): RehearsalTurn {
  if (!isJsonObject(value)) {
    faults.push({ path, message: 'A turn is an object with "text", "toolUse" or both.' });
    return {};
  }
  faults.push(...extraKeys(value, ['text', 'toolUse'], path));
  const { text, toolUse } = value;
  if (text !== undefined && typeof text !== 'string')
    faults.push({ path: `${path}.text`, message: 'This must be a text.' });
  if (typeof text === 'string') faults.push(...templateFaults(text, `${path}.text`, scope));
  if (toolUse !== undefined && !isJsonList(toolUse))
    faults.push({ path: `${path}.toolUse`, message: 'This must be a list.' });
  const listed = isJsonList(toolUse) ? toolUse : [];
  if (listed.length > REHEARSAL_LIMITS.toolUses) {
    faults.push({ path: `${path}.toolUse`, message: `At most ${REHEARSAL_LIMITS.toolUses} tool uses fit in a turn.` });
  }
  if (listed.length === 0 && (text === undefined || text === '')) {
    faults.push({ path, message: 'A turn needs a text or a tool use.' });
  }
  const uses = listed
    .slice(0, REHEARSAL_LIMITS.toolUses)
    .flatMap((item, index) => readToolUse(item, scope, `${path}.toolUse.${index}`, faults));
  return { ...(typeof text === 'string' ? { text } : {}), ...(uses.length > 0 ? { toolUse: uses } : {}) };
}

function readToolUse(value: JsonValue, scope: TurnScope, path: string, faults: FieldFault[]): RehearsedToolUse[] {
  if (!isJsonObject(value) || typeof value.tool !== 'string') {
    faults.push({ path, message: 'A tool use is an object with "tool" (such as "crm.search") and "arguments".' });
    return [];
  }
  faults.push(...extraKeys(value, ['tool', 'arguments'], path));
  const tool = value.tool;
  if (!TOOL.test(tool)) {
    faults.push({ path: `${path}.tool`, message: 'Name a tool as connector.tool, such as "crm.search".' });
  } else if (scope.toolNames !== null && !scope.toolNames.includes(tool)) {
    const bound = scope.toolNames.length === 0 ? 'No tool is bound.' : `Bound are: ${scope.toolNames.join(', ')}.`;
    faults.push({ path: `${path}.tool`, message: `"${tool}" is not bound to this version. ${bound}` });
  }
  const given = value.arguments ?? {};
  if (!isJsonObject(given)) {
    faults.push({ path: `${path}.arguments`, message: 'The arguments must be an object.' });
    return [];
  }
  faults.push(...textsIn(given, `${path}.arguments`).flatMap(([text, place]) => templateFaults(text, place, scope)));
  return [{ tool, arguments: given }];
}

function textsIn(value: JsonValue, path: string): [string, string][] {
  if (typeof value === 'string') return [[value, path]];
  if (isJsonList(value)) return value.flatMap((item, index) => textsIn(item, `${path}.${index}`));
  if (isJsonObject(value)) return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${path}.${key}`));
  return [];
}

function templateFaults(text: string, path: string, scope: TurnScope): FieldFault[] {
  return checkTemplate(text, rehearsalScope(scope)).map((fault) => ({ path, message: faultText(fault) }));
}

function rehearsalScope(scope: TurnScope): TemplateScope {
  const inputs = inputScope(scope.inputNames);
  return (templatePath) => {
    const [root, number, part] = templatePath.segments;
    if (root !== 'results') return inputs(templatePath);
    const known = /^[1-9]\d*$/.test(number ?? '') && Number(number) <= scope.usesBefore;
    if (!known) return `There is no result ${number ?? ''} yet: ${resultsSoFar(scope.usesBefore)}`;
    const plain = part === 'text' && templatePath.pointer === null;
    const structured = part === 'json' && templatePath.pointer !== null;
    if (templatePath.segments.length === 3 && (plain || structured)) return null;
    return `Write {{results.${number}.text}} or {{results.${number}.json./name}}.`;
  };
}

function resultsSoFar(count: number): string {
  return count === 0 ? 'no tool is used in an earlier turn.' : `earlier turns give results 1 to ${count}.`;
}

function extraKeys(value: JsonObject, known: readonly string[], path: string): FieldFault[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: `${path}.${key}`, message: `"${key}" is not known here; known are: ${known.join(', ')}.` }));
}

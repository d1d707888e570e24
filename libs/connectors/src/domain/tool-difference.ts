import { canonicalJson, type JsonValue } from '@groundswell/kernel';
import type { ToolDefinition } from './tool-definition.js';
import { visibleText } from './visible-text.js';

/** One readable change: where, what, and both sides with invisible characters written out. */
export interface DefinitionChange {
  readonly area: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

const MAX_CHANGES = 200;

function shown(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return visibleText(typeof value === 'string' ? value : canonicalJson(value));
}

function isBranch(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A schema may name a member `toString`: only what was sent counts. */
function own(branch: { readonly [key: string]: JsonValue }, key: string): JsonValue | undefined {
  return Object.hasOwn(branch, key) ? branch[key] : undefined;
}

function* walk(
  area: string,
  path: readonly string[],
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Generator<DefinitionChange> {
  if (isBranch(before) && isBranch(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    for (const key of keys) yield* walk(area, [...path, key], own(before, key), own(after, key));
    return;
  }
  const same =
    (before === undefined) === (after === undefined) && canonicalJson(before ?? null) === canonicalJson(after ?? null);
  if (same) return;
  yield { area, label: path.map(visibleText).join(' › ') || 'all of it', before: shown(before), after: shown(after) };
}

/**
 * What changed between two definitions of one tool, in the order in which a person should look: what the model reads
 * first, then what it may pass, then what the server claims.
 */
export function differenceOfDefinitions(before: ToolDefinition, after: ToolDefinition): DefinitionChange[] {
  const areas: readonly (readonly [string, string, JsonValue | undefined, JsonValue | undefined])[] = [
    ['name', 'name', before.name, after.name],
    ['description', 'description', before.description, after.description],
    ['description', 'title', before.title ?? undefined, after.title ?? undefined],
    ['instructions', 'instructions of the server', before.instructions, after.instructions],
  ];
  const changes: DefinitionChange[] = [];
  for (const [area, label, old, now] of areas) {
    for (const change of walk(area, [label], old, now)) changes.push(change);
  }
  const trees = [
    ['input', before.inputSchema, after.inputSchema],
    ['output', before.outputSchema ?? undefined, after.outputSchema ?? undefined],
    ['annotations', before.annotations, after.annotations],
    ['metadata', before.meta, after.meta],
  ] as const;
  for (const [area, old, now] of trees) {
    for (const change of walk(area, [], old, now)) {
      changes.push(change);
      if (changes.length >= MAX_CHANGES) return changes;
    }
  }
  return changes;
}

/** The change of a tool that its server no longer lists. */
export function disappearance(definition: ToolDefinition): DefinitionChange {
  return { area: 'name', label: 'listed by the server', before: visibleText(definition.name), after: null };
}

import type { JsonValue } from '@groundswell/kernel';

/** What stands where a field was taken out. */
export const REDACTED = '[redacted]';

function lower(fields: readonly string[]): ReadonlySet<string> {
  return new Set(fields.map((field) => field.toLowerCase()));
}

/** Replaces the values of the named fields at any depth; names are compared without regard to case. */
export function redactJson(value: JsonValue, fields: readonly string[]): JsonValue {
  const names = lower(fields);
  const walk = (part: JsonValue): JsonValue => {
    if (Array.isArray(part)) return part.map((item: JsonValue) => walk(item));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, item]) => [key, names.has(key.toLowerCase()) ? REDACTED : walk(item)]),
    );
  };
  return walk(value);
}

function parsed(text: string): JsonValue | undefined {
  const start = text.trimStart()[0];
  if (start !== '{' && start !== '[') return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * Takes the named fields out of a text: out of its JSON where it is JSON, else out of every line that reads like
 * `name: value`, `name=value` or `"name": "value"`. Free prose that names a value without its field is not recognised.
 */
export function redactText(text: string, fields: readonly string[]): string {
  if (fields.length === 0) return text;
  const json = parsed(text);
  if (json !== undefined) return JSON.stringify(redactJson(json, fields), null, text.includes('\n') ? 2 : undefined);
  const names = fields.map(escaped).join('|');
  const pattern = new RegExp(
    `(["']?\\b(?:${names})\\b["']?\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"|'[^']*'|[^,;}\\]\\n]*)`,
    'gi',
  );
  return text.replace(pattern, `$1${REDACTED}`);
}

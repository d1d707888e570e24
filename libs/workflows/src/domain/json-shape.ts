import type { JsonObject, JsonValue } from '@groundswell/kernel';

/** Whether a value that came over the wire is a JSON object (no list, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value that came over the wire is a JSON list. */
export function isJsonList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The size a JSON value will have when stored, in characters; Infinity when it nests deeper than allowed. */
export function jsonSize(value: JsonValue | undefined, maxDepth: number): number {
  if (maxDepth < 0) return Number.POSITIVE_INFINITY;
  if (value === undefined) return 0;
  if (isJsonList(value)) return value.reduce<number>((sum, item) => sum + jsonSize(item, maxDepth - 1) + 1, 2);
  if (isJsonObject(value)) {
    return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + jsonSize(item, maxDepth - 1), 2);
  }
  return typeof value === 'string' ? value.length + 2 : String(value).length;
}

/** Whether every text in it can be stored: Postgres knows neither U+0000 nor half of a surrogate pair. */
export function isStorable(value: JsonValue): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (isJsonList(value)) return value.every(isStorable);
  if (isJsonObject(value)) return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item));
  return true;
}

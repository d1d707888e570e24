import type { JsonValue } from '@groundswell/kernel';

const DEEPEST = 200;

/** Why a value cannot be taken. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/**
 * Takes a foreign value for JSON after looking at all of it; members that are undefined are left out.
 * @throws NotJson when it is no JSON, or nested too deeply to be walked.
 */
export function readJson(value: unknown, depth = 0): JsonValue {
  if (depth > DEEPEST) throw new NotJson('This JSON is nested too deeply.');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item) => readJson(item ?? null, depth + 1));
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, readJson(item, depth + 1)]),
    );
  }
  throw new NotJson('This is no JSON.');
}

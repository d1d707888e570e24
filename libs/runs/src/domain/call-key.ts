import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue, RunId } from '@groundswell/kernel';

/** Where a call stands: the same place is the same call, however often it is made. */
interface CallPlace {
  readonly runId: RunId;
  readonly turn: number;
  readonly useIndex: number;
}

/** The key of a call, in the form of a UUID. The same whenever it is asked for, so that a repeated call carries it again. */
export function callKey({ runId, turn, useIndex }: CallPlace): string {
  const hex = createHash('sha256').update(`groundswell call ${runId} ${turn} ${useIndex}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

/** The arguments with the key in its place; whatever the model wrote there does not count. */
export function withKey(args: JsonObject, keyArgument: string | null, place: CallPlace): JsonObject {
  return keyArgument === null ? args : { ...args, [keyArgument]: callKey(place) };
}

/** What the model is offered: the key is not its business. */
export function withoutKey(schema: JsonObject, keyArgument: string | null): JsonObject {
  if (keyArgument === null) return schema;
  const kept: Record<string, JsonValue> = { ...schema };
  const { properties, required } = schema;
  if (typeof properties === 'object' && properties !== null && !Array.isArray(properties)) {
    kept['properties'] = Object.fromEntries(Object.entries(properties).filter(([name]) => name !== keyArgument));
  }
  if (Array.isArray(required)) kept['required'] = required.filter((name) => name !== keyArgument);
  return kept;
}

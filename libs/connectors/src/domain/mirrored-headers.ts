import type { JsonObject, JsonValue } from '@groundswell/kernel';

const MARK = 'x-mcp-header';
/** RFC 9110, `token`. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const TYPES: ReadonlySet<JsonValue | undefined> = new Set(['string', 'integer', 'boolean']);

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function* marksIn(
  node: JsonValue | undefined,
  reachable: boolean,
): Generator<{ readonly schema: JsonObject; readonly reachable: boolean }> {
  if (Array.isArray(node)) {
    for (const item of node as readonly JsonValue[]) yield* marksIn(item, false);
    return;
  }
  if (!isObject(node)) return;
  if (Object.hasOwn(node, MARK)) yield { schema: node, reachable };
  for (const [key, child] of Object.entries(node)) {
    if (key === MARK) continue;
    const below = key === 'properties' && isObject(child) ? Object.values(child) : null;
    if (below === null) yield* marksIn(child, false);
    else for (const property of below) yield* marksIn(property, reachable);
  }
}

/**
 * Whether the arguments that a tool wants repeated as HTTP headers are marked as the newer protocol line asks. A tool that marks
 * them otherwise is not offered: what would go into its headers cannot be told.
 */
export function marksHeadersWell(inputSchema: JsonObject): boolean {
  if (Object.hasOwn(inputSchema, MARK)) return false;
  const names = new Set<string>();
  for (const { schema, reachable } of marksIn(inputSchema, true)) {
    const name = schema[MARK];
    if (!reachable || typeof name !== 'string' || !TOKEN.test(name) || !TYPES.has(schema['type'])) return false;
    if (names.has(name.toLowerCase())) return false;
    names.add(name.toLowerCase());
  }
  return true;
}

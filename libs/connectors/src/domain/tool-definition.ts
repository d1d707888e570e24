import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject, type JsonValue } from '@groundswell/kernel';

/** One MCP tool as its server describes it: all of it is shown to a model or steers it, so all of it is pinned. */
export interface ToolDefinition {
  readonly name: string;
  readonly title: string | null;
  readonly description: string;
  readonly inputSchema: JsonObject;
  readonly outputSchema: JsonObject | null;
  readonly annotations: JsonObject;
  /** `_meta`, and every member that this product gives no name of its own (icons, execution, later inventions). */
  readonly meta: JsonObject;
  /** The instructions of the server as a whole. */
  readonly instructions: string;
}

/** Limits of a listing: past them a server is not listed at all, rather than listed in part. */
export const LISTING_LIMITS = { tools: 512, nameLength: 128, definitionCharacters: 131_072 } as const;

/** Why a listing cannot be used. */
export class MalformedListing extends Error {
  override readonly name = 'MalformedListing';
}

const NAMED = new Set(['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations', '_meta']);

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOr<T>(value: unknown, fallback: T, what: string): JsonObject | T {
  if (value === undefined || value === null) return fallback;
  if (isObject(value)) return value;
  throw new MalformedListing(`${what} is not an object.`);
}

function textOr<T>(value: unknown, fallback: T, what: string): string | T {
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'string') return value;
  throw new MalformedListing(`${what} is not text.`);
}

/**
 * Reads one tool as it came over the wire, without believing any of it.
 * @throws MalformedListing
 */
export function readToolDefinition(wire: unknown, instructions: string): ToolDefinition {
  if (!isObject(wire)) throw new MalformedListing('A tool is not an object.');
  const name = wire['name'];
  if (typeof name !== 'string' || name.length > LISTING_LIMITS.nameLength || !/^[^\s\p{C}]+$/u.test(name)) {
    throw new MalformedListing('A tool has no name, or one that is too long or cannot be seen.');
  }
  if (JSON.stringify(wire).length > LISTING_LIMITS.definitionCharacters) {
    throw new MalformedListing(`The definition of ${name} is too long.`);
  }
  const inputSchema = objectOr(wire['inputSchema'], null, `The input schema of ${name}`);
  if (inputSchema === null) throw new MalformedListing(`The tool ${name} has no input schema.`);
  const further = Object.entries(wire).filter(([key]) => !NAMED.has(key));
  const meta = objectOr(wire['_meta'], {}, `The metadata of ${name}`);
  return {
    name,
    title: textOr(wire['title'], null, `The title of ${name}`),
    description: textOr(wire['description'], '', `The description of ${name}`),
    inputSchema,
    outputSchema: objectOr(wire['outputSchema'], null, `The output schema of ${name}`),
    annotations: objectOr(wire['annotations'], {}, `The annotations of ${name}`),
    meta: further.length === 0 ? meta : { _meta: meta, ...Object.fromEntries(further) },
    instructions,
  };
}

/**
 * Reads a whole listing.
 * @throws MalformedListing when a tool is malformed, too large, or shares its name with another: a second tool of a
 * known name is how a server shadows the one that was approved.
 */
export function readListing(wireTools: readonly unknown[], instructions: string): ToolDefinition[] {
  if (wireTools.length > LISTING_LIMITS.tools) {
    throw new MalformedListing(`It lists more than ${LISTING_LIMITS.tools} tools.`);
  }
  const names = new Set<string>();
  return wireTools.map((wire) => {
    const definition = readToolDefinition(wire, instructions);
    if (names.has(definition.name)) throw new MalformedListing(`It lists two tools of the name ${definition.name}.`);
    names.add(definition.name);
    return definition;
  });
}

/** The canonical text of a definition, over which its digest is taken. */
export function definitionText(definition: ToolDefinition): string {
  return canonicalJson(definition);
}

/** The digest that pins a definition: SHA-256 of its canonical JSON, in hexadecimal. */
export function definitionDigest(definition: ToolDefinition): string {
  return createHash('sha256').update(definitionText(definition)).digest('hex');
}

/**
 * The digest to which an approval is bound: the tool, the definition it had, and the arguments. Another argument, or
 * a definition that changed since, is another question.
 */
export function callDigest(call: { toolId: string; definitionDigest: string; arguments: JsonValue }): string {
  const text = canonicalJson({ tool: call.toolId, definition: call.definitionDigest, arguments: call.arguments });
  return createHash('sha256').update(text).digest('hex');
}

/** The member of `_meta` by which a tool names the one that shows beforehand what a call of it would change. */
const PREVIEW = 'groundswell/preview';

/**
 * The tool that a definition names as its preview: it takes the same arguments, changes nothing, and answers with structured
 * content `{ before, after }` or with text. A steward confirmed it with the pin, which covers `_meta`.
 */
export function previewNameOf({ meta }: Pick<ToolDefinition, 'meta'>): string | null {
  const inner = meta['_meta'];
  const name = meta[PREVIEW] ?? (isObject(inner) ? inner[PREVIEW] : undefined);
  return typeof name === 'string' ? name : null;
}

import type { JsonObject, JsonValue } from '@groundswell/kernel';
import type { ToolDefinition } from './tool-definition.js';

/** How far a tool's effect goes. The starter rules ask for an approval from write on and allow nothing destructive. */
export const RISKS = ['read', 'write', 'destructive'] as const;
export type Risk = (typeof RISKS)[number];

/** What a steward says of a tool. Never taken from the server: it is only suggested from what the server says. */
export interface ToolLabels {
  readonly risk: Risk;
  /** Its answers carry text by strangers: mails, documents, web pages. */
  readonly returnsUntrusted: boolean;
  /** Its arguments leave the organisation: a mail, a web request, a post. */
  readonly reachesOutside: boolean;
  /**
   * The argument under which its server takes a repeated call for the same call. Never guessed, because a wrong guess would do
   * a write twice.
   */
  readonly idempotencyArgument?: string | null;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const WORDS = {
  destructive: words(
    'delete del remove rm drop destroy purge truncate wipe erase revoke terminate kill overwrite reset uninstall cancel',
  ),
  // Words that are as often a noun (order, invoice, book) are left out: a name without any verb is taken for a write.
  write: words(
    'create crt update upd write edit set put post patch insert add upload send save move rename execute exec run ' +
      'approve pay submit publish reply assign merge import sync append replace modify change make open close ' +
      'start stop enable disable grant invite transfer apply commit push trigger',
  ),
  read: words(
    'get list lst read search find fetch show describe count view lookup stat tree info check query select browse ' +
      'download export preview head is has',
  ),
  untrusted: words(
    'file files document documents doc docs mail email inbox message messages page web http url browse crawl scrape ' +
      'comment comments issue issues ticket tickets review reviews chat feed attachment media',
  ),
  outside: words(
    'send mail email post publish web http url browse crawl scrape webhook tweet sms notify share upload call',
  ),
} as const;

/** Argument names through which a model could address somebody outside. */
const OUTWARD_ARGUMENTS = new Set([
  'url',
  'uri',
  'to',
  'recipient',
  'recipients',
  'cc',
  'bcc',
  'webhook',
  'endpoint',
  'email',
]);
/** Argument names that carry a program: what it does cannot be told from the tool's name. */
const PROGRAM_ARGUMENTS = new Set(['sql', 'command', 'script', 'code', 'statement', 'program']);

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 0);
}

function argumentNames(definition: ToolDefinition): string[] {
  const properties = definition.inputSchema['properties'];
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return [];
  return Object.keys(properties).map((name) => name.toLowerCase());
}

/** The arguments that may carry the key of a call: those at the top that take any text. */
export function keyArguments({ inputSchema }: Pick<ToolDefinition, 'inputSchema'>): string[] {
  const { properties } = inputSchema;
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (!isObject(schema) || schema['type'] !== 'string') return [];
    return schema['enum'] === undefined && schema['const'] === undefined ? [name] : [];
  });
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function riskOfName(parts: readonly string[]): Risk | null {
  if (parts.some((word) => WORDS.destructive.has(word))) return 'destructive';
  // A verb usually comes first: "get_order" reads an order, "order_get" too, "order_create" does not.
  const verb = parts.find((word) => WORDS.write.has(word) || WORDS.read.has(word));
  if (verb === undefined) return null;
  if (WORDS.read.has(verb)) {
    const others = parts.filter((word) => word !== verb);
    return others.some((word) => /^(create|update|write|edit|insert|send|replace)$/.test(word)) ? 'write' : 'read';
  }
  return 'write';
}

function riskOfAnnotations(definition: ToolDefinition): Risk | null {
  const { readOnlyHint, destructiveHint } = definition.annotations;
  if (readOnlyHint === true) return 'read';
  if (destructiveHint === true) return 'destructive';
  return readOnlyHint === false || destructiveHint === false ? 'write' : null;
}

/** The riskier of two. */
export function riskier(one: Risk, other: Risk): Risk {
  return RISKS.indexOf(one) >= RISKS.indexOf(other) ? one : other;
}

/**
 * A careful guess at the labels of a tool, for a steward to confirm: of what its name, its arguments and its
 * annotations say, the riskiest counts; where they say nothing it is taken for a write.
 */
export function suggestLabels(definition: ToolDefinition): ToolLabels {
  const parts = wordsOf(definition.name);
  const names = argumentNames(definition);
  const hinted = riskOfAnnotations(definition);
  const named = riskOfName(parts);
  const program = names.some((name) => PROGRAM_ARGUMENTS.has(name)) && hinted !== 'read';
  const open = definition.annotations['openWorldHint'];
  const guesses = [hinted, named, program ? ('write' as const) : null].filter((guess) => guess !== null);
  const risk = guesses.reduce<Risk>(riskier, guesses.length === 0 ? 'write' : 'read');
  const outward = names.some((name) => OUTWARD_ARGUMENTS.has(name)) || parts.some((word) => WORDS.outside.has(word));
  return {
    risk,
    returnsUntrusted: open === true || parts.some((word) => WORDS.untrusted.has(word)),
    reachesOutside: open === true || (outward && open !== false),
  };
}

import { AppError, canonicalJson } from '@groundswell/kernel';
import type { JsonObject, JsonValue } from '@groundswell/kernel';

/** A name inside `{{…}}`: dotted segments, and optionally a JSON pointer as the last one (`results.1.json./rows/0`). */
export interface TemplatePath {
  readonly text: string;
  readonly segments: readonly string[];
  /** Unescaped reference tokens of the pointer; null when the path has none. */
  readonly pointer: readonly string[] | null;
}

/** Where something stands in the text of a template, counted from 1 as an editor does. */
export interface TemplatePosition {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a template, and where. */
export interface TemplateFault extends TemplatePosition {
  readonly message: string;
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly path: TemplatePath; readonly at: TemplatePosition };

/** A template that was read once; filling it walks its parts and never looks at the inserted values again. */
export interface Template {
  readonly parts: readonly TemplatePart[];
}

/** Judges a path: null when it is known, otherwise one sentence that says what is wrong. */
export type TemplateScope = (path: TemplatePath) => string | null;

export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly faults: readonly TemplateFault[] };

export const TEMPLATE_LIMITS = {
  sourceCharacters: 50_000,
  placeholders: 500,
  pathCharacters: 200,
  filledCharacters: 400_000,
} as const;

const OPEN = '{{';
const CLOSE = '}}';
const PATH = /^([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_-]+)*)(?:\.(\/[^{}\n]*))?$/;

/**
 * Reads a template. The language is data only: `{{inputs.name}}` stands for a value, `\{{` for two braces, and a
 * backslash before either is written twice. There are no expressions, conditions, loops or includes.
 */
export function parseTemplate(source: string): ParsedTemplate {
  if (source.length > TEMPLATE_LIMITS.sourceCharacters) {
    const message = `This text has ${source.length} characters; at most ${TEMPLATE_LIMITS.sourceCharacters} are allowed.`;
    return { ok: false, faults: [{ line: 1, column: 1, message }] };
  }
  const parts: TemplatePart[] = [];
  const faults: TemplateFault[] = [];
  let text = '';
  let position = 0;
  let placeholders = 0;
  while (position < source.length) {
    const open = source.indexOf(OPEN, position);
    if (open < 0) {
      text += source.slice(position);
      break;
    }
    const backslashes = countBackslashesBefore(source, open, position);
    text += source.slice(position, open - backslashes) + '\\'.repeat(backslashes >> 1);
    if (backslashes % 2 === 1) {
      text += OPEN;
      position = open + OPEN.length;
      continue;
    }
    const at = positionIn(source, open);
    const close = source.indexOf(CLOSE, open + OPEN.length);
    if (close < 0) {
      faults.push({ ...at, message: 'This {{ is never closed. Close it with }}, or write \\{{ for two plain braces.' });
      break;
    }
    const path = readPath(source.slice(open + OPEN.length, close));
    if (path === null) {
      faults.push({
        ...at,
        message:
          'Between {{ and }} only a name may stand, such as {{inputs.customer}}. Write \\{{ for two plain braces.',
      });
    } else {
      if (text !== '') parts.push({ kind: 'text', text });
      text = '';
      parts.push({ kind: 'value', path, at });
    }
    position = close + CLOSE.length;
    placeholders += 1;
    if (placeholders > TEMPLATE_LIMITS.placeholders) {
      faults.push({ ...at, message: `At most ${TEMPLATE_LIMITS.placeholders} names in double braces are allowed.` });
      break;
    }
  }
  if (faults.length > 0) return { ok: false, faults };
  if (text !== '') parts.push({ kind: 'text', text });
  return { ok: true, template: { parts } };
}

/** Every fault of a template: those of its form, and the names that its scope does not know. */
export function checkTemplate(source: string, scope: TemplateScope): readonly TemplateFault[] {
  const parsed = parseTemplate(source);
  if (!parsed.ok) return parsed.faults;
  return parsed.template.parts.flatMap((part) => {
    if (part.kind === 'text') return [];
    const message = scope(part.path);
    return message === null ? [] : [{ ...part.at, message }];
  });
}

/** The scope of instructions: `inputs.<name>` for the named inputs and nothing else. */
export function inputScope(names: readonly string[]): TemplateScope {
  const known = new Set(names);
  const list = names.length === 0 ? 'This workflow has no inputs yet.' : `Its inputs are: ${names.join(', ')}.`;
  return ({ text, segments, pointer }) => {
    if (segments[0] !== 'inputs') return `{{${text}}} is unknown: names begin with "inputs.". ${list}`;
    if (segments.length !== 2 || pointer !== null) return `{{${text}}} is unknown: write {{inputs.name}}. ${list}`;
    return known.has(segments[1] ?? '') ? null : `There is no input "${segments[1]}". ${list}`;
  };
}

/**
 * Fills a template from plain data. Text goes in as it is, numbers and yes/no values as written in JSON, lists and
 * objects as canonical JSON, null as nothing. Inserted text is inert: braces in it stay braces.
 * @throws AppError TEMPLATE_NAME_UNKNOWN (with the position) or TEMPLATE_TOO_LONG.
 */
export function renderTemplate(template: Template, data: JsonObject): string {
  let filled = '';
  for (const part of template.parts) {
    filled += part.kind === 'text' ? part.text : valueText(getValue(part.path, part.at, data));
    if (filled.length > TEMPLATE_LIMITS.filledCharacters) {
      throw new AppError(
        'invalid',
        'TEMPLATE_TOO_LONG',
        `The text filled with these values is longer than ${TEMPLATE_LIMITS.filledCharacters} characters. Shorten the values.`,
      );
    }
  }
  return filled;
}

/** Like renderTemplate, but a template that is one name and nothing else keeps the type of its value. */
export function renderValue(template: Template, data: JsonObject): JsonValue {
  const only = template.parts[0];
  if (template.parts.length === 1 && only?.kind === 'value') return getValue(only.path, only.at, data);
  return renderTemplate(template, data);
}

/**
 * Fills every text inside a JSON value; keys are left alone. Used for the arguments of rehearsed tool calls.
 * @throws AppError as renderTemplate, and TEMPLATE_INVALID for a text that is no template.
 */
export function fillJson(value: JsonValue, data: JsonObject): JsonValue {
  if (typeof value === 'string') {
    const parsed = parseTemplate(value);
    if (parsed.ok) return renderValue(parsed.template, data);
    const fault = parsed.faults[0];
    throw new AppError(
      'invalid',
      'TEMPLATE_INVALID',
      fault === undefined ? 'This text is no template.' : faultText(fault),
    );
  }
  if (isList(value)) return value.map((item) => fillJson(item, data));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillJson(item, data)]));
  }
  return value;
}

/** Writes plain text so that a template shows it unchanged. */
export function escapeTemplate(plain: string): string {
  return plain.replace(/(\\*)\{\{/g, (_match, backslashes: string) => `${backslashes}${backslashes}\\${OPEN}`);
}

/** One sentence for a fault, with its place in front. */
export function faultText(fault: TemplateFault): string {
  return `Line ${fault.line}, column ${fault.column}: ${fault.message}`;
}

function countBackslashesBefore(source: string, index: number, from: number): number {
  let count = 0;
  while (index - count - 1 >= from && source[index - count - 1] === '\\') count += 1;
  return count;
}

function positionIn(source: string, index: number): TemplatePosition {
  const before = source.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}

function readPath(inner: string): TemplatePath | null {
  const text = inner.trim();
  if (text.length === 0 || text.length > TEMPLATE_LIMITS.pathCharacters) return null;
  const match = PATH.exec(text);
  if (match === null) return null;
  const pointer = match[2] === undefined ? null : match[2].slice(1).split('/').map(unescapePointerToken);
  return { text, segments: (match[1] ?? '').split('.'), pointer };
}

function unescapePointerToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

function getValue(path: TemplatePath, at: TemplatePosition, data: JsonObject): JsonValue {
  let value: JsonValue | undefined = data;
  for (const key of [...path.segments, ...(path.pointer ?? [])]) value = ownMember(value, key);
  if (value !== undefined) return value;
  const message = faultText({ ...at, message: `There is no value for {{${path.text}}}.` });
  throw new AppError('invalid', 'TEMPLATE_NAME_UNKNOWN', message, { details: { ...at, name: path.text } });
}

/** Own members only, so that no name reaches what the language itself puts on every object. */
function ownMember(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (isList(value)) return /^(0|[1-9]\d{0,8})$/.test(key) ? value[Number(key)] : undefined;
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function valueText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : canonicalJson(value);
}

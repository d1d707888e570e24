import { canonicalJson, type JsonObject, type JsonValue } from '@groundswell/kernel';
import { storableText } from './storable-text.js';

/**
 * What the model is shown of one result, in characters: it pays for them in every turn that follows. The whole result is kept
 * with the step, for people.
 */
export const TOLD_CHARACTERS = 40_000;

const HEADER_ROOM = 600;
const TABLE_LINES = 20;
const SEPARATORS = ['\t', ';', ',', '|'] as const;
/** How many entries of a list and characters of a text are kept, from generous to sparse: the first that fits is taken. */
const LADDER = [
  [400, 4_000],
  [200, 2_000],
  [100, 1_000],
  [50, 500],
  [20, 300],
  [10, 160],
  [5, 80],
  [3, 40],
] as const;

type Block = { readonly [key: string]: JsonValue };

/**
 * A tool's answer as the model reads it: whole where it fits; else its head and tail with how much there is, cut where it can be
 * cut without being misread. Pictures, sounds and files are described, not shown. The same answer always gives the same words.
 * @param parts the content of the answer
 * @param text its words, or its structured content where it has none
 */
export function toldOfResult(parts: readonly JsonValue[], text: string, limit = TOLD_CHARACTERS): string {
  const things = parts.flatMap((part) => describe(part) ?? []);
  const notes = things.length === 0 ? '' : storableText(`\n${things.join('\n')}`).slice(0, Math.floor(limit / 4));
  const room = limit - notes.length;
  const words = storableText(text);
  return (words.length <= room ? words : shortened(words, room)) + notes;
}

function shortened(text: string, limit: number): string {
  const room = limit - HEADER_ROOM;
  const json = parsed(text);
  if (json !== undefined) return withHeader(text, kindOf(json), shortenedJson(json, room));
  const lines = text.split('\n');
  const separator = separatorOf(lines);
  if (separator !== null) {
    return withHeader(text, `a table of ${count(rowsOf(lines), 'line')}`, shortenedLines(lines, room));
  }
  return withHeader(text, `a text of ${count(lines.length, 'line')}`, headAndTail(text, room));
}

function withHeader(text: string, kind: string, rest: string): string {
  return `[This result is too long to be shown whole: it is ${kind}, ${text.length} characters in all. Below is a part of it, with marks where something is left out. If you need what is missing, ask for less at a time: with a filter, a page, or fewer fields. Do not guess it, and count by the numbers given here.]\n${rest}`;
}

function kindOf(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${count(value.length, 'entry', 'entries')}`;
  const members = Object.entries(value as Block);
  const lists = members.flatMap(([name, member]) =>
    Array.isArray(member) ? [`"${name.slice(0, 40)}" with ${count(member.length, 'entry', 'entries')}`] : [],
  );
  const named = lists.length === 0 ? '' : `, among them the list ${lists.slice(0, 4).join(', the list ')}`;
  return `an object of ${count(members.length, 'member')}${named}`;
}

function shortenedJson(value: JsonValue, room: number): string {
  for (const [entries, characters] of LADDER) {
    const text = JSON.stringify(pruned(value, entries, characters));
    if (text.length <= room) return text;
  }
  return headAndTail(JSON.stringify(pruned(value, 3, 40)), room);
}

function pruned(value: JsonValue, entries: number, characters: number): JsonValue {
  if (typeof value === 'string') {
    if (value.length <= characters) return value;
    return `${value.slice(0, characters).toWellFormed()}… (${value.length} characters)`;
  }
  if (typeof value !== 'object' || value === null) return value;
  const prune = (member: JsonValue): JsonValue => pruned(member, entries, characters);
  if (Array.isArray(value)) {
    const list = value as readonly JsonValue[];
    if (list.length <= entries) return list.map(prune);
    const tail = Math.floor(entries / 3);
    const left = list.length - entries;
    const mark = `… ${left} of ${list.length} entries are left out here …`;
    return [...list.slice(0, entries - tail).map(prune), mark, ...(tail === 0 ? [] : list.slice(-tail).map(prune))];
  }
  const members = Object.entries(value as Block);
  const kept = members.slice(0, entries).map(([name, member]) => [name, prune(member)] as const);
  const left = members.length - kept.length;
  return Object.fromEntries(left === 0 ? kept : [...kept, ['…', `${left} of ${members.length} members are left out`]]);
}

/** Whole lines from both ends; the first one names the columns. */
function shortenedLines(lines: readonly string[], room: number): string {
  const take = (from: readonly string[], characters: number): number => {
    let left = characters;
    const end = from.findIndex((line) => (left -= line.length + 1) < 0);
    return end < 0 ? from.length : end;
  };
  const head = take(lines, Math.floor((room * 2) / 3));
  const tail = take(lines.slice(head).reverse(), Math.floor(room / 3) - 80);
  if (head === 0) return headAndTail(lines.join('\n'), room);
  const left = lines.length - head - tail;
  return [
    ...lines.slice(0, head),
    `[… ${left} of ${rowsOf(lines)} lines are left out here …]`,
    ...lines.slice(lines.length - tail),
  ].join('\n');
}

function headAndTail(text: string, room: number): string {
  const head = Math.floor(((room - 100) * 2) / 3);
  const tail = Math.floor((room - 100) / 3);
  const left = text.length - head - tail;
  const mark = `\n[… ${left} of ${text.length} characters are left out here …]\n`;
  return `${text.slice(0, head).toWellFormed()}${mark}${text.slice(text.length - tail).toWellFormed()}`;
}

/** What separates the columns, if it reads like a table: most of the first lines have equally many of it. */
function separatorOf(lines: readonly string[]): string | null {
  const first = lines.slice(0, TABLE_LINES).filter((line) => line !== '');
  if (first.length < TABLE_LINES / 2) return null;
  const found = SEPARATORS.find((separator) => {
    const columns = (first[0] ?? '').split(separator).length;
    return columns > 1 && first.filter((line) => line.split(separator).length === columns).length >= first.length * 0.8;
  });
  return found ?? null;
}

function rowsOf(lines: readonly string[]): number {
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
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

/** A part that is no text, in words; null for text. */
function describe(part: JsonValue): string | null {
  if (!isBlock(part)) return null;
  const resource = isBlock(part['resource']) ? part['resource'] : part;
  const type = shown(part['mimeType'] ?? resource['mimeType']) ?? 'of an unknown kind';
  switch (part['type']) {
    case 'image':
      return `[A picture, ${type}, ${weight(part['data'])}: it cannot be shown here.]`;
    case 'audio':
      return `[A sound, ${type}, ${weight(part['data'])}: it cannot be played here.]`;
    case 'resource':
      if (typeof resource['blob'] !== 'string') return null;
      return `[A file, ${shown(resource['uri']) ?? 'without a name'}, ${type}, ${weight(resource['blob'])}: its content cannot be shown here.]`;
    case 'resource_link':
      return `[A reference to ${shown(part['name']) ?? 'a file'}, ${type}: ${shown(part['uri']) ?? 'without an address'}]`;
    default:
      return null;
  }
}

function weight(base64: JsonValue | undefined): string {
  const bytes = typeof base64 === 'string' ? Math.floor((base64.length * 3) / 4) : 0;
  return bytes < 1_000 ? `${bytes} bytes` : `about ${Math.round(bytes / 1_000)} kB`;
}

function shown(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function isBlock(value: JsonValue | undefined): value is Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of an answer as it is stored with its step. */
export function partsIn(content: JsonValue): readonly JsonValue[] {
  const parts = isBlock(content) ? content['content'] : undefined;
  return Array.isArray(parts) ? (parts as readonly JsonValue[]) : [];
}

/** Before the result of a call whose arguments a person changed: the model must not take its own for what was sent. */
export function editNote(
  step: { readonly editedById: string | null; readonly arguments: JsonObject | null } | null,
): string {
  if (step === null || step.editedById === null) return '';
  return `[A person changed the arguments before they approved this call. It was really made with: ${storableText(canonicalJson(step.arguments))}]\n`;
}

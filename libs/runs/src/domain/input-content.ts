import type { InputFileId, JsonObject, JsonValue } from '@groundswell/kernel';
import { isId } from '@groundswell/kernel';
import { documentInputs, tableInputs } from '@groundswell/workflows';
import { NO_LABELS, type RunLabels } from './run-labels.js';

const FILE_MARK = 'file:';

/** What the words of a file become for a run. */
export interface FileWords {
  readonly name: string;
  readonly text: string;
}

/** The value of an input that stands for a file. */
export function fileValue(id: InputFileId): string {
  return `${FILE_MARK}${id}`;
}

/** The file that a value stands for; null for a text that was written or pasted. */
export function fileIdOf(value: JsonValue | undefined): InputFileId | null {
  if (typeof value !== 'string' || !value.startsWith(FILE_MARK)) return null;
  const id = value.slice(FILE_MARK.length);
  return isId(id) ? (id as InputFileId) : null;
}

/** The files among the values, by the input that each was given to. */
export function filesAmong(schema: JsonObject, values: JsonObject): ReadonlyMap<string, InputFileId> {
  return new Map(
    documentInputs(schema).flatMap((name) => {
      const id = fileIdOf(values[name]);
      return id === null ? [] : [[name, id] as const];
    }),
  );
}

/**
 * What a run has taken in before it has begun: a document or a table carries other people's words and the organisation's data,
 * whoever uploads or pastes it. Only what a person types into a field of a form is their own.
 */
export function labelsOfInputs(schema: JsonObject, values: JsonObject): RunLabels {
  const brought = [...documentInputs(schema), ...tableInputs(schema)].some((name) => isGiven(values[name]));
  return brought ? { ...NO_LABELS, privateData: true, untrustedContent: true } : NO_LABELS;
}

/** The values with the words of files in their place, as a practice model fills its templates. */
export function withWords(values: JsonObject, words: ReadonlyMap<InputFileId, FileWords>): JsonObject {
  return replaced(values, words, ({ text }) => text);
}

/** The values as a model reads them: a file with its name beside its words. */
export function withFiles(values: JsonObject, words: ReadonlyMap<InputFileId, FileWords>): JsonObject {
  return replaced(values, words, ({ name, text }) => ({ file: name, text }));
}

function replaced(
  values: JsonObject,
  words: ReadonlyMap<InputFileId, FileWords>,
  shown: (file: FileWords) => JsonValue,
): JsonObject {
  if (words.size === 0) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const id = fileIdOf(value);
      const file = id === null ? undefined : words.get(id);
      return [name, file === undefined ? value : shown(file)];
    }),
  );
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

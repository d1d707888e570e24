import type { RunId, StepId } from '@groundswell/kernel';

/** What a model has said so far in one attempt at a turn. It may still be taken back: a failed attempt starts anew. */
export interface SpokenWords {
  readonly stepId: StepId;
  /** The run's when the turn began: with each worker that takes a run over it grows, so that words of a dead one are older. */
  readonly revision: number;
  /** From 1; above it, earlier words of this turn were taken back. */
  readonly attempt: number;
  readonly text: string;
}

/** A part of it on its way from the worker to those who watch. */
export interface WordsPart extends SpokenWords {
  readonly runId: RunId;
  /** Where in the text it begins, in UTF-16 units. */
  readonly from: number;
}

/** A unit becomes at most six bytes of JSON, and a notification of Postgres holds 8,000 bytes. */
const PART_CHARACTERS = 1_100;

/** What was said from a place on, in parts that fit into a notification. One empty part if nothing was said. */
export function partsOf(runId: RunId, words: SpokenWords, from: number): WordsPart[] {
  const parts: WordsPart[] = [];
  for (let at = from; at < words.text.length || at === from; at += PART_CHARACTERS) {
    parts.push({ ...words, runId, from: at, text: words.text.slice(at, at + PART_CHARACTERS) });
  }
  return parts;
}

/**
 * Adds a part to what was heard. Parts may be lost, repeated or late: what was heard is always the beginning of what was said.
 * @returns with `gap` when something is missing in between, so that it must be asked for again
 */
export function hearPart(
  heard: SpokenWords | null,
  part: WordsPart,
): { readonly heard: SpokenWords; readonly gap: boolean } {
  const { stepId, revision, attempt, from } = part;
  const order = heard === null ? 1 : compare(part, heard);
  if (heard !== null && order < 0) return { heard, gap: false };
  const known = heard === null || order > 0 ? '' : heard.text;
  const gap = from > known.length;
  const added = gap ? '' : part.text.slice(known.length - from);
  return { heard: { stepId, revision, attempt, text: known + added }, gap };
}

/** How far somebody was told. */
export type WordsCursor = Pick<SpokenWords, 'revision' | 'attempt'> & { readonly told: number };

/** What somebody has not been told yet; null when they are up to date. From 0 it takes the place of all before. */
export function untold(
  cursor: WordsCursor | null,
  heard: SpokenWords | null,
): { readonly from: number; readonly text: string } | null {
  if (heard === null) return null;
  if (cursor === null || compare(heard, cursor) !== 0) return { from: 0, text: heard.text };
  if (cursor.told >= heard.text.length) return null;
  return { from: cursor.told, text: heard.text.slice(cursor.told) };
}

function compare(
  one: Pick<SpokenWords, 'revision' | 'attempt'>,
  other: Pick<SpokenWords, 'revision' | 'attempt'>,
): number {
  return one.revision - other.revision || one.attempt - other.attempt;
}

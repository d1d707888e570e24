import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type RunId, type StepId } from '@groundswell/kernel';
import { hearPart, partsOf, untold, type SpokenWords, type WordsPart } from './words.js';

const runId = newId<RunId>();
const stepId = newId<StepId>();
const said = (text: string, revision = 3, attempt = 1): SpokenWords => ({ stepId, revision, attempt, text });

/** What is heard of these parts, and whether it was ever known that something is missing. */
function hearAll(parts: readonly WordsPart[]): { heard: SpokenWords | null; gap: boolean } {
  return parts.reduce<{ heard: SpokenWords | null; gap: boolean }>(
    (state, part) => {
      const next = hearPart(state.heard, part);
      return { heard: next.heard, gap: state.gap || next.gap };
    },
    { heard: null, gap: false },
  );
}

describe('words on their way', () => {
  it('are heard as they were said, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6_000 }), (text) => {
        const parts = partsOf(runId, said(text), 0).map((part) => JSON.parse(JSON.stringify(part)) as WordsPart);
        expect(hearAll(parts)).toEqual({ heard: said(text), gap: false });
      }),
    );
  });

  it('fit into a notification even where each character takes six bytes', () => {
    for (const text of ['\u0000'.repeat(5_000), '\uD800'.repeat(5_000), '🌊'.repeat(3_000)]) {
      for (const part of partsOf(runId, said(text), 0)) {
        expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(7_500);
      }
    }
  });

  it('are always a beginning of what was said, and a lost part is noticed, however parts are lost, repeated or late', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 9_000, minLength: 1 }),
        fc.array(fc.nat(20), { maxLength: 30 }),
        (text, order) => {
          const parts = partsOf(runId, said(text), 0);
          const { heard, gap } = hearAll(order.flatMap((index) => parts[index % parts.length] ?? []));
          if (heard === null) return;
          expect(text.startsWith(heard.text)).toBe(true);
          if (order.some((index) => index % parts.length !== 0) && heard.text === '') expect(gap).toBe(true);
        },
      ),
    );
  });

  it('of an older attempt, or of a worker that was replaced, never come back', () => {
    const dead = hearAll(partsOf(runId, said('The tenant owes', 3), 0)).heard;
    const again = hearAll([
      ...partsOf(runId, said('The tenant owes', 3), 0),
      ...partsOf(runId, said('', 4, 2), 0),
    ]).heard;
    expect(dead?.text).toBe('The tenant owes');
    expect(again).toEqual(said('', 4, 2));
    for (const late of partsOf(runId, said('The tenant owes 400', 3), 0)) {
      expect(hearPart(again, late)).toEqual({ heard: again, gap: false });
    }
  });

  it('are told once to somebody who follows, and whole to somebody who joins', () => {
    expect(untold(null, said('One two'))).toEqual({ from: 0, text: 'One two' });
    expect(untold({ revision: 3, attempt: 1, told: 4 }, said('One two'))).toEqual({ from: 4, text: 'two' });
    expect(untold({ revision: 3, attempt: 1, told: 7 }, said('One two'))).toBeNull();
    expect(untold({ revision: 3, attempt: 1, told: 7 }, said('Uno', 3, 2))).toEqual({ from: 0, text: 'Uno' });
    expect(untold(null, null)).toBeNull();
  });
});

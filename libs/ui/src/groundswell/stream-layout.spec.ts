import { describe, expect, it } from '@jest/globals';
import { bandPath, labelPlace, layOutStream, MOST_BANDS, type StreamMonthValue } from './stream-layout.js';

const row = (month: string, rootId: string, workflows: number): StreamMonthValue => ({
  month,
  rootId,
  rootTitle: rootId,
  workflows,
  hours: 0,
});

describe('the groundswell', () => {
  it('lays bands edge to edge around a middle line', () => {
    const { bands, most } = layOutStream([row('2026-01', 'a', 1), row('2026-02', 'a', 4), row('2026-02', 'b', 2)]);
    expect(most).toBe(6);
    expect(bands[0]?.top[1]).toBe(-3);
    expect(bands.at(-1)?.bottom[1]).toBe(3);
    expect(bands[0]?.bottom).toEqual(bands[1]?.top);
  });

  it('folds small lineages into one band without losing a workflow', () => {
    const rows = Array.from({ length: 20 }, (_, index) => row('2026-01', `root-${index}`, index + 1));
    const { bands, most } = layOutStream(rows);
    expect(bands).toHaveLength(MOST_BANDS + 1);
    expect(most).toBe(210);
    expect(bands.reduce((total, band) => total + (band.values[0] ?? 0), 0)).toBe(210);
  });

  it('draws nothing out of nothing', () => {
    expect(layOutStream([])).toEqual({ months: [], bands: [], most: 0 });
  });

  it('closes the outline of each band', () => {
    const [band] = layOutStream([row('2026-01', 'a', 1), row('2026-02', 'a', 2)]).bands;
    expect(
      band === undefined
        ? ''
        : bandPath(
            band,
            (at) => at * 10,
            (height) => height,
          ),
    ).toMatch(/^M0\.0 -0\.5 C.* Z$/);
  });

  it('writes a name only where the band is high enough under the whole of it', () => {
    const rows = ['2026-01', '2026-02', '2026-03', '2026-04'].map((month, at) =>
      row(month, 'a', [1, 20, 20, 20][at] ?? 0),
    );
    const [band] = layOutStream(rows).bands;
    if (band === undefined) throw new Error('There is one band.');
    const place = (width: number) =>
      labelPlace(
        band,
        width,
        14,
        (at) => at * 100,
        (height) => height,
      );
    expect(place(150)).toEqual({ x: 300, y: 0 });
    expect(place(280)).toBeNull();
    expect(place(900)).toBeNull();
  });
});

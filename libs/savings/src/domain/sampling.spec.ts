import { describe, expect, it } from '@jest/globals';
import { newId } from '@groundswell/kernel';
import { isSampled } from './sampling.js';

describe('the sample of unattended runs', () => {
  it('draws about one in ten', () => {
    const drawn = Array.from({ length: 20_000 }, () => newId()).filter((id) => isSampled(id)).length;
    expect(drawn).toBeGreaterThan(1_700);
    expect(drawn).toBeLessThan(2_300);
  });

  it('gives the same verdict on the same run every time', () => {
    const ids = Array.from({ length: 200 }, () => newId());
    expect(ids.map((id) => isSampled(id))).toEqual(ids.map((id) => isSampled(id)));
  });

  it('draws every run when asked for one in one', () => {
    expect(isSampled(newId(), 1)).toBe(true);
  });
});

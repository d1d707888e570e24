import { describe, expect, it } from '@jest/globals';
import { THIN_SPACE } from '@groundswell/ui';
import { axisStep, hoursAxis } from './axis.js';

function labels(values: readonly number[]): string[] {
  const { min, max, interval, format } = hoursAxis(values);
  const lines = Math.round((max - min) / interval);
  return Array.from({ length: lines + 1 }, (_, line) => format(min + line * interval).replace(`${THIN_SPACE}h`, ''));
}

describe('an axis of hours', () => {
  it.each([
    [[0.2], ['0', '0.05', '0.1', '0.15', '0.2']],
    [[0.01], ['0', '0.05']],
    [[1.7], ['0', '0.5', '1', '1.5', '2']],
    [[3], ['0', '1', '2', '3']],
    [
      [12.4, 38],
      ['0', '10', '20', '30', '40'],
    ],
    [[], ['0', '1']],
    [[4.6], ['0', '2', '4', '6']],
    [
      [-1.2, 2.4],
      ['−2', '−1', '0', '1', '2', '3'],
    ],
  ])('for %j reads %j', (values, expected) => {
    expect(labels(values)).toEqual(expected);
  });

  it('never says the same twice, whatever the range', () => {
    for (let hours = 0.003; hours < 20_000; hours *= 1.37) {
      const said = labels([hours]);
      expect(new Set(said).size).toBe(said.length);
      expect(said.length).toBeLessThan(8);
    }
  });
});

describe('the step of an axis', () => {
  it('spans losses as well as gains', () => {
    expect(axisStep([-10, 10], 1)).toBe(5);
  });
  it('is never finer than asked', () => {
    expect(axisStep([0, 0], 1)).toBe(1);
  });
});

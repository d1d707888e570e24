import { formatDecimal, THIN_SPACE } from '@groundswell/ui';

const PARTS = 4;
/** Three minutes: finer than that nobody reads an hour. */
const FINEST_HOURS = 0.05;

/** The distance between two lines of an axis: 1, 2 or 5 times a power of ten, so that about four of them span the range. */
export function axisStep(values: readonly number[], finest: number): number {
  const range = Math.max(0, ...values) - Math.min(0, ...values);
  const rough = range / PARTS;
  if (rough <= finest) return finest;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((times) => times * power >= rough * 0.999) ?? 10) * power;
}

/** An axis of hours whose labels never say the same twice: as many decimals as its step has, and whole steps from end to end. */
export function hoursAxis(values: readonly number[]): {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
  readonly format: (hours: number) => string;
} {
  const interval = values.some((value) => value !== 0) ? axisStep(values, FINEST_HOURS) : 1;
  const digits = Math.max(0, -Math.floor(Math.log10(interval) + 1e-9));
  const end = (value: number): number => Math.ceil(value / interval - 1e-9) * interval;
  return {
    min: -end(-Math.min(0, ...values)),
    max: Math.max(interval, end(Math.max(0, ...values))),
    interval,
    format: (hours) => `${formatDecimal(hours, digits)}${THIN_SPACE}h`,
  };
}

import { type Micros } from '@groundswell/kernel';
import { percent } from './plain-numbers.js';
import { seededRandom } from './seeded-random.js';

/** One workflow on the cost curve. */
export interface CostPoint {
  readonly n: number;
  readonly micros: Micros;
}

/** The fitted curve `log M(n) = a − k·log n`, logarithms to base e, costs in micro-units. */
export interface CostCurve {
  readonly a: number;
  readonly k: number;
}

/** Wright's learning rate, or the words that say why there is none yet. */
export interface LearningRate {
  readonly enough: boolean;
  readonly explanation: string;
  /** How much cheaper each doubling of the library makes the next workflow; negative when dearer. */
  readonly percent: number | null;
  readonly lowPercent: number | null;
  readonly highPercent: number | null;
  readonly a: number | null;
  readonly k: number | null;
}

export const FEWEST_WORKFLOWS_TO_FIT = 8;
const RESAMPLES = 1_000;
const SEED = 20_261_121;

interface LogPoint {
  readonly x: number;
  readonly y: number;
}

/** Least squares through (log n, log cost). Null when fewer than two different n are given. */
export function fitCostCurve(points: readonly CostPoint[]): CostCurve | null {
  const logs = points.map(toLogs);
  return fit(logs.length, (index) => logs[index]);
}

/** `1 − 2^−k`, in per cent. */
export function percentPerDoubling(k: number): number {
  return (1 - 2 ** -k) * 100;
}

/**
 * The learning rate over the workflows in the order in which they entered pilot, with a 95 % bootstrap interval (whole
 * workflows are redrawn, from a fixed seed). A workflow without recorded cost has no logarithm and is left out, which
 * the explanation says.
 */
export function learningRate(points: readonly CostPoint[]): LearningRate {
  const usable = points.filter((point) => point.micros > 0);
  const leftOut = points.length - usable.length;
  const curve = usable.length >= FEWEST_WORKFLOWS_TO_FIT ? fitCostCurve(usable) : null;
  if (curve === null) return tooFew(usable.length, leftOut);
  const { low, high } = interval(usable);
  const rate = percentPerDoubling(curve.k);
  return {
    enough: true,
    explanation: `${sentence(rate, low, high)}${leftOutNote(leftOut)}`,
    percent: rate,
    lowPercent: low,
    highPercent: high,
    a: curve.a,
    k: curve.k,
  };
}

function toLogs({ n, micros }: CostPoint): LogPoint {
  return { x: Math.log(n), y: Math.log(micros) };
}

function fit(count: number, at: (index: number) => LogPoint | undefined): CostCurve | null {
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  for (let index = 0; index < count; index++) {
    const { x, y } = at(index) ?? { x: 0, y: 0 };
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  const spread = count * sumXX - sumX * sumX;
  if (count < 2 || spread < 1e-9) return null;
  const slope = (count * sumXY - sumX * sumY) / spread;
  return { a: (sumY - slope * sumX) / count, k: 0 - slope };
}

function interval(points: readonly CostPoint[]): { low: number; high: number } {
  const random = seededRandom(SEED);
  // The logarithms are taken once: a thousand redrawings only pick among them.
  const logs = points.map(toLogs);
  const rates: number[] = [];
  for (let draw = 0; draw < RESAMPLES; draw++) {
    const curve = fit(logs.length, () => logs[Math.floor(random() * logs.length)]);
    if (curve !== null) rates.push(percentPerDoubling(curve.k));
  }
  rates.sort((a, b) => a - b);
  return { low: quantile(rates, 0.025), high: quantile(rates, 0.975) };
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

function sentence(rate: number, low: number, high: number): string {
  const direction = rate >= 0 ? 'cheaper' : 'dearer';
  const claim = `Each doubling of the library makes the next workflow ${percent(Math.abs(rate))} ${direction}`;
  const range = `with 95${percentSign} confidence the change lies between ${signed(low)} and ${signed(high)}`;
  const caution = low <= 0 && high >= 0 ? ' It cannot yet be told apart from no change.' : '';
  return `${claim}; ${range}.${caution}`;
}

const percentSign = percent(0).slice(1);

function signed(rate: number): string {
  return `${percent(Math.abs(rate))} ${rate >= 0 ? 'cheaper' : 'dearer'}`;
}

function tooFew(count: number, leftOut: number): LearningRate {
  const have = count === 1 ? 'One workflow has' : `${count === 0 ? 'No' : count} workflows have`;
  const explanation = `${have} entered pilot with a recorded cost. A learning rate needs at least ${FEWEST_WORKFLOWS_TO_FIT}.${leftOutNote(leftOut)}`;
  return { enough: false, explanation, percent: null, lowPercent: null, highPercent: null, a: null, k: null };
}

function leftOutNote(leftOut: number): string {
  if (leftOut === 0) return '';
  return leftOut === 1
    ? ' One workflow without a recorded cost is left out.'
    : ` ${leftOut} workflows without a recorded cost are left out.`;
}

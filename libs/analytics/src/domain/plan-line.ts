import { type FieldFault, invalidInput } from '@groundswell/kernel';

/** How many live workflows are planned after some months from the start: a number, or a range. */
export interface PlanPoint {
  readonly monthsFromStart: number;
  readonly low: number;
  readonly high: number;
}

/** 3 after the first month, 12 after the third, 40 to 50 after the twelfth. */
export const DEFAULT_PLAN: readonly PlanPoint[] = [
  { monthsFromStart: 1, low: 3, high: 3 },
  { monthsFromStart: 3, low: 12, high: 12 },
  { monthsFromStart: 12, low: 40, high: 50 },
];

const MOST_POINTS = 24;
const LAST_MONTH = 120;
const MOST_WORKFLOWS = 100_000;

/**
 * The planned range after some months, on straight lines between the points; the programme starts with none, and past
 * the last point the plan says nothing, so null.
 */
export function plannedAt(plan: readonly PlanPoint[], monthsFromStart: number): { low: number; high: number } | null {
  if (monthsFromStart < 0) return null;
  let before: PlanPoint = { monthsFromStart: 0, low: 0, high: 0 };
  for (const point of plan) {
    if (monthsFromStart <= point.monthsFromStart) {
      const span = point.monthsFromStart - before.monthsFromStart;
      const share = span === 0 ? 1 : (monthsFromStart - before.monthsFromStart) / span;
      return {
        low: before.low + (point.low - before.low) * share,
        high: before.high + (point.high - before.high) * share,
      };
    }
    before = point;
  }
  return null;
}

/**
 * The plan as it may be stored.
 * @throws AppError INPUT_INVALID naming every fault at once.
 */
export function checkedPlan(points: readonly PlanPoint[]): readonly PlanPoint[] {
  const faults: FieldFault[] = [];
  if (points.length === 0) faults.push({ path: 'input', message: 'Give at least one point of the plan.' });
  if (points.length > MOST_POINTS) faults.push({ path: 'input', message: `Give at most ${MOST_POINTS} points.` });
  points.slice(0, MOST_POINTS).forEach((point, index) => faults.push(...pointFaults(point, points[index - 1], index)));
  if (faults.length > 0) throw invalidInput(faults);
  return points.map(({ monthsFromStart, low, high }) => ({ monthsFromStart, low, high }));
}

function pointFaults(point: PlanPoint, before: PlanPoint | undefined, index: number): FieldFault[] {
  const faults: FieldFault[] = [];
  const at = `Point ${index + 1}`;
  if (!isWhole(point.monthsFromStart, 1, LAST_MONTH)) {
    const message = `${at}: the months from the start must be a whole number from 1 to ${LAST_MONTH}.`;
    faults.push({ path: `input.${index}.monthsFromStart`, message });
  } else if (before !== undefined && point.monthsFromStart <= before.monthsFromStart) {
    const message = `${at}: it must lie later than the point before it.`;
    faults.push({ path: `input.${index}.monthsFromStart`, message });
  }
  for (const side of ['low', 'high'] as const) {
    if (isWhole(point[side], 0, MOST_WORKFLOWS)) continue;
    const message = `${at}: the number of workflows must be a whole number from 0 to ${MOST_WORKFLOWS}.`;
    faults.push({ path: `input.${index}.${side}`, message });
  }
  if (point.high < point.low) {
    faults.push({ path: `input.${index}.high`, message: `${at}: the upper number must not be below the lower one.` });
  }
  return faults;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

import { appendFileSync } from 'node:fs';
import { coresOfOthers, lookAround, probeMs } from './machine.js';

/** One measured figure, as it is written down. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly goal: number;
  readonly rounds: readonly number[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What a round yields: the number that counts, and what else is worth knowing. */
export interface Measured {
  readonly value: number;
  readonly detail?: Readonly<Record<string, number>>;
}

export interface BenchOptions {
  /** Fewer repetitions: to see that it works, not to claim anything. */
  readonly short: boolean;
  readonly jsonFile: string | null;
  /** Roots of the process trees whose work is ours. */
  readonly ours: () => readonly number[];
}

const ROUNDS = 5;
const TRIES = 12;
const PROBE_TOLERANCE = 1.15;
const OTHERS_CORES = 0.15;

/**
 * Measures rounds until enough were quiet: a round during which the machine was slower than at its best, or others worked,
 * is thrown away. What stays when no try is left is reported with how many were quiet.
 */
export class Harness {
  private bestProbe = Infinity;

  constructor(readonly options: BenchOptions) {}

  async measure(
    plan: Omit<Figure, 'value' | 'rounds' | 'detail'>,
    round: (number: number) => Promise<Measured>,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Figure> {
    const quiet: Measured[] = [];
    const noisy: Measured[] = [];
    const wanted = this.options.short ? 2 : ROUNDS;
    const tries = this.options.short ? 2 : TRIES;
    const others: number[] = [];
    const stolen: number[] = [];
    await round(-1); // warm
    for (let number = 0; number < tries && quiet.length < wanted; number++) {
      const probeBefore = probeMs();
      const before = lookAround(this.options.ours());
      const measured = await round(number);
      const cores = coresOfOthers(before, lookAround(this.options.ours()));
      const probeAfter = probeMs();
      this.bestProbe = Math.min(this.bestProbe, probeBefore, probeAfter);
      others.push(cores.others);
      stolen.push(cores.stolen);
      const slow = Math.max(probeBefore, probeAfter) > this.bestProbe * PROBE_TOLERANCE;
      (slow || cores.others > OTHERS_CORES ? noisy : quiet).push(measured);
    }
    const kept = quiet.length >= wanted ? quiet : [...quiet, ...noisy];
    const rounds = kept.map((one) => one.value);
    const worst = plan.better === 'lower' ? Math.max(...rounds) : Math.min(...rounds);
    const names = [...new Set(kept.flatMap((one) => Object.keys(one.detail ?? {})))];
    const figure: Figure = {
      ...plan,
      value: rounded(worst),
      rounds: rounds.map(rounded),
      detail: {
        median: rounded(median(rounds)),
        spread: rounded(Math.max(...rounds) - Math.min(...rounds)),
        quietRounds: quiet.length,
        thrownAway: quiet.length >= wanted ? noisy.length : 0,
        othersCores: rounded(median(others)),
        stolenCores: rounded(median(stolen)),
        ...Object.fromEntries(names.map((name) => [name, rounded(median(kept.map((one) => one.detail?.[name] ?? 0)))])),
        ...more,
      },
    };
    this.tell(figure);
    return figure;
  }

  /** A figure of one long round. */
  once(
    plan: Omit<Figure, 'value' | 'rounds' | 'detail'>,
    value: number,
    detail: Readonly<Record<string, number>>,
  ): void {
    const told = Object.fromEntries(Object.entries(detail).map(([name, number]) => [name, rounded(number)]));
    this.tell({ ...plan, value: rounded(value), rounds: [rounded(value)], detail: told });
  }

  private tell(figure: Figure): void {
    const { better, value, goal } = figure;
    const met = better === 'lower' ? value <= goal : value >= goal;
    const by = better === 'lower' ? value / goal : goal / Math.max(value, Number.EPSILON);
    const verdict = met ? 'met' : `short: ${by.toFixed(2)} times the goal`;
    process.stdout.write(
      `${figure.figure.padEnd(24)}${String(value).padStart(10)}  ${figure.unit.padEnd(34)} goal ${better === 'lower' ? '≤' : '≥'} ${goal}  ${verdict}\n`,
    );
    const line = JSON.stringify(figure);
    if (this.options.jsonFile === null) process.stdout.write(`${line}\n`);
    else appendFileSync(this.options.jsonFile, `${line}\n`);
  }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

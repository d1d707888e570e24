import { picoUsdToMicros, type Micros } from '@groundswell/kernel';
import { costOf, type ModelPrice } from './price-table.js';
import { estimateTokens, NO_USAGE } from './token-usage.js';

/** What an estimate rests on: runs of this very version, runs of any version of its workflow, or the size of what is sent. */
export type EstimateBasis = 'version' | 'workflow' | 'computed';

/** What one run takes, as far as anybody can know before. Seconds are those in which the model and the tools work. */
export interface TypicalRun {
  readonly medianCostMicros: Micros;
  readonly p90CostMicros: Micros;
  readonly meanCostMicros: Micros;
  readonly medianSeconds: number;
  readonly p90Seconds: number;
}

/** What some runs will take. */
export interface RunEstimate {
  readonly basis: EstimateBasis;
  /** How many past runs it rests on; 0 when it was computed. */
  readonly basedOnRuns: number;
  readonly runs: number;
  readonly perRun: TypicalRun;
  /** All runs together: what to expect, what nine in ten stay below, and what the limits let happen at most. */
  readonly expectedCostMicros: Micros;
  readonly highCostMicros: Micros;
  readonly mostCostMicros: Micros;
  /** One after another. */
  readonly expectedSeconds: number;
}

/** A version as far as a guess looks at it. */
export interface GuessedVersion {
  /** Characters of instructions, schemas and tool definitions: what each turn sends. */
  readonly characters: number;
  readonly hasTools: boolean;
  readonly maxTurns: number;
  readonly maxCostMicros: Micros;
}

const GUESSED_TURNS_WITH_TOOLS = 4;
const GUESSED_OUTPUT_TOKENS = 600;
const GUESSED_RESULT_TOKENS = 1_500;
const GUESSED_SECONDS_PER_TURN = 5;
const GUESSED_SPREAD = 3;

/** A first guess for what nobody has run: some turns, each of which sends everything before it again. */
export function guessRun(version: GuessedVersion, price: ModelPrice, usdRateMicros: Micros): TypicalRun {
  const turns = Math.min(version.maxTurns, version.hasTools ? GUESSED_TURNS_WITH_TOOLS : 1);
  const sent = estimateTokens(version.characters);
  let pico = 0n;
  for (let turn = 0; turn < turns; turn++) {
    const inputTokens = sent + turn * (GUESSED_OUTPUT_TOKENS + GUESSED_RESULT_TOKENS);
    pico += costOf({ ...NO_USAGE, inputTokens, outputTokens: GUESSED_OUTPUT_TOKENS }, price);
  }
  const median = Math.min(picoUsdToMicros(pico, usdRateMicros), version.maxCostMicros);
  const seconds = turns * GUESSED_SECONDS_PER_TURN;
  return {
    medianCostMicros: median,
    meanCostMicros: median,
    p90CostMicros: Math.min(median * GUESSED_SPREAD, version.maxCostMicros),
    medianSeconds: seconds,
    p90Seconds: seconds * GUESSED_SPREAD,
  };
}

/** Multiplies what one run takes. */
export function estimateOf(
  perRun: TypicalRun,
  runs: number,
  maxCostMicros: Micros,
  basis: EstimateBasis,
  basedOnRuns: number,
): RunEstimate {
  return {
    basis,
    basedOnRuns,
    runs,
    perRun,
    expectedCostMicros: perRun.meanCostMicros * runs,
    highCostMicros: Math.max(perRun.p90CostMicros, perRun.meanCostMicros) * runs,
    mostCostMicros: maxCostMicros * runs,
    expectedSeconds: perRun.medianSeconds * runs,
  };
}

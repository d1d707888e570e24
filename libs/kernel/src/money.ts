/** Integer micro-units of an organisation's currency: 1 EUR = 1,000,000. Always a safe integer. */
export type Micros = number;

/** Integer pico-dollars, in which model prices are exact: 1 USD = 10^12. */
export type PicoUsd = bigint;

export const MICROS_PER_UNIT = 1_000_000;
const PICO_PER_MICRO = 1_000_000n;

/** Micro-units of the pay for some minutes of work at an hourly rate, rounded half away from zero. */
export function payForMinutes(minutes: number, rateMicrosPerHour: Micros): Micros {
  const raw = (minutes * rateMicrosPerHour) / 60;
  return Math.sign(raw) * Math.round(Math.abs(raw));
}

/**
 * Converts exact pico-dollars to micro-units at a dated exchange rate, rounded half up.
 * @param rateMicros what one US dollar was worth, in micro-units of the organisation's currency.
 */
export function picoUsdToMicros(pico: PicoUsd, rateMicros: Micros): Micros {
  const scaled = pico * BigInt(rateMicros);
  const divisor = PICO_PER_MICRO * BigInt(MICROS_PER_UNIT);
  return Number((scaled * 2n + divisor) / (divisor * 2n));
}

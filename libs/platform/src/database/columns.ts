import type { ValueTransformer } from 'typeorm';

/** For bigint columns that hold safe integers (micro-units, sequence numbers): a number on our side. */
export const safeInteger: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => {
    if (value === null) return null;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is not a safe integer.`);
    return number;
  },
};

/** For numeric columns that hold integers beyond 2^53 (pico-dollars): a bigint on our side. */
export const bigInteger: ValueTransformer = {
  to: (value: bigint | null | undefined) => (typeof value === 'bigint' ? value.toString() : value),
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

import { keyOf } from '@groundswell/ui';

/** The name under which a new input or column is known, made from its first label and unlike those that are there. */
export function freshKey(label: string, taken: readonly string[]): string {
  const key = keyOf(label);
  if (!taken.includes(key)) return key;
  let number = 2;
  while (taken.includes(`${key}_${number}`)) number += 1;
  return `${key}_${number}`;
}

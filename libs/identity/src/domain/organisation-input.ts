import type { InputFaults } from '@groundswell/kernel';

/** An ISO 4217 code that this platform knows. */
export function checkCurrency(faults: InputFaults, path: string, currency: string): string {
  const code = currency.trim().toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(code)) {
    faults.add(path, 'This is not a currency code: use three letters such as EUR.');
  }
  return code;
}

/** An IANA time zone that this platform knows. */
export function checkTimeZone(faults: InputFaults, path: string, timeZone: string): string {
  const name = timeZone.trim();
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    faults.add(path, 'This time zone is unknown: use a name such as Europe/Berlin.');
    return name;
  }
}

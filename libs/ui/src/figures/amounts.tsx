import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { Micros } from '@groundswell/kernel';
import { formatDuration, formatHours, formatMinutes } from '../format/durations.js';
import { formatMoney } from '../format/money.js';
import { withSign } from '../format/numbers.js';
import { formatInstant, formatWhen } from '../format/when.js';

const CurrencyContext = createContext('EUR');

/** Tells every amount below it the organisation's currency. */
export function CurrencyProvider({ currency, children }: { currency: string; children: ReactNode }) {
  return <CurrencyContext value={currency}>{children}</CurrencyContext>;
}

/** The organisation's currency, for code that formats money itself (axes, sentences). */
export function useCurrency(): string {
  return useContext(CurrencyContext);
}

/** Money of the organisation. */
export function Money({
  micros,
  compact = false,
  signed = false,
}: {
  micros: Micros;
  compact?: boolean;
  signed?: boolean;
}) {
  const text = formatMoney(micros, useCurrency(), { compact });
  return <span className="gs-nowrap">{signed ? withSign(micros, text) : text}</span>;
}

/** Minutes of people's time. */
export function Minutes({ minutes, signed = false }: { minutes: number; signed?: boolean }) {
  const text = formatMinutes(minutes);
  return <span className="gs-nowrap">{signed ? withSign(minutes, text) : text}</span>;
}

/** Hours of people's time. */
export function Hours({ hours }: { hours: number }) {
  return <span className="gs-nowrap">{formatHours(hours)}</span>;
}

/** How long a machine took. */
export function Duration({ ms }: { ms: number }) {
  return <span className="gs-nowrap">{formatDuration(ms)}</span>;
}

const REFRESH_MS = 30_000;
let minute = Date.now();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all instants of a page: a long list would otherwise hold a timer for each line. */
function watchClock(tell: () => void): () => void {
  watchers.add(tell);
  if (timer === undefined) {
    // Nobody told the time while nobody looked.
    minute = Date.now();
    timer = setInterval(() => {
      minute = Date.now();
      for (const watcher of watchers) watcher();
    }, REFRESH_MS);
  }
  return () => {
    watchers.delete(tell);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present as the clock last told it, or the instant itself where it came after: nothing that happened lies ahead. */
function presentFor(at: string, told: number): Date {
  const then = new Date(at).getTime();
  return new Date(then > told && then <= Date.now() ? then : told);
}

/** An instant in the reader's words; the exact time with its zone is one hover away. */
export function When({ at }: { at: string }) {
  const told = useSyncExternalStore(watchClock, () => minute);
  return (
    <time className="gs-nowrap" dateTime={at} title={formatInstant(at)}>
      {formatWhen(at, presentFor(at, told))}
    </time>
  );
}

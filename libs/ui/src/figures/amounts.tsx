import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
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

/** An instant in the reader's words; the exact time with its zone is one hover away. */
export function When({ at }: { at: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const tick = () => setNow(new Date());
    // What has just happened must not be compared with the moment at which the page was opened.
    const first = setTimeout(tick);
    const timer = setInterval(tick, 30_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [at]);
  return (
    <time className="gs-nowrap" dateTime={at} title={formatInstant(at)}>
      {formatWhen(at, now)}
    </time>
  );
}

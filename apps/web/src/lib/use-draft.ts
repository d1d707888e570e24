import { useCallback, useEffect, useRef, useState } from 'react';

const PREFIX = 'groundswell.draft.';

function read<T>(key: string): T | undefined {
  try {
    const text = window.sessionStorage.getItem(PREFIX + key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    // Storage may be forbidden or hold something older than this version: the form then simply starts fresh.
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) window.sessionStorage.removeItem(PREFIX + key);
    else window.sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch (fault) {
    console.warn('What you type cannot be kept over a reload on this device.', fault);
  }
}

export interface Draft<T> {
  readonly value: T;
  readonly set: (next: T | ((before: T) => T)) => void;
  /** Changes some members of an object and keeps the others. */
  readonly patch: (part: Partial<T>) => void;
  /** Forgets what was typed: after it has been saved, or to start over. */
  readonly clear: (next?: T) => void;
  /** Whether what is shown was typed earlier and brought back. */
  readonly restored: boolean;
}

/**
 * The state of a form that survives a reload and an expired session: kept per tab in the session storage under its key. Never use
 * it for a secret or a password.
 */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const [state, setState] = useState(() => {
    const stored = read<T>(key);
    return {
      value: stored === undefined ? initial : { ...initial, ...stored },
      restored: stored !== undefined,
      touched: false,
    };
  });
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
    if (!state.touched) return undefined;
    const timer = setTimeout(() => write(key, state.value), 250);
    return () => clearTimeout(timer);
  }, [key, state]);
  useEffect(() => {
    const keep = () => {
      if (latest.current.touched) write(key, latest.current.value);
    };
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [key]);

  const set = useCallback<Draft<T>['set']>((next) => {
    setState((before) => ({ ...before, touched: true, value: typeof next === 'function' ? next(before.value) : next }));
  }, []);
  const patch = useCallback<Draft<T>['patch']>((part) => set((before) => ({ ...before, ...part })), [set]);
  const clear = useCallback<Draft<T>['clear']>(
    (next) => {
      write(key, undefined);
      latest.current = { ...latest.current, touched: false };
      setState((before) => ({ value: next ?? before.value, restored: false, touched: false }));
    },
    [key],
  );
  return { value: state.value, set, patch, clear, restored: state.restored };
}

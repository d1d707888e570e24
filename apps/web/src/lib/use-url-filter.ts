import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

/** Filters that live in the address, so that a list can be shared, kept and walked back through. */
export function useUrlFilter(): {
  readonly get: (name: string) => string | undefined;
  readonly all: (name: string) => string[];
  readonly set: (changes: Readonly<Record<string, string | readonly string[] | undefined>>) => void;
} {
  const [params, setParams] = useSearchParams();
  const get = useCallback((name: string) => params.get(name) ?? undefined, [params]);
  const all = useCallback((name: string) => params.getAll(name), [params]);
  // The address follows a moment later: what is chosen meanwhile builds on what was chosen before.
  const latest = useRef(params);
  useEffect(() => {
    latest.current = params;
  }, [params]);
  const set = useCallback(
    (changes: Readonly<Record<string, string | readonly string[] | undefined>>) => {
      const next = new URLSearchParams(latest.current);
      for (const [name, value] of Object.entries(changes)) {
        next.delete(name);
        for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') next.append(name, one);
      }
      latest.current = next;
      setParams(next, { replace: true, preventScrollReset: true });
    },
    [setParams],
  );
  return { get, all, set };
}

import { TextEncoder } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

// The router asks for it as it loads, and the page that tests run in has none.
Object.assign(globalThis, { TextEncoder });
const { MemoryRouter } = await import('react-router');
const { useUrlFilter } = await import('./use-url-filter.js');

const at = (address: string) =>
  function Around({ children }: { children: ReactNode }) {
    return <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>;
  };

describe('filters in the address', () => {
  it('keeps both of two that are chosen at once', () => {
    const { result } = renderHook(() => useUrlFilter(), { wrapper: at('/runs?mine=yes') });
    const { set } = result.current;
    act(() => {
      set({ status: 'failed' });
      set({ mode: 'live', mine: undefined });
    });
    expect(['status', 'mode', 'mine'].map((name) => result.current.get(name))).toEqual(['failed', 'live', undefined]);
  });
});

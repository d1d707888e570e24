import { useEffect } from 'react';

/**
 * Puts the focus on the heading of the page when what had it is gone, as a button is that was answered: whoever works with the
 * keyboard or listens goes on in the page instead of at its very top.
 * @param shown what the part of the page shows; differs when it shows something else
 */
export function useKeptFocus(shown: string): void {
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [shown]);
}

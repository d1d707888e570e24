/** What jsdom lacks of a browser, as far as Mantine asks for it: nothing is laid out, no media query matches, no font loads. */
export function pretendBrowser(): void {
  const quiet = { addEventListener: () => undefined, removeEventListener: () => undefined };
  class NoResizes {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
  Object.defineProperty(window, 'matchMedia', {
    configurable: true,
    value: (media: string) => ({ matches: false, media, ...quiet }),
  });
  Object.defineProperty(window, 'ResizeObserver', { configurable: true, value: NoResizes });
  Object.defineProperty(document, 'fonts', { configurable: true, value: quiet });
}

/** The colours that charts draw with, read from the page so that both schemes have one source. */
export interface Palette {
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ground: string;
  readonly accent: string;
  readonly accentTint: string;
  readonly accentGround: string;
  readonly second: string;
  readonly third: string;
}

/** Reads the colours of the present scheme. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--gs-${name}`).trim();
  return {
    ink: colour('ink'),
    inkSoft: colour('ink-soft'),
    line: colour('line'),
    lineStrong: colour('line-strong'),
    ground: colour('ground'),
    accent: colour('accent'),
    accentTint: colour('accent-tint'),
    accentGround: colour('accent-ground'),
    second: colour('stream-2'),
    third: colour('stream-7'),
  };
}

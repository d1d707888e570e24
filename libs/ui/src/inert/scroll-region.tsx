import type { ReactNode } from 'react';

/**
 * Lets something wide, such as a table, scroll inside a narrow page; can be reached and scrolled by keyboard. With `stacks` its table
 * does not scroll on a phone: each row becomes a card (see StackingTable).
 */
export function ScrollRegion({
  label,
  minWidth,
  tall = true,
  stacks = false,
  children,
}: {
  label: string;
  minWidth: number;
  tall?: boolean;
  stacks?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className="gs-scroll"
      role="group"
      aria-label={label}
      tabIndex={0}
      data-capped={!tall || undefined}
      data-stacks={stacks || undefined}
    >
      <div style={{ minWidth }}>{children}</div>
    </div>
  );
}

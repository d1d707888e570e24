import type { ReactNode } from 'react';

/** Lets something wide, such as a table, scroll inside a narrow page; can be reached and scrolled by keyboard. */
export function ScrollRegion({
  label,
  minWidth,
  tall = true,
  children,
}: {
  label: string;
  minWidth: number;
  tall?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="gs-scroll" role="group" aria-label={label} tabIndex={0} data-capped={!tall || undefined}>
      <div style={{ minWidth }}>{children}</div>
    </div>
  );
}

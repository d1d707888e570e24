import type { ReactNode } from 'react';
import { Table } from '@mantine/core';
import { ScrollRegion } from './scroll-region.js';

export interface StackingColumn {
  readonly label: string;
  readonly right?: boolean;
  /** Its cells say by themselves what they are: on a phone they stand without the label. */
  readonly plain?: boolean;
  /** Its head is only read out. */
  readonly silent?: boolean;
}

/**
 * A table that can be read on a phone: below 560 px each row is a card with a line for each cell, its label before it. The roles are
 * written out, since a table that is not drawn as one is not read as one everywhere.
 */
export function StackingTable({
  label,
  minWidth,
  columns,
  children,
}: {
  label: string;
  minWidth: number;
  columns: readonly StackingColumn[];
  children: ReactNode;
}) {
  return (
    <ScrollRegion label={label} minWidth={minWidth} stacks>
      <Table role="table" className="gs-stacking">
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th key={column.label} role="columnheader" ta={column.right === true ? 'right' : 'left'}>
                {column.silent === true ? <span className="gs-hidden">{column.label}</span> : column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">{children}</Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

/** A row of a stacking table: its cells in the order of the columns. */
export function StackingRow({ columns, cells }: { columns: readonly StackingColumn[]; cells: readonly ReactNode[] }) {
  return (
    <Table.Tr role="row">
      {columns.map((column, at) => (
        <Table.Td
          key={column.label}
          role="cell"
          ta={column.right === true ? 'right' : 'left'}
          data-label={column.plain === true ? undefined : column.label}
        >
          {cells[at]}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

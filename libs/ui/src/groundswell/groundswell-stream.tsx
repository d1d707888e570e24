import { useId, useMemo, useState } from 'react';
import { Anchor, Group, Slider, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import { ScrollRegion } from '../inert/scroll-region.js';
import { formatHours } from '../format/durations.js';
import { formatCount } from '../format/numbers.js';
import { formatMonth } from '../format/when.js';
import { bandPath, layOutStream, type StreamBand, type StreamLayout, type StreamMonthValue } from './stream-layout.js';

const WIDTH = 960;
const PAD = { left: 8, right: 8, top: 12, bottom: 24 };

interface DrawingProps {
  readonly layout: StreamLayout;
  readonly height: number;
  readonly cursor: number;
  readonly mark?: string | undefined;
  readonly label: string;
}

function BandLabel({ band, x, y }: { band: StreamBand; x: number; y: (height: number) => number }) {
  const last = band.values.length - 1;
  const top = y(band.top[last] ?? 0);
  const bottom = y(band.bottom[last] ?? 0);
  if (bottom - top < 13) return null;
  return (
    <text className="gs-stream-label" x={x - 6} y={(top + bottom) / 2 + 4} textAnchor="end">
      {band.title.length > 44 ? `${band.title.slice(0, 43)}…` : band.title}
    </text>
  );
}

function StreamDrawing({ layout, height, cursor, mark, label }: DrawingProps) {
  const span = Math.max(1, layout.months.length - 1);
  const x = (at: number): number => PAD.left + (at / span) * (WIDTH - PAD.left - PAD.right);
  const inner = height - PAD.top - PAD.bottom;
  const y = (value: number): number => PAD.top + inner / 2 + (value / Math.max(1, layout.most)) * inner;
  const every = Math.ceil(layout.months.length / 8);
  return (
    <svg
      className="gs-stream"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={label}
      data-marked={mark !== undefined || undefined}
    >
      {layout.bands.map((band) => (
        <path
          key={band.rootId}
          className="gs-stream-band"
          data-mark={band.rootId === mark || undefined}
          d={bandPath(band, x, y)}
          fill={`var(--gs-stream-${band.colour})`}
        >
          <title>{band.title}</title>
        </path>
      ))}
      {layout.bands.map((band) => (
        <BandLabel key={band.rootId} band={band} x={x(layout.months.length - 1)} y={y} />
      ))}
      <line className="gs-stream-cursor" x1={x(cursor)} x2={x(cursor)} y1={4} y2={height - PAD.bottom} />
      {layout.months.map((month, at) =>
        at % every === 0 ? (
          <text
            key={month}
            className="gs-stream-axis"
            x={x(at)}
            y={height - 6}
            textAnchor={at === 0 ? 'start' : at === span ? 'end' : 'middle'}
          >
            {formatMonth(month)}
          </text>
        ) : null,
      )}
    </svg>
  );
}

function MonthTable({
  layout,
  cursor,
  rows,
}: {
  layout: StreamLayout;
  cursor: number;
  rows: readonly StreamMonthValue[];
}) {
  const month = layout.months[cursor] ?? '';
  const shown = rows
    .filter((row) => row.month === month && row.workflows > 0)
    .toSorted((a, b) => b.workflows - a.workflows);
  const colourOf = (rootId: string): number =>
    layout.bands.find((band) => band.rootId === rootId)?.colour ?? layout.bands.length;
  return (
    <ScrollRegion label="Live workflows by lineage" minWidth={300} tall={false}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Lineage that grew from</Table.Th>
            <Table.Th ta="right">Live workflows</Table.Th>
            <Table.Th ta="right">Hours saved</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => (
            <Table.Tr key={row.rootId}>
              <Table.Td>
                <Group gap={8} wrap="nowrap">
                  <span
                    className="gs-legend-swatch"
                    aria-hidden="true"
                    style={{ background: `var(--gs-stream-${colourOf(row.rootId)})` }}
                  />
                  <Anchor component={Link} to={`/workflows/${row.rootId}/lineage`}>
                    {row.rootTitle}
                  </Anchor>
                </Group>
              </Table.Td>
              <Table.Td ta="right">{row.workflows}</Table.Td>
              <Table.Td ta="right">{formatHours(row.hours)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

export interface GroundswellStreamProps {
  readonly rows: readonly StreamMonthValue[];
  readonly height?: number;
  /** Root whose band stands out: where a workflow is in the whole. */
  readonly mark?: string;
  /** What one unit of width stands for. */
  readonly unit?: string;
  /** Only the picture, for a place beside something else. */
  readonly small?: boolean;
}

/** The signature picture: lineages as a stream that widens as workflows are adapted, scrubbed by month, with its table. */
export function GroundswellStream({
  rows,
  height = 280,
  mark,
  unit = 'live workflow',
  small = false,
}: GroundswellStreamProps) {
  const layout = useMemo(() => layOutStream(rows), [rows]);
  const last = Math.max(0, layout.months.length - 1);
  const [chosen, setChosen] = useState<number | null>(null);
  const [open, { toggle }] = useDisclosure(false);
  const id = useId();
  const cursor = Math.min(chosen ?? last, last);
  const month = layout.months[cursor];
  const inMonth = rows.filter((row) => row.month === month);
  const live = inMonth.reduce((total, row) => total + row.workflows, 0);
  const said =
    month === undefined
      ? ''
      : `${formatMonth(month)}: ${formatCount(live, unit)} in ${formatCount(inMonth.filter((row) => row.workflows > 0).length, 'lineage')}`;
  const drawing = (
    <StreamDrawing
      layout={layout}
      height={height}
      cursor={cursor}
      mark={mark}
      label={`${unit}s by lineage over ${layout.months.length} months. ${said}.`}
    />
  );
  if (small) return drawing;
  return (
    <Stack gap={8}>
      {drawing}
      {last > 0 && (
        <Slider
          min={0}
          max={last}
          step={1}
          value={cursor}
          onChange={setChosen}
          label={null}
          size="sm"
          thumbLabel="Month shown"
          thumbProps={{ 'aria-valuetext': said }}
        />
      )}
      <Group justify="space-between">
        <Text id={id} aria-live="polite">
          {said}
        </Text>
        <UnstyledButton className="gs-disclosure" onClick={toggle} aria-expanded={open}>
          {open ? 'Hide the table' : 'Show as a table'}
        </UnstyledButton>
      </Group>
      {open && <MonthTable layout={layout} cursor={cursor} rows={rows} />}
    </Stack>
  );
}

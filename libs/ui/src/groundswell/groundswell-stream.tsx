import { useId, useMemo, useState } from 'react';
import { Anchor, Group, Slider, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure, useElementSize } from '@mantine/hooks';
import { Link } from 'react-router';
import { ScrollRegion } from '../inert/scroll-region.js';
import { formatHours } from '../format/durations.js';
import { formatCount } from '../format/numbers.js';
import { formatMonth } from '../format/when.js';
import { EmptyState } from '../states/states.js';
import {
  bandPath,
  labelPlace,
  layOutStream,
  type StreamBand,
  type StreamLayout,
  type StreamMonthValue,
} from './stream-layout.js';

/** Drawn at its real width, so that words keep their size on a phone. */
const NARROWEST = 280;
const PAD = { left: 8, right: 8, top: 12, bottom: 24 };

interface DrawingProps {
  readonly layout: StreamLayout;
  readonly width: number;
  readonly height: number;
  readonly cursor: number;
  readonly mark?: string | undefined;
  readonly label: string;
}

const MOST_LETTERS = 40;
/** Width of a letter of a label on average, in units of the drawing. */
const LETTER = 6.3;

function shortened(title: string): string {
  return title.length > MOST_LETTERS ? `${title.slice(0, MOST_LETTERS - 1)}…` : title;
}

function BandLabel({ band, x, y }: { band: StreamBand; x: (at: number) => number; y: (height: number) => number }) {
  const text = shortened(band.title);
  const place = labelPlace(band, text.length * LETTER + 12, 14, x, y);
  if (place === null) return null;
  return (
    <text className="gs-stream-label" x={place.x - 6} y={place.y + 4} textAnchor="end">
      {text}
    </text>
  );
}

function Legend({ bands }: { bands: readonly StreamBand[] }) {
  return (
    <ul className="gs-list gs-legend">
      {bands.map((band) => (
        <li key={band.rootId}>
          <span
            className="gs-legend-swatch"
            aria-hidden="true"
            style={{ background: `var(--gs-stream-${band.colour})` }}
          />
          {band.title}
        </li>
      ))}
    </ul>
  );
}

function StreamDrawing({ layout, width, height, cursor, mark, label }: DrawingProps) {
  const span = Math.max(1, layout.months.length - 1);
  const x = (at: number): number => PAD.left + (at / span) * (width - PAD.left - PAD.right);
  const inner = height - PAD.top - PAD.bottom;
  const y = (value: number): number => PAD.top + inner / 2 + (value / Math.max(1, layout.most)) * inner;
  const every = Math.ceil(layout.months.length / Math.max(2, Math.floor(width / 110)));
  return (
    <svg
      className="gs-stream"
      viewBox={`0 0 ${width} ${height}`}
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
      {layout.bands
        .filter((band) => mark === undefined || band.rootId === mark)
        .map((band) => (
          <BandLabel key={band.rootId} band={band} x={x} y={y} />
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

/** A stream needs two months to flow between; before that the page says what there is instead of drawing a line. */
function NoStreamYet({ first, said }: { first: string | undefined; said: string }) {
  return (
    <EmptyState title={first === undefined ? 'The stream has not begun' : `The stream begins in ${formatMonth(first)}`}>
      {said === '' ? '' : `${said}. `}It is drawn from the second month on, and widens as workflows are adapted.
    </EmptyState>
  );
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
  const { ref, width } = useElementSize();
  const cursor = Math.min(chosen ?? last, last);
  const month = layout.months[cursor];
  const inMonth = rows.filter((row) => row.month === month);
  const live = inMonth.reduce((total, row) => total + row.workflows, 0);
  // The small picture is of one lineage: its bands are branches.
  const [part, parts] = small ? ['branch', 'branches'] : ['lineage', 'lineages'];
  const said =
    month === undefined
      ? ''
      : `${formatMonth(month)}: ${formatCount(live, unit)} in ${formatCount(inMonth.filter((row) => row.workflows > 0).length, part, parts)}`;
  if (layout.months.length < 2 || layout.most === 0) {
    return (
      <>
        <NoStreamYet first={layout.months[0]} said={said} />
        {!small && live > 0 && <MonthTable layout={layout} cursor={cursor} rows={rows} />}
      </>
    );
  }
  const drawing = (
    <div ref={ref}>
      <StreamDrawing
        layout={layout}
        width={Math.max(NARROWEST, width)}
        height={height}
        cursor={cursor}
        mark={mark}
        label={`${unit}s by ${part} over ${layout.months.length} months. ${said}.`}
      />
    </div>
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
      <Legend bands={layout.bands.toSorted((a, b) => a.colour - b.colour)} />
      {open && <MonthTable layout={layout} cursor={cursor} rows={rows} />}
    </Stack>
  );
}

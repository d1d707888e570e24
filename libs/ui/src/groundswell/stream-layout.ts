/** Live workflows and hours of one root's lineage in one month. */
export interface StreamMonthValue {
  readonly month: string;
  readonly rootId: string;
  readonly rootTitle: string;
  readonly workflows: number;
  readonly hours: number;
}

/** One band of the stream: a root's lineage over the months. `top` and `bottom` hold a height for each month. */
export interface StreamBand {
  readonly rootId: string;
  readonly title: string;
  readonly colour: number;
  readonly values: readonly number[];
  readonly top: readonly number[];
  readonly bottom: readonly number[];
}

export interface StreamLayout {
  readonly months: readonly string[];
  readonly bands: readonly StreamBand[];
  readonly most: number;
}

/** Lineages beyond this many share one band: more colours than this cannot be told apart. */
export const MOST_BANDS = 7;
const OTHERS = { rootId: 'others', title: 'All other lineages' };

interface Series {
  readonly rootId: string;
  readonly title: string;
  readonly values: number[];
}

function collect(rows: readonly StreamMonthValue[], months: readonly string[]): Series[] {
  const byRoot = new Map<string, Series>();
  for (const row of rows) {
    const series = byRoot.get(row.rootId) ?? { rootId: row.rootId, title: row.rootTitle, values: months.map(() => 0) };
    const at = months.indexOf(row.month);
    series.values[at] = (series.values[at] ?? 0) + row.workflows;
    byRoot.set(row.rootId, series);
  }
  return [...byRoot.values()];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function fold(all: readonly Series[]): Series[] {
  const sorted = all.toSorted((a, b) => sum(b.values) - sum(a.values) || a.title.localeCompare(b.title));
  if (sorted.length <= MOST_BANDS + 1) return sorted;
  const rest = sorted.slice(MOST_BANDS);
  const values = (rest[0]?.values ?? []).map((_, at) => sum(rest.map((series) => series.values[at] ?? 0)));
  return [...sorted.slice(0, MOST_BANDS), { ...OTHERS, values }];
}

/**
 * Lays out the stream around a middle line: the largest lineage in the middle, the others alternating above and below, so that
 * the whole widens as workflows are adapted. Heights are in workflows; the drawing scales them.
 */
export function layOutStream(rows: readonly StreamMonthValue[]): StreamLayout {
  const months = [...new Set(rows.map((row) => row.month))].sort();
  const folded = fold(collect(rows, months));
  const order = folded.reduce<Series[]>(
    (line, series, index) => (index % 2 === 0 ? [...line, series] : [series, ...line]),
    [],
  );
  const totals = months.map((_, at) => sum(folded.map((series) => series.values[at] ?? 0)));
  const reached = totals.map((total) => -total / 2);
  const bands = order.map((series): StreamBand => {
    const top = [...reached];
    series.values.forEach((value, at) => {
      reached[at] = (reached[at] ?? 0) + value;
    });
    return {
      rootId: series.rootId,
      title: series.title,
      colour: folded.indexOf(series) + 1,
      values: series.values,
      top,
      bottom: [...reached],
    };
  });
  return { months, bands, most: Math.max(0, ...totals) };
}

/** A smooth line through points, as SVG path commands without the first move. */
function curve(points: readonly (readonly [number, number])[]): string {
  return points
    .slice(1)
    .map(([x, y], index) => {
      const [beforeX, beforeY] = points[index] ?? [x, y];
      const middle = ((beforeX + x) / 2).toFixed(1);
      return `C${middle} ${beforeY.toFixed(1)} ${middle} ${y.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join(' ');
}

/** The outline of a band, given where a month and a height lie in the drawing. */
export function bandPath(band: StreamBand, x: (at: number) => number, y: (height: number) => number): string {
  const upper = band.top.map((height, at) => [x(at), y(height)] as const);
  const lower = band.bottom.map((height, at) => [x(at), y(height)] as const).toReversed();
  const [start, turn] = [upper[0], lower[0]];
  if (start === undefined || turn === undefined) return '';
  return `M${start[0].toFixed(1)} ${start[1].toFixed(1)} ${curve(upper)} L${turn[0].toFixed(1)} ${turn[1].toFixed(1)} ${curve(lower)} Z`;
}

/** Where the name of a band fits into it; null where it fits nowhere. `x` is the end of the text, which runs to its left. */
export function labelPlace(
  band: StreamBand,
  width: number,
  height: number,
  x: (at: number) => number,
  y: (height: number) => number,
): { readonly x: number; readonly y: number } | null {
  for (let end = band.values.length - 1; end > 0; end--) {
    const covered = band.values
      .map((_, at) => at)
      .filter((at) => at <= end && x(Math.min(at + 1, end)) >= x(end) - width);
    const first = covered[0] ?? 0;
    if (x(first) > x(end) - width && first === 0) return null;
    const top = Math.max(...covered.map((at) => y(band.top[at] ?? 0)));
    const bottom = Math.min(...covered.map((at) => y(band.bottom[at] ?? 0)));
    if (bottom - top >= height) return { x: x(end), y: (top + bottom) / 2 };
  }
  return null;
}

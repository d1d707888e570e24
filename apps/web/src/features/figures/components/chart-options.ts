import type { EChartsCoreOption } from 'echarts/core';
import type { CompoundingFiguresFragment } from '@groundswell/contracts';
import { formatDecimal, formatHours, formatMoney, formatMonth } from '@groundswell/ui';
import { hoursAxis } from './axis.js';
import type { Palette } from './palette.js';

const FONT = { fontFamily: 'Inter Variable, Inter, system-ui, sans-serif', fontSize: 11 };

function legend(palette: Palette): Record<string, unknown> {
  return {
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 8,
    itemGap: 12,
    icon: 'roundRect',
    textStyle: { ...FONT, color: palette.inkSoft },
  };
}

function tooltip(palette: Palette): Record<string, unknown> {
  return {
    trigger: 'axis',
    confine: true,
    backgroundColor: palette.ground,
    borderColor: palette.line,
    textStyle: { ...FONT, fontSize: 12, color: palette.ink },
  };
}

/** What all charts share: quiet axes, no decoration, a tooltip in the page's own look. */
function base(palette: Palette): EChartsCoreOption {
  return {
    animationDuration: 250,
    textStyle: { ...FONT, color: palette.ink },
    grid: { left: 8, right: 12, top: 28, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: legend(palette),
    tooltip: tooltip(palette),
  };
}

function monthAxis(months: readonly string[], palette: Palette): Record<string, unknown> {
  return {
    type: 'category',
    data: months.map(formatMonth),
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    axisLabel: { ...FONT, color: palette.inkSoft, hideOverlap: true },
  };
}

function valueAxis(palette: Palette, format: (value: number) => string): Record<string, unknown> {
  return {
    type: 'value',
    splitNumber: 4,
    axisLabel: { ...FONT, color: palette.inkSoft, formatter: format },
    splitLine: { lineStyle: { color: palette.line } },
  };
}

/** Live workflows over the months against the planned range. */
export function liveOption(figures: CompoundingFiguresFragment): (palette: Palette) => EChartsCoreOption {
  const months = figures.liveWorkflows.map((month) => month.month);
  const planned = new Map(figures.planByMonth.map((month) => [month.month, month]));
  const low = months.map((month) => planned.get(month)?.low ?? null);
  const spread = months.map((month) => {
    const plan = planned.get(month);
    return plan === undefined ? null : plan.high - plan.low;
  });
  const said = (at: number): string => {
    const month = months[at] ?? '';
    const plan = planned.get(month);
    const range = plan === undefined ? '' : `<br>Plan: ${formatDecimal(plan.low, 0)} to ${formatDecimal(plan.high, 0)}`;
    return `${formatMonth(month)}<br>Live: <b>${figures.liveWorkflows[at]?.count ?? 0}</b>${range}`;
  };
  // A line through one month is no line: its two ends of the plan are drawn as dashes then.
  const single = months.length === 1;
  return (palette) => {
    const shared = base(palette);
    const plan = {
      type: 'line',
      stack: 'plan',
      ...(single ? { symbol: 'rect', symbolSize: [64, 2] } : { symbol: 'none' }),
      silent: true,
      lineStyle: { color: palette.inkSoft, width: 1, type: 'dashed' },
    };
    return {
      ...shared,
      legend: { ...legend(palette), data: ['Live', 'Plan'] },
      tooltip: { ...tooltip(palette), formatter: (items: { dataIndex: number }[]) => said(items[0]?.dataIndex ?? 0) },
      xAxis: { ...monthAxis(months, palette), boundaryGap: single },
      yAxis: { ...valueAxis(palette, (value) => formatDecimal(value, 0)), minInterval: 1 },
      series: [
        { ...plan, name: 'Plan, lower end', data: low, color: palette.inkSoft },
        {
          ...plan,
          name: 'Plan',
          data: spread,
          color: palette.lineStrong,
          areaStyle: { color: palette.lineStrong, opacity: 0.35 },
        },
        {
          type: 'line',
          name: 'Live',
          data: figures.liveWorkflows.map((month) => month.count),
          symbolSize: single ? 10 : 6,
          color: palette.accent,
          lineStyle: { width: 2.5 },
          z: 5,
        },
      ],
    };
  };
}

/** Hours saved by month, split by evidence: measured solid, confirmed tinted, estimated hatched. */
export function hoursOption(
  hours: readonly { month: string; measured: number; confirmed: number; estimated: number }[],
): (palette: Palette) => EChartsCoreOption {
  // Losses pile up below the line and gains above it.
  const grades = hours.map((month) => [month.measured, month.confirmed, month.estimated]);
  const pile = (side: (value: number) => number) => grades.map((of) => of.reduce((sum, value) => sum + side(value), 0));
  const { format, ...scale } = hoursAxis([
    ...pile((value) => Math.max(0, value)),
    ...pile((value) => Math.min(0, value)),
  ]);
  return (palette) => {
    const bar = {
      type: 'bar',
      stack: 'hours',
      barMaxWidth: 28,
      tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? formatHours(value) : '') },
    };
    return {
      ...base(palette),
      aria: { enabled: true, decal: { show: true } },
      xAxis: monthAxis(
        hours.map((month) => month.month),
        palette,
      ),
      yAxis: { ...valueAxis(palette, format), ...scale },
      series: [
        {
          ...bar,
          name: 'measured',
          data: hours.map((month) => month.measured),
          itemStyle: { color: palette.accent, decal: { symbol: 'none' } },
        },
        {
          ...bar,
          name: 'confirmed',
          data: hours.map((month) => month.confirmed),
          itemStyle: { color: palette.accentTint, decal: { symbol: 'none' } },
        },
        {
          ...bar,
          name: 'estimated',
          data: hours.map((month) => month.estimated),
          itemStyle: {
            color: palette.ground,
            borderColor: palette.accent,
            borderWidth: 1,
            decal: {
              symbol: 'rect',
              color: palette.accent,
              rotation: Math.PI / 4,
              dashArrayX: [1, 0],
              dashArrayY: [1, 4],
            },
          },
        },
      ],
    };
  };
}

/** What each next workflow cost, in the order in which they entered pilot, and the average of the three before it. */
export function costOption(
  figures: CompoundingFiguresFragment,
  currency: string,
): (palette: Palette) => EChartsCoreOption {
  const costs = figures.marginalCosts;
  const money = (value: unknown): string =>
    typeof value === 'number' ? formatMoney(value, currency, { compact: true }) : '';
  return (palette) => {
    const bar = { type: 'bar', stack: 'cost', barMaxWidth: 20, tooltip: { valueFormatter: money } };
    return {
      ...base(palette),
      xAxis: {
        ...monthAxis([], palette),
        data: costs.map((cost) => cost.n),
      },
      yAxis: valueAxis(palette, money),
      series: [
        { ...bar, name: 'build', data: costs.map((cost) => cost.buildMicros), color: palette.accent },
        { ...bar, name: 'review', data: costs.map((cost) => cost.reviewMicros), color: palette.second },
        {
          ...bar,
          name: 'set-up',
          data: costs.map((cost) => cost.setUpMicros),
          color: palette.third,
        },
      ],
    };
  };
}

/** The same costs with both axes logarithmic and the fitted line: where Wright's law holds, the points follow it. */
export function costFitOption(
  figures: CompoundingFiguresFragment,
  currency: string,
): (palette: Palette) => EChartsCoreOption {
  const { a, k } = figures.learningRate;
  const points = figures.marginalCosts.filter((cost) => cost.totalMicros > 0).map((cost) => [cost.n, cost.totalMicros]);
  const fitted = a == null || k == null ? [] : points.map(([n]) => [n, Math.exp(a - k * Math.log(n ?? 1))]);
  const money = (value: unknown): string =>
    typeof value === 'number' ? formatMoney(value, currency, { compact: true }) : '';
  return (palette) => ({
    ...base(palette),
    tooltip: { ...tooltip(palette), trigger: 'item', valueFormatter: money },
    xAxis: { ...valueAxis(palette, (value) => formatDecimal(value, 0)), type: 'log', min: 1 },
    yAxis: { ...valueAxis(palette, money), type: 'log' },
    series: [
      { type: 'scatter', name: 'each workflow', data: points, symbolSize: 8, color: palette.accent },
      {
        type: 'line',
        name: 'fitted',
        data: fitted,
        symbol: 'none',
        color: palette.ink,
        lineStyle: { width: 1.5, type: 'dashed' },
      },
    ],
  });
}

import { useEffect, useRef, type ReactNode } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { readPalette, type Palette } from './palette.js';

register([
  BarChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  SVGRenderer,
]);

export interface ChartProps {
  /** What the picture shows, in one sentence, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  /** Builds the drawing in the colours of the present scheme. Keep it stable, or the chart is drawn anew each time. */
  readonly option: (palette: Palette) => EChartsCoreOption;
  /** Told the index of the datum that was clicked. */
  readonly onChoose?: ((index: number) => void) | undefined;
  /** The same numbers as a table. */
  readonly table: ReactNode;
}

/** A chart with its numbers as a table below it: everything that can be seen can also be read. */
export default function Chart({ label, height, option, onChoose, table }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const choose = useRef(onChoose);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });

  useEffect(() => {
    choose.current = onChoose;
  }, [onChoose]);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const made = init(element, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ dataIndex }) => choose.current?.(dataIndex));
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    // The scheme is read from the page's own variables, which have changed by the time this runs.
    chart.current?.setOption({ ...option(readPalette()), aria: { enabled: false } }, true);
  }, [option, scheme]);

  return (
    <div>
      <div ref={place} role="img" aria-label={label} style={{ height }} />
      <details className="app-chart-table">
        <summary>Show as a table</summary>
        {table}
      </details>
    </div>
  );
}

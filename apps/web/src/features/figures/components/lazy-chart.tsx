import { lazy, Suspense } from 'react';
import { Skeleton } from '@mantine/core';
import type { ChartProps } from './chart.js';

const Chart = lazy(() => import('./chart.js'));

/** A chart whose drawing code is loaded only when the first one is shown; until then its place is held. */
export function LazyChart(props: ChartProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height + 20} />}>
      <Chart {...props} />
    </Suspense>
  );
}

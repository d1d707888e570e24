import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A chart with its title and, if there is one, a switch. */
export function ChartCard({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <Paper component="section" p="md" className="app-chart-card" aria-label={title}>
      <div className="app-section-head">
        <Title order={2} size="h4">
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </Paper>
  );
}

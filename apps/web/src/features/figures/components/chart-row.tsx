import { useMemo, useState } from 'react';
import { Anchor, Button, Text } from '@mantine/core';
import type { CompoundingFiguresFragment } from '@groundswell/contracts';
import { formatDecimal, formatHours, formatMonth, Money } from '@groundswell/ui';
import { Link, useNavigate } from 'react-router';
import { ChartCard } from './chart-card.js';
import { costFitOption, costOption, hoursOption, liveOption } from './chart-options.js';
import { LazyChart } from './lazy-chart.js';
import { NumberTable } from './number-table.js';

const HEIGHT = 232;

function LiveChart({ figures }: { figures: CompoundingFiguresFragment }) {
  const option = useMemo(() => liveOption(figures), [figures]);
  const planned = new Map(figures.planByMonth.map((month) => [month.month, month]));
  const plan = (month: string): string => {
    const range = planned.get(month);
    if (range === undefined) return '–';
    const [low, high] = [formatDecimal(range.low, 0), formatDecimal(range.high, 0)];
    return low === high ? low : `${low} to ${high}`;
  };
  return (
    <ChartCard title="Live workflows against the plan">
      <LazyChart
        label={`Live workflows by month against the plan. Now ${figures.liveNow}.`}
        height={HEIGHT}
        option={option}
        table={
          <NumberTable
            head={['Month', 'Live', 'Plan']}
            rows={figures.liveWorkflows.map((month) => [
              <Anchor
                key={month.month}
                component={Link}
                to={`/compounding/workflows?figure=live-workflows&month=${month.month}`}
              >
                {formatMonth(month.month)}
              </Anchor>,
              month.count,
              plan(month.month),
            ])}
          />
        }
      />
    </ChartCard>
  );
}

function CostChart({ figures }: { figures: CompoundingFiguresFragment }) {
  const navigate = useNavigate();
  const [fit, setFit] = useState(false);
  const option = useMemo(
    () => (fit ? costFitOption(figures, figures.currency) : costOption(figures, figures.currency)),
    [figures, fit],
  );
  const { learningRate, marginalCosts } = figures;
  if (marginalCosts.length === 0) {
    return (
      <ChartCard title="Cost of each next workflow">
        <Text c="dimmed">No workflow has entered pilot yet. The first one sets what the next must beat.</Text>
      </ChartCard>
    );
  }
  return (
    <ChartCard
      title="Cost of each next workflow"
      aside={
        learningRate.enough && (
          <Button size="compact-xs" variant="default" aria-pressed={fit} onClick={() => setFit(!fit)}>
            {fit ? 'Each part' : 'Log-log fit'}
          </Button>
        )
      }
    >
      <LazyChart
        label={`Cost of each workflow in the order in which they entered pilot. ${learningRate.explanation}`}
        height={HEIGHT}
        option={option}
        onChoose={(index) => {
          const drawn = fit ? marginalCosts.filter((cost) => cost.totalMicros > 0) : marginalCosts;
          const chosen = drawn[index];
          if (chosen !== undefined)
            void navigate(`/compounding/cost?figure=marginal-cost&workflow=${chosen.workflowId}`);
        }}
        table={
          <NumberTable
            head={['Workflow', 'Cost', 'Spared']}
            rows={marginalCosts.map((cost) => [
              <Anchor
                key={cost.workflowId}
                component={Link}
                to={`/compounding/cost?figure=marginal-cost&workflow=${cost.workflowId}`}
              >
                {cost.n}. {cost.title}
              </Anchor>,
              <Money key="cost" micros={cost.totalMicros} />,
              <Money key="spared" micros={cost.avoidedMicros} />,
            ])}
          />
        }
      />
      {fit && (
        <Text size="xs" c="dimmed">
          {learningRate.explanation}
        </Text>
      )}
    </ChartCard>
  );
}

function HoursChart({ figures }: { figures: CompoundingFiguresFragment }) {
  const navigate = useNavigate();
  const option = useMemo(() => hoursOption(figures.hours), [figures]);
  return (
    <ChartCard title="Hours saved by evidence">
      <LazyChart
        label={`Hours saved by month. Measured and confirmed together: ${formatHours(figures.hoursTotal.headline)}.`}
        height={HEIGHT}
        option={option}
        onChoose={(index) => {
          const month = figures.hours[index]?.month;
          if (month !== undefined) void navigate(`/compounding/time?month=${month}`);
        }}
        table={
          <NumberTable
            head={['Month', 'Measured', 'Confirmed', 'Estimated']}
            rows={figures.hours.map((month) => [
              <Anchor key={month.month} component={Link} to={`/compounding/time?month=${month.month}`}>
                {formatMonth(month.month)}
              </Anchor>,
              formatHours(month.measured),
              formatHours(month.confirmed),
              formatHours(month.estimated),
            ])}
          />
        }
      />
    </ChartCard>
  );
}

/** The three pictures of the first screen. */
export function ChartRow({ figures }: { figures: CompoundingFiguresFragment }) {
  return (
    <div className="app-charts">
      <LiveChart figures={figures} />
      <CostChart figures={figures} />
      <HoursChart figures={figures} />
    </div>
  );
}

import { useMemo, useState } from 'react';
import { Anchor, Button, Text } from '@mantine/core';
import { WorkflowImpactDocument, type WorkflowImpactQuery } from '@groundswell/contracts';
import {
  EvidenceBar,
  Figure,
  formatCount,
  formatDay,
  formatHours,
  formatMinutes,
  formatMonth,
  formatPercent,
  Money,
} from '@groundswell/ui';
import { Link, useParams } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { BaselineForm } from '../components/baseline-form.js';
import { ChartCard } from '../components/chart-card.js';
import { hoursOption } from '../components/chart-options.js';
import { LazyChart } from '../components/lazy-chart.js';
import { NumberTable } from '../components/number-table.js';

type Impact = WorkflowImpactQuery['workflowImpact'];
type ImpactWorkflow = NonNullable<WorkflowImpactQuery['workflow']>;

const moneyOrDash = (micros: number | null | undefined) => (micros == null ? '–' : <Money micros={micros} />);

function Tiles({ impact }: { impact: Impact }) {
  const time = `/compounding/time?workflow=${impact.workflowId}`;
  const { can } = useSession();
  const cost = can('cost-entry.read') ? `/compounding/cost?workflow=${impact.workflowId}` : undefined;
  return (
    <div className="app-tiles">
      <Figure
        figure="hours-headline"
        label="Hours saved"
        value={formatHours(impact.hours.headline)}
        losing={impact.hours.headline < 0}
        note={impact.hours.headline < 0 ? 'it costs more time than it saves' : undefined}
        entriesHref={time}
      />
      <Figure
        figure="accepted-share"
        label={`Accepted of ${formatCount(impact.runs, 'run')}`}
        value={impact.acceptedShare == null ? '–' : formatPercent(impact.acceptedShare)}
        entriesHref={`/workflows/${impact.workflowId}/runs`}
      />
      <Figure
        figure="total-cost"
        label="Cost so far"
        value={<Money micros={impact.costMicros} />}
        note={
          <>
            of it model: <Money micros={impact.modelCostMicros} />
          </>
        }
        entriesHref={cost}
      />
      <Figure
        figure="cost-per-run"
        label="Cost of a run"
        value={moneyOrDash(impact.costPerRunMicros)}
        entriesHref={cost}
      />
      <Figure
        figure="cost-per-hour-saved"
        label="Cost of an hour saved"
        value={moneyOrDash(impact.costPerHourSavedMicros)}
        entriesHref={cost}
      />
    </div>
  );
}

function spread(minutes: number | null | undefined): string {
  return minutes == null ? '' : `, which lie up to ${formatMinutes(minutes)} apart`;
}

function Baseline({ workflow }: { workflow: ImpactWorkflow }) {
  const { can } = useSession();
  const [editing, setEditing] = useState(false);
  const { baseline } = workflow;
  return (
    <Section title="Minutes by hand">
      {baseline == null ? (
        <Text>
          Nobody has said how long this takes without the workflow. Until then nothing can be counted as saved.
        </Text>
      ) : (
        <Text>
          <strong>{formatMinutes(baseline.minutes)}</strong>,{' '}
          {baseline.method === 'timed'
            ? `timed by ${baseline.setBy.name}: the median of ${formatCount(baseline.samples.length, 'sample')}${spread(baseline.spreadMinutes)}`
            : `as stated by ${baseline.setBy.name}`}
          . It holds since {formatDay(baseline.validFrom)}.
          {baseline.lockedAt != null &&
            ' Entries of the ledger rest on it, so it stays as it is: a change makes a new one that holds from that day on, and the entries written before keep this one.'}
        </Text>
      )}
      {can('baseline.set') && !editing && (
        <Button
          variant="default"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setEditing(true)}
        >
          {baseline == null ? 'Set the minutes by hand' : 'Set new minutes from today on'}
        </Button>
      )}
      {editing && (
        <BaselineForm workflowId={workflow.id} replaces={baseline != null} onDone={() => setEditing(false)} />
      )}
    </Section>
  );
}

function ImpactView({ workflow, impact }: { workflow: ImpactWorkflow; impact: Impact }) {
  const { can } = useSession();
  const option = useMemo(() => hoursOption(impact.months), [impact]);
  return (
    <>
      <Tiles impact={impact} />
      <Baseline workflow={workflow} />
      <Section title="Hours by evidence">
        <EvidenceBar hours={impact.hours} />
      </Section>
      {impact.months.length > 0 && (
        <ChartCard title="Hours saved by month">
          <LazyChart
            label={`Hours that ${workflow.title} saved by month`}
            height={220}
            option={option}
            table={
              <NumberTable
                head={['Month', 'Measured', 'Confirmed', 'Estimated']}
                rows={impact.months.map((month) => [
                  formatMonth(month.month),
                  formatHours(month.measured),
                  formatHours(month.confirmed),
                  formatHours(month.estimated),
                ])}
              />
            }
          />
        </ChartCard>
      )}
      <Text>
        Its entries:{' '}
        <Anchor component={Link} to={`/compounding/time?workflow=${workflow.id}`}>
          time
        </Anchor>
        {can('cost-entry.read') && (
          <>
            {' '}
            and{' '}
            <Anchor component={Link} to={`/compounding/cost?workflow=${workflow.id}`}>
              cost
            </Anchor>
          </>
        )}
        .
      </Text>
    </>
  );
}

/** What one workflow saved and cost. */
export function ImpactTab() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(
    WorkflowImpactDocument,
    { id: workflowId },
    { dependsOn: ['TimeEntry', 'Baseline', 'Run'] },
  );
  return (
    <FetchedView of={fetched}>
      {({ workflow, workflowImpact }) =>
        workflow == null ? null : <ImpactView workflow={workflow} impact={workflowImpact} />
      }
    </FetchedView>
  );
}

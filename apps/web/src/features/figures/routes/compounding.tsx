import { useState } from 'react';
import { Anchor, Button, NativeSelect } from '@mantine/core';
import { CompoundingDocument } from '@groundswell/contracts';
import { formatInstant, SkeletonPage } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { ChartRow } from '../components/chart-row.js';
import { CompoundingDetails } from '../components/compounding-details.js';
import { HeadlineTiles } from '../components/headline-tiles.js';
import { PlanDialog } from '../components/plan-dialog.js';

const SPANS = ['6', '12', '24', '60'];

/** Whether the programme compounds, on one screen. */
export function CompoundingPage() {
  const { can } = useSession();
  const url = useUrlFilter();
  const span = SPANS.find((one) => one === url.get('months')) ?? '12';
  const fetched = useFetched(
    CompoundingDocument,
    { months: Number(span) },
    { dependsOn: ['TimeEntry', 'CostEntry', 'Run'] },
  );
  const [planning, setPlanning] = useState(false);
  return (
    <Page
      title="Compounding"
      lead={
        fetched.data === undefined ? undefined : (
          <span className="app-as-of">
            As of {formatInstant(fetched.data.compounding.asOf)}. Every number opens its definition and its entries.
          </span>
        )
      }
      actions={
        <>
          <NativeSelect
            aria-label="Months shown"
            data={SPANS.map((value) => ({ value, label: `${value} months` }))}
            value={span}
            onChange={(event) => url.set({ months: event.currentTarget.value })}
          />
          <Anchor component={Link} to="/figures">
            Definitions
          </Anchor>
          {can('programme.plan') && (
            <Button variant="default" onClick={() => setPlanning(true)}>
              Change the plan
            </Button>
          )}
        </>
      }
    >
      <FetchedView of={fetched} skeleton={<SkeletonPage />}>
        {({ compounding }) => (
          <>
            <HeadlineTiles figures={compounding} />
            <ChartRow figures={compounding} />
            <CompoundingDetails figures={compounding} />
            {planning && <PlanDialog plan={compounding.plan} onClose={() => setPlanning(false)} />}
          </>
        )}
      </FetchedView>
    </Page>
  );
}

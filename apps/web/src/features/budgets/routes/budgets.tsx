import { useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { BudgetsPageDocument, type BudgetLineFragment } from '@groundswell/contracts';
import { EmptyState, formatMonth } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { BudgetDialog } from '../components/budget-dialog.js';
import { BudgetRow } from '../components/budget-row.js';
import { LEVELS } from '../components/budget-words.js';

function Budgets({
  budgets,
  maySet,
  onChange,
  onRemoved,
}: {
  budgets: readonly BudgetLineFragment[];
  maySet: boolean;
  onChange: (budget: BudgetLineFragment) => void;
  onRemoved: () => void;
}) {
  if (budgets.length === 0) {
    return (
      <Section title="This month">
        <EmptyState title="No budgets yet">
          Nothing limits what the model costs in a month but the limit of each run.
          {maySet ? ' Begin with one for the whole organisation.' : ' A steward can set one.'}
        </EmptyState>
      </Section>
    );
  }
  return LEVELS.map(({ level, title }) => {
    const mine = budgets.filter((budget) => budget.level === level);
    if (mine.length === 0) return null;
    return (
      <Section key={level} title={title}>
        <ul className="gs-list" aria-label={title}>
          {mine.map((budget) => (
            <BudgetRow
              key={budget.id}
              budget={budget}
              maySet={maySet}
              onChange={() => onChange(budget)}
              onRemoved={onRemoved}
            />
          ))}
        </ul>
      </Section>
    );
  });
}

/** What the model may cost in a month, by organisation, team and workflow, and how the month stands. */
export function BudgetsPage() {
  const { can } = useSession();
  const [open, setOpen] = useState<BudgetLineFragment | 'new' | null>(null);
  const fetched = useFetched(BudgetsPageDocument, {}, { dependsOn: ['Budget'] });
  const maySet = can('budget.set');
  const month = fetched.data?.budgets[0]?.month;
  return (
    <Page
      title="Budgets"
      lead={
        <>
          What the model may cost in a calendar month{month === undefined ? '' : `, ${formatMonth(month)}`}. Each turn
          is reserved before and settled to the last fraction after. See{' '}
          <Anchor component={Link} to="/budgets/spending">
            what was spent
          </Anchor>{' '}
          and{' '}
          <Anchor component={Link} to="/budgets/models">
            models and prices
          </Anchor>
          .
        </>
      }
      actions={maySet && <Button onClick={() => setOpen('new')}>Set a budget</Button>}
    >
      <FetchedView of={fetched}>
        {(data) => (
          <>
            <Budgets budgets={data.budgets} maySet={maySet} onChange={setOpen} onRemoved={fetched.refetch} />
            {open !== null && (
              <BudgetDialog
                budget={open === 'new' ? null : open}
                taken={data.budgets}
                onClose={() => {
                  setOpen(null);
                  fetched.refetch();
                }}
              />
            )}
          </>
        )}
      </FetchedView>
    </Page>
  );
}

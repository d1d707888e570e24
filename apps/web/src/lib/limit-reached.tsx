import { Anchor, Stack, Text } from '@mantine/core';
import type { LimitReachedFragment } from '@groundswell/contracts';
import { ErrorState, formatMoney, formatMonth, useCurrency, ValueTable } from '@groundswell/ui';
import { Link } from 'react-router';
import { useSession } from './session.js';

/** Whose money it was: `the budget of the team Sales for Nov 2026`. */
function whose({ level, name, month }: LimitReachedFragment): string {
  if (level === 'run') return 'The limit of this run';
  const place = level === 'organisation' ? (name ?? '') : `the ${level} ${name ?? ''}`;
  return `The budget of ${place} for ${month == null ? 'the month' : formatMonth(month)}`;
}

function namesOf(people: LimitReachedFragment['tells']): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(people.map((one) => one.name));
}

/** Who was told of it, and whom to ask: whoever can raise it gets there with one click. */
function WhatNow({ limit }: { limit: LimitReachedFragment }) {
  const { can } = useSession();
  if (limit.level === 'run')
    return <Text>Its version or a policy layer sets this limit. Nobody else is told that it was reached.</Text>;
  return (
    <>
      {limit.tells.length > 0 && (
        <Text className="gs-break">
          {can('budget.set')
            ? `You can raise it; it holds from the next turn on. Told of it: ${namesOf(limit.tells)}.`
            : `Told of it, and able to raise it: ${namesOf(limit.tells)}.`}
        </Text>
      )}
      {can('budget.read') && (
        <Anchor component={Link} to="/budgets">
          Go to the budgets
        </Anchor>
      )}
    </>
  );
}

/** A budget, or the limit of a run, that allows no further turn: which one, how it stood then, and who can change it. */
export function LimitReached({
  limit,
  notStarted = false,
  title = notStarted ? 'The run was not started' : 'The run was stopped before its next turn',
  nextStep,
}: {
  limit: LimitReachedFragment;
  /** Whether there is no run: it was refused at its start. */
  notStarted?: boolean;
  title?: string;
  nextStep: string;
}) {
  const { can } = useSession();
  const currency = useCurrency();
  const money = (micros: number) => formatMoney(micros, currency);
  // Whoever can raise it is not told to ask somebody.
  const mayRaise = limit.level !== 'run' && can('budget.set');
  const stood = {
    Limit: money(limit.limitMicros),
    Spent: money(limit.spentMicros),
    Left: money(limit.leftMicros),
    'A turn may cost up to': money(limit.turnMicros),
  };
  return (
    <ErrorState
      title={title}
      message={`${whose(limit)} does not allow ${notStarted ? 'a first' : 'another'} turn.${mayRaise ? '' : ` ${nextStep}`}`}
      action={
        <Stack gap={8}>
          <ValueTable value={stood} caption={`${whose(limit)}, as it stood then`} />
          <WhatNow limit={limit} />
        </Stack>
      }
    />
  );
}

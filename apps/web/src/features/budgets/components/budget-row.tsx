import { useState } from 'react';
import { Anchor, Button, Group, Progress, Text } from '@mantine/core';
import { RemoveBudgetDocument, type BudgetLineFragment } from '@groundswell/contracts';
import { formatCount, formatDay, formatMoney, Money, useCurrency } from '@groundswell/ui';
import { Link } from 'react-router';
import { ProblemNote } from '../../../lib/form.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { stateOf } from './budget-words.js';

function Meter({ budget }: { budget: BudgetLineFragment }) {
  const currency = useCurrency();
  const { color } = stateOf(budget);
  const share = (micros: number) =>
    budget.limitMicros === 0 ? 100 : Math.min(100, (micros * 100) / budget.limitMicros);
  const money = (micros: number) => formatMoney(micros, currency);
  return (
    <Progress.Root
      size={10}
      role="img"
      aria-label={`${money(budget.spentMicros)} spent and ${money(budget.reservedMicros)} reserved of ${money(budget.limitMicros)}`}
    >
      <Progress.Section value={share(budget.spentMicros)} color={color} withAria={false} />
      <Progress.Section value={share(budget.reservedMicros)} color={color} striped opacity={0.5} withAria={false} />
    </Progress.Root>
  );
}

/** The last warning is given when no turn can be paid any more, which may be a little before the last cent. */
function warningWords({ spentMicros, limitMicros }: BudgetLineFragment, percent: number): string {
  if (percent < 100) return `warned at ${percent} %`;
  return spentMicros < limitMicros ? 'told that too little is left' : 'told that it is used up';
}

/** Where the money of a budget is: spent, held for turns under way, left, and where the month is going. */
export function BudgetRow({
  budget,
  maySet,
  onChange,
  onRemoved,
}: {
  budget: BudgetLineFragment;
  maySet: boolean;
  onChange: () => void;
  onRemoved: () => void;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(false);
  const [remove, busy] = useChange(RemoveBudgetDocument);
  const { words } = stateOf(budget);
  const submit = async () => {
    const answer = await remove({ id: budget.id, revision: budget.revision });
    setProblem(answer.problem);
    if (answer.problem === null) onRemoved();
  };
  return (
    <li className="app-budget">
      <Group justify="space-between" align="baseline" gap={8}>
        <Text fw={600} className="gs-break">
          {budget.level === 'workflow' ? (
            <Anchor component={Link} to={`/workflows/${budget.targetId}/impact`} inherit>
              {budget.name}
            </Anchor>
          ) : (
            budget.name
          )}
        </Text>
        <Text>
          <strong>
            <Money micros={budget.limitMicros} />
          </strong>{' '}
          a month · {words}
        </Text>
      </Group>
      <Meter budget={budget} />
      <Text>
        <Money micros={budget.spentMicros} /> spent, <Money micros={budget.reservedMicros} /> reserved for turns under
        way,{' '}
        <strong>
          <Money micros={budget.leftMicros} /> left
        </strong>
        {budget.forecastMicros != null && (
          <>
            ; at this pace <Money micros={budget.forecastMicros} /> by the end of the month
          </>
        )}
        .
      </Text>
      <Text size="xs" c="dimmed">
        Set by {budget.setBy?.name ?? 'somebody who is gone'} on {formatDay(budget.setAt)}
        {budget.warnedPercent != null && ` · ${warningWords(budget, budget.warnedPercent)} this month`}
        {budget.runsStopped > 0 && ` · stopped ${formatCount(budget.runsStopped, 'run')} this month`}
      </Text>
      <ProblemNote problem={problem} />
      {maySet && (
        <Group gap={8}>
          <Button
            size="compact-sm"
            variant="default"
            onClick={onChange}
            aria-label={`Change the budget of ${budget.name}`}
          >
            Change
          </Button>
          {asked ? (
            <Button size="compact-sm" color="red" variant="light" loading={busy} onClick={() => void submit()}>
              Remove: nothing is limited here then
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setAsked(true)}
              aria-label={`Remove the budget of ${budget.name}`}
            >
              Remove…
            </Button>
          )}
        </Group>
      )}
    </li>
  );
}

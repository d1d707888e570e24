import { useState } from 'react';
import { Button, Group, Modal, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { BudgetTargetsDocument, SetBudgetDocument, type BudgetLineFragment } from '@groundswell/contracts';
import { MICROS_PER_UNIT } from '@groundswell/kernel';
import { useCurrency } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { LEVELS, type Level } from './budget-words.js';

/** The team or the workflow that a new budget is for. */
function TargetChoice({
  level,
  targetId,
  problem,
  onChange,
}: {
  level: Exclude<Level, 'organisation'>;
  targetId: string;
  problem: Problem | null;
  onChange: (targetId: string) => void;
}) {
  const [search, setSearch] = useState('');
  const found = useFetched(BudgetTargetsDocument, { search: search === '' ? null : search });
  const teams = (found.data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const workflows = (found.data?.workflows.items ?? []).map(({ id, title }) => ({ value: id, label: title }));
  const options = level === 'team' ? teams : workflows;
  return (
    <>
      {level === 'workflow' && (
        <TextInput
          label="Find the workflow"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={level === 'team' ? 'Team' : 'Workflow'}
        required
        data={[{ value: '', label: 'Choose…' }, ...options]}
        value={targetId}
        error={faultOf(problem, 'targetId')}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </>
  );
}

/** Sets a new budget, or changes one. */
export function BudgetDialog({
  budget,
  taken,
  onClose,
}: {
  budget: BudgetLineFragment | null;
  taken: readonly BudgetLineFragment[];
  onClose: () => void;
}) {
  const currency = useCurrency();
  const [level, setLevel] = useState<Level>(budget?.level ?? 'organisation');
  const [targetId, setTargetId] = useState(budget?.targetId ?? '');
  const [limit, setLimit] = useState<number | string>(budget === null ? '' : budget.limitMicros / MICROS_PER_UNIT);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SetBudgetDocument);
  const submit = async () => {
    const missing = [
      ...(typeof limit === 'number' ? [] : [{ path: 'limitMicros', message: 'Say how much a month may cost.' }]),
      ...(typeof limit === 'number' && limit < 0
        ? [{ path: 'limitMicros', message: 'A month cannot cost less than nothing.' }]
        : []),
      ...(level !== 'organisation' && targetId === '' ? [{ path: 'targetId', message: `Choose the ${level}.` }] : []),
    ];
    if (missing.length > 0 || typeof limit !== 'number') return setProblem(localProblem(missing));
    const before =
      budget ?? taken.find((one) => one.level === level && (level === 'organisation' || one.targetId === targetId));
    const answer = await save({
      input: {
        level,
        targetId: level === 'organisation' ? null : targetId,
        limitMicros: Math.round(limit * MICROS_PER_UNIT),
        revision: before?.revision ?? null,
      },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    notifications.show({ message: `The budget of ${answer.data.setBudget.name} is set. It holds from now on.` });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={budget === null ? 'Set a budget' : `The budget of ${budget.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form onSubmit={() => void submit()} problem={problem} label="Set a budget">
        {budget === null && (
          <NativeSelect
            label="For"
            data={LEVELS.map((one) => ({ value: one.level, label: one.one }))}
            value={level}
            onChange={(event) => {
              setLevel(event.currentTarget.value as Level);
              setTargetId('');
            }}
          />
        )}
        {budget === null && level !== 'organisation' && (
          <TargetChoice level={level} targetId={targetId} problem={problem} onChange={setTargetId} />
        )}
        <NumberInput
          label={`At most in a calendar month, in ${currency}`}
          required
          min={0}
          // What was mistyped must not become a budget of nought, which refuses every run.
          clampBehavior="none"
          decimalScale={2}
          value={limit}
          error={faultOf(problem, 'limitMicros')}
          onChange={setLimit}
        />
        <Text c="dimmed">
          What was spent this month counts. Where a turn no longer fits, runs are refused, and those under way stop
          before their next turn.
        </Text>
        <Group>
          <Button type="submit" loading={busy}>
            Set the budget
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}

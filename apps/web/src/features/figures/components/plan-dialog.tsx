import { useState } from 'react';
import { ActionIcon, Button, Group, Modal, NumberInput, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { SetPlanDocument, type CompoundingFiguresFragment } from '@groundswell/contracts';
import { Form, RestoredNote } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';

type PlanPoint = CompoundingFiguresFragment['plan'][number];

const NAMES = [
  { name: 'monthsFromStart', label: 'After months' },
  { name: 'low', label: 'At least' },
  { name: 'high', label: 'At most' },
] as const;

/** Edits the plan line: how many live workflows are wanted after how many months. */
export function PlanDialog({ plan, onClose }: { plan: readonly PlanPoint[]; onClose: () => void }) {
  const initial = { points: plan.map(({ monthsFromStart, low, high }) => ({ monthsFromStart, low, high })) };
  const { value, patch, clear, restored } = useDraft('plan', initial);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SetPlanDocument);
  const submit = async () => {
    const answer = await save({ input: value.points });
    setProblem(answer.problem);
    if (answer.problem !== null) return;
    clear();
    onClose();
  };
  const last = value.points.at(-1) ?? { monthsFromStart: 0, low: 0, high: 0 };
  return (
    <Modal opened onClose={onClose} title="The plan line" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Form onSubmit={() => void submit()} problem={problem} label="The plan line">
        <RestoredNote restored={restored} onDiscard={() => clear(initial)} />
        <Text>How many live workflows do you want, and when? Between the points the line is straight.</Text>
        {value.points.map((point, index) => (
          <Group key={index} gap={8} align="flex-end" wrap="nowrap">
            {NAMES.map(({ name, label }) => (
              <NumberInput
                key={name}
                label={label}
                min={0}
                allowDecimal={false}
                value={point[name]}
                error={faultOf(problem, `${index}.${name}`)}
                onChange={(number) =>
                  patch({
                    points: value.points.map((one, at) =>
                      at === index ? { ...one, [name]: typeof number === 'number' ? number : 0 } : one,
                    ),
                  })
                }
              />
            ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={`Remove point ${index + 1}`}
              onClick={() => patch({ points: value.points.filter((_, at) => at !== index) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            onClick={() => patch({ points: [...value.points, { ...last, monthsFromStart: last.monthsFromStart + 3 }] })}
          >
            Add a point
          </Button>
          <Button type="submit" loading={busy}>
            Save the plan
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}

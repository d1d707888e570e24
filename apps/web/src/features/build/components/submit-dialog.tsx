import { useState } from 'react';
import { Button, List, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { SubmitVersionDocument } from '@groundswell/contracts';
import { THIN_SPACE } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';

/** Hands a draft over for review, and asks once how long building it took: that is what the next one must beat. */
export function SubmitDialog({ versionId, hints, onClose, onSubmitted }: { versionId: string; hints: readonly string[]; onClose: () => void; onSubmitted: () => void }) {
  const [minutes, setMinutes] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [submitVersion, busy] = useChange(SubmitVersionDocument);
  const submit = async () => {
    if (minutes === null) {
      setProblem(localProblem([{ path: 'buildMinutes', message: 'Say roughly how long it took you.' }]));
      return;
    }
    const answer = await submitVersion({ versionId, buildMinutes: minutes });
    setProblem(answer.problem);
    if (answer.data !== null) onSubmitted();
  };
  return (
    <Modal opened onClose={onClose} title="Submit for review" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text>Someone other than you reviews it and publishes it. Until then you cannot change this version.</Text>
        {hints.length > 0 && (
          <div>
            <Text fw={550}>Worth a look before</Text>
            <List size="sm" withPadding>
              {hints.map((hint) => (
                <List.Item key={hint}>{hint}</List.Item>
              ))}
            </List>
          </div>
        )}
        <Form onSubmit={() => void submit()} problem={problem} label="Submit for review">
          <NumberInput
            label="Minutes you spent building this version"
            description="All in all, roughly. Asked once; it becomes the cost of this workflow."
            suffix={`${THIN_SPACE}min`}
            min={0}
            allowDecimal={false}
            data-autofocus
            value={minutes ?? ''}
            error={faultOf(problem, 'buildMinutes')}
            onChange={(value) => setMinutes(typeof value === 'number' ? value : null)}
          />
          <Button type="submit" loading={busy}>
            Submit for review
          </Button>
        </Form>
      </Stack>
    </Modal>
  );
}

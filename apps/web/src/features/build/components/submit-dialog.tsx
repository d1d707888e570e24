import { useState, type ReactNode } from 'react';
import { Anchor, Button, List, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { SubmitVersionDocument } from '@groundswell/contracts';
import { THIN_SPACE } from '@groundswell/ui';
import { Link } from 'react-router';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';

export interface SubmitDialogProps {
  readonly versionId: string;
  /** What the server says the draft still lacks. */
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  readonly hints: readonly string[];
  /** Where to say how long the task takes by hand, as long as nobody has. */
  readonly baselineHref: string | null;
  readonly onClose: () => void;
  readonly onSubmitted: () => void;
}

function Points({ title, points, more }: { title: string; points: readonly string[]; more?: ReactNode }) {
  if (points.length === 0 && more === undefined) return null;
  return (
    <div>
      <Text fw={550}>{title}</Text>
      <List size="sm" withPadding>
        {points.map((point) => (
          <List.Item key={point}>{point}</List.Item>
        ))}
        {more !== undefined && <List.Item>{more}</List.Item>}
      </List>
    </div>
  );
}

/** Hands a draft over for review, and asks once how long building it took: that is what the next one must beat. */
export function SubmitDialog({ versionId, faults, hints, baselineHref, onClose, onSubmitted }: SubmitDialogProps) {
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
        <Points title="It still lacks" points={faults.map((fault) => fault.message)} />
        <Points
          title="Worth a look before"
          points={hints}
          more={
            baselineHref === null ? undefined : (
              <>
                Nobody has said how long this takes by hand, so no run will count as saved time.{' '}
                <Anchor component={Link} to={baselineHref}>
                  Set the minutes by hand
                </Anchor>
                ; your draft stays here.
              </>
            )
          }
        />
        <Form onSubmit={() => void submit()} problem={problem} label="Submit for review">
          <NumberInput
            label="Minutes you spent building this version"
            required
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

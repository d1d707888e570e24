import { useState } from 'react';
import { Button, Modal, NumberInput, Text, Textarea } from '@mantine/core';
import { CorrectTimeEntryDocument } from '@groundswell/contracts';
import { formatMinutes, THIN_SPACE } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';

interface CorrectedEntry {
  readonly id: string;
  readonly humanMinutes: number;
  readonly savedMinutes: number;
  readonly workflow: { readonly title: string };
}

interface Correction {
  /** Null where the field was emptied. */
  readonly minutes: number | null;
  readonly reason: string;
}

/** Corrects a line of the time ledger by writing another one that names it. */
export function CorrectDialog({ entry, onClose }: { entry: CorrectedEntry; onClose: () => void }) {
  const fresh: Correction = { minutes: entry.humanMinutes, reason: '' };
  const { value, patch, clear } = useDraft(`correct.${entry.id}`, fresh);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [correct, busy] = useChange(CorrectTimeEntryDocument);
  const submit = async () => {
    const { minutes, reason } = value;
    if (minutes === null)
      return setProblem(localProblem([{ path: 'humanMinutes', message: 'Say how many minutes it took.' }]));
    const answer = await correct({ entryId: entry.id, humanMinutes: minutes, reason });
    setProblem(answer.problem);
    if (answer.problem !== null) return;
    clear();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Correct a line of ${entry.workflow.title}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form onSubmit={() => void submit()} problem={problem} label="Correct the line">
        <Text>The old line stays and is named by the new one. It says: {formatMinutes(entry.savedMinutes)} saved.</Text>
        <NumberInput
          label="Minutes it really took the person"
          required
          suffix={`${THIN_SPACE}min`}
          min={0}
          // A line stays for good: what was mistyped is told of, not turned into nought.
          clampBehavior="none"
          allowDecimal={false}
          value={value.minutes ?? ''}
          error={faultOf(problem, 'humanMinutes')}
          onChange={(minutes) => patch({ minutes: typeof minutes === 'number' ? minutes : null })}
        />
        <Textarea
          label="Why"
          required
          autosize
          minRows={2}
          value={value.reason}
          error={faultOf(problem, 'reason')}
          onChange={(event) => patch({ reason: event.currentTarget.value })}
        />
        <Button type="submit" loading={busy}>
          Write the correction
        </Button>
      </Form>
    </Modal>
  );
}

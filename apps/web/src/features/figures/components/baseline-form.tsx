import { useState } from 'react';
import { Button, Group, NumberInput, Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import { SetBaselineDocument } from '@groundswell/contracts';
import { THIN_SPACE } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';

interface BaselineDraft {
  readonly method: 'stated' | 'timed';
  readonly minutes: number | null;
  readonly samples: string[];
  readonly reason: string;
}

const EMPTY: BaselineDraft = { method: 'stated', minutes: null, samples: [], reason: '' };

/** Says how long the task takes by hand: stated, or timed three times or more. */
export function BaselineForm({
  workflowId,
  replaces,
  onDone,
}: {
  workflowId: string;
  replaces: boolean;
  onDone: () => void;
}) {
  const { value, patch, clear } = useDraft(`baseline.${workflowId}`, EMPTY);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SetBaselineDocument);
  const submit = async () => {
    const samples = value.samples.map(Number);
    if (value.method === 'timed' && samples.some((sample) => !Number.isInteger(sample) || sample < 0)) {
      setProblem(localProblem([{ path: 'samples', message: 'Give whole minutes, such as 45.' }]));
      return;
    }
    const reason = value.reason.trim() === '' ? null : value.reason.trim();
    const answer = await save({
      input: { workflowId, reason, ...(value.method === 'timed' ? { samples } : { minutes: value.minutes }) },
    });
    setProblem(answer.problem);
    if (answer.problem !== null) return;
    clear(EMPTY);
    onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Minutes by hand">
      <Radio.Group
        label="How do you know?"
        required
        value={value.method}
        onChange={(method) => patch({ method: method === 'timed' ? 'timed' : 'stated' })}
      >
        <Stack gap={8} mt={8}>
          <Radio
            value="stated"
            label="Stated"
            description="From experience. Runs can then be confirmed, but not measured."
          />
          <Radio
            value="timed"
            label="Timed"
            description="Three times or more with a watch. Their median counts, and their spread is shown."
          />
        </Stack>
      </Radio.Group>
      {value.method === 'stated' ? (
        <NumberInput
          label="Minutes it takes by hand"
          required
          suffix={`${THIN_SPACE}min`}
          min={0}
          allowDecimal={false}
          value={value.minutes ?? ''}
          error={faultOf(problem, 'minutes')}
          onChange={(minutes) => patch({ minutes: typeof minutes === 'number' ? minutes : null })}
        />
      ) : (
        <TagsInput
          label="Timed minutes"
          required
          description="One number for each time, Enter after each."
          inputMode="numeric"
          allowDuplicates
          value={value.samples}
          error={faultOf(problem, 'samples')}
          onChange={(samples) => patch({ samples })}
        />
      )}
      {replaces && (
        <TextInput
          label="Why anew"
          required
          description="Lines written before keep the minutes that held then."
          value={value.reason}
          error={faultOf(problem, 'reason')}
          onChange={(event) => patch({ reason: event.currentTarget.value })}
        />
      )}
      <Group gap={8}>
        <Button type="submit" loading={busy}>
          Set the minutes by hand
        </Button>
        <Button variant="default" onClick={onDone}>
          Leave it
        </Button>
      </Group>
    </Form>
  );
}

import { useState } from 'react';
import { Alert, Button, Group, NumberInput } from '@mantine/core';
import { RecordPolicyMinutesDocument } from '@groundswell/contracts';
import { THIN_SPACE } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';

/** Asks after saving what working the layer out took: workflows that inherit it are spared it. */
export function SetUpMinutes({ layerId, onDone }: { layerId: string; onDone: () => void }) {
  const [minutes, setMinutes] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [record, busy] = useChange(RecordPolicyMinutesDocument);
  const submit = async () => {
    if (minutes === null) {
      setProblem(localProblem([{ path: 'minutes', message: 'Say roughly how long it took.' }]));
      return;
    }
    const answer = await record({ layerId, minutes });
    setProblem(answer.problem);
    if (answer.problem === null) onDone();
  };
  return (
    <Alert variant="outline" color="sea" title="How long did working this out take?">
      <Form onSubmit={() => void submit()} problem={problem} label="Set-up minutes of the layer">
        <Group align="flex-end">
          <NumberInput
            label="Minutes"
            required
            description="Talking it over included. Workflows that inherit the layer are spared it."
            suffix={`${THIN_SPACE}min`}
            min={0}
            allowDecimal={false}
            value={minutes ?? ''}
            error={faultOf(problem, 'minutes')}
            onChange={(value) => setMinutes(typeof value === 'number' ? value : null)}
          />
          <Button type="submit" loading={busy}>
            Record it
          </Button>
          <Button variant="subtle" onClick={onDone}>
            Not this time
          </Button>
        </Group>
      </Form>
    </Alert>
  );
}

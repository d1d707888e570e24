import { useState } from 'react';
import { Alert, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { RecordSetUpMinutesDocument } from '@groundswell/contracts';
import { THIN_SPACE } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';

/** Asks the steward once what setting a connector up took: the workflows that inherit it are spared exactly that. */
export function SetUpMinutes({ connectorId, onRecorded }: { connectorId: string; onRecorded: () => void }) {
  const [minutes, setMinutes] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [record, busy] = useChange(RecordSetUpMinutesDocument);
  const submit = async () => {
    if (minutes === null) {
      setProblem(localProblem([{ path: 'minutes', message: 'Say roughly how long it took.' }]));
      return;
    }
    const answer = await record({ connectorId, minutes });
    setProblem(answer.problem);
    if (answer.problem === null) onRecorded();
  };
  return (
    <Alert variant="outline" color="sea" title="How long did setting it up take?">
      <Stack gap="sm">
        <Text>
          All in all: finding the server, the account, the labels. It is asked once, and every workflow that inherits
          this connector is spared it.
        </Text>
        <Form onSubmit={() => void submit()} problem={problem} label="Set-up minutes">
          <Group align="flex-end">
            <NumberInput
              label="Minutes"
              required
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
          </Group>
        </Form>
      </Stack>
    </Alert>
  );
}

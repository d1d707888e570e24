import { useState } from 'react';
import { Button, Checkbox, Group, NativeSelect, Radio, Stack } from '@mantine/core';
import { LabelToolDocument, type ConnectorToolFragment, type Risk } from '@groundswell/contracts';
import { Form } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';

const RISKS: readonly { value: Risk; label: string; description: string }[] = [
  { value: 'read', label: 'Reads', description: 'Changes nothing.' },
  { value: 'write', label: 'Writes', description: 'Changes something that can be changed back.' },
  { value: 'destructive', label: 'Destroys', description: 'Deletes or overwrites for good.' },
];

/** A steward says what a tool can do. What the server claims about itself is only a proposal. */
export function LabelForm({ tool, onDone }: { tool: ConnectorToolFragment; onDone: () => void }) {
  const [risk, setRisk] = useState<Risk>(tool.risk);
  const [returnsUntrusted, setReturnsUntrusted] = useState(tool.returnsUntrusted);
  const [reachesOutside, setReachesOutside] = useState(tool.reachesOutside);
  const [idempotencyArgument, setIdempotencyArgument] = useState(tool.idempotencyArgument ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [label, busy] = useChange(LabelToolDocument);
  const submit = async () => {
    const input = { toolId: tool.id, risk, returnsUntrusted, reachesOutside, idempotencyArgument };
    const answer = await label({ input });
    setProblem(answer.problem);
    if (answer.problem === null) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label={`Label ${tool.name}`}>
      <Radio.Group
        label="What can it do?"
        required
        value={risk}
        error={faultOf(problem, 'risk')}
        onChange={(value) => setRisk(RISKS.find((one) => one.value === value)?.value ?? risk)}
      >
        <Stack gap={8} mt={8}>
          {RISKS.map((one) => (
            <Radio key={one.value} value={one.value} label={one.label} description={one.description} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label="Returns content that outsiders may have written"
        description="E-mails, web pages, free text of customers. Such text may try to give the model orders."
        checked={returnsUntrusted}
        onChange={(event) => setReturnsUntrusted(event.currentTarget.checked)}
      />
      <Checkbox
        label="Reaches outside the organisation"
        description="Sends mail, posts, calls other companies' systems."
        checked={reachesOutside}
        onChange={(event) => setReachesOutside(event.currentTarget.checked)}
      />
      {risk !== 'read' && tool.keyArguments.length > 0 && (
        <NativeSelect
          label="Argument that tells the same call from another"
          description="Only if the server does a call once, however often it comes with the same key. Then a call that was lost in a crash is repeated by itself; otherwise a person must look."
          data={[{ value: '', label: 'None' }, ...tool.keyArguments]}
          value={idempotencyArgument ?? ''}
          error={faultOf(problem, 'idempotencyArgument')}
          onChange={(event) => setIdempotencyArgument(event.currentTarget.value || null)}
        />
      )}
      <Group gap={8}>
        <Button type="submit" size="compact-sm" loading={busy}>
          Save the label
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          Leave it
        </Button>
      </Group>
    </Form>
  );
}

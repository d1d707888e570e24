import { useState } from 'react';
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { CallToolDocument, type BuildChoicesQuery, type CallToolMutation } from '@groundswell/contracts';
import {
  Duration,
  JsonView,
  PolicyRefusalPanel,
  resultText,
  RiskMark,
  SchemaForm,
  type FormValues,
} from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultsBelow, type Problem } from '../../../lib/problem.js';
import { AskRequests } from '../../../lib/ask-request.js';
import { useChange } from '../../../lib/use-fetched.js';

type Tool = BuildChoicesQuery['connectors'][number]['tools'][number];

function Result({
  result,
  workflowId,
  toolId,
}: {
  result: CallToolMutation['callTool'];
  workflowId: string;
  toolId: string;
}) {
  if (result.__typename === 'PolicyRefusal')
    return (
      <PolicyRefusalPanel
        title="This call was refused"
        explanation={result.explanation}
        ask={<AskRequests requestable={result.explanation.mayRequest} workflowId={workflowId} toolId={toolId} />}
      />
    );
  const text = resultText(result.content);
  return (
    <Stack gap={8}>
      <Text role="status">
        {result.isError ? 'The tool answered with an error' : 'The tool answered'} after{' '}
        <Duration ms={result.durationMs} />:
      </Text>
      {text === null ? (
        <JsonView value={result.content} label="Answer of the tool" />
      ) : (
        <pre className="gs-answer" tabIndex={0}>
          {text}
        </pre>
      )}
    </Stack>
  );
}

/** Calls one bound tool with real data, over the same governed path as a run. */
export function ToolTrial({ workflowId, tools }: { workflowId: string; tools: readonly Tool[] }) {
  const [toolId, setToolId] = useState('');
  const [values, setValues] = useState<FormValues>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [result, setResult] = useState<CallToolMutation['callTool'] | null>(null);
  const [call, busy] = useChange(CallToolDocument);
  const tool = tools.find((one) => one.id === toolId) ?? tools[0];
  if (tool === undefined)
    return <Text c="dimmed">Choose tools on the left and save; then each can be tried here with real data.</Text>;
  const submit = async () => {
    const answer = await call({ toolId: tool.id, workflowId, arguments: values });
    setProblem(answer.problem);
    setResult(answer.data?.callTool ?? null);
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Try one tool">
      <NativeSelect
        label="Tool"
        data={tools.map((one) => ({
          value: one.id,
          label: `${one.connector.name}: ${one.title === '' ? one.name : one.title}`,
        }))}
        value={tool.id}
        onChange={(event) => {
          setToolId(event.currentTarget.value);
          setValues({});
          setResult(null);
          setProblem(null);
        }}
      />
      <Group gap={8}>
        <RiskMark risk={tool.risk} />
        {tool.risk !== 'read' && <Text>This is not a rehearsal: it really changes something.</Text>}
      </Group>
      <SchemaForm
        key={tool.id}
        schema={tool.inputSchema}
        values={values}
        onChange={setValues}
        errors={faultsBelow(problem, 'arguments')}
      />
      <Group>
        <Button type="submit" variant="default" loading={busy}>
          Call the tool
        </Button>
      </Group>
      {result !== null && <Result result={result} workflowId={workflowId} toolId={tool.id} />}
    </Form>
  );
}

import { Group, NativeSelect, Text } from '@mantine/core';
import { ExplainToolCallDocument, PolicyTargetsDocument } from '@groundswell/contracts';
import { PolicyRefusalPanel, StackVerdict } from '@groundswell/ui';
import { IconCheck } from '@tabler/icons-react';
import { FetchedView } from '../../../lib/fetched-view.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';

function Answer({ workflowId, toolId }: { workflowId: string; toolId: string }) {
  const fetched = useFetched(ExplainToolCallDocument, { workflowId, toolId });
  return (
    <FetchedView of={fetched}>
      {({ explainToolCall: explanation }) =>
        explanation.allowed ? (
          <div>
            <Text className="gs-status gs-tone-good">
              <IconCheck size={16} aria-hidden="true" /> {explanation.sentence}
            </Text>
            {explanation.obligations.map((obligation) => (
              <Text key={obligation}>{obligation}</Text>
            ))}
            <StackVerdict explanation={explanation} />
          </div>
        ) : (
          <PolicyRefusalPanel explanation={explanation} />
        )
      }
    </FetchedView>
  );
}

/** Asks the stack of a workflow about one tool, and shows what each layer says. The question is in the address. */
export function ExplainPanel() {
  const url = useUrlFilter();
  const targets = useFetched(PolicyTargetsDocument, {}, { policy: 'cache-first' });
  const workflowId = url.get('workflow') ?? '';
  const toolId = url.get('tool') ?? '';
  const workflows = (targets.data?.workflows.items ?? []).map((workflow) => ({
    value: workflow.id,
    label: workflow.title,
  }));
  const tools = (targets.data?.connectors ?? []).map((connector) => ({
    group: connector.name,
    items: connector.tools.map((tool) => ({ value: tool.id, label: tool.name })),
  }));
  return (
    <>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label="This workflow"
          data={[{ value: '', label: 'Choose…' }, ...workflows]}
          value={workflowId}
          onChange={(event) => url.set({ workflow: event.currentTarget.value })}
        />
        <NativeSelect
          label="calls this tool"
          data={[{ value: '', label: 'Choose…' }, ...tools]}
          value={toolId}
          onChange={(event) => url.set({ tool: event.currentTarget.value })}
        />
      </Group>
      {workflowId !== '' && toolId !== '' && <Answer workflowId={workflowId} toolId={toolId} />}
    </>
  );
}

import { Alert, MultiSelect, Stack, Text } from '@mantine/core';
import type { BuildChoicesQuery, DraftBodyFragment } from '@groundswell/contracts';

export interface CallChoiceProps {
  readonly workflows: readonly BuildChoicesQuery['workflows']['items'][number][];
  readonly calls: DraftBodyFragment['calls'];
  readonly callIds: readonly string[];
  readonly errors: readonly string[];
  readonly onChange: (callIds: readonly string[]) => void;
}

/** Chooses published workflows that the model may call like tools: each runs on its own, under both sets of rules. */
export function CallChoice({ workflows, calls, callIds, errors, onChange }: CallChoiceProps) {
  const known = new Map([
    ...calls.map((call) => [call.workflowId, call.title] as const),
    ...workflows.flatMap(({ id, title, publishedVersion }) => (publishedVersion == null ? [] : [[id, title] as const])),
  ]);
  return (
    <Stack gap="sm">
      {errors.length > 0 && (
        <Alert color="red" variant="outline" role="alert">
          {errors.join(' ')}
        </Alert>
      )}
      <MultiSelect
        label="Published workflows"
        description="The model calls one as it calls a tool. It runs as a run of its own, by its rules and by the rules of this workflow; its cost counts within this one’s limit."
        placeholder={callIds.length === 0 ? 'None' : undefined}
        searchable
        data={[...known].map(([value, label]) => ({ value, label }))}
        value={[...callIds]}
        onChange={onChange}
      />
      {calls
        .filter((call) => callIds.includes(call.workflowId))
        .map((call) => (
          <Text key={call.workflowId} c="dimmed">
            {call.title}: version {call.versionNumber}, known to the model as <code>workflow_{call.name}</code>. A newer
            version is taken in when this draft is saved.
          </Text>
        ))}
    </Stack>
  );
}

import { useState } from 'react';
import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { ChooseBatchColumnsDocument, type BatchBodyFragment } from '@groundswell/contracts';
import { fieldsOf } from '@groundswell/ui';
import { ProblemNote } from '../../../lib/form.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';

/** Which column fills which input. Each choice reads and checks all rows anew. */
export function ColumnChoice({ batch }: { batch: BatchBodyFragment }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [choose, busy] = useChange(ChooseBatchColumnsDocument);
  const fields = fieldsOf(batch.version.inputSchema);
  const change = async (input: string, column: number | null) => {
    const columns = batch.headings.map((_, index) => {
      if (index === column) return input;
      const before = batch.columns[index] ?? null;
      return before === input ? null : before;
    });
    const answer = await choose({ batchId: batch.id, columns });
    setProblem(answer.problem);
  };
  return (
    <Stack gap="sm">
      <ProblemNote problem={problem} />
      <Text c="dimmed">Columns that fill nothing are left out of the runs, and come back with the results.</Text>
      <Group gap="sm" align="flex-end">
        {fields.map((field) => {
          const at = batch.columns.indexOf(field.key);
          return (
            <NativeSelect
              key={field.key}
              label={field.label}
              required={field.required}
              disabled={busy}
              style={{ flex: '1 1 160px', maxWidth: 260 }}
              data={[
                { value: '', label: 'No column' },
                ...batch.headings.map((heading, index) => ({
                  value: String(index),
                  label: heading === '' ? `Column ${index + 1}` : heading,
                })),
              ]}
              value={at < 0 ? '' : String(at)}
              onChange={(event) => {
                const value = event.currentTarget.value;
                void change(field.key, value === '' ? null : Number(value));
              }}
            />
          );
        })}
      </Group>
    </Stack>
  );
}

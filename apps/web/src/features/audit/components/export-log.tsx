import { useState } from 'react';
import { Button, Group, Text } from '@mantine/core';
import type { AuditFilter } from '@groundswell/contracts';
import { CombinedError } from 'urql';
import { CSRF_HEADER } from '../../../lib/graphql-client.js';
import { ProblemNote } from '../../../lib/form.js';
import { problemOf, type Problem } from '../../../lib/problem.js';
import { saveFile } from '../../../lib/save-file.js';

const FORMATS = [
  { format: 'csv', label: 'CSV' },
  { format: 'jsonl', label: 'JSON Lines' },
] as const;

interface Refusal {
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

async function fetchLog(format: string, filter: AuditFilter): Promise<Problem | Blob> {
  try {
    const answer = await fetch('/exports/audit', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { ...CSRF_HEADER, 'content-type': 'application/json' },
      body: JSON.stringify({ format, filter }),
    });
    if (answer.ok) return await answer.blob();
    const refusal = (await answer.json()) as Refusal;
    return problemOf(new CombinedError({ graphQLErrors: [...(refusal.errors ?? [])] }));
  } catch (error) {
    return problemOf(new CombinedError({ networkError: error instanceof Error ? error : new Error('No answer.') }));
  }
}

/** Takes along what the filter shows. The log says who took it. */
export function ExportLog({ filter }: { filter: AuditFilter }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = async (format: string) => {
    setBusy(format);
    setProblem(null);
    const answer = await fetchLog(format, filter);
    setBusy(null);
    if (answer instanceof Blob) saveFile(`audit.${format}`, answer);
    else setProblem(answer);
  };
  return (
    <>
      <Group gap="sm">
        <Text>Export what is shown:</Text>
        {FORMATS.map(({ format, label }) => (
          <Button
            key={format}
            size="compact-sm"
            variant="default"
            loading={busy === format}
            disabled={busy !== null && busy !== format}
            onClick={() => void take(format)}
          >
            {label}
          </Button>
        ))}
      </Group>
      <ProblemNote problem={problem} />
    </>
  );
}

import { Anchor, Group } from '@mantine/core';
import type { RunBodyFragment } from '@groundswell/contracts';

/** A file that the browser saves and never opens. */
function Save({ href, children }: { href: string; children: string }) {
  return (
    <Anchor href={href} download>
      {children}
    </Anchor>
  );
}

/** The whole answer of a tool to take along: the page and the model may have been shown a part of it. */
export function ResultFiles({ runId, stepId }: { runId: string; stepId: string }) {
  const place = `/files/runs/${runId}/steps/${stepId}`;
  return (
    <Group gap="sm" mt={4}>
      <Save href={`${place}.txt`}>Save as text</Save>
      <Save href={`${place}.json`}>Save as JSON</Save>
    </Group>
  );
}

/** What a run gave, to take along. */
export function OutputFiles({ run }: { run: RunBodyFragment }) {
  return (
    <Group gap="sm">
      {run.outputText != null && run.outputText !== '' && (
        <Save href={`/files/runs/${run.id}/output.txt`}>Save as text</Save>
      )}
      {run.output != null && <Save href={`/files/runs/${run.id}/output.json`}>Save as JSON</Save>}
    </Group>
  );
}

import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconChecklist, IconDelta } from '@tabler/icons-react';
import { newId } from '@groundswell/kernel';
import { StartRunDocument, type KeptRefusalFragment, type RunBodyFragment } from '@groundswell/contracts';
import { ChangeList, PracticeMark, StatusMark } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { RunLink } from './run-view.js';
import { StartRefusal } from '../../../lib/start-refusal.js';
import { isEnded, needsReader, useLiveRun } from './use-live-run.js';

export interface CheckProps {
  readonly workflowId: string;
  readonly versionId: string;
  readonly mode: 'live' | 'practice';
  readonly kept: { readonly name: string; readonly inputs: unknown; readonly expectedText: string };
}

/** What came out beside what was right: equal words, or the words that differ marked. A person judges whether they matter. */
function Compared({ run, expectedText }: { run: RunBodyFragment; expectedText: string }) {
  const given = (run.outputText ?? '').trim();
  if (run.status !== 'succeeded') {
    return <Text>It came to no result{run.failure == null ? '.' : `: ${run.failure.message}`}</Text>;
  }
  if (given === expectedText.trim()) {
    return (
      <Text role="status">
        <IconCheck size={16} aria-hidden="true" /> The same result, word for word.
      </Text>
    );
  }
  return (
    <>
      <Text role="status">
        <IconDelta size={16} aria-hidden="true" /> Another result. Judge whether it is as good:
      </Text>
      <ChangeList changes={[{ area: 'result', label: 'Kept and now', before: expectedText, after: given }]} />
    </>
  );
}

function CheckRun({ runId, expectedText }: { runId: string; expectedText: string }) {
  const live = useLiveRun(runId);
  return (
    <FetchedView of={live}>
      {(run) =>
        run === null ? null : (
          <Stack gap={8}>
            <Group gap={8}>
              <StatusMark status={run.waitingFor === 'call' ? 'running' : run.status} needsReader={needsReader(run)} />
              {run.mode === 'practice' && <PracticeMark />}
              <RunLink runId={runId} />
            </Group>
            {run.waitingFor != null && run.waitingFor !== 'call' && (
              <Text>It waits for {needsReader(run) ? 'you' : 'somebody'} on its own page.</Text>
            )}
            {isEnded(run) && <Compared run={run} expectedText={expectedText} />}
          </Stack>
        )
      }
    </FetchedView>
  );
}

/** Runs a draft with the inputs of a test case, privately, and holds what comes out against the result that was right. */
export function Check({ workflowId, versionId, mode, kept }: CheckProps) {
  const [runId, setRunId] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refused, setRefused] = useState<KeptRefusalFragment | null>(null);
  const [start, busy] = useChange(StartRunDocument);
  const run = async () => {
    setRefused(null);
    const { inputs } = kept;
    const answer = await start({ input: { workflowId, versionId, inputs, mode, idempotencyKey: newId() } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    const { startRun } = answer.data;
    if (startRun.__typename === 'RunRefused') setRefused(startRun);
    else setRunId(startRun.id);
  };
  return (
    <Stack gap={8} mt={8}>
      <ProblemNote problem={problem} />
      {refused !== null && <StartRefusal refused={refused} workflowId={workflowId} />}
      {runId !== null && <CheckRun key={runId} runId={runId} expectedText={kept.expectedText} />}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          leftSection={<IconChecklist size={14} aria-hidden="true" />}
          onClick={() => void run()}
        >
          {runId === null ? 'Run the draft on it' : 'Run the draft on it again'}
        </Button>
      </div>
    </Stack>
  );
}

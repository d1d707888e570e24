import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { newId } from '@groundswell/kernel';
import { StartRunDocument, type KeptRefusalFragment, type RunBodyFragment } from '@groundswell/contracts';
import { useNavigate } from 'react-router';
import { ProblemNote } from '../../../lib/form.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { StartRefusal } from '../../../lib/start-refusal.js';

/** Starts a run once more with the same inputs. A retry of one that came to nothing stands for it in the time ledger. */
export function TryAgain({ run }: { run: RunBodyFragment }) {
  const navigate = useNavigate();
  const [idempotencyKey] = useState(() => newId());
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refused, setRefused] = useState<KeptRefusalFragment | null>(null);
  const [start, busy] = useChange(StartRunDocument);
  if (!run.can.retry && !run.can.rerun) return null;
  const again = async () => {
    const answer = await start({
      input: {
        workflowId: run.workflow.id,
        inputs: run.inputs,
        mode: run.mode,
        idempotencyKey,
        ...(run.can.retry ? { retryOf: run.id } : {}),
        ...(run.version.status === 'draft' || run.version.status === 'submitted' ? { versionId: run.version.id } : {}),
      },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    const { startRun } = answer.data;
    if (startRun.__typename === 'RunRefused') setRefused(startRun);
    else await navigate(`/runs/${startRun.id}`);
  };
  return (
    <>
      <ProblemNote problem={problem} />
      {refused !== null && <StartRefusal refused={refused} workflowId={run.workflow.id} />}
      <div>
        <Button
          variant="default"
          loading={busy}
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={() => void again()}
        >
          {run.can.retry ? 'Try again with the same inputs' : 'Run again with the same inputs'}
        </Button>
      </div>
    </>
  );
}

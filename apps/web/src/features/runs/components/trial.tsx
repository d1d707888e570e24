import { useState } from 'react';
import { Button, Stack, Text } from '@mantine/core';
import { ModelServiceOnlyDocument, type RunnableVersionFragment } from '@groundswell/contracts';
import { FetchedView } from '../../../lib/fetched-view.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { RunForm } from './run-form.js';
import { RunLink, RunView } from './run-view.js';
import { useLiveRun } from './use-live-run.js';

function TrialRun({ runId, onAgain }: { runId: string; onAgain: () => void }) {
  const live = useLiveRun(runId);
  return (
    <FetchedView of={live}>
      {(run) =>
        run === null ? null : (
          <Stack>
            <RunView run={run} onDecided={live.refetch} />
            <RunLink runId={runId} />
            <Button variant="default" onClick={onAgain}>
              Try again
            </Button>
          </Stack>
        )
      }
    </FetchedView>
  );
}

export interface TrialProps {
  readonly workflowId: string;
  readonly version: RunnableVersionFragment;
}

/** A private run of a draft beside the place where it is written: real tools, real data, seen by nobody else. */
export function Trial({ workflowId, version }: TrialProps) {
  const service = useFetched(ModelServiceOnlyDocument, {}, { policy: 'cache-first' });
  const [runId, setRunId] = useState<string | null>(null);
  if (runId !== null) return <TrialRun runId={runId} onAgain={() => setRunId(null)} />;
  return (
    <Stack>
      <Text c="dimmed">Runs the draft as it is saved, with the real tools. Only you see it; it counts nowhere.</Text>
      <FetchedView of={service}>
        {({ modelService }) => (
          <RunForm
            key={`${version.id}.${version.rehearsal == null}`}
            workflowId={workflowId}
            version={version}
            asTrial
            service={modelService}
            recordHref={null}
            onStarted={setRunId}
          />
        )}
      </FetchedView>
    </Stack>
  );
}

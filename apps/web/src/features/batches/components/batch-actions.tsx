import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import {
  BatchEstimateDocument,
  CancelBatchDocument,
  PauseBatchDocument,
  ResumeBatchDocument,
  RetryBatchDocument,
  StartBatchDocument,
  type BatchBodyFragment,
} from '@groundswell/contracts';
import { formatCount, Money } from '@groundswell/ui';
import { ProblemNote } from '../../../lib/form.js';
import { StartRefusal } from '../../../lib/start-refusal.js';
import type { Changed } from '../../../lib/use-fetched.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import type { Problem } from '../../../lib/problem.js';

/** What the rows will cost, as far as the past tells. */
export function BatchEstimate({ workflowId, count }: { workflowId: string; count: number }) {
  const { data } = useFetched(BatchEstimateDocument, { workflowId, count }, { pause: count === 0 });
  const estimate = data?.estimateRuns;
  if (estimate === undefined || count === 0) return null;
  return (
    <Text>
      {formatCount(count, 'run')} will cost about <Money micros={estimate.expectedCostMicros} />, perhaps{' '}
      <Money micros={estimate.highCostMicros} />, and never more than <Money micros={estimate.mostCostMicros} />
      {estimate.basedOnRuns === 0
        ? '. This is a guess: nobody has run it yet.'
        : `, judged by ${formatCount(estimate.basedOnRuns, 'earlier run')}.`}
    </Text>
  );
}

function startWords(fitting: number, faulty: number): string {
  if (faulty === 0) return `Run ${formatCount(fitting, 'row')}`;
  if (fitting === 0) return 'No row fits';
  return `Run the ${fitting === 1 ? 'one row that fits' : `${fitting} rows that fit`}, leave ${faulty} out`;
}

/** Everything that this person may do with a batch now. */
export function BatchActions({ batch, onChanged }: { batch: BatchBodyFragment; onChanged: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [start, starting] = useChange(StartBatchDocument);
  const [pause, pausing] = useChange(PauseBatchDocument);
  const [resume, resuming] = useChange(ResumeBatchDocument);
  const [cancel, cancelling] = useChange(CancelBatchDocument);
  const [retry, retrying] = useChange(RetryBatchDocument);
  const { can, counts } = batch;
  const batchId = batch.id;
  const act = async (work: Promise<Changed<unknown>>) => {
    const answer = await work;
    setProblem(answer.problem);
    onChanged();
  };
  const fitting = counts.waiting;
  const mayRetry = can.retry && counts.failed > 0;
  const mayAct = can.start || can.resume || can.pause || mayRetry || can.cancel;
  if (!mayAct && problem === null && batch.status !== 'paused') return null;
  return (
    <Stack gap="sm">
      <ProblemNote problem={problem} />
      {batch.pauseRefusal != null && (
        <StartRefusal
          refused={batch.pauseRefusal}
          workflowId={batch.workflow.id}
          ownerId={batch.actor.id}
          title="Paused: the next row was refused"
        />
      )}
      {batch.status === 'paused' && batch.pauseRefusal == null && (
        <Text className={batch.pauseReason == null ? undefined : 'app-needs gs-break'} role="status">
          {batch.pauseReason ?? 'A person paused it. What was under way goes on to its end.'}
        </Text>
      )}
      <Group gap="sm">
        {can.start && (
          <Button
            loading={starting}
            disabled={fitting === 0}
            onClick={() => void act(start({ batchId, leaveOutFaulty: counts.faulty > 0 }))}
          >
            {startWords(fitting, counts.faulty)}
          </Button>
        )}
        {can.resume && (
          <Button loading={resuming} onClick={() => void act(resume({ batchId }))}>
            Go on
          </Button>
        )}
        {can.pause && (
          <Button variant="default" loading={pausing} onClick={() => void act(pause({ batchId }))}>
            Pause
          </Button>
        )}
        {mayRetry && (
          <Button variant="default" loading={retrying} onClick={() => void act(retry({ batchId }))}>
            Try {formatCount(counts.failed, 'row')} again
          </Button>
        )}
        {can.cancel && (
          <Button variant="default" color="red" loading={cancelling} onClick={() => void act(cancel({ batchId }))}>
            {batch.status === 'draft' ? 'Discard' : 'Cancel the rest'}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

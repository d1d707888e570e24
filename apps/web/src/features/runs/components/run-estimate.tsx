import { Text } from '@mantine/core';
import { RunEstimateDocument, type RunEstimateQuery } from '@groundswell/contracts';
import { formatCount, formatDuration, Money } from '@groundswell/ui';
import { useFetched } from '../../../lib/use-fetched.js';

type Basis = RunEstimateQuery['estimateRuns']['basis'];

function basisWords(basis: Basis, runs: number): string {
  if (basis === 'computed') return 'A guess from the size of its instructions: nobody has run it live yet.';
  const past = runs === 1 ? 'the one live run' : `the last ${formatCount(runs, 'live run')}`;
  return basis === 'version'
    ? `From ${past} of this version.`
    : `From ${past} of this workflow, mostly of other versions.`;
}

/** What a run will cost and how long it takes, before it is started. */
export function RunEstimateLine({ workflowId, versionId }: { workflowId: string; versionId: string | null }) {
  const { data } = useFetched(RunEstimateDocument, { workflowId, versionId, count: 1 });
  // Without an answer nothing is missing: the limits stand beside it.
  if (data === undefined) return null;
  const { basis, basedOnRuns, medianCostMicros, p90CostMicros, medianSeconds, p90Seconds } = data.estimateRuns;
  return (
    <div>
      <Text>
        About{' '}
        <strong>
          <Money micros={medianCostMicros} />
        </strong>{' '}
        and {formatDuration(medianSeconds * 1_000)}; nine in ten take at most <Money micros={p90CostMicros} /> and{' '}
        {formatDuration(p90Seconds * 1_000)}.
      </Text>
      <Text size="xs" c="dimmed">
        {basisWords(basis, basedOnRuns)}
      </Text>
    </div>
  );
}

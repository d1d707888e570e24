import { Anchor } from '@mantine/core';
import { RunOriginDocument, type RunTrigger } from '@groundswell/contracts';
import { Link } from 'react-router';
import { useFetched } from '../../../lib/use-fetched.js';

/** The schedule or the webhook that started a run; nothing for what a person started. */
export function StartedBy({ runId, trigger }: { runId: string; trigger: RunTrigger }) {
  const pause = trigger !== 'schedule' && trigger !== 'webhook';
  const { data } = useFetched(RunOriginDocument, { id: runId }, { pause });
  const origin = data?.run?.origin;
  if (pause || origin == null) return null;
  return (
    <span>
      started by the {origin.kind}{' '}
      <Anchor component={Link} to={`/triggers/${origin.kind}s/${origin.id}`} className="gs-break">
        {origin.name}
      </Anchor>
    </span>
  );
}

import { useState } from 'react';
import { Alert, Button, Group, Text } from '@mantine/core';
import {
  AuditCheckpointsDocument,
  TakeAuditCheckpointDocument,
  VerifyAuditDocument,
  type VerifyAuditQuery,
} from '@groundswell/contracts';
import { formatInstant } from '@groundswell/ui';
import { useClient } from 'urql';
import { ProblemNote } from '../../../lib/form.js';
import { problemOf, type Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { saveFile } from '../../../lib/save-file.js';

type Verdict = VerifyAuditQuery['verifyAudit'];

/** Recomputes the chain and holds it against the signed checkpoints; hands out a checkpoint to be kept elsewhere. */
export function ChainProof() {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [takeCheckpoint, taking] = useChange(TakeAuditCheckpointDocument);
  const checkpoints = useFetched(AuditCheckpointsDocument, {});
  const newest = checkpoints.data?.auditCheckpoints[0];
  const verify = async () => {
    setBusy(true);
    const answer = await client
      .query<VerifyAuditQuery>(VerifyAuditDocument.toString(), {}, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    setProblem(answer.error === undefined ? null : problemOf(answer.error));
    setVerdict(answer.data?.verifyAudit ?? null);
  };
  const take = async () => {
    const { data, problem: refused } = await takeCheckpoint({});
    setProblem(refused);
    if (data === null) return;
    const { seq, document } = data.takeAuditCheckpoint;
    saveFile(`audit-checkpoint-${seq}.json`, new Blob([document], { type: 'application/json' }));
    checkpoints.refetch();
  };
  return (
    <>
      <Group gap="sm">
        <Button variant="default" loading={busy} onClick={() => void verify()}>
          Verify the chain
        </Button>
        <Button variant="default" loading={taking} onClick={() => void take()}>
          Download a checkpoint
        </Button>
        <Text size="sm" c="dimmed">
          {newest === undefined
            ? 'No signed checkpoint yet. One is taken every hour.'
            : `Newest signed checkpoint: entry ${newest.seq}, ${formatInstant(newest.at)}.`}
        </Text>
      </Group>
      <ProblemNote problem={problem} />
      {verdict !== null && (
        <Alert
          role="status"
          variant="outline"
          color={verdict.ok ? 'sea' : 'red'}
          title={verdict.ok ? 'The chain is whole' : 'The chain is broken'}
        >
          <Text className="gs-break">{verdict.message}</Text>
        </Alert>
      )}
    </>
  );
}

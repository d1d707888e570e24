import { useState } from 'react';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { StartDraftDocument } from '@groundswell/contracts';
import { useChange } from '../../../lib/use-fetched.js';

/** Starts a new draft from the latest version. */
export function StartDraftButton({ workflowId, onStarted }: { workflowId: string; onStarted: () => void }) {
  const [start, busy] = useChange(StartDraftDocument);
  const [failed, setFailed] = useState(false);
  const begin = async () => {
    const answer = await start({ workflowId });
    setFailed(answer.problem !== null);
    if (answer.problem === null) onStarted();
    else notifications.show({ color: 'red', title: answer.problem.title, message: answer.problem.message });
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void begin()}>
      {failed ? 'Try again to start a new version' : 'Build a new version'}
    </Button>
  );
}

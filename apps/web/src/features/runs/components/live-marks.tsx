import { useEffect, useState } from 'react';
import { Alert, Text } from '@mantine/core';
import { Duration } from '@groundswell/ui';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useLiveState } from '../../../lib/live-channel.js';

/** Says that news do not come at this moment; the line mends itself, and the page catches up. `unanswered`: asking again failed. */
export function LineLost({ unanswered }: { unanswered: boolean }) {
  const lost = useLiveState() === 'lost';
  if (!lost && !unanswered) return null;
  return (
    <Alert
      role="status"
      color="yellow"
      variant="outline"
      icon={<IconPlugConnectedX aria-hidden="true" />}
      title="The connection is lost"
      styles={{ title: { color: 'var(--gs-amber)' } }}
    >
      What you see may be a little old. The run goes on without this page, which tries again by itself and catches up.
    </Alert>
  );
}

/** How long a run has been at it, counting up. */
export function WorkingFor({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - new Date(since).getTime()) / 1_000));
  return (
    <Text>
      {seconds === 0 ? (
        'Just begun'
      ) : (
        <>
          Under way for <Duration ms={seconds * 1_000} />
        </>
      )}
    </Text>
  );
}

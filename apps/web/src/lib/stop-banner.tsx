import { useState } from 'react';
import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import {
  ActiveStopsDocument,
  ReleaseStopDocument,
  StopsOverDocument,
  type StopLineFragment,
  type StopScope,
} from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { Form } from './form.js';
import { faultOf, type Problem } from './problem.js';
import { stopTitle } from './stop-words.js';
import { useSession } from './session.js';
import { useChange, useFetched } from './use-fetched.js';

function ReleaseForm({ stop, onDone }: { stop: StopLineFragment; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [release, busy] = useChange(ReleaseStopDocument);
  const submit = async () => {
    const answer = await release({ id: stop.id, reason });
    setProblem(answer.problem);
    if (answer.data !== null) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Release the stop">
      <Text className="gs-break">{stop.sentence}</Text>
      <Text c="dimmed">Runs that it ended stay ended; they can be started again.</Text>
      <Textarea
        label="What was done about it"
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        error={faultOf(problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button type="submit" loading={busy}>
          Release
        </Button>
      </Group>
    </Form>
  );
}

/** Releases a stop, for those who may; says who must where they may not. */
export function ReleaseButton({ stop, onReleased }: { stop: StopLineFragment; onReleased?: () => void }) {
  const { me, can } = useSession();
  const [open, setOpen] = useState(false);
  if (!stop.mayRelease) {
    const own = stop.scope === 'organisation' && stop.raisedBy.id === me.person.id;
    return can('stop.raise') && own ? <Text size="sm">You stopped it, so someone else must release it.</Text> : null;
  }
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        Release…<span className="gs-hidden"> {stop.targetName}</span>
      </Button>
      {open && (
        <Modal
          opened
          onClose={() => setOpen(false)}
          title="Release the stop"
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <ReleaseForm
            stop={stop}
            onDone={() => {
              setOpen(false);
              onReleased?.();
            }}
          />
        </Modal>
      )}
    </>
  );
}

/** Says plainly that something is stopped, by whom and why. */
export function StopNotice({ stop, onReleased }: { stop: StopLineFragment; onReleased?: () => void }) {
  return (
    <section className="app-stop" aria-label={stopTitle(stop)}>
      <IconHandStop size={20} aria-hidden="true" className="gs-tone-red" />
      <div>
        <Text fw={620}>{stopTitle(stop)}</Text>
        <Text className="gs-break">
          {stop.reason} <span className="app-stop-by">{stop.raisedBy.name}</span>, <When at={stop.raisedAt} />
        </Text>
        <ReleaseButton stop={stop} {...(onReleased === undefined ? {} : { onReleased })} />
      </div>
    </section>
  );
}

/** The stops over one thing, above its page. A stop of everything stands above every page already. */
export function StopBanner({ scope, targetId }: { scope: StopScope; targetId: string }) {
  const { data, refetch } = useFetched(StopsOverDocument, { scope, targetId }, { dependsOn: ['Stop'] });
  const stops = (data?.stopsOver ?? []).filter((stop) => scope === 'organisation' || stop.scope !== 'organisation');
  if (stops.length === 0) return null;
  return (
    <div className="app-stops">
      {stops.map((stop) => (
        <StopNotice key={stop.id} stop={stop} onReleased={refetch} />
      ))}
    </div>
  );
}

/** The stop of one of many tools of a page: all of them ask once together. */
export function ToolStop({ toolId }: { toolId: string }) {
  const { data, refetch } = useFetched(ActiveStopsDocument, {}, { policy: 'cache-first', dependsOn: ['Stop'] });
  const stop = data?.activeStops.find((one) => one.scope === 'tool' && one.targetId === toolId);
  return stop === undefined ? null : <StopNotice stop={stop} onReleased={refetch} />;
}

import { useState } from 'react';
import { Button, Checkbox, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHandStop } from '@tabler/icons-react';
import { RaiseStopDocument, type StopLineFragment, type StopScope } from '@groundswell/contracts';
import { formatCount } from '@groundswell/ui';
import { Form } from './form.js';
import { faultOf, type Problem } from './problem.js';
import { useSession } from './session.js';
import { useDraft } from './use-draft.js';
import { useChange } from './use-fetched.js';

const EFFECT: Readonly<Record<StopScope, string>> = {
  run: 'This run ends now. A tool call that is under way is broken off; of a write somebody says what became of it.',
  workflow: 'Its runs end now, and nobody can start it until a steward releases it.',
  lineage: 'Its runs and those of every workflow adapted from it end now; none of them can start until released.',
  tool: 'No workflow can call it until a steward releases it; calls under way are broken off. Runs go on without it.',
  connector:
    'None of its tools can be called until a steward releases it; calls under way are broken off. Runs go on without it.',
  person: 'Their runs end now, and they can start none until a steward releases it.',
  organisation: 'Every run ends now, and nothing can start or call a tool. Someone else than you must release it.',
};

function StopForm({
  scopes,
  targetId,
  name,
  onDone,
}: {
  scopes: readonly StopScope[];
  targetId: string | null;
  name: string;
  onDone: (stop: StopLineFragment) => void;
}) {
  const { value, patch, clear } = useDraft(`stop.${targetId ?? 'everything'}`, { reason: '' });
  const [scope, setScope] = useState<StopScope>(scopes[0] ?? 'organisation');
  const [drill, setDrill] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [raise, busy] = useChange(RaiseStopDocument);
  const submit = async () => {
    const answer = await raise({ input: { scope, targetId, reason: value.reason, drill } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear({ reason: '' });
    onDone(answer.data.raiseStop);
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label={`Stop ${name}`}>
      {scopes.length > 1 && (
        <Radio.Group label="What to stop" value={scope} onChange={(chosen) => setScope(chosen)}>
          <Stack gap={8} mt={8}>
            <Radio value="workflow" label="This workflow only" />
            <Radio value="lineage" label="This workflow and everything adapted from it" />
          </Stack>
        </Radio.Group>
      )}
      <Text>{drill ? 'Nothing is stopped: it is only measured how long stopping would take.' : EFFECT[scope]}</Text>
      <Textarea
        label="Reason"
        required
        description="Shown to everybody who meets the stop."
        autosize
        minRows={2}
        data-autofocus
        value={value.reason}
        error={faultOf(problem, 'reason')}
        onChange={(event) => patch({ reason: event.currentTarget.value })}
      />
      <Checkbox
        label="Drill: measure the time to stop, without stopping"
        checked={drill}
        onChange={(event) => setDrill(event.currentTarget.checked)}
      />
      <Group>
        <Button type="submit" loading={busy} color={drill ? 'sea' : 'red'}>
          {drill ? 'Start the drill' : 'Stop now'}
        </Button>
      </Group>
    </Form>
  );
}

export interface StopButtonProps {
  /** The first is chosen; several are offered as a choice. */
  readonly scopes: readonly StopScope[];
  /** Null for everything in the organisation. */
  readonly targetId: string | null;
  readonly name: string;
  readonly label?: string;
  readonly compact?: boolean;
  readonly onStopped?: (stop: StopLineFragment) => void;
}

/** Stops something, with a reason; only for those who may. */
export function StopButton({ scopes, targetId, name, label = 'Stop…', compact = false, onStopped }: StopButtonProps) {
  const { can } = useSession();
  const [open, setOpen] = useState(false);
  if (!can('stop.raise')) return null;
  const done = (stop: StopLineFragment) => {
    setOpen(false);
    const runs = formatCount(stop.reach.runs, 'run');
    notifications.show({
      message: stop.drill ? `Drill: ${runs} would have ended. See Stop for the times.` : `Stopped: ${runs} concerned.`,
    });
    onStopped?.(stop);
  };
  return (
    <>
      <Button
        variant="default"
        size={compact ? 'compact-sm' : undefined}
        leftSection={<IconHandStop size={16} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {label}
        <span className="gs-hidden"> {name}</span>
      </Button>
      {open && (
        <Modal
          opened
          onClose={() => setOpen(false)}
          title={`Stop ${name}`}
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <StopForm scopes={scopes} targetId={targetId} name={name} onDone={done} />
        </Modal>
      )}
    </>
  );
}

import { useState } from 'react';
import { Button, Group, Modal, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { GrantExceptionDocument, PolicyPeopleDocument, type PolicyLayerPageQuery } from '@groundswell/contracts';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { Simulated } from '../../../lib/simulation-view.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

type Layer = NonNullable<PolicyLayerPageQuery['policyLayer']>;

const DAY_MS = 24 * 60 * 60 * 1000;
const USUAL_DAYS = 30;
const MOST_DAYS = 90;

const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
/** The end of that day here, or the latest instant that is possible. */
const endOf = (day: string): Date =>
  new Date(Math.min(new Date(`${day}T23:59:59`).getTime(), Date.now() + MOST_DAYS * DAY_MS - 60_000));

/** Grants an exception past one rule of a layer, with what it would change beside the button. */
export function GrantDialog({
  layer,
  rule,
  onClose,
}: {
  layer: Layer;
  rule: Layer['rules'][number];
  onClose: () => void;
}) {
  const { me, can } = useSession();
  const [workflowId, setWorkflowId] = useState('');
  const [askedById, setAskedById] = useState('');
  const [justification, setJustification] = useState('');
  const [until, setUntil] = useState(() => dayIn(USUAL_DAYS));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [grant, busy] = useChange(GrantExceptionDocument);
  const people = useFetched(PolicyPeopleDocument, {}, { policy: 'cache-first' });
  const others = (people.data?.people.items ?? []).filter((person) => person.active && person.id !== me.person.id);
  const submit = async () => {
    const missing = [
      ...(workflowId === '' ? [{ path: 'workflowId', message: 'Choose the workflow.' }] : []),
      ...(askedById === '' ? [{ path: 'askedById', message: 'Choose who asked for it.' }] : []),
      ...(until === '' ? [{ path: 'expiresAt', message: 'Choose the day on which it ends.' }] : []),
    ];
    if (missing.length > 0) return setProblem(localProblem(missing));
    const answer = await grant({
      input: {
        layerId: layer.id,
        ruleId: rule.id,
        workflowId,
        askedById,
        justification,
        expiresAt: endOf(until).toISOString(),
      },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    notifications.show({ message: 'The exception is granted. It holds from the next call on.' });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Let one workflow past this rule"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form onSubmit={() => void submit()} problem={problem} label="Grant an exception">
        <Text className="gs-break">{rule.sentence}</Text>
        <NativeSelect
          label="For this workflow"
          description="For it alone: what is adapted from it stays bound."
          data={[
            { value: '', label: 'Choose…' },
            ...layer.governs.map((one) => ({ value: one.workflowId, label: one.title })),
          ]}
          value={workflowId}
          error={faultOf(problem, 'workflowId')}
          onChange={(event) => setWorkflowId(event.currentTarget.value)}
        />
        <NativeSelect
          label="Asked for by"
          description="Nobody grants what they asked for themselves."
          data={[{ value: '', label: 'Choose…' }, ...others.map((one) => ({ value: one.id, label: one.name }))]}
          value={askedById}
          error={faultOf(problem, 'askedById')}
          onChange={(event) => setAskedById(event.currentTarget.value)}
        />
        <Textarea
          label="Why it is needed"
          autosize
          minRows={2}
          value={justification}
          error={faultOf(problem, 'justification')}
          onChange={(event) => setJustification(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Until the end of"
          description={`At most ${MOST_DAYS} days. A reminder comes a week before, then it ends by itself.`}
          min={dayIn(0)}
          max={dayIn(MOST_DAYS)}
          value={until}
          error={faultOf(problem, 'expiresAt')}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        {workflowId !== '' && can('policy.simulate') && (
          <Simulated key={workflowId} input={{ grant: { layerId: layer.id, ruleId: rule.id, workflowId } }} />
        )}
        <Group>
          <Button type="submit" loading={busy}>
            Grant it
          </Button>
          <Button variant="default" onClick={onClose}>
            Leave the rule as it is
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}

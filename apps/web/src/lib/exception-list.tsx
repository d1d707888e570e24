import { useState } from 'react';
import { Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconClock } from '@tabler/icons-react';
import { RevokeExceptionDocument, type ExceptionLineFragment } from '@groundswell/contracts';
import { formatDay, PolicyLink, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { Form } from './form.js';
import { faultOf, type Problem } from './problem.js';
import { useSession } from './session.js';
import { Simulated } from './simulation-view.js';
import { useChange } from './use-fetched.js';

const IDLE_WORDS: Readonly<Record<string, string>> = {
  expired: 'Its date has passed.',
  'rule-gone': 'No effect: the layer no longer has this rule.',
  'rule-changed': 'No effect: the rule says something else since. A steward can grant it anew.',
  'rule-sealed': 'No effect: the rule is sealed since.',
};
const END_WORDS = { expired: 'ended by its date', revoked: 'revoked', replaced: 'replaced by a newer one' } as const;

function State({ exception }: { exception: ExceptionLineFragment }) {
  const { endedAt, endedHow, endedBy, endReason, idle, expiresAt, remindedAt } = exception;
  if (endedAt != null && endedHow != null) {
    return (
      <Text size="sm" c="dimmed" className="gs-break">
        {END_WORDS[endedHow]} <When at={endedAt} />
        {endedBy != null && ` by ${endedBy.name}`}
        {endReason != null && `: ${endReason}`}
      </Text>
    );
  }
  return (
    <Text size="sm">
      {idle == null ? (
        <>
          Ends on {formatDay(expiresAt)}{' '}
          {remindedAt != null && (
            <span className="gs-status gs-tone-amber">
              <IconClock size={14} aria-hidden="true" /> ends soon
            </span>
          )}
        </>
      ) : (
        IDLE_WORDS[idle]
      )}
    </Text>
  );
}

function RevokeDialog({ exception, onClose }: { exception: ExceptionLineFragment; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [revoke, busy] = useChange(RevokeExceptionDocument);
  const { can } = useSession();
  const submit = async () => {
    const answer = await revoke({ id: exception.id, reason });
    setProblem(answer.problem);
    if (answer.data === null) return;
    notifications.show({ message: 'The exception is revoked. The rule holds again from the next call on.' });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Revoke this exception"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form onSubmit={() => void submit()} problem={problem} label="Revoke this exception">
        <Text className="gs-break">
          {exception.workflowTitle}: {exception.ruleSentence}
        </Text>
        {can('policy.simulate') && <Simulated input={{ revokeExceptionId: exception.id }} />}
        <Textarea
          label="Why it ends now"
          autosize
          minRows={2}
          value={reason}
          error={faultOf(problem, 'reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={busy}>
            Revoke it
          </Button>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}

function ExceptionItem({ exception }: { exception: ExceptionLineFragment }) {
  const { can } = useSession();
  const [revoking, setRevoking] = useState(false);
  return (
    <li className="app-exception">
      <Stack gap={2}>
        <Anchor component={Link} to={`/workflows/${exception.workflowId}/what-it-may-do`} fw={550} className="gs-break">
          {exception.workflowTitle ?? 'A workflow'}
        </Anchor>
        <Text size="sm" className="gs-break">
          past “{exception.ruleSentence}” of <PolicyLink layerId={exception.layerId}>{exception.layerName}</PolicyLink>
        </Text>
        <Text size="sm" c="dimmed" className="gs-break">
          “{exception.justification}” Asked by {exception.askedBy?.name ?? 'someone'}, granted by{' '}
          {exception.grantedBy?.name ?? 'someone'}, <When at={exception.grantedAt} />
        </Text>
        <State exception={exception} />
      </Stack>
      {can('exception.revoke') && exception.endedAt == null && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Revoke the exception of ${exception.workflowTitle ?? 'this workflow'}`}
          onClick={() => setRevoking(true)}
        >
          Revoke…
        </Button>
      )}
      {revoking && <RevokeDialog exception={exception} onClose={() => setRevoking(false)} />}
    </li>
  );
}

/** Exceptions, each with its rule, its people, its end, and a way to end it now. */
export function ExceptionList({ exceptions }: { exceptions: readonly ExceptionLineFragment[] }) {
  return (
    <ul className="gs-list">
      {exceptions.map((exception) => (
        <ExceptionItem key={exception.id} exception={exception} />
      ))}
    </ul>
  );
}

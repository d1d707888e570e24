import { useState } from 'react';
import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { InvitePersonDocument, type InvitePersonMutation, type Role } from '@groundswell/contracts';
import { formatWhen } from '@groundswell/ui';
import { CopyLine } from '../../../lib/copy-line.js';
import { Form, RestoredNote } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';
import { RoleChoice, TeamChoice } from './role-choice.js';

interface InviteDraft {
  readonly name: string;
  readonly email: string;
  readonly roles: Role[];
  readonly teamIds: string[];
}

const EMPTY: InviteDraft = { name: '', email: '', roles: ['runner'], teamIds: [] };

function Issued({ issued }: { issued: InvitePersonMutation['invitePerson'] }) {
  return (
    <Stack>
      <Text>
        Send this link to <strong>{issued.invitation.email}</strong> yourself: no mail is sent. It is shown only now,
        works once and expires {formatWhen(issued.invitation.expiresAt, new Date())}.
      </Text>
      <CopyLine text={issued.link} label="Invitation link" />
    </Stack>
  );
}

/** Invites a person by a link that is handed over by hand. */
export function InviteDialog({
  teams,
  onClose,
}: {
  teams: readonly { id: string; name: string }[];
  onClose: () => void;
}) {
  const { value, patch, clear, restored } = useDraft('invite', EMPTY);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [issued, setIssued] = useState<InvitePersonMutation['invitePerson'] | null>(null);
  const [invite, busy] = useChange(InvitePersonDocument);
  const submit = async () => {
    const answer = await invite({ input: value });
    setProblem(answer.problem);
    if (answer.data === null) return;
    setIssued(answer.data.invitePerson);
    clear(EMPTY);
  };
  return (
    <Modal opened onClose={onClose} title="Invite a person" closeButtonProps={{ 'aria-label': 'Close' }}>
      {issued !== null ? (
        <Issued issued={issued} />
      ) : (
        <Form onSubmit={() => void submit()} problem={problem} label="Invite a person">
          <RestoredNote restored={restored} onDiscard={() => clear(EMPTY)} />
          <TextInput
            label="Name"
            required
            data-autofocus
            value={value.name}
            error={faultOf(problem, 'name')}
            onChange={(event) => patch({ name: event.currentTarget.value })}
          />
          <TextInput
            label="E-mail address"
            required
            type="email"
            value={value.email}
            error={faultOf(problem, 'email')}
            onChange={(event) => patch({ email: event.currentTarget.value })}
          />
          <RoleChoice value={value.roles} error={faultOf(problem, 'roles')} onChange={(roles) => patch({ roles })} />
          <TeamChoice
            teams={teams}
            value={value.teamIds}
            error={faultOf(problem, 'teamIds')}
            onChange={(teamIds) => patch({ teamIds })}
          />
          <Button type="submit" loading={busy}>
            Make the link
          </Button>
        </Form>
      )}
    </Modal>
  );
}

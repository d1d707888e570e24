import { useState } from 'react';
import { Button, Text } from '@mantine/core';
import { RevokeInvitationDocument, type OpenInvitationsQuery } from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { ProblemNote } from '../../../lib/form.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { ROLE_WORDS } from './role-words.js';

/** Invitations that nobody has accepted yet. */
export function OpenInvitations({ invitations }: { invitations: OpenInvitationsQuery['invitations'] }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [gone, setGone] = useState<readonly string[]>([]);
  const [revoke, busy] = useChange(RevokeInvitationDocument);
  const withdraw = async (id: string) => {
    const answer = await revoke({ id });
    setProblem(answer.problem);
    if (answer.problem === null) setGone((before) => [...before, id]);
  };
  const open = invitations.filter((invitation) => !gone.includes(invitation.id));
  if (open.length === 0) return <Text c="dimmed">No invitation is open.</Text>;
  return (
    <div>
      <ProblemNote problem={problem} />
      {open.map((invitation) => (
        <div className="app-row" key={invitation.id}>
          <div className="app-row-main">
            <Text fw={550} className="gs-break">
              {invitation.name} · {invitation.email}
            </Text>
            <Text size="xs" c="dimmed">
              {invitation.roles.map((role) => ROLE_WORDS[role].label).join(', ')}
              {invitation.teams.length > 0 && ` in ${invitation.teams.map((team) => team.name).join(', ')}`} · from{' '}
              {invitation.invitedBy.name} · expires <When at={invitation.expiresAt} />
            </Text>
          </div>
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => void withdraw(invitation.id)}>
            Withdraw
          </Button>
        </div>
      ))}
    </div>
  );
}

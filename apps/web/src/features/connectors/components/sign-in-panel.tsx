import { useState } from 'react';
import { Button, Group, Text } from '@mantine/core';
import {
  BeginConnectorSignInDocument,
  SignOutOfConnectorDocument,
  type ConnectorBodyFragment,
} from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { ProblemNote } from '../../../lib/form.js';
import { Section } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { WhereUsed } from './use-list.js';

/** Leads the browser to where one signs in. The page that it comes back to does the rest. */
export function SignInButton({
  connectorId,
  versionId,
  again = false,
  onProblem,
}: {
  connectorId: string;
  versionId?: string;
  again?: boolean;
  onProblem: (problem: Problem | null) => void;
}) {
  const [begin, busy] = useChange(BeginConnectorSignInDocument);
  const go = async () => {
    const answer = await begin({ connectorId, versionId: versionId ?? null });
    onProblem(answer.problem);
    if (answer.data !== null) window.location.assign(answer.data.beginConnectorSignIn);
  };
  return (
    <Button size="compact-sm" variant={again ? 'default' : 'filled'} loading={busy} onClick={() => void go()}>
      {again ? 'Sign in again' : 'Sign in'}
    </Button>
  );
}

/** The sign-in of the house to a connector. */
export function SignInPanel({ connector }: { connector: ConnectorBodyFragment }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [signOut, busy] = useChange(SignOutOfConnectorDocument);
  const state = connector.secrets.find((secret) => secret.name === 'sign-in');
  const isIn = state?.set === true;
  const leave = async () => {
    setProblem((await signOut({ connectorId: connector.id, ofHouse: true })).problem);
  };
  return (
    <Section title="Sign-in of the house">
      <ProblemNote problem={problem} />
      <Text>
        {isIn ? 'Signed in' : 'Nobody has signed in yet. Once you have, its tools appear here.'}
        {state?.setAt != null && (
          <>
            , <When at={state.setAt} />
          </>
        )}
      </Text>
      {state !== undefined && <WhereUsed of="the sign-in of the house" whereUsed={state.whereUsed} />}
      <Group>
        <SignInButton connectorId={connector.id} again={isIn} onProblem={setProblem} />
        {isIn && (
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => void leave()}>
            Forget it
          </Button>
        )}
      </Group>
    </Section>
  );
}

import { useContext, useEffect, useState } from 'react';
import { Button, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { SignInDocument } from '@groundswell/contracts';
import { Form } from '../../lib/form.js';
import { localProblem, faultOf, type Problem } from '../../lib/problem.js';
import { useSession } from '../../lib/session.js';
import { useChange } from '../../lib/use-fetched.js';
import { SessionWatchContext } from './session-watch.js';

/**
 * Asks for the password in place when an answer says that the session has ended, so that the page behind keeps all that was typed.
 * Another person cannot take over here: the address and the organisation are those of the page.
 */
export function SessionEnded() {
  const watch = useContext(SessionWatchContext);
  const { me, demo, reload } = useSession();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [signIn, busy] = useChange(SignInDocument);
  useEffect(() => watch.subscribe(() => setOpen(true)), [watch]);

  const submit = async () => {
    if (password === '') {
      setProblem(localProblem([{ path: 'password', message: 'Enter your password.' }]));
      return;
    }
    const answer = await signIn({ input: { email: me.person.email, password, organisationId: me.organisation.id } });
    setProblem(answer.problem);
    if (answer.data?.signIn.__typename !== 'Me') return;
    setPassword('');
    setOpen(false);
    reload();
  };

  return (
    <Modal
      opened={open}
      onClose={() => setOpen(false)}
      title="Your session has ended"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text>
          What you typed is still on this page. Sign in as <strong>{me.person.email}</strong> and go on.
        </Text>
        {demo && <Text>In the demo, open your sign-in link again in another tab, then close this note.</Text>}
        <Form onSubmit={() => void submit()} problem={problem} label="Sign in again">
          <PasswordInput
            label="Password"
            required
            autoComplete="current-password"
            data-autofocus
            value={password}
            error={faultOf(problem, 'password')}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={busy}>
            Sign in and go on
          </Button>
        </Form>
      </Stack>
    </Modal>
  );
}

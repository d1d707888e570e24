import { useState } from 'react';
import { Button, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { SessionDocument, SignInDocument } from '@groundswell/contracts';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { Entrance } from '../components/entrance.js';

/** Only addresses inside this site: `next` comes from the address bar, where anyone can write. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

interface Choice {
  readonly id: string;
  readonly name: string;
}

/** Sign-in by e-mail address and password; a person of several organisations then chooses one. */
export function SignInPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const session = useFetched(SessionDocument, {}, { policy: 'cache-first', dependsOn: ['Me'] });
  const { value, patch, clear } = useDraft('sign-in', { email: '' });
  const [password, setPassword] = useState('');
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [organisationId, setOrganisationId] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [signIn, busy] = useChange(SignInDocument);
  const next = safeNext(params.get('next'));

  const submit = async () => {
    const faults = [
      ...(value.email.trim() === '' ? [{ path: 'email', message: 'Enter your e-mail address.' }] : []),
      ...(password === '' ? [{ path: 'password', message: 'Enter your password.' }] : []),
      ...(choices.length > 0 && organisationId === null
        ? [{ path: 'organisationId', message: 'Choose an organisation.' }]
        : []),
    ];
    if (faults.length > 0) {
      setProblem(localProblem(faults));
      return;
    }
    const answer = await signIn({
      input: { email: value.email.trim(), password, ...(organisationId === null ? {} : { organisationId }) },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    if (answer.data.signIn.__typename === 'ChooseOrganisation') {
      setChoices(answer.data.signIn.organisations);
      return;
    }
    clear({ email: '' });
    await navigate(next, { replace: true });
  };

  if (session.data?.setup.needed === true) return <Navigate to="/set-up" replace />;
  if (session.data?.me != null) return <Navigate to={next} replace />;
  return (
    <Entrance
      title="Sign in"
      lead={
        <>
          {params.get('set-up') === 'done' && 'This installation is set up already. Sign in. '}
          {session.data?.setup.demo === true && 'This is a demo: the terminal printed a sign-in link for each role.'}
        </>
      }
    >
      <Form onSubmit={() => void submit()} problem={problem} label="Sign in">
        <TextInput
          label="E-mail address"
          required
          type="email"
          autoComplete="username"
          value={value.email}
          error={faultOf(problem, 'email')}
          onChange={(event) => patch({ email: event.currentTarget.value })}
        />
        <PasswordInput
          label="Password"
          required
          autoComplete="current-password"
          value={password}
          error={faultOf(problem, 'password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {choices.length > 0 && (
          <Radio.Group
            label="Which organisation?"
            required
            value={organisationId}
            onChange={setOrganisationId}
            error={faultOf(problem, 'organisationId')}
          >
            <Stack gap={8} mt={8}>
              {choices.map((choice) => (
                <Radio key={choice.id} value={choice.id} label={choice.name} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Button type="submit" loading={busy}>
          Sign in
        </Button>
        <Text c="dimmed">No account yet? Ask an owner of your organisation for an invitation link.</Text>
      </Form>
    </Entrance>
  );
}

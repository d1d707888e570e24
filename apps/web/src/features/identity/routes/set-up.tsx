import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { SessionDocument, SetUpDocument } from '@groundswell/contracts';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { Form, RestoredNote } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { CurrencyInput, TimeZoneInput } from '../components/organisation-inputs.js';
import { Entrance } from '../components/entrance.js';
import { NewPassword } from '../components/new-password.js';

/** The first page of a new installation: makes the organisation and its owner. Needs the link that the terminal printed. */
export function SetUpPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const session = useFetched(SessionDocument, {}, { policy: 'network-only', dependsOn: ['Me'] });
  const fresh = {
    organisationName: '',
    currency: 'EUR',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    name: '',
    email: '',
    token: params.get('token') ?? '',
  };
  const { value, patch, clear, restored } = useDraft('set-up', fresh);
  const token = params.get('token') ?? value.token;
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [setUp, busy] = useChange(SetUpDocument);

  const submit = async () => {
    const answer = await setUp({ input: { ...value, token, password } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear(fresh);
    await navigate('/', { replace: true });
  };

  if (session.data !== undefined && !session.data.setup.needed) {
    // Whoever follows the link a second time is told so; whoever is signed in has no use for it.
    return <Navigate to={session.data.me == null ? '/sign-in?set-up=done' : '/'} replace />;
  }
  return (
    <Entrance
      title="Set up Groundswell"
      lead="Two minutes: your organisation, and you as its first owner. All but the currency can be changed later."
    >
      <Form onSubmit={() => void submit()} problem={problem} label="Set up">
        <RestoredNote restored={restored} onDiscard={() => clear(fresh)} />
        {params.get('token') === null && (
          <TextInput
            label="Set-up code"
            required
            description="The last part of the link that the terminal printed on the first start."
            value={value.token}
            error={faultOf(problem, 'token')}
            onChange={(event) => patch({ token: event.currentTarget.value.trim() })}
          />
        )}
        <TextInput
          label="Name of your organisation"
          required
          autoComplete="organization"
          value={value.organisationName}
          error={faultOf(problem, 'organisationName')}
          onChange={(event) => patch({ organisationName: event.currentTarget.value })}
        />
        <CurrencyInput
          value={value.currency}
          error={faultOf(problem, 'currency')}
          onChange={(currency) => patch({ currency })}
        />
        <TimeZoneInput
          value={value.timeZone}
          error={faultOf(problem, 'timeZone')}
          onChange={(timeZone) => patch({ timeZone })}
        />
        <TextInput
          label="Your name"
          required
          autoComplete="name"
          value={value.name}
          error={faultOf(problem, 'name')}
          onChange={(event) => patch({ name: event.currentTarget.value })}
        />
        <TextInput
          label="Your e-mail address"
          required
          type="email"
          autoComplete="username"
          value={value.email}
          error={faultOf(problem, 'email')}
          onChange={(event) => patch({ email: event.currentTarget.value })}
        />
        <NewPassword value={password} error={faultOf(problem, 'password')} onChange={setPassword} />
        <Button type="submit" loading={busy}>
          Set up and sign in
        </Button>
      </Form>
    </Entrance>
  );
}

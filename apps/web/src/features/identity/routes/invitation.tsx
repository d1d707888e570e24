import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import {
  AcceptInvitationDocument,
  InvitationPreviewDocument,
  type InvitationPreviewQuery,
} from '@groundswell/contracts';
import { ErrorState, When } from '@groundswell/ui';
import { Anchor } from '@mantine/core';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Form } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { Entrance } from '../components/entrance.js';
import { NewPassword } from '../components/new-password.js';
import { ROLE_WORDS } from '../components/role-words.js';

function AcceptForm({ token, preview }: { token: string; preview: NonNullable<InvitationPreviewQuery['invitation']> }) {
  const navigate = useNavigate();
  const { value, patch, clear } = useDraft(`invitation.${preview.email}`, { name: preview.name });
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [accept, busy] = useChange(AcceptInvitationDocument);
  const submit = async () => {
    const answer = await accept({ input: { token, name: value.name, password } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear();
    await navigate('/', { replace: true });
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Accept the invitation">
      <TextInput
        label="E-mail address"
        value={preview.email}
        readOnly
        autoComplete="username"
        description="You sign in with it."
      />
      <TextInput
        label="Your name"
        required
        autoComplete="name"
        value={value.name}
        error={faultOf(problem, 'name')}
        onChange={(event) => patch({ name: event.currentTarget.value })}
      />
      <NewPassword
        label="Choose a password"
        value={password}
        error={faultOf(problem, 'password')}
        onChange={setPassword}
      />
      <Button type="submit" loading={busy}>
        Join {preview.organisationName}
      </Button>
    </Form>
  );
}

/** Where an invitation link leads: says who invites to what, and takes a name and a password. */
export function InvitationPage() {
  const [params] = useSearchParams();
  const { token: inPath } = useParams();
  const token = inPath ?? params.get('token') ?? '';
  const preview = useFetched(InvitationPreviewDocument, { token }, { policy: 'network-only' });
  const invitation = preview.data?.invitation ?? null;
  const lead =
    invitation === null ? undefined : (
      <>
        You join as {invitation.roles.map((role) => ROLE_WORDS[role].label.toLowerCase()).join(', ')}. The link expires{' '}
        <When at={invitation.expiresAt} />.
      </>
    );
  return (
    <Entrance title={invitation === null ? 'Invitation' : `Join ${invitation.organisationName}`} lead={lead}>
      <FetchedView of={preview}>
        {(data) =>
          data.invitation == null ? (
            <ErrorState
              title="This invitation cannot be used"
              message="It was used already, withdrawn, or is too old. Ask the person who sent it for a new link."
              action={
                <Anchor component={Link} to="/sign-in">
                  Sign in instead
                </Anchor>
              }
            />
          ) : (
            <AcceptForm token={token} preview={data.invitation} />
          )
        }
      </FetchedView>
    </Entrance>
  );
}

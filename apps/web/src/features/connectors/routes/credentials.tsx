import { useState } from 'react';
import { Anchor, Button, Group, PasswordInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  MyCredentialsDocument,
  RemoveMyCredentialDocument,
  SetMyCredentialDocument,
  SignOutOfConnectorDocument,
  type MyCredentialsQuery,
} from '@groundswell/contracts';
import { EmptyState, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Form, ProblemNote } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { SignInButton } from '../components/sign-in-panel.js';
import { WhereUsed } from '../components/use-list.js';

type Own = MyCredentialsQuery['myCredentials'][number];
type Credential = Own['credentials'][number];

const SIGN_IN = 'sign-in';

function CredentialForm({ own, credential, onDone }: { own: Own; credential: Credential; onDone: () => void }) {
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SetMyCredentialDocument);
  const submit = async () => {
    const answer = await save({ connectorId: own.connector.id, name: credential.name, value });
    setProblem(answer.problem);
    if (answer.data === null) return;
    notifications.show({ message: `Your credential for ${own.connector.name} is set.` });
    onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label={`Your ${credential.label} for ${own.connector.name}`}>
      <PasswordInput
        label={credential.label}
        description="Encrypted at rest, shown to nobody again, used only for calls in your name."
        autoComplete="off"
        value={value}
        error={faultOf(problem, 'value')}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Group gap={8}>
        <Button type="submit" size="compact-sm" loading={busy}>
          Set it
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          Leave it
        </Button>
      </Group>
    </Form>
  );
}

function CredentialItem({ own, credential, refetch }: { own: Own; credential: Credential; refetch: () => void }) {
  const [changing, setChanging] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [remove, removing] = useChange(RemoveMyCredentialDocument);
  const [signOut, leaving] = useChange(SignOutOfConnectorDocument);
  const { id: connectorId } = own.connector;
  const isSignIn = credential.name === SIGN_IN;
  const isSet = credential.setAt != null;
  const drop = async () => {
    const answer = isSignIn
      ? await signOut({ connectorId, ofHouse: false })
      : await remove({ connectorId, name: credential.name });
    setProblem(answer.problem);
    refetch();
  };
  const done = () => {
    setChanging(false);
    refetch();
  };
  return (
    <li className="app-row">
      <div className="app-row-main">
        <Text fw={550} className="gs-break">
          {credential.label}
        </Text>
        <Text size="xs" c="dimmed">
          {isSet ? 'set' : own.ready ? 'not set, and not required' : 'not set'}
          {credential.setAt != null && (
            <>
              , <When at={credential.setAt} />
            </>
          )}
          {credential.unused && ' · not used any more: it was for another server'}
        </Text>
        {!credential.unused && <WhereUsed of={credential.label} whereUsed={credential.whereUsed} />}
        <ProblemNote problem={problem} />
        {changing && <CredentialForm own={own} credential={credential} onDone={done} />}
      </div>
      {!changing && (
        <div className="app-row-side">
          {isSignIn && !credential.unused && (
            <SignInButton connectorId={connectorId} again={isSet} onProblem={setProblem} />
          )}
          {!isSignIn && !credential.unused && (
            <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
              {isSet ? 'Replace' : 'Set'}
            </Button>
          )}
          {isSet && (
            <Button size="compact-sm" variant="default" loading={removing || leaving} onClick={() => void drop()}>
              Remove
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** One that is not required may still be what the server lets a person do more with. */
function Readiness({ own }: { own: Own }) {
  if (!own.ready) return <span className="gs-status gs-tone-amber">Needs your credential</span>;
  const anySet = own.credentials.some((credential) => credential.setAt != null && !credential.unused);
  return (
    <span className={`gs-status gs-tone-${anySet ? 'good' : 'calm'}`}>
      {anySet ? 'Ready for you' : 'None required'}
    </span>
  );
}

/** The credentials that a person has of their own, and the connectors that ask for one. */
export function CredentialsPage() {
  const fetched = useFetched(MyCredentialsDocument, {}, { dependsOn: ['Connector', 'OwnCredentials'] });
  return (
    <Page
      title="Your credentials"
      lead="Some systems are used by each person with their own credential. Nobody else can see, use or set yours; they are destroyed when you leave."
      narrow
      back={{ to: '/connectors', label: 'Connectors' }}
    >
      <FetchedView of={fetched}>
        {({ myCredentials }) =>
          myCredentials.length === 0 ? (
            <EmptyState title="None is needed">
              Every connector works with credentials of the house. When one asks for your own, it appears here.
            </EmptyState>
          ) : (
            myCredentials.map((own) => (
              <Section key={own.connector.id} title={own.connector.name} aside={<Readiness own={own} />}>
                <ul className="gs-list">
                  {own.credentials.map((credential) => (
                    <CredentialItem
                      key={`${credential.name}:${credential.unused}`}
                      own={own}
                      credential={credential}
                      refetch={fetched.refetch}
                    />
                  ))}
                </ul>
                <Anchor component={Link} to={`/connectors/${own.connector.id}`}>
                  What it offers
                </Anchor>
              </Section>
            ))
          )
        }
      </FetchedView>
    </Page>
  );
}

import { useState } from 'react';
import { Button, Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  ConnectorReturnAddressDocument,
  RemoveConnectorClientDocument,
  SetConnectorClientDocument,
  type ConnectorBodyFragment,
} from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { CopyLine } from '../../../lib/copy-line.js';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Form, ProblemNote } from '../../../lib/form.js';
import { Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

function ReturnAddress() {
  const fetched = useFetched(ConnectorReturnAddressDocument, {});
  return (
    <FetchedView of={fetched}>
      {({ connectorReturnAddress }) => <CopyLine label="Redirect address" text={connectorReturnAddress} />}
    </FetchedView>
  );
}

function ClientForm({ connectorId, onDone }: { connectorId: string; onDone: () => void }) {
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SetConnectorClientDocument);
  const submit = async () => {
    const answer = await save({ input: { connectorId, clientId, clientSecret } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    setClientSecret('');
    notifications.show({ message: 'The client is set. Sign in with it.' });
    onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Enter the client">
      <Text size="sm">Have the operator of the sign-in server register Groundswell with this address:</Text>
      <ReturnAddress />
      <TextInput
        label="Client id"
        required
        autoComplete="off"
        value={clientId}
        error={faultOf(problem, 'clientId')}
        onChange={(event) => setClientId(event.currentTarget.value)}
      />
      <PasswordInput
        label="Client secret"
        description="If there is one. Encrypted at rest, shown to nobody again, sent to this sign-in server alone."
        autoComplete="off"
        value={clientSecret}
        error={faultOf(problem, 'clientSecret')}
        onChange={(event) => setClientSecret(event.currentTarget.value)}
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

/** The client under which a sign-in server knows us, where it does not let us register ourselves. */
export function ClientPanel({ connector }: { connector: ConnectorBodyFragment }) {
  const [changing, setChanging] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [remove, removing] = useChange(RemoveConnectorClientDocument);
  const { client } = connector;
  const drop = async () => {
    setProblem((await remove({ connectorId: connector.id })).problem);
  };
  return (
    <Section title="Client of the sign-in">
      <ProblemNote problem={problem} />
      {client == null ? (
        <Text c="dimmed">Groundswell makes itself known. Enter a client where the server does not allow that.</Text>
      ) : (
        <Text className="gs-break">
          {client.clientId} at {client.authorizationServer}, {client.hasSecret ? 'with a secret' : 'without a secret'},{' '}
          <When at={client.setAt} />
        </Text>
      )}
      {changing ? (
        <ClientForm connectorId={connector.id} onDone={() => setChanging(false)} />
      ) : (
        <Group>
          <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
            {client == null ? 'Enter a client' : 'Replace the client'}
          </Button>
          {client != null && (
            <Button size="compact-sm" variant="default" loading={removing} onClick={() => void drop()}>
              Remove
            </Button>
          )}
        </Group>
      )}
    </Section>
  );
}

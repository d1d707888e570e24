import { useState } from 'react';
import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { SetConnectorSecretDocument, type ConnectorBodyFragment } from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { WhereUsed } from './use-list.js';

type SecretState = ConnectorBodyFragment['secrets'][number];

function SecretForm({ connectorId, name, onDone }: { connectorId: string; name: string; onDone: () => void }) {
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SetConnectorSecretDocument);
  const submit = async () => {
    const answer = await save({ connectorId, name, value });
    setProblem(answer.problem);
    if (answer.data === null) return;
    setValue('');
    notifications.show({ message: `The secret ${name} is set.` });
    onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label={`Set ${name}`}>
      <PasswordInput
        label={`New value of ${name}`}
        required
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

function Secret({ connectorId, secret, mayChange }: { connectorId: string; secret: SecretState; mayChange: boolean }) {
  const [changing, setChanging] = useState(false);
  return (
    <li className="app-row">
      <div className="app-row-main">
        <Text fw={550} className="gs-break">
          {secret.name}
        </Text>
        <Text size="xs" c="dimmed">
          {secret.set ? 'set' : 'not set'}
          {secret.setAt != null && (
            <>
              , <When at={secret.setAt} />
            </>
          )}
        </Text>
        <WhereUsed of={`the secret ${secret.name}`} whereUsed={secret.whereUsed} />
        {changing && <SecretForm connectorId={connectorId} name={secret.name} onDone={() => setChanging(false)} />}
      </div>
      {mayChange && !changing && (
        <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
          {secret.set ? 'Replace' : 'Set'}
        </Button>
      )}
    </li>
  );
}

/** Secrets go one way: whether each is set is all that can be seen. */
export function SecretList({
  connectorId,
  secrets,
  mayChange,
}: {
  connectorId: string;
  secrets: readonly SecretState[];
  mayChange: boolean;
}) {
  if (secrets.length === 0) return null;
  return (
    <Section title="Secrets">
      <Text c="dimmed">Encrypted at rest. Nobody can read them back, and no run, log or lineage holds them.</Text>
      <ul className="gs-list">
        {secrets.map((secret) => (
          <Secret key={secret.name} connectorId={connectorId} secret={secret} mayChange={mayChange} />
        ))}
      </ul>
    </Section>
  );
}

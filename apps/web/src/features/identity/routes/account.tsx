import { useState } from 'react';
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ChangePasswordDocument } from '@groundswell/contracts';
import { Form } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { useChange } from '../../../lib/use-fetched.js';
import { NewPassword } from '../components/new-password.js';
import { ROLE_WORDS } from '../components/role-words.js';

function PasswordForm() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [change, busy] = useChange(ChangePasswordDocument);
  const submit = async () => {
    const answer = await change({ current, next });
    setProblem(answer.problem);
    if (answer.data === null) return;
    setCurrent('');
    setNext('');
    notifications.show({ message: 'Your password is changed.' });
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Change the password">
      <PasswordInput
        label="Password now"
        required
        autoComplete="current-password"
        value={current}
        error={faultOf(problem, 'current')}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <NewPassword label="New password" value={next} error={faultOf(problem, 'next')} onChange={setNext} />
      <Group>
        <Button type="submit" loading={busy}>
          Change the password
        </Button>
      </Group>
    </Form>
  );
}

/** What the product knows about oneself, and the password. */
export function AccountPage() {
  const { me, productVersion } = useSession();
  return (
    <Page title="Your account" narrow>
      <Section title="You">
        <Stack gap={4}>
          <Text fw={550}>{me.person.name}</Text>
          <Text c="dimmed">{me.person.email}</Text>
          <Text>
            {me.organisation.name}
            {me.person.teams.length > 0 && `: ${me.person.teams.map((team) => team.name).join(', ')}`}
          </Text>
          {me.person.roles.map((role) => (
            <Text key={role}>
              <strong>{ROLE_WORDS[role].label}</strong>: {ROLE_WORDS[role].may}
            </Text>
          ))}
        </Stack>
      </Section>
      <Section title="Password">
        <PasswordForm />
      </Section>
      <Text size="xs" c="dimmed">
        Groundswell {productVersion}
      </Text>
    </Page>
  );
}

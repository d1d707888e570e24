import { useState } from 'react';
import { Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { newId } from '@groundswell/kernel';
import { RegisterWorkflowDocument, TeamChoicesDocument } from '@groundswell/contracts';
import { useNavigate } from 'react-router';
import { Form, RestoredNote } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

/** Registers a workflow: the tedious task in plain words and whose it is. Everything else is built afterwards. */
export function RegisterWorkflowPage() {
  const { me } = useSession();
  const navigate = useNavigate();
  const choices = useFetched(TeamChoicesDocument, {}, { policy: 'cache-first', dependsOn: ['Team'] });
  const [fresh] = useState(() => ({
    title: '',
    task: '',
    teamId: me.person.teams[0]?.id ?? '',
    clientKey: newId(),
  }));
  const { value, patch, clear, restored } = useDraft('register-workflow', fresh);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [register, busy] = useChange(RegisterWorkflowDocument);
  const teams = choices.data?.teams ?? [];

  const submit = async () => {
    const answer = await register({ input: value });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear(fresh);
    await navigate(`/workflows/${answer.data.registerWorkflow.id}/build`);
  };

  return (
    <Page
      title="Register a workflow"
      lead="Say what is tedious. How it is done comes on the next page."
      narrow
      back={{ to: '/library', label: 'Library' }}
    >
      <Form onSubmit={() => void submit()} problem={problem} label="Register a workflow">
        <RestoredNote restored={restored} onDiscard={() => clear({ ...fresh, clientKey: newId() })} />
        <TextInput
          label="Title"
          required
          description="What a colleague would search for."
          placeholder="Chase overdue invoices"
          value={value.title}
          error={faultOf(problem, 'title')}
          onChange={(event) => patch({ title: event.currentTarget.value })}
        />
        <Textarea
          label="The tedious task, in plain words"
          required
          description="Who does it, how often, with which systems, and what comes out."
          placeholder="Every Monday I open the ERP, copy all invoices older than 30 days into a list, look up the contact in the CRM and write a reminder to each. Takes about 50 minutes."
          autosize
          minRows={5}
          value={value.task}
          error={faultOf(problem, 'task')}
          onChange={(event) => patch({ task: event.currentTarget.value })}
        />
        <NativeSelect
          label="Team"
          required
          description="The team's policies will govern it."
          data={[{ value: '', label: 'Choose…' }, ...teams.map((team) => ({ value: team.id, label: team.name }))]}
          value={value.teamId}
          error={faultOf(problem, 'teamId')}
          onChange={(event) => patch({ teamId: event.currentTarget.value })}
        />
        {choices.data !== undefined && teams.length === 0 && (
          <Text>There are no teams yet. An owner makes them on the page People.</Text>
        )}
        <Group>
          <Button type="submit" loading={busy}>
            Register and start building
          </Button>
        </Group>
      </Form>
    </Page>
  );
}

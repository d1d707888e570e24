import { useState } from 'react';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { CreateTeamDocument } from '@groundswell/contracts';
import { EmptyState, formatCount } from '@groundswell/ui';
import { Form } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';

interface Team {
  readonly id: string;
  readonly name: string;
  readonly memberCount: number;
}

/** The teams of the organisation, and a field to make another. */
export function TeamList({ teams, mayCreate }: { teams: readonly Team[]; mayCreate: boolean }) {
  const { value, patch, clear } = useDraft('team', { name: '' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [create, busy] = useChange(CreateTeamDocument);
  const submit = async () => {
    const answer = await create({ input: value });
    setProblem(answer.problem);
    if (answer.problem === null) clear({ name: '' });
  };
  return (
    <>
      {teams.length === 0 && (
        <EmptyState title="No teams yet">A workflow belongs to a team. Make the first one here.</EmptyState>
      )}
      <ul className="gs-list">
        {teams.map((team) => (
          <li className="app-row" key={team.id}>
            <Text fw={550}>{team.name}</Text>
            <Text c="dimmed">{formatCount(team.memberCount, 'member')}</Text>
          </li>
        ))}
      </ul>
      {mayCreate && (
        <Form onSubmit={() => void submit()} problem={problem} label="Make a team">
          <Group align="flex-end">
            <TextInput
              label="Name of a new team"
              required
              value={value.name}
              error={faultOf(problem, 'name')}
              onChange={(event) => patch({ name: event.currentTarget.value })}
            />
            <Button type="submit" variant="default" loading={busy}>
              Make the team
            </Button>
          </Group>
        </Form>
      )}
    </>
  );
}

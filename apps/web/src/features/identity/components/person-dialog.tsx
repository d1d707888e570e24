import { useState } from 'react';
import { Button, Divider, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  DeactivatePersonDocument,
  SetPersonRolesDocument,
  SetPersonTeamsDocument,
  type PersonLineFragment,
} from '@groundswell/contracts';
import { Form, ProblemNote } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { StopBanner } from '../../../lib/stop-banner.js';
import { StopButton } from '../../../lib/stop-button.js';
import { useSession } from '../../../lib/session.js';
import { useChange } from '../../../lib/use-fetched.js';
import { RoleChoice, TeamChoice } from './role-choice.js';

const same = (a: readonly string[], b: readonly string[]): boolean => a.toSorted().join() === b.toSorted().join();

function EndAccess({ person, onDone }: { person: PersonLineFragment; onDone: () => void }) {
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [deactivate, busy] = useChange(DeactivatePersonDocument);
  const end = async () => {
    const answer = await deactivate({ personId: person.id });
    setProblem(answer.problem);
    if (answer.data !== null) onDone();
  };
  return (
    <Stack gap={8}>
      <ProblemNote problem={problem} />
      {sure ? (
        <>
          <Text>
            {person.name} is signed out everywhere at once and cannot come back in. Their own credentials are destroyed
            and their runs end. Nothing they did is removed; their workflows wait for a new owner under Requests.
          </Text>
          <Group>
            <Button color="red" loading={busy} onClick={() => void end()}>
              End the access of {person.name}
            </Button>
            <Button variant="default" onClick={() => setSure(false)}>
              Keep it
            </Button>
          </Group>
        </>
      ) : (
        <Group>
          <Button variant="default" onClick={() => setSure(true)}>
            End this person’s access…
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Changes a person's roles and teams, or ends their access. */
export function PersonDialog({
  person,
  teams,
  onClose,
}: {
  person: PersonLineFragment;
  teams: readonly { id: string; name: string }[];
  onClose: () => void;
}) {
  const { me, can } = useSession();
  const before = person.teams.map((team) => team.id);
  const [roles, setRoles] = useState([...person.roles]);
  const [teamIds, setTeamIds] = useState(before);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saveRoles, busyRoles] = useChange(SetPersonRolesDocument);
  const [saveTeams, busyTeams] = useChange(SetPersonTeamsDocument);
  const submit = async () => {
    const ofRoles = same(roles, person.roles) ? null : await saveRoles({ personId: person.id, roles });
    const ofTeams =
      ofRoles?.problem != null || same(teamIds, before) ? null : await saveTeams({ personId: person.id, teamIds });
    const failed = ofRoles?.problem ?? ofTeams?.problem ?? null;
    setProblem(failed);
    if (failed !== null) return;
    notifications.show({ message: `${person.name} is saved.` });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={person.name} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <StopBanner scope="person" targetId={person.id} />
        <Form onSubmit={() => void submit()} problem={problem} label={`Roles and teams of ${person.name}`}>
          <RoleChoice value={roles} error={faultOf(problem, 'roles')} onChange={setRoles} />
          <TeamChoice teams={teams} value={teamIds} error={faultOf(problem, 'teamIds')} onChange={setTeamIds} />
          <Group>
            <Button type="submit" loading={busyRoles || busyTeams}>
              Save
            </Button>
          </Group>
        </Form>
        {can('stop.raise') && (
          <Group>
            <StopButton
              scopes={['person']}
              targetId={person.id}
              name={`the runs of ${person.name}`}
              label="Stop their runs…"
            />
          </Group>
        )}
        {can('person.deactivate') && me.person.id !== person.id && (
          <>
            <Divider />
            <EndAccess person={person} onDone={onClose} />
          </>
        )}
      </Stack>
    </Modal>
  );
}

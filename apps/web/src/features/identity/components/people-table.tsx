import { Anchor, Badge, Group, Table, Text } from '@mantine/core';
import type { PersonLineFragment } from '@groundswell/contracts';
import { formatDay, ScrollRegion } from '@groundswell/ui';
import { StopButton } from '../../../lib/stop-button.js';
import { ROLE_WORDS } from './role-words.js';

/** People with their roles and teams. */
export function PeopleTable({
  people,
  onChoose,
  mayStop,
}: {
  people: readonly PersonLineFragment[];
  onChoose: ((person: PersonLineFragment) => void) | null;
  /** Whether each line has the stop of the person's runs; who may change people finds it in their dialog. */
  mayStop: boolean;
}) {
  return (
    <ScrollRegion label="People" minWidth={640}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Roles</Table.Th>
            <Table.Th>Teams</Table.Th>
            <Table.Th>Since</Table.Th>
            {mayStop && (
              <Table.Th>
                <span className="gs-hidden">Stop</span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                {onChoose === null || !person.active ? (
                  <Text fw={550}>{person.name}</Text>
                ) : (
                  <Anchor component="button" type="button" fw={550} onClick={() => onChoose(person)}>
                    {person.name}
                  </Anchor>
                )}
                <Text size="xs" c="dimmed">
                  {person.email}
                  {!person.active && ' · no longer active'}
                </Text>
              </Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {person.roles.map((role) => (
                    <Badge key={role} variant="default" tt="none" fw={500}>
                      {ROLE_WORDS[role].label}
                    </Badge>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>{person.teams.map((team) => team.name).join(', ')}</Table.Td>
              <Table.Td className="gs-nowrap">{formatDay(person.createdAt)}</Table.Td>
              {mayStop && (
                <Table.Td>
                  {person.active && (
                    <StopButton
                      scopes={['person']}
                      targetId={person.id}
                      name={`the runs of ${person.name}`}
                      label="Stop runs…"
                      compact
                    />
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

import { Anchor, Badge, Group, Text } from '@mantine/core';
import type { PersonLineFragment } from '@groundswell/contracts';
import { formatDay, StackingRow, StackingTable, type StackingColumn } from '@groundswell/ui';
import { StopButton } from '../../../lib/stop-button.js';
import { ROLE_WORDS } from './role-words.js';

const COLUMNS: readonly StackingColumn[] = [
  { label: 'Name', plain: true },
  { label: 'Roles' },
  { label: 'Teams' },
  { label: 'Since' },
];

const STOP: StackingColumn = { label: 'Stop', plain: true, silent: true };

function Who({ person, onChoose }: { person: PersonLineFragment; onChoose: (() => void) | null }) {
  return (
    <>
      {onChoose === null || !person.active ? (
        <Text fw={550}>{person.name}</Text>
      ) : (
        <Anchor component="button" type="button" fw={550} onClick={onChoose}>
          {person.name}
        </Anchor>
      )}
      <Text size="xs" c="dimmed">
        {person.email}
        {!person.active && ' · no longer active'}
      </Text>
    </>
  );
}

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
  const columns = mayStop ? [...COLUMNS, STOP] : COLUMNS;
  return (
    <StackingTable label="People" minWidth={640} columns={columns}>
      {people.map((person) => (
        <StackingRow
          key={person.id}
          columns={columns}
          cells={[
            <Who key="who" person={person} onChoose={onChoose === null ? null : () => onChoose(person)} />,
            <Group key="roles" gap={4}>
              {person.roles.map((role) => (
                <Badge key={role} variant="default" tt="none" fw={500}>
                  {ROLE_WORDS[role].label}
                </Badge>
              ))}
            </Group>,
            person.teams.length === 0 ? '–' : person.teams.map((team) => team.name).join(', '),
            <span key="since" className="gs-nowrap">
              {formatDay(person.createdAt)}
            </span>,
            ...(mayStop
              ? [
                  person.active && (
                    <StopButton
                      key="stop"
                      scopes={['person']}
                      targetId={person.id}
                      name={`the runs of ${person.name}`}
                      label="Stop runs…"
                      compact
                    />
                  ),
                ]
              : []),
          ]}
        />
      ))}
    </StackingTable>
  );
}

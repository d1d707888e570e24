import { Checkbox, Input, Stack } from '@mantine/core';
import type { Role } from '@groundswell/contracts';
import { ROLE_WORDS, ROLES } from './role-words.js';

/** Chooses roles; they add up. */
export function RoleChoice({
  value,
  error,
  onChange,
}: {
  value: readonly Role[];
  error?: string | undefined;
  onChange: (roles: Role[]) => void;
}) {
  return (
    <Checkbox.Group
      label="Roles"
      required
      description="Roles add up: one person may hold several."
      value={[...value]}
      error={error}
      onChange={(chosen) => onChange(ROLES.filter((role) => chosen.includes(role)))}
    >
      <Stack gap={8} mt={8}>
        {ROLES.map((role) => (
          <Checkbox key={role} value={role} label={ROLE_WORDS[role].label} description={ROLE_WORDS[role].may} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** Chooses teams out of those that exist. */
export function TeamChoice({
  teams,
  value,
  error,
  onChange,
}: {
  teams: readonly { id: string; name: string }[];
  value: readonly string[];
  error?: string | undefined;
  onChange: (teamIds: string[]) => void;
}) {
  if (teams.length === 0) {
    return (
      <Input.Wrapper label="Teams" error={error}>
        <Input.Description>There are no teams yet. Make one on this page first.</Input.Description>
      </Input.Wrapper>
    );
  }
  return (
    <Checkbox.Group label="Teams" value={[...value]} error={error} onChange={onChange}>
      <Stack gap={8} mt={8}>
        {teams.map((team) => (
          <Checkbox key={team.id} value={team.id} label={team.name} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

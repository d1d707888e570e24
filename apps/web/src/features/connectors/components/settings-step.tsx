import { PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { BY_ADDRESS, type CatalogueEntry, type RegisterDraft } from './register-model.js';

export interface SettingsStepProps {
  readonly entry: CatalogueEntry | null;
  readonly draft: RegisterDraft;
  readonly secrets: Readonly<Record<string, string>>;
  readonly problem: Problem | null;
  readonly onSettings: (settings: Readonly<Record<string, string>>) => void;
  readonly onSecrets: (secrets: Readonly<Record<string, string>>) => void;
}

const AUTHORIZATION = 'authorization';

/** The settings that the chosen server wants. Secrets go one way: in here, and never out again. */
export function SettingsStep({ entry, draft, secrets, problem, onSettings, onSecrets }: SettingsStepProps) {
  if (entry === null) {
    return draft.source === BY_ADDRESS ? (
      <PasswordInput
        label="Bearer token"
        description="Only if the server asks for one. It is encrypted at rest and shown to nobody again."
        autoComplete="off"
        value={secrets[AUTHORIZATION] ?? ''}
        error={faultOf(problem, 'secrets')}
        onChange={(event) => onSecrets({ ...secrets, [AUTHORIZATION]: event.currentTarget.value })}
      />
    ) : null;
  }
  if (entry.settings.length === 0) return <Text c="dimmed">It needs no settings.</Text>;
  return (
    <Stack gap="md">
      {entry.settings.map((setting) =>
        setting.secret ? (
          <PasswordInput
            key={setting.name}
            label={setting.label}
            description={`${setting.help} Encrypted at rest and shown to nobody again.`}
            required={setting.required}
            autoComplete="off"
            value={secrets[setting.name] ?? ''}
            error={faultOf(problem, `secrets.${setting.name}`)}
            onChange={(event) => onSecrets({ ...secrets, [setting.name]: event.currentTarget.value })}
          />
        ) : (
          <TextInput
            key={setting.name}
            label={setting.label}
            description={setting.help}
            required={setting.required}
            value={draft.settings[setting.name] ?? ''}
            error={faultOf(problem, `settings.${setting.name}`)}
            onChange={(event) => onSettings({ ...draft.settings, [setting.name]: event.currentTarget.value })}
          />
        ),
      )}
    </Stack>
  );
}

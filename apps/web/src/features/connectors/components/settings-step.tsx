import { NativeSelect, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { BY_ADDRESS, HEADER_SECRET, type CatalogueEntry, type RegisterDraft } from './register-model.js';

export interface SettingsStepProps {
  readonly entry: CatalogueEntry | null;
  readonly draft: RegisterDraft;
  readonly secrets: Readonly<Record<string, string>>;
  readonly problem: Problem | null;
  readonly onChange: (part: Partial<RegisterDraft>) => void;
  readonly onSecrets: (secrets: Readonly<Record<string, string>>) => void;
}

const ONE_WAY = 'Encrypted at rest and shown to nobody again.';

function HeaderSecret({ draft, secrets, problem, onChange, onSecrets }: SettingsStepProps) {
  if (draft.signIn === 'oauth')
    return <Text c="dimmed">You sign in once it is registered; there is no key to enter.</Text>;
  return (
    <Stack gap="md">
      <TextInput
        label="Header that carries the key"
        description="Leave it as it is unless the server says otherwise."
        value={draft.header}
        onChange={(event) => onChange({ header: event.currentTarget.value })}
      />
      <PasswordInput
        label={`Value of ${draft.header}`}
        description={`Only if the server asks for one, just as it wants it, for example “Bearer” and the key. ${ONE_WAY}`}
        autoComplete="off"
        value={secrets[HEADER_SECRET] ?? ''}
        error={faultOf(problem, `secrets.${draft.header}`) ?? faultOf(problem, 'secrets')}
        onChange={(event) => onSecrets({ ...secrets, [HEADER_SECRET]: event.currentTarget.value })}
      />
    </Stack>
  );
}

function Setting({
  setting,
  draft,
  secrets,
  problem,
  onChange,
  onSecrets,
}: SettingsStepProps & { setting: CatalogueEntry['settings'][number] }) {
  const value = draft.settings[setting.name] ?? '';
  const set = (next: string) => onChange({ settings: { ...draft.settings, [setting.name]: next } });
  const shared = { label: setting.label, required: setting.required };
  if (setting.secret) {
    return (
      <PasswordInput
        {...shared}
        description={`${setting.help} ${ONE_WAY}`}
        autoComplete="off"
        value={secrets[setting.name] ?? ''}
        error={faultOf(problem, `secrets.${setting.name}`)}
        onChange={(event) => onSecrets({ ...secrets, [setting.name]: event.currentTarget.value })}
      />
    );
  }
  const error = faultOf(problem, `settings.${setting.name}`);
  if (setting.choices.length > 0) {
    return (
      <NativeSelect
        {...shared}
        description={setting.help}
        data={[
          { value: '', label: setting.fallback == null ? 'Choose…' : `As usual: ${setting.fallback}` },
          ...setting.choices,
        ]}
        value={value}
        error={error}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      description={setting.help}
      placeholder={setting.fallback ?? undefined}
      value={value}
      error={error}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

/** The settings that the chosen server wants. Secrets go one way: in here, and never out again. */
export function SettingsStep(props: SettingsStepProps) {
  const { entry, draft } = props;
  if (entry === null) return draft.source === BY_ADDRESS ? <HeaderSecret {...props} /> : null;
  if (entry.settings.length === 0) return <Text c="dimmed">It needs no settings.</Text>;
  return (
    <Stack gap="md">
      {entry.settings.map((setting) => (
        <Setting key={setting.name} setting={setting} {...props} />
      ))}
    </Stack>
  );
}

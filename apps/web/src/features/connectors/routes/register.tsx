import { useState } from 'react';
import { Button, Group, Radio, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { newId } from '@groundswell/kernel';
import { ConnectorCatalogueDocument, RegisterConnectorDocument } from '@groundswell/contracts';
import { useNavigate, useSearchParams } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Form, RestoredNote } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import {
  asDataClass,
  DATA_CLASSES,
  BY_ADDRESS,
  registerInput,
  USUAL,
  type CatalogueEntry,
  type RegisterDraft,
} from '../components/register-model.js';
import { SettingsStep } from '../components/settings-step.js';
import { SourceStep } from '../components/source-step.js';
import { UseStep } from '../components/use-step.js';

function RegisterForm({ catalogue }: { catalogue: readonly CatalogueEntry[] }) {
  const navigate = useNavigate();
  // A request that led here fills in the name, and is granted with what is registered.
  const [search] = useSearchParams();
  const requestId = search.get('request');
  const [fresh] = useState<RegisterDraft>(() => ({
    ...USUAL,
    source: '',
    name: search.get('name') ?? '',
    description: '',
    url: '',
    header: 'Authorization',
    settings: {},
    dataClass: 'internal',
    clientKey: newId(),
  }));
  const { value, patch, clear, restored } = useDraft('register-connector', fresh);
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [register, busy] = useChange(RegisterConnectorDocument);
  const entry = catalogue.find((one) => one.key === value.source) ?? null;

  const choose = (part: { source?: string; url?: string }) => {
    const chosen = catalogue.find((one) => one.key === part.source);
    const named =
      chosen !== undefined && value.name === ''
        ? { name: chosen.title, description: value.description || chosen.description }
        : {};
    patch({ ...part, ...named });
  };
  const submit = async () => {
    const answer = await register({ input: registerInput(value, entry, secrets) });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear({ ...fresh, clientKey: newId() });
    const { id } = answer.data.registerConnector;
    await navigate(requestId === null ? `/connectors/${id}` : `/requests/${requestId}?connector=${id}`);
  };

  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Register a connector">
      <RestoredNote restored={restored} onDiscard={() => clear({ ...fresh, clientKey: newId() })} />
      <Section title="1. The server">
        <SourceStep catalogue={catalogue} source={value.source} url={value.url} problem={problem} onChange={choose} />
      </Section>
      {value.source !== '' && (
        <>
          <Section title="2. Its settings">
            <SettingsStep
              entry={entry}
              draft={value}
              secrets={secrets}
              problem={problem}
              onChange={patch}
              onSecrets={setSecrets}
            />
          </Section>
          <Section title="3. Who uses it, and how much">
            <UseStep draft={value} byAddress={value.source === BY_ADDRESS} problem={problem} onChange={patch} />
          </Section>
          <Section title="4. What colleagues should know">
            <TextInput
              label="Name"
              required
              description="What the system is called in your house."
              value={value.name}
              error={faultOf(problem, 'name')}
              onChange={(event) => patch({ name: event.currentTarget.value })}
            />
            <Textarea
              label="What is in it"
              autosize
              minRows={2}
              value={value.description}
              error={faultOf(problem, 'description')}
              onChange={(event) => patch({ description: event.currentTarget.value })}
            />
            <Radio.Group
              label="Class of its data"
              required
              description="Rules speak of it, and a run remembers that it has read data that is not public."
              value={value.dataClass}
              error={faultOf(problem, 'dataClass')}
              onChange={(dataClass) => patch({ dataClass: asDataClass(dataClass) })}
            >
              <Stack gap={8} mt={8}>
                {DATA_CLASSES.map((one) => (
                  <Radio key={one.value} value={one.value} label={one.label} description={one.description} />
                ))}
              </Stack>
            </Radio.Group>
          </Section>
          <Group>
            <Button type="submit" loading={busy}>
              {value.source === BY_ADDRESS && value.signIn === 'oauth' ? 'Register' : 'Register and discover its tools'}
            </Button>
            {busy && (
              <Text role="status">Starting the server and asking it for its tools. This can take a moment…</Text>
            )}
          </Group>
        </>
      )}
    </Form>
  );
}

/** Registers an MCP server: chosen from the operator's catalogue or by its address. */
export function RegisterConnectorPage() {
  const catalogue = useFetched(ConnectorCatalogueDocument, {}, { policy: 'cache-first' });
  return (
    <Page
      title="Register a connector"
      lead="Its tools are discovered over the real protocol, pinned, and all off until you switch them on."
      narrow
      back={{ to: '/connectors', label: 'Connectors' }}
    >
      <FetchedView of={catalogue}>{(data) => <RegisterForm catalogue={data.connectorCatalogue} />}</FetchedView>
    </Page>
  );
}

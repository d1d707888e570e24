import { useState } from 'react';
import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import {
  ChangeConnectorDocument,
  ConnectorCatalogueDocument,
  ConnectorVersionsDocument,
  type ConnectorVersionsQuery,
} from '@groundswell/contracts';
import { useNavigate, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Form, RestoredNote } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import {
  asDataClass,
  BY_ADDRESS,
  DATA_CLASSES,
  registerInput,
  type CatalogueEntry,
  type RegisterDraft,
} from '../components/register-model.js';
import { SettingsStep } from '../components/settings-step.js';
import { UseStep } from '../components/use-step.js';

type Connector = NonNullable<ConnectorVersionsQuery['connector']>;
type Version = Connector['versions'][number];

function textsOf(settings: unknown): Readonly<Record<string, string>> {
  if (typeof settings !== 'object' || settings === null) return {};
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}

function draftOf(connector: Connector, version: Version): RegisterDraft {
  return {
    source: version.catalogueKey ?? BY_ADDRESS,
    name: connector.name,
    description: connector.description,
    url: version.url ?? '',
    header: (version.catalogueKey === null ? connector.secrets[0]?.name : undefined) ?? 'Authorization',
    settings: textsOf(version.settings),
    dataClass: version.dataClass,
    credentialMode: version.credentialMode,
    signIn: version.signIn,
    limits: version.limits,
    clientKey: '',
  };
}

function ChangeForm({
  connector,
  present,
  catalogue,
}: {
  connector: Connector;
  present: Version;
  catalogue: readonly CatalogueEntry[];
}) {
  const navigate = useNavigate();
  const [fresh] = useState(() => draftOf(connector, present));
  const { value, patch, clear, restored } = useDraft(`change-connector:${present.id}`, fresh);
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [change, busy] = useChange(ChangeConnectorDocument);
  const entry = catalogue.find((one) => one.key === value.source) ?? null;
  const seenNumber = Math.max(...connector.versions.map((version) => version.number));

  const submit = async () => {
    const {
      transport,
      catalogueKey,
      url,
      settings,
      secrets: given,
      dataClass,
      limits,
    } = registerInput(value, entry, secrets);
    const { credentialMode, signIn } = value;
    const answer = await change({
      input: {
        connectorId: connector.id,
        seenNumber,
        ...{ transport, catalogueKey, url, settings, dataClass, credentialMode, limits },
        signIn: entry === null ? signIn : 'static',
        secrets: given,
      },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear(fresh);
    await navigate(`/connectors/${connector.id}/versions/${answer.data.changeConnector.id}`);
  };

  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Change the server">
      <RestoredNote restored={restored} onDiscard={() => clear(fresh)} />
      <Section title="The server">
        {entry === null ? (
          <TextInput
            label="Address"
            type="url"
            value={value.url}
            error={faultOf(problem, 'url')}
            onChange={(event) => patch({ url: event.currentTarget.value })}
          />
        ) : (
          <Text>{entry.title}</Text>
        )}
        <Text c="dimmed">
          Secrets stay as they are and are left empty here. They belong to the present address: if it changes, they are
          entered anew.
        </Text>
        <SettingsStep
          entry={entry}
          draft={value}
          secrets={secrets}
          problem={problem}
          onChange={patch}
          onSecrets={setSecrets}
        />
      </Section>
      <Section title="Who uses it, and how much">
        <UseStep draft={value} byAddress={value.source === BY_ADDRESS} problem={problem} onChange={patch} />
      </Section>
      <Section title="Class of its data">
        <Radio.Group
          aria-label="Class of its data"
          value={value.dataClass}
          error={faultOf(problem, 'dataClass')}
          onChange={(dataClass) => patch({ dataClass: asDataClass(dataClass) })}
        >
          <Stack gap={8}>
            {DATA_CLASSES.map((one) => (
              <Radio key={one.value} value={one.value} label={one.label} description={one.description} />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      <Group>
        <Button type="submit" loading={busy}>
          Prepare the next version
        </Button>
        {busy && <Text role="status">Asking the server for its tools. This can take a moment…</Text>}
      </Group>
    </Form>
  );
}

/** Prepares a further version of a connector. Nothing uses it before the bindings are moved. */
export function ChangeConnectorPage() {
  const { connectorId = '' } = useParams();
  const fetched = useFetched(ConnectorVersionsDocument, { id: connectorId });
  const catalogue = useFetched(ConnectorCatalogueDocument, {}, { policy: 'cache-first' });
  return (
    <FetchedView of={fetched}>
      {({ connector }) => {
        const present = connector?.versions.find((version) => version.present);
        if (connector == null || present === undefined) return <NotHere what="connector" />;
        return (
          <Page
            title={`Change ${connector.name}`}
            lead="What you prepare here is a new version. Workflows go on as they are until you have looked at the difference and move them."
            narrow
            back={{ to: `/connectors/${connector.id}`, label: connector.name }}
          >
            <FetchedView of={catalogue}>
              {(data) => <ChangeForm connector={connector} present={present} catalogue={data.connectorCatalogue} />}
            </FetchedView>
          </Page>
        );
      }}
    </FetchedView>
  );
}

import { useState } from 'react';
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  ConnectorVersionPageDocument,
  DiscoverToolsOfVersionDocument,
  MoveBindingsDocument,
  type ConnectorVersionPageQuery,
} from '@groundswell/contracts';
import { ChangeList, formatCount, SkeletonPage, When } from '@groundswell/ui';
import { useNavigate, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { SignInButton } from '../components/sign-in-panel.js';
import { ToolList } from '../components/tool-list.js';
import { UseList } from '../components/use-list.js';

type Connector = NonNullable<ConnectorVersionPageQuery['connector']>;
type Difference = ConnectorVersionPageQuery['connectorVersionDifference'];

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Text className="gs-break">
      <strong>{title}:</strong> {names.join(', ')}
    </Text>
  );
}

function ToolChanges({ difference }: { difference: Difference }) {
  const { added, removed, changed, unchanged } = difference;
  return (
    <Section title="Tools">
      <Stack gap="sm">
        <Names title="New, and blocked until you allow them" names={added} />
        <Names title="Gone: calls of these are refused" names={removed} />
        {changed.map((tool) => (
          <div key={tool.name}>
            <Title order={3}>{tool.name} is described differently</Title>
            <Text c="dimmed">It arrives blocked. Characters that cannot be seen are written out.</Text>
            <ChangeList changes={tool.changes} />
          </div>
        ))}
        <Text>{unchanged === 0 ? 'No tool stays as it was.' : `${formatCount(unchanged, 'tool')} unchanged.`}</Text>
      </Stack>
    </Section>
  );
}

function Move({ connector, difference }: { connector: Connector; difference: Difference }) {
  const navigate = useNavigate();
  const { can } = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [move, moving] = useChange(MoveBindingsDocument);
  const [discover, discovering] = useChange(DiscoverToolsOfVersionDocument);
  const { from, to } = difference;
  if (!can('connector.update')) return null;
  const go = async () => {
    const answer = await move({ connectorId: connector.id, toVersionId: to.id, seenVersionId: from.id });
    setProblem(answer.problem);
    if (answer.data === null) return;
    notifications.show({ message: `Every binding of ${connector.name} now leads to version ${to.number}.` });
    await navigate(`/connectors/${connector.id}`);
  };
  const look = async () => {
    setProblem((await discover({ connectorId: connector.id, versionId: to.id })).problem);
  };
  return (
    <Section title="Move the bindings">
      <ProblemNote problem={problem} />
      <Text>
        One act for all of them, binding at the next call. No version of a workflow changes by it, and you can move
        back.
      </Text>
      {difference.toLookAt.length > 0 && (
        <Alert color="amber" variant="outline" title="Some tools wait for your label">
          {difference.toLookAt.join(', ')}: new or changed. They stay blocked until you label and allow them below.
        </Alert>
      )}
      <Group>
        <Button loading={moving} onClick={() => void go()}>
          Move every binding to version {to.number}
        </Button>
        {to.signIn === 'oauth' && <SignInButton connectorId={connector.id} versionId={to.id} onProblem={setProblem} />}
        <Button variant="default" loading={discovering} onClick={() => void look()}>
          Look for its tools again
        </Button>
      </Group>
    </Section>
  );
}

function VersionFrame({ connector, difference }: { connector: Connector; difference: Difference }) {
  const { can } = useSession();
  const { from, to } = difference;
  return (
    <Page
      title={`Version ${to.number} of ${connector.name}`}
      back={{ to: `/connectors/${connector.id}`, label: connector.name }}
      lead={
        <span>
          Beside version {from.number}, which is in use. Prepared by {to.createdBy.name}, <When at={to.createdAt} />.
        </span>
      }
    >
      <div className="app-split">
        <Stack gap="lg">
          <Section title="Server, data and credentials">
            <ChangeList changes={difference.settings} none="The server and its data are the same." />
          </Section>
          <ToolChanges difference={difference} />
          {(to.tools.length > 0 || to.signIn === 'oauth') && (
            <Section title={`Tools of version ${to.number}`}>
              <ToolList
                tools={to.tools}
                mayLabel={can('tool.label')}
                mayStatus={can('tool.set-status')}
                waitsForSignIn={to.signIn === 'oauth'}
              />
            </Section>
          )}
        </Stack>
        <div className="app-aside">
          <Move connector={connector} difference={difference} />
          <Section title="What goes along">
            <UseList uses={difference.affects} hidden={difference.affectsHidden} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** What moving the bindings of a connector to another of its versions would change, and the act itself. */
export function ConnectorVersionPage() {
  const { connectorId = '', versionId = '' } = useParams();
  const fetched = useFetched(
    ConnectorVersionPageDocument,
    { connectorId, versionId },
    { dependsOn: ['Connector', 'Tool'] },
  );
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ connector, connectorVersionDifference }) =>
        connector == null ? (
          <NotHere what="connector" />
        ) : (
          <VersionFrame connector={connector} difference={connectorVersionDifference} />
        )
      }
    </FetchedView>
  );
}

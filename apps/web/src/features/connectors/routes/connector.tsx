import { useState } from 'react';
import { Alert, Anchor, Button, Text } from '@mantine/core';
import {
  ConnectorPageDocument,
  ConnectorVersionsDocument,
  DiscoverToolsDocument,
  TestConnectorDocument,
  type ConnectorBodyFragment,
  type TestConnectorMutation,
} from '@groundswell/contracts';
import { formatDuration, SkeletonPage, When } from '@groundswell/ui';
import { Link, useParams } from 'react-router';
import { AskRequest } from '../../../lib/ask-request.js';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { StopBanner } from '../../../lib/stop-banner.js';
import { StopButton } from '../../../lib/stop-button.js';
import { useSession } from '../../../lib/session.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { ConnectorFacts, UsedBy } from '../components/connector-facts.js';
import { HealthHistory } from '../components/health-history.js';
import { HealthMark } from '../components/health-mark.js';
import { ClientPanel } from '../components/client-panel.js';
import { SecretList } from '../components/secret-list.js';
import { SetUpMinutes } from '../components/set-up-minutes.js';
import { SignInPanel } from '../components/sign-in-panel.js';
import { ToolList } from '../components/tool-list.js';
import { VersionList } from '../components/version-list.js';

type Test = TestConnectorMutation['testConnector'];

function TestResult({ test }: { test: Test }) {
  return (
    <Alert
      color={test.ok ? 'sea' : 'red'}
      variant="outline"
      role="status"
      title={test.ok ? 'It answers' : 'It does not answer'}
    >
      {test.message} {test.ok && `It took ${formatDuration(test.durationMs)}.`}
    </Alert>
  );
}

/** What was before: versions, moves and looks at its server. */
function History({ connectorId }: { connectorId: string }) {
  const { can } = useSession();
  const fetched = useFetched(ConnectorVersionsDocument, { id: connectorId }, { dependsOn: ['Connector'] });
  return (
    <FetchedView of={fetched}>
      {({ connector }) =>
        connector == null ? null : (
          <>
            <VersionList connector={connector} mayChange={can('connector.update')} />
            <HealthHistory looks={connector.healthHistory} />
          </>
        )
      }
    </FetchedView>
  );
}

function ConnectorFrame({ connector, refetch }: { connector: ConnectorBodyFragment; refetch: () => void }) {
  const { can } = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [test, setTest] = useState<Test | null>(null);
  const [runTest, testing] = useChange(TestConnectorDocument);
  const [discover, discovering] = useChange(DiscoverToolsDocument);
  const tryIt = async () => {
    const answer = await runTest({ connectorId: connector.id });
    setProblem(answer.problem);
    setTest(answer.data?.testConnector ?? null);
    refetch();
  };
  const lookAgain = async () => {
    setProblem((await discover({ connectorId: connector.id })).problem);
  };
  return (
    <Page
      title={connector.name}
      back={{ to: '/connectors', label: 'Connectors' }}
      lead={
        <div className="app-row-side">
          <HealthMark health={connector.health} />
          {connector.health.checkedAt != null && (
            <span>
              tried <When at={connector.health.checkedAt} />
            </span>
          )}
          <span className="gs-break">{connector.description}</span>
        </div>
      }
      actions={
        <>
          {can('connector.test') && (
            <>
              <Button variant="default" loading={testing} onClick={() => void tryIt()}>
                Test the connection
              </Button>
              <Button variant="default" loading={discovering} onClick={() => void lookAgain()}>
                Look for tools again
              </Button>
            </>
          )}
          <StopButton scopes={['connector']} targetId={connector.id} name={connector.name} />
        </>
      }
    >
      <StopBanner scope="connector" targetId={connector.id} />
      <ProblemNote problem={problem} />
      {test !== null && <TestResult test={test} />}
      {connector.health.state === 'failing' && test === null && connector.health.message != null && (
        <Text c="var(--gs-red)">{connector.health.message}</Text>
      )}
      {connector.setUpMinutes == null && can('connector.update') && (
        <SetUpMinutes connectorId={connector.id} onRecorded={refetch} />
      )}
      <div className="app-split">
        <Section
          title="Tools"
          aside={<Text c="dimmed">Pinned by their definition. A tool that changes is held back at its next call.</Text>}
        >
          <ToolList
            tools={connector.tools}
            mayLabel={can('tool.label')}
            mayStatus={can('tool.set-status')}
            waitsForSignIn={connector.signIn === 'oauth' && connector.health.state === 'unknown'}
          />
        </Section>
        <div className="app-aside">
          <ConnectorFacts connector={connector} />
          {connector.credentialMode === 'personal' && can('credential.set-own') && (
            <Section title="Your credential">
              <Text>Everyone uses this connector with their own credential.</Text>
              <Anchor component={Link} to="/credentials">
                Set or remove yours
              </Anchor>
            </Section>
          )}
          {connector.credentialMode === 'shared' && connector.status !== 'ready' && !can('connector.update') && (
            <AskRequest
              subject={{ kind: 'credential', connectorId: connector.id }}
              text={`A credential for ${connector.name}, set by a steward.`}
              label="Ask for a credential"
              inList
            />
          )}
          {connector.signIn === 'oauth' && connector.credentialMode === 'shared' && can('connector.update') && (
            <SignInPanel connector={connector} />
          )}
          {connector.signIn === 'oauth' && can('connector.update') && <ClientPanel connector={connector} />}
          {connector.signIn === 'static' && (
            <SecretList connectorId={connector.id} secrets={connector.secrets} mayChange={can('connector.update')} />
          )}
          <History connectorId={connector.id} />
          <UsedBy connector={connector} />
        </div>
      </div>
    </Page>
  );
}

/** One connector: its tools by risk with their switches, its secrets as set or not set, who uses it. */
export function ConnectorPage() {
  const { connectorId = '' } = useParams();
  const fetched = useFetched(ConnectorPageDocument, { id: connectorId }, { dependsOn: ['Tool'] });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ connector }) =>
        connector == null ? (
          <NotHere what="connector" />
        ) : (
          <ConnectorFrame key={connector.id} connector={connector} refetch={fetched.refetch} />
        )
      }
    </FetchedView>
  );
}

import { Anchor, Button, Paper, Text } from '@mantine/core';
import { ConnectorsDocument, type ConnectorsQuery } from '@groundswell/contracts';
import { EmptyState, formatCount, SkeletonCards } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { HealthMark } from '../components/health-mark.js';

type Connector = ConnectorsQuery['connectors'][number];

function ConnectorCard({ connector }: { connector: Connector }) {
  const allowed = connector.tools.filter((tool) => tool.status === 'allowed');
  const held = connector.tools.filter((tool) => tool.status === 'quarantined' || tool.drift != null);
  const writes = allowed.filter((tool) => tool.risk !== 'read');
  return (
    <Paper component="article" p="md" className="app-card" aria-label={connector.name}>
      <HealthMark health={connector.health} />
      <Anchor component={Link} to={`/connectors/${connector.id}`} className="app-card-title gs-break">
        {connector.name}
      </Anchor>
      <Text lineClamp={3} className="gs-break">
        {connector.description}
      </Text>
      <Text size="xs" c="dimmed">
        {formatCount(allowed.length, 'tool')} of {connector.tools.length} on,{' '}
        {writes.length === 0 ? 'none can write' : `${writes.length} can write`} · {connector.dataClass} data ·{' '}
        {connector.usedByCount === 0
          ? 'no workflow uses it'
          : `used by ${formatCount(connector.usedByCount, 'workflow')}`}
      </Text>
      {held.length > 0 && (
        <span className="gs-status gs-tone-amber">{formatCount(held.length, 'tool')} changed and held back</span>
      )}
    </Paper>
  );
}

/** The systems that workflows may use. */
export function ConnectorsPage() {
  const { can } = useSession();
  const fetched = useFetched(ConnectorsDocument, {}, { dependsOn: ['Connector', 'Tool'] });
  const register = can('connector.create') && (
    <Button component={Link} to="/connectors/new">
      Register a connector
    </Button>
  );
  return (
    <Page
      title="Connectors"
      lead="Each is one system, set up once and inherited by every workflow after it."
      actions={
        <>
          {can('credential.set-own') && (
            <Button component={Link} variant="default" to="/credentials">
              Your credentials
            </Button>
          )}
          {register}
        </>
      }
    >
      <FetchedView of={fetched} skeleton={<SkeletonCards />}>
        {({ connectors }) =>
          connectors.length === 0 ? (
            <EmptyState title="No connectors yet" action={register}>
              Register the first system: its tools are discovered, and nothing is switched on before you say so.
            </EmptyState>
          ) : (
            <div className="gs-cards">
              {connectors.map((connector) => (
                <ConnectorCard key={connector.id} connector={connector} />
              ))}
            </div>
          )
        }
      </FetchedView>
    </Page>
  );
}

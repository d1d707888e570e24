import { Anchor, Text } from '@mantine/core';
import type { ConnectorBodyFragment } from '@groundswell/contracts';
import { formatDuration, formatMinutes, StageGlyph, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { transportWords } from './register-model.js';

/** An issuer in words: an address as it is, a command with the addresses that it was given. */
function issuerWords(issuer: string): string {
  return issuer.replace(/^stdio:\S+/, 'this command').replace('this command ', 'this command with ');
}

/** Where a connector is, how far it is closed in, and what it may take. */
export function ConnectorFacts({ connector }: { connector: ConnectorBodyFragment }) {
  const { can } = useSession();
  const reached = transportWords(connector.transport);
  return (
    <Section title="The server">
      <Text className="gs-break">
        {reached.plain}: <code>{connector.address}</code>{' '}
        <Text span size="xs" c="dimmed">
          ({reached.term})
        </Text>
      </Text>
      <Text>
        {connector.dataClass} data · version {connector.version} ·{' '}
        {connector.credentialMode === 'personal' ? 'each person’s own credentials' : 'credentials of the house'}
      </Text>
      <Text size="xs" c="dimmed" className="gs-break">
        Credentials are for {issuerWords(connector.issuer)} alone. At most {connector.limits.maxConcurrent} calls at
        once and {connector.limits.callsPerMinute} a minute, each waits {formatDuration(connector.limits.timeoutMs)} at
        most.
      </Text>
      {connector.transport === 'stdio' && (
        <Text>
          {connector.sandboxed
            ? 'Runs in a sandbox: it sees only what it was granted.'
            : 'Runs without a sandbox: this system has none. It can read what the server process can read.'}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        Registered by {connector.createdBy.name}, <When at={connector.createdAt} />
        {connector.setUpMinutes != null && ` · set-up took ${formatMinutes(connector.setUpMinutes)}`}
      </Text>
      {can('audit.read') && (
        <Anchor component={Link} to={`/audit?connector=${connector.id}`}>
          What the audit log says about it
        </Anchor>
      )}
    </Section>
  );
}

/** Which workflows use a connector. */
export function UsedBy({ connector }: { connector: ConnectorBodyFragment }) {
  return (
    <Section title="Used by">
      {connector.usedBy.length === 0 ? (
        <Text c="dimmed">No workflow yet.</Text>
      ) : (
        <ul className="gs-list">
          {connector.usedBy.map((workflow) => (
            <li key={workflow.id} className="app-used">
              <StageGlyph stage={workflow.stage} />
              <span>
                <Anchor component={Link} to={`/workflows/${workflow.id}`}>
                  {workflow.title}
                </Anchor>{' '}
                <Text span size="xs" c="dimmed">
                  {workflow.team.name}, {workflow.stage}
                </Text>
              </span>
            </li>
          ))}
        </ul>
      )}
      {connector.usedByCount > connector.usedBy.length && (
        <Anchor component={Link} to={`/library?connector=${connector.id}`}>
          All {connector.usedByCount} in the library
        </Anchor>
      )}
    </Section>
  );
}

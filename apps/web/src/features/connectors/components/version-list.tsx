import { Anchor, Button, Text } from '@mantine/core';
import type { ConnectorVersionsQuery } from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';

type Connector = NonNullable<ConnectorVersionsQuery['connector']>;

function names(label: string, list: readonly string[]): string {
  return list.length === 0 ? '' : ` ${label}: ${list.join(', ')}.`;
}

/** The versions of a connector, which of them bindings lead to, and when they were moved. */
export function VersionList({ connector, mayChange }: { connector: Connector; mayChange: boolean }) {
  const newest = connector.versions[0];
  return (
    <Section
      title="Versions"
      aside={
        mayChange && (
          <Button component={Link} size="compact-sm" variant="default" to={`/connectors/${connector.id}/change`}>
            Change the server
          </Button>
        )
      }
    >
      {newest !== undefined && !newest.present && mayChange && (
        <Text className="gs-status gs-tone-amber">Version {newest.number} is prepared and not used yet</Text>
      )}
      <ul className="gs-list">
        {connector.versions.map((version) => (
          <li key={version.id} className="app-row">
            <div className="app-row-main">
              <Text fw={550}>
                Version {version.number} {version.present && <span className="gs-status gs-tone-good">in use</span>}
              </Text>
              <Text size="xs" className="gs-break">
                {version.address}
              </Text>
              <Text size="xs" c="dimmed">
                {version.dataClass} data · {version.createdBy.name}, <When at={version.createdAt} />
              </Text>
            </div>
            {!version.present && (
              <Anchor component={Link} to={`/connectors/${connector.id}/versions/${version.id}`}>
                Compare<span className="gs-hidden"> version {version.number} with the one in use</span>
              </Anchor>
            )}
          </li>
        ))}
      </ul>
      {connector.moves.length > 0 && (
        <details className="app-preview">
          <summary>When bindings were moved</summary>
          <ul className="gs-list">
            {connector.moves.map((move) => (
              <li key={move.id}>
                <Text className="gs-break">
                  From version {move.fromNumber} to {move.toNumber}.{names('Added', move.added)}
                  {names('Gone', move.removed)}
                  {names('Changed', move.changed)}
                </Text>
                <Text size="xs" c="dimmed">
                  {move.movedBy.name}, <When at={move.movedAt} />
                </Text>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

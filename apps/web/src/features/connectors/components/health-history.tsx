import { Text } from '@mantine/core';
import type { ConnectorVersionsQuery } from '@groundswell/contracts';
import { formatCount, formatDuration, When } from '@groundswell/ui';
import { Section } from '../../../lib/page.js';
import { HealthMark } from './health-mark.js';

type Look = NonNullable<ConnectorVersionsQuery['connector']>['healthHistory'][number];

/** The last looks at a connector's server, the latest first. */
export function HealthHistory({ looks }: { looks: readonly Look[] }) {
  const failing = looks.filter((look) => look.state === 'failing').length;
  return (
    <Section title="Health">
      {looks.length === 0 ? (
        <Text c="dimmed">Nobody has looked at its server yet.</Text>
      ) : (
        <details className="app-preview">
          <summary>
            {formatCount(looks.length, 'look')},{' '}
            {failing === 0 ? 'it answered each time' : `${failing} without an answer`}
          </summary>
          <ul className="gs-list">
            {looks.map((look) => (
              <li key={look.id} className="app-row">
                <div className="app-row-main">
                  <HealthMark health={look} />
                  {look.message != null && (
                    <Text size="xs" className="gs-break">
                      {look.message}
                    </Text>
                  )}
                </div>
                <Text size="xs" c="dimmed">
                  <When at={look.checkedAt} /> · {formatDuration(look.durationMs)}
                  {look.toolCount != null && ` · ${formatCount(look.toolCount, 'tool')}`}
                </Text>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

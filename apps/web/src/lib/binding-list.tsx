import { Anchor, Badge, Group, Text } from '@mantine/core';
import type { VersionBodyFragment } from '@groundswell/contracts';
import { RiskMark } from '@groundswell/ui';
import { Link } from 'react-router';

/** What a version uses, as sentences with risk marks. */
export function BindingList({ bindings }: { bindings: VersionBodyFragment['bindings'] }) {
  if (bindings.length === 0) return <Text c="dimmed">It uses no tools: only the instructions and the inputs.</Text>;
  return (
    <div>
      {bindings.map((binding) => (
        <div key={binding.connectorVersionId}>
          <Group gap={8} mb={4}>
            <Anchor component={Link} to={`/connectors/${binding.connector.id}`} fw={600}>
              {binding.connector.name}
            </Anchor>
            {binding.inherited && <Badge variant="light">already in place</Badge>}
          </Group>
          <ul className="gs-list">
            {binding.tools.map((tool) => (
              <li key={tool.id} className="app-row">
                <div className="app-row-main">
                  <Group gap={8}>
                    <RiskMark risk={tool.risk} />
                    <Text fw={550} className="gs-break">
                      {tool.title === '' ? tool.name : tool.title}
                    </Text>
                  </Group>
                  <Text size="xs" c="dimmed" lineClamp={2} className="gs-break">
                    {tool.description}
                  </Text>
                  <ToolFlags tool={tool} />
                </div>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** What else there is to know about a tool, in words. */
export function ToolFlags({
  tool,
}: {
  tool: { returnsUntrusted: boolean; reachesOutside: boolean; status: string; labelled: boolean };
}) {
  const flags = [
    ...(tool.returnsUntrusted ? ['returns content that outsiders may have written'] : []),
    ...(tool.reachesOutside ? ['reaches outside the organisation'] : []),
    // Nobody can have switched on what nobody has labelled; of the rest the data does not tell who switched it off.
    ...(tool.status === 'blocked' ? [tool.labelled ? 'switched off' : 'not switched on yet'] : []),
    ...(tool.status === 'quarantined' ? ['held back: its definition changed'] : []),
  ];
  return flags.length === 0 ? null : (
    <Text size="xs" className="gs-break">
      {flags.join(' · ')}
    </Text>
  );
}

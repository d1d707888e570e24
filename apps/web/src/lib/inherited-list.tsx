import { Anchor, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconPlug, IconScale, IconTestPipe } from '@tabler/icons-react';
import type { InheritedThingsFragment } from '@groundswell/contracts';
import { formatCount, PolicyLink } from '@groundswell/ui';
import { Link } from 'react-router';

/** What is already in place because an ancestor brought it: connectors, policy layers, cases. Inherited by reference, never copied. */
export function InheritedList({ inherited, nothing }: { inherited: InheritedThingsFragment; nothing: string }) {
  const { bindings, layers, cases } = inherited;
  if (bindings.length + layers.length + cases === 0) return <Text c="dimmed">{nothing}</Text>;
  return (
    <ul className="gs-list app-inherited">
      {bindings.map((binding) => (
        <li key={`${binding.connectorId}-${binding.fromWorkflowId}`} className="app-row">
          <IconPlug size={18} aria-hidden="true" />
          <div className="app-row-main">
            <Text className="gs-break">
              <strong>{binding.connectorName}</strong> with {formatCount(binding.toolNames.length, 'tool')}:{' '}
              {binding.toolNames.join(', ')}
            </Text>
            <Text size="xs" c="dimmed" className="gs-break">
              Brought by{' '}
              <Anchor component={Link} to={`/workflows/${binding.fromWorkflowId}`} fz="inherit">
                {binding.fromWorkflowTitle}
              </Anchor>
              , version {binding.fromVersionNumber}. No secret is copied.
            </Text>
          </div>
          <AlreadyInPlace />
        </li>
      ))}
      {layers.map((layer) => (
        <li key={layer.layerId} className="app-row">
          <IconScale size={18} aria-hidden="true" />
          <div className="app-row-main">
            <Text className="gs-break">
              <PolicyLink layerId={layer.layerId}>{layer.name}</PolicyLink>: {formatCount(layer.ruleCount, 'rule')}
            </Text>
            <Text size="xs" c="dimmed" className="gs-break">
              Policy layer of the {layer.scope}
              {layer.scope !== 'organisation' && `, ${layer.origin}`}
            </Text>
          </div>
          <AlreadyInPlace />
        </li>
      ))}
      {cases > 0 && (
        <li className="app-row">
          <IconTestPipe size={18} aria-hidden="true" />
          <Text className="app-row-main">{formatCount(cases, 'case')} to check the result against</Text>
          <AlreadyInPlace />
        </li>
      )}
    </ul>
  );
}

function AlreadyInPlace() {
  return (
    <Stack gap={0}>
      <span className="gs-status gs-tone-good">
        <IconCircleCheck size={16} aria-hidden="true" /> already in place
      </span>
    </Stack>
  );
}

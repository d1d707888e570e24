import { Anchor, Badge, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import type { BuildChoicesQuery } from '@groundswell/contracts';
import { EmptyState, formatCount, RiskMark } from '@groundswell/ui';
import { Link } from 'react-router';
import { AskRequest } from '../../../lib/ask-request.js';
import { ToolFlags } from '../../../lib/binding-list.js';

type Connector = BuildChoicesQuery['connectors'][number];
type Tool = Connector['tools'][number];

const VERB: Readonly<Record<Tool['risk'], string>> = {
  read: 'May look up',
  write: 'May change',
  destructive: 'May delete or overwrite',
};

function ToolSentence({ tool, chosen, onToggle }: { tool: Tool; chosen: boolean; onToggle: (on: boolean) => void }) {
  const usable = tool.status === 'allowed';
  return (
    <li className="app-row">
      <Checkbox
        className="app-row-main"
        checked={chosen}
        disabled={!usable && !chosen}
        onChange={(event) => onToggle(event.currentTarget.checked)}
        label={
          <>
            {VERB[tool.risk]}: <strong>{tool.title === '' ? tool.name : tool.title}</strong>
          </>
        }
        description={<span className="app-clamp">{tool.description}</span>}
      />
      <div className="app-row-side">
        <RiskMark risk={tool.risk} />
      </div>
      <ToolFlags tool={tool} />
      {tool.status === 'blocked' && (
        <AskRequest
          subject={{ kind: 'tool', toolId: tool.id }}
          text={`The tool ${tool.name}, allowed by a steward.`}
          inList
        />
      )}
    </li>
  );
}

export interface ToolChoiceProps {
  readonly connectors: readonly Connector[];
  readonly inheritedIds: ReadonlySet<string>;
  readonly toolIds: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (toolIds: readonly string[]) => void;
}

function ConnectorTools({
  connector,
  inherited,
  chosen,
  onToggle,
}: {
  connector: Connector;
  inherited: boolean;
  chosen: ReadonlySet<string>;
  onToggle: (id: string, on: boolean) => void;
}) {
  const order = { read: 0, write: 1, destructive: 2 } as const;
  const tools = connector.tools.toSorted((a, b) => order[a.risk] - order[b.risk] || a.name.localeCompare(b.name));
  const shown = tools.filter((tool) => tool.status === 'allowed' || chosen.has(tool.id));
  const off = tools.filter((tool) => !shown.includes(tool));
  const count = tools.filter((tool) => chosen.has(tool.id)).length;
  const sentence = (tool: Tool) => (
    <ToolSentence key={tool.id} tool={tool} chosen={chosen.has(tool.id)} onToggle={(on) => onToggle(tool.id, on)} />
  );
  return (
    <Paper p="md" component="details" open={count > 0} className="app-connector">
      <summary>
        <Group gap={8} component="span" display="inline-flex">
          <strong>{connector.name}</strong>
          {inherited && <Badge variant="light">already in place</Badge>}
          {connector.health.state === 'failing' && <span className="gs-status gs-tone-red">not answering</span>}
          <Text span size="xs" c="dimmed">
            {shown.length === 0
              ? 'no tool is switched on yet'
              : `${count} of ${formatCount(shown.length, 'tool')} chosen`}
          </Text>
        </Group>
      </summary>
      <Text size="xs" c="dimmed" mt={4} className="gs-break">
        {connector.description} Data: {connector.dataClass}.
      </Text>
      <ul className="gs-list">{shown.map(sentence)}</ul>
      {off.length > 0 && (
        <details className="app-preview">
          <summary>
            {off.length === 1 ? '1 tool that is not switched on' : `${off.length} tools that are not switched on`}
          </summary>
          <ul className="gs-list">{off.map(sentence)}</ul>
        </details>
      )}
    </Paper>
  );
}

/** Which tools a workflow may use, as sentences with risk marks; what an ancestor brought stands first and is in place already. */
export function ToolChoice({ connectors, inheritedIds, toolIds, error, onChange }: ToolChoiceProps) {
  const chosen = new Set(toolIds);
  const toggle = (id: string, on: boolean) => onChange(on ? [...toolIds, id] : toolIds.filter((one) => one !== id));
  const rank = (connector: Connector): number =>
    inheritedIds.has(connector.id)
      ? 0
      : connector.tools.some((tool) => chosen.has(tool.id))
        ? 1
        : connector.tools.some((tool) => tool.status === 'allowed')
          ? 2
          : 3;
  const sorted = connectors.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  if (sorted.length === 0) {
    return (
      <EmptyState title="No connectors yet">
        A steward registers the systems that workflows may use. Until then it works with its inputs alone.
      </EmptyState>
    );
  }
  return (
    <Stack gap="sm">
      {error !== undefined && <Text c="var(--mantine-color-error)">{error}</Text>}
      {sorted.map((connector) => (
        <ConnectorTools
          key={connector.id}
          connector={connector}
          inherited={inheritedIds.has(connector.id)}
          chosen={chosen}
          onToggle={toggle}
        />
      ))}
      <Text size="xs" c="dimmed">
        A system is missing?{' '}
        <Anchor component={Link} to="/requests" fz="inherit">
          Ask a steward for a connector
        </Anchor>
        ; your draft stays here.
      </Text>
    </Stack>
  );
}

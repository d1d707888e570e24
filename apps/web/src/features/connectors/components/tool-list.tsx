import { Stack, Title } from '@mantine/core';
import type { ConnectorToolFragment } from '@groundswell/contracts';
import { EmptyState, formatCount, RiskMark } from '@groundswell/ui';
import { ToolItem } from './tool-item.js';

const RISKS = ['destructive', 'write', 'read'] as const;

/** The tools of a connector, the riskiest first. */
export function ToolList({
  tools,
  mayLabel,
  mayStatus,
  waitsForSignIn = false,
}: {
  tools: readonly ConnectorToolFragment[];
  mayLabel: boolean;
  mayStatus: boolean;
  /** Nobody could ask its server yet. */
  waitsForSignIn?: boolean;
}) {
  if (tools.length === 0 && waitsForSignIn)
    return (
      <EmptyState title="Its tools are not known yet">
        The server wants somebody to sign in before it says what it offers. Once a steward has signed in, its tools
        appear here.
      </EmptyState>
    );
  if (tools.length === 0)
    return (
      <EmptyState title="No tools found">
        The server answered, but offers nothing. Check its settings and look again.
      </EmptyState>
    );
  return (
    <Stack gap="lg">
      {RISKS.map((risk) => {
        const group = tools.filter((tool) => tool.risk === risk).toSorted((a, b) => a.name.localeCompare(b.name));
        if (group.length === 0) return null;
        const on = group.filter((tool) => tool.status === 'allowed').length;
        return (
          <div key={risk}>
            <div className="app-row-side">
              <RiskMark risk={risk} />
              <Title order={3}>
                {formatCount(group.length, 'tool')}, {on} on
              </Title>
            </div>
            <ul className="gs-list">
              {group.map((tool) => (
                <ToolItem key={tool.id} tool={tool} mayLabel={mayLabel} mayStatus={mayStatus} />
              ))}
            </ul>
          </div>
        );
      })}
    </Stack>
  );
}

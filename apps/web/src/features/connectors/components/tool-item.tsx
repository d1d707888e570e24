import { useState } from 'react';
import { Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import {
  AcceptToolDefinitionDocument,
  SetToolStatusDocument,
  type ConnectorToolFragment,
} from '@groundswell/contracts';
import { ChangeList, formatCount, JsonView, When } from '@groundswell/ui';
import { ToolFlags } from '../../../lib/binding-list.js';
import { ProblemNote } from '../../../lib/form.js';
import { ToolStop } from '../../../lib/stop-banner.js';
import { StopButton } from '../../../lib/stop-button.js';
import { AskRequest } from '../../../lib/ask-request.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { LabelForm } from './label-form.js';
import { UseList } from './use-list.js';

function Drift({ tool, mayAccept }: { tool: ConnectorToolFragment; mayAccept: boolean }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [accept, busy] = useChange(AcceptToolDefinitionDocument);
  if (tool.drift == null) return null;
  return (
    <Alert color="amber" variant="outline" title="Its definition changed: it is held back">
      <Stack gap="sm">
        <ProblemNote problem={problem} />
        <Text>
          Seen <When at={tool.drift.detectedAt} />. Calls of just this tool are refused, with this difference;
          everything else goes on. Read what changed before you accept it.
        </Text>
        <ChangeList changes={tool.drift.changes} />
        <Text fw={550}>Suspended bindings</Text>
        <UseList uses={tool.whereUsed.uses} hidden={tool.whereUsed.hidden} />
        {mayAccept && (
          <Group>
            <Button
              size="compact-sm"
              loading={busy}
              onClick={() => void accept({ toolId: tool.id }).then((answer) => setProblem(answer.problem))}
            >
              Accept the new definition
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

function StatusSwitch({
  tool,
  onProblem,
}: {
  tool: ConnectorToolFragment;
  onProblem: (problem: Problem | null) => void;
}) {
  const [setStatus, busy] = useChange(SetToolStatusDocument);
  const change = async (on: boolean) => {
    const answer = await setStatus({ toolId: tool.id, status: on ? 'allowed' : 'blocked' });
    onProblem(answer.problem);
  };
  return (
    <Switch
      label={tool.status === 'allowed' ? 'On' : 'Off'}
      aria-label={`${tool.name} is ${tool.status === 'allowed' ? 'on' : 'off'}`}
      checked={tool.status === 'allowed'}
      disabled={busy || tool.status === 'quarantined'}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  );
}

/** One tool: what it does, how it is labelled, and its switch. */
export function ToolItem({
  tool,
  mayLabel,
  mayStatus,
}: {
  tool: ConnectorToolFragment;
  mayLabel: boolean;
  mayStatus: boolean;
}) {
  const [labelling, setLabelling] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <li className="app-row">
      <div className="app-row-main">
        <Text fw={600} className="gs-break">
          {tool.title === '' ? tool.name : tool.title}{' '}
          {tool.title !== '' && tool.title !== tool.name && (
            <Text span size="xs" c="dimmed" className="gs-mono">
              {tool.name}
            </Text>
          )}
        </Text>
        <Text className="gs-break">{tool.description}</Text>
        <ToolFlags tool={tool} />
        {!tool.labelled && (
          <Text size="xs" c="var(--gs-amber)">
            Not labelled yet: its risk is what the server claims.
          </Text>
        )}
        <details className="app-preview">
          <summary>Definition</summary>
          <JsonView value={tool.inputSchema} label={`Input schema of ${tool.name}`} />
          <Text size="xs" c="dimmed" className="gs-break">
            Pinned <When at={tool.pinnedAt} /> as {tool.digest}
          </Text>
        </details>
        {tool.whereUsed.uses.length > 0 && tool.drift == null && (
          <details className="app-preview">
            <summary>
              Used by {formatCount(tool.whereUsed.uses.length, 'version of a workflow', 'versions of workflows')}
            </summary>
            <UseList uses={tool.whereUsed.uses} hidden={0} />
          </details>
        )}
        {!mayStatus && tool.status === 'blocked' && (
          <AskRequest
            subject={{ kind: 'tool', toolId: tool.id }}
            text={`The tool ${tool.name}, allowed by a steward.`}
            inList
          />
        )}
        {tool.status === 'allowed' && <ToolStop toolId={tool.id} />}
        <ProblemNote problem={problem} />
        <Drift tool={tool} mayAccept={mayStatus} />
        {labelling && <LabelForm tool={tool} onDone={() => setLabelling(false)} />}
      </div>
      <div className="app-row-side">
        {mayLabel && !labelling && (
          <Button size="compact-sm" variant="default" onClick={() => setLabelling(true)}>
            Label<span className="gs-hidden"> {tool.name}</span>
          </Button>
        )}
        {tool.status === 'allowed' && <StopButton scopes={['tool']} targetId={tool.id} name={tool.name} compact />}
        {mayStatus && <StatusSwitch tool={tool} onProblem={setProblem} />}
      </div>
    </li>
  );
}

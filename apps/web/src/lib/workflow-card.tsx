import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { IconGitFork, IconPlayerPlay } from '@tabler/icons-react';
import type { WorkflowCardFragment } from '@groundswell/contracts';
import { formatCount, formatMinutes, RiskMark, StageBadge } from '@groundswell/ui';
import { Link } from 'react-router';

function Facts({ workflow }: { workflow: WorkflowCardFragment }) {
  return (
    <Text size="xs" c="dimmed" component="div">
      <strong className="app-card-minutes">{formatMinutes(workflow.confirmedMinutes)}</strong> confirmed ·{' '}
      {formatCount(workflow.runCount, 'run')} · {formatCount(workflow.adaptationCount, 'adaptation')}
    </Text>
  );
}

function Actions({ workflow }: { workflow: WorkflowCardFragment }) {
  const published = workflow.publishedVersion != null;
  return (
    <Group gap={8} mt="auto">
      {workflow.can.run && published && (
        <Button
          component={Link}
          to={`/workflows/${workflow.id}`}
          size="compact-sm"
          leftSection={<IconPlayerPlay size={14} aria-hidden="true" />}
        >
          Run<span className="gs-hidden"> {workflow.title}</span>
        </Button>
      )}
      {workflow.can.adapt && published && (
        <Button
          component={Link}
          to={`/workflows/${workflow.id}/adapt`}
          size="compact-sm"
          variant="default"
          leftSection={<IconGitFork size={14} aria-hidden="true" />}
        >
          Adapt<span className="gs-hidden"> {workflow.title}</span>
        </Button>
      )}
      {workflow.can.edit && !published && (
        <Button component={Link} to={`/workflows/${workflow.id}/build`} size="compact-sm" variant="default">
          Go on building<span className="gs-hidden"> {workflow.title}</span>
        </Button>
      )}
    </Group>
  );
}

/** A workflow in a list: what it is for, what it saved, what it touches, and the two things one can do with it. */
export function WorkflowCard({ workflow }: { workflow: WorkflowCardFragment }) {
  return (
    <Paper component="article" p="md" className="app-card" aria-label={workflow.title}>
      <Group justify="space-between" gap={8} wrap="nowrap">
        <StageBadge stage={workflow.stage} />
        <RiskMark risk={workflow.mayWrite ? 'write' : 'read'} />
      </Group>
      <Anchor component={Link} to={`/workflows/${workflow.id}`} className="app-card-title gs-break">
        {workflow.title}
      </Anchor>
      <Text lineClamp={3} className="gs-break">
        {workflow.task}
      </Text>
      <Text size="xs" c="dimmed" className="gs-break">
        {workflow.team.name} · {workflow.owner.name}
        {workflow.connectors.length > 0 &&
          ` · uses ${workflow.connectors.map((connector) => connector.name).join(', ')}`}
      </Text>
      <Facts workflow={workflow} />
      <Actions workflow={workflow} />
    </Paper>
  );
}

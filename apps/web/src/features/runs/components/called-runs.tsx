import { Anchor, Group, Text } from '@mantine/core';
import type { RunBodyFragment } from '@groundswell/contracts';
import { InertText, Money, StatusMark } from '@groundswell/ui';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';

/** The runs that this one called, folded, and the one that called it. */
export function CalledRuns({ run }: { run: Pick<RunBodyFragment, 'parentRun' | 'childRuns' | 'treeCostMicros'> }) {
  const { parentRun, childRuns, treeCostMicros } = run;
  if (parentRun == null && childRuns.length === 0) return null;
  return (
    <Section title="Workflows in this tree">
      {parentRun != null && (
        <Text>
          Called by{' '}
          <Anchor component={Link} to={`/runs/${parentRun.id}`}>
            {parentRun.workflow.title}
          </Anchor>
          : its minutes and its verdict are given there.
        </Text>
      )}
      {childRuns.map((child) => (
        <details key={child.id} open={child.waitingFor === 'approval' || child.waitingFor === 'outcomeUnknown'}>
          <summary>
            Called {child.workflow.title} ·{' '}
            <StatusMark status={child.waitingFor === 'call' ? 'running' : child.status} />
          </summary>
          <Group gap="md" my={8}>
            <Anchor component={Link} to={`/runs/${child.id}`}>
              {child.waitingFor === 'approval' ? 'Open it: it asks a person' : 'Open this run'}
            </Anchor>
            <Money micros={child.costMicros} />
          </Group>
          {child.outputText != null && child.outputText !== '' && <InertText text={child.outputText} />}
        </details>
      ))}
      {childRuns.length > 0 && (
        <Text c="dimmed">
          All together: <Money micros={treeCostMicros} />
        </Text>
      )}
    </Section>
  );
}

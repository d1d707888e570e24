import { Button, Text } from '@mantine/core';
import { TriggerTroublesDocument, type TriggerTroublesQuery } from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';

type Trouble = TriggerTroublesQuery['triggerTroubles'][number];

function titleOf({ kind, name, paused, leftBehind, owner }: Trouble): string {
  if (leftBehind) return `${name}: the ${kind} that ${owner.name} left behind`;
  return `${name} ${paused ? 'is paused' : 'came to nothing the last time'}`;
}

/** Schedules and webhooks of one's own that were paused or came to nothing, and those of leavers that one may take over. */
export function TriggerTroubles() {
  const { data } = useFetched(TriggerTroublesDocument, {}, { dependsOn: ['Schedule', 'Webhook', 'Run'] });
  const troubles = data?.triggerTroubles ?? [];
  if (troubles.length === 0) return null;
  return (
    <div className="app-needs">
      <Section title="Triggers that need you">
        <ul className="gs-list">
          {troubles.map((trouble) => (
            <li className="app-row" key={trouble.id}>
              <div className="app-row-main">
                <Text fw={550} className="gs-break">
                  {titleOf(trouble)}
                </Text>
                <Text size="xs" c="dimmed" className="gs-break">
                  {trouble.workflow.title}, <When at={trouble.at} />: {trouble.sentence}
                </Text>
              </div>
              <Button component={Link} to={`/triggers/${trouble.kind}s/${trouble.id}`} size="compact-sm">
                {trouble.leftBehind ? 'Take it over' : 'Look at it'}
                <span className="gs-hidden">: {trouble.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

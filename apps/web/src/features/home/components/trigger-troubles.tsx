import { Button, Text } from '@mantine/core';
import { TriggerTroublesDocument, type TriggerTroublesQuery } from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';

interface Trouble {
  readonly to: string;
  readonly title: string;
  readonly workflow: string;
  readonly sentence: string;
  readonly at: string;
}

function troublesOf({ scheduleTroubles, webhooks }: TriggerTroublesQuery): Trouble[] {
  const ofSchedules = scheduleTroubles.map(({ schedule, sentence, at }) => ({
    to: `/triggers/schedules/${schedule.id}`,
    title: `${schedule.name} ${schedule.state === 'paused' ? 'is paused' : 'came to nothing the last time'}`,
    workflow: schedule.workflow.title,
    sentence,
    at,
  }));
  const ofWebhooks = webhooks.flatMap(({ id, name, state, pauseCode, pauseReason, pausedAt, workflow }) =>
    state !== 'paused' || pauseCode === 'PERSON' || pausedAt == null
      ? []
      : [
          {
            to: `/triggers/webhooks/${id}`,
            title: `${name} is paused`,
            workflow: workflow.title,
            sentence: pauseReason ?? '',
            at: pausedAt,
          },
        ],
  );
  return [...ofSchedules, ...ofWebhooks];
}

/** Schedules and webhooks of one's own that were paused or came to nothing, and schedules that somebody who left has left behind. */
export function TriggerTroubles() {
  const { data } = useFetched(TriggerTroublesDocument, {}, { dependsOn: ['Schedule', 'Webhook', 'Run'] });
  const troubles = data === undefined ? [] : troublesOf(data);
  if (troubles.length === 0) return null;
  return (
    <div className="app-needs">
      <Section title="Triggers that need you">
        <div>
          {troubles.map((trouble) => (
            <div className="app-row" key={trouble.to}>
              <div className="app-row-main">
                <Text fw={550} className="gs-break">
                  {trouble.title}
                </Text>
                <Text size="xs" c="dimmed" className="gs-break">
                  {trouble.workflow}, <When at={trouble.at} />: {trouble.sentence}
                </Text>
              </div>
              <Button component={Link} to={trouble.to} size="compact-sm">
                Look at it
              </Button>
            </div>
          ))}
        </div>
      </Section>
    </div>
  );
}

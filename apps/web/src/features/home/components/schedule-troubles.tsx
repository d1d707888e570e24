import { Button, Text } from '@mantine/core';
import { ScheduleTroublesDocument } from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';

/** Schedules of one's own that were paused, refused or failed, and those that somebody who left has left behind. */
export function ScheduleTroubles() {
  const { data } = useFetched(ScheduleTroublesDocument, {}, { dependsOn: ['Schedule', 'Run'] });
  const troubles = data?.scheduleTroubles ?? [];
  if (troubles.length === 0) return null;
  return (
    <div className="app-needs">
      <Section title="Schedules that need you">
        <div>
          {troubles.map(({ schedule, sentence, at }) => (
            <div className="app-row" key={schedule.id}>
              <div className="app-row-main">
                <Text fw={550} className="gs-break">
                  {schedule.name} {schedule.state === 'paused' ? 'is paused' : 'came to nothing the last time'}
                </Text>
                <Text size="xs" c="dimmed" className="gs-break">
                  {schedule.workflow.title}, <When at={at} />: {sentence}
                </Text>
              </div>
              <Button component={Link} to={`/triggers/schedules/${schedule.id}`} size="compact-sm">
                Look at it
              </Button>
            </div>
          ))}
        </div>
      </Section>
    </div>
  );
}

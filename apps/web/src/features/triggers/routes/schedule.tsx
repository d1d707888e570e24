import { useState } from 'react';
import { Anchor, Button, Text } from '@mantine/core';
import {
  EndScheduleDocument,
  FireScheduleDocument,
  PauseScheduleDocument,
  ResumeScheduleDocument,
  SchedulePageDocument,
  TakeOverScheduleDocument,
  type SchedulePageQuery,
} from '@groundswell/contracts';
import { SkeletonPage, When } from '@groundswell/ui';
import { Link, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { InputTable } from '../../../lib/input-table.js';
import { Page, Section } from '../../../lib/page.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { FiringList } from '../components/firing-list.js';
import { TimeList } from '../components/next-times.js';
import { ScheduleForm } from '../components/schedule-form.js';
import { TriggerState } from '../components/schedule-list.js';
import { TriggerActions } from '../components/trigger-actions.js';
import { MISSED_WORDS, OVERLAP_WORDS } from '../components/trigger-words.js';

type Schedule = NonNullable<SchedulePageQuery['schedule']>;

function Actions({ schedule }: { schedule: Schedule }) {
  const { id, can } = schedule;
  const [fire, firing] = useChange(FireScheduleDocument);
  const [pause, pausing] = useChange(PauseScheduleDocument);
  const [resume, resuming] = useChange(ResumeScheduleDocument);
  const [takeOver, takingOver] = useChange(TakeOverScheduleDocument);
  const [end, ending] = useChange(EndScheduleDocument);
  return (
    <TriggerActions
      noun="schedule"
      busy={firing || pausing || resuming || takingOver || ending}
      runNow={can.change && schedule.state === 'active' ? () => fire({ id }) : null}
      pause={can.pause ? (reason) => pause({ id, reason }) : null}
      resume={can.resume ? () => resume({ id }) : null}
      takeOver={can.takeOver ? () => takeOver({ id }) : null}
      end={can.end ? () => end({ id }) : null}
    />
  );
}

function Facts({ schedule }: { schedule: Schedule }) {
  return (
    <>
      {schedule.state === 'paused' && (
        <div className={schedule.pauseCode === 'PERSON' ? undefined : 'app-needs'}>
          <Text fw={550} className="gs-break">
            {schedule.pauseReason}
          </Text>
          {schedule.pausedAt != null && (
            <Text size="xs" c="dimmed">
              Paused <When at={schedule.pausedAt} />. What falls due meanwhile is not made good.
            </Text>
          )}
        </div>
      )}
      <Actions schedule={schedule} />
      {schedule.nextTimes.length > 0 && (
        <Section title="The next times">
          <Text c="dimmed">By the clocks of {schedule.timeZone}.</Text>
          <TimeList times={schedule.nextTimes} timeZone={schedule.timeZone} />
        </Section>
      )}
      <Section title="What it does">
        <Text>
          Runs the published version of{' '}
          <Anchor component={Link} to={`/workflows/${schedule.workflow.id}`}>
            {schedule.workflow.title}
          </Anchor>{' '}
          {schedule.words}, by the clocks of {schedule.timeZone}, on the authority of {schedule.owner.name}.
        </Text>
        <Text>When an earlier run is still open: {OVERLAP_WORDS[schedule.overlapRule].toLowerCase()}.</Text>
        <Text>
          After the server was down or the workflow was stopped: {MISSED_WORDS[schedule.missedRule].toLowerCase()}
          {schedule.missedRule === 'all' && `, at most ${schedule.missedCap}`}.
        </Text>
        <InputTable
          schema={schedule.workflow.publishedVersion?.inputSchema}
          inputs={schedule.inputs}
          caption="Its inputs"
        />
      </Section>
    </>
  );
}

function ScheduleView({ schedule, refetch }: { schedule: Schedule; refetch: () => void }) {
  const [changing, setChanging] = useState(false);
  return (
    <Page
      title={schedule.name}
      back={{ to: '/triggers', label: 'Triggers' }}
      lead={
        <div className="app-row-side">
          <TriggerState of={schedule} word="Active" />
          <span>
            {schedule.workflow.title} · {schedule.words}
          </span>
        </div>
      }
      actions={
        schedule.can.change &&
        !changing && (
          <Button variant="default" onClick={() => setChanging(true)}>
            Change
          </Button>
        )
      }
    >
      {changing ? (
        <ScheduleForm
          workflow={schedule.workflow}
          schedule={schedule}
          onLeave={() => setChanging(false)}
          onSaved={() => {
            setChanging(false);
            refetch();
          }}
        />
      ) : (
        <Facts schedule={schedule} />
      )}
      <Section title="History">
        <FiringList
          scheduleId={schedule.id}
          workflowId={schedule.workflow.id}
          ownerId={schedule.owner.id}
          timeZone={schedule.timeZone}
        />
      </Section>
    </Page>
  );
}

/** One schedule: how it stands, when it runs next, and what came of each time. */
export function SchedulePage() {
  const { scheduleId = '' } = useParams();
  const fetched = useFetched(SchedulePageDocument, { id: scheduleId }, { dependsOn: ['Schedule'] });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ schedule }) =>
        schedule == null ? <NotHere what="schedule" /> : <ScheduleView schedule={schedule} refetch={fetched.refetch} />
      }
    </FetchedView>
  );
}

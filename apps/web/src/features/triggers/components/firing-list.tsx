import { Anchor, Text } from '@mantine/core';
import { ScheduleFiringsDocument } from '@groundswell/contracts';
import { EmptyState } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { FoldedRefusal } from '../../../lib/start-refusal.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { firingWords, zonedTime } from './trigger-words.js';
import { useWhileWorking } from './use-while-working.js';

/** Each time at which a schedule fell due and what came of it, the newest first. */
export function FiringList({
  scheduleId,
  workflowId,
  ownerId,
  timeZone,
}: {
  scheduleId: string;
  workflowId: string;
  ownerId: string;
  timeZone: string;
}) {
  const cursor = useCursor(scheduleId);
  const fetched = useFetched(
    ScheduleFiringsDocument,
    { id: scheduleId, after: cursor.after ?? null },
    { dependsOn: ['Schedule', 'Run'] },
  );
  useWhileWorking(fetched.data?.schedule?.firings.items ?? [], fetched.refetch);
  return (
    <FetchedView of={fetched}>
      {({ schedule }) => {
        if (schedule == null || schedule.firings.totalCount === 0)
          return (
            <EmptyState title="It has not fallen due yet">
              Each time appears here with its run, or why there was none.
            </EmptyState>
          );
        return (
          <>
            <ul className="gs-list" aria-label="Times at which it fell due">
              {schedule.firings.items.map((firing, place) => (
                <li className="app-row" key={firing.id}>
                  <div className="app-row-main">
                    <Text fw={550}>
                      <time dateTime={firing.dueAt}>{zonedTime(firing.dueAt, timeZone)}</time>
                      {firing.byHand && ', by hand'}
                    </Text>
                    <Text className="gs-break">
                      {firingWords(firing)} {firing.refusal == null && firing.nextStep}
                    </Text>
                    {firing.refusal != null && (
                      <FoldedRefusal
                        refused={firing.refusal}
                        workflowId={workflowId}
                        ownerId={ownerId}
                        opened={place === 0}
                      />
                    )}
                  </div>
                  {firing.run != null && (
                    <Anchor component={Link} to={`/runs/${firing.run.id}`}>
                      Run {firing.run.status}
                    </Anchor>
                  )}
                </li>
              ))}
            </ul>
            <Pager page={schedule.firings} cursor={cursor} noun="time" />
          </>
        );
      }}
    </FetchedView>
  );
}

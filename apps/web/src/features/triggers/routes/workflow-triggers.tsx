import { useState } from 'react';
import { Button, Text } from '@mantine/core';
import {
  WorkflowTriggersDocument,
  type TriggeredWorkflowFragment,
  type WorkflowTriggersQuery,
} from '@groundswell/contracts';
import { EmptyState } from '@groundswell/ui';
import { useNavigate, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { ScheduleForm } from '../components/schedule-form.js';
import { ScheduleList } from '../components/schedule-list.js';
import { WebhookForm } from '../components/webhook-form.js';
import { WebhookList } from '../components/webhook-list.js';

/** Why nothing can start it by itself; null when it can be set up. */
function whyNot(workflow: TriggeredWorkflowFragment): string | null {
  if (workflow.publishedVersion == null) return 'Only a published version starts by itself. Publish one first.';
  if (!workflow.can.run) return 'You may not run this workflow now, so nothing can run it on your authority.';
  return null;
}

function Triggers({ workflow, data }: { workflow: TriggeredWorkflowFragment; data: WorkflowTriggersQuery }) {
  const { can } = useSession();
  const navigate = useNavigate();
  const [making, setMaking] = useState<'schedule' | 'webhook' | null>(null);
  const reason = whyNot(workflow);
  const may = (permission: string) => reason === null && making === null && can(permission);
  return (
    <>
      {reason !== null && <Text>{reason}</Text>}
      <Section
        title="Schedules"
        aside={may('schedule.create') && <Button onClick={() => setMaking('schedule')}>New schedule</Button>}
      >
        {making === 'schedule' && (
          <ScheduleForm
            workflow={workflow}
            schedule={null}
            onLeave={() => setMaking(null)}
            onSaved={(id) => void navigate(`/triggers/schedules/${id}`)}
          />
        )}
        {making !== 'schedule' && data.schedules.items.length === 0 && (
          <EmptyState title="No schedule that you may see">
            A schedule runs this workflow by the clock, with fixed inputs, on its owner’s authority.
          </EmptyState>
        )}
        {data.schedules.items.length > 0 && <ScheduleList schedules={data.schedules.items} withWorkflow={false} />}
      </Section>
      <Section
        title="Webhooks"
        aside={
          may('webhook.create') && (
            <Button variant="default" onClick={() => setMaking('webhook')}>
              New webhook
            </Button>
          )
        }
      >
        {making === 'webhook' && (
          <WebhookForm
            workflow={workflow}
            webhook={null}
            onLeave={() => setMaking(null)}
            onSaved={(id) => void navigate(`/triggers/webhooks/${id}`)}
          />
        )}
        {making !== 'webhook' && data.webhooks.length === 0 && (
          <EmptyState title="No webhook that you may see">
            A webhook lets another system start this workflow with a signed message.
          </EmptyState>
        )}
        {data.webhooks.length > 0 && <WebhookList webhooks={data.webhooks} withWorkflow={false} />}
      </Section>
    </>
  );
}

/** What starts a workflow without anybody standing beside it. */
export function WorkflowTriggersTab() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(WorkflowTriggersDocument, { id: workflowId }, { dependsOn: ['Schedule', 'Webhook'] });
  return (
    <FetchedView of={fetched}>
      {(data) =>
        data.workflow == null ? <NotHere what="workflow" inPage /> : <Triggers workflow={data.workflow} data={data} />
      }
    </FetchedView>
  );
}

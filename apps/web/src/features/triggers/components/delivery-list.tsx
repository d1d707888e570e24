import { Anchor, Text } from '@mantine/core';
import { WebhookDeliveriesDocument } from '@groundswell/contracts';
import { EmptyState, formatInstant } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { FoldedRefusal } from '../../../lib/start-refusal.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useWhileWorking } from './use-while-working.js';

/** What was sent to a webhook and what came of it, the newest first. */
export function DeliveryList({
  webhookId,
  workflowId,
  ownerId,
}: {
  webhookId: string;
  workflowId: string;
  ownerId: string;
}) {
  const cursor = useCursor(webhookId);
  const fetched = useFetched(
    WebhookDeliveriesDocument,
    { id: webhookId, after: cursor.after ?? null },
    { dependsOn: ['Webhook', 'Run'] },
  );
  useWhileWorking(fetched.data?.webhook?.deliveries.items ?? [], fetched.refetch);
  return (
    <FetchedView of={fetched}>
      {({ webhook }) => {
        if (webhook == null || webhook.deliveries.totalCount === 0)
          return (
            <EmptyState title="Nothing came yet">
              Each message appears here with its run, or why it was refused.
            </EmptyState>
          );
        return (
          <>
            <ul className="gs-list" aria-label="Messages">
              {webhook.deliveries.items.map((delivery, place) => (
                <li className="app-row" key={delivery.id}>
                  <div className="app-row-main">
                    <Text fw={550} className="gs-break">
                      {delivery.accepted
                        ? 'Accepted'
                        : `Refused: ${delivery.refusal?.message ?? delivery.reason ?? delivery.code ?? ''}`}
                    </Text>
                    <Text size="xs" c="dimmed" className="gs-break">
                      {formatInstant(delivery.receivedAt)} · {delivery.messageId ?? 'without an id'} ·{' '}
                      {delivery.bodyBytes} bytes from {delivery.remoteAddress}
                    </Text>
                    {delivery.refusal != null && (
                      <FoldedRefusal
                        refused={delivery.refusal}
                        workflowId={workflowId}
                        ownerId={ownerId}
                        opened={place === 0}
                      />
                    )}
                  </div>
                  {delivery.run != null && (
                    <Anchor component={Link} to={`/runs/${delivery.run.id}`}>
                      Run {delivery.run.status}
                    </Anchor>
                  )}
                </li>
              ))}
            </ul>
            <Pager page={webhook.deliveries} cursor={cursor} noun="message" />
          </>
        );
      }}
    </FetchedView>
  );
}

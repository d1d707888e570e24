import { Anchor, Text } from '@mantine/core';
import type { WebhookLineFragment } from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { Link } from 'react-router';
import { TriggerState } from './schedule-list.js';

/** Webhooks, one a line. */
export function WebhookList({
  webhooks,
  withWorkflow,
}: {
  webhooks: readonly WebhookLineFragment[];
  withWorkflow: boolean;
}) {
  return (
    <ul className="gs-list" aria-label="Webhooks">
      {webhooks.map((webhook) => (
        <li className="app-row" key={webhook.id}>
          <div className="app-row-main">
            <Anchor component={Link} to={`/triggers/webhooks/${webhook.id}`} fw={550} className="gs-break">
              {webhook.name}
            </Anchor>
            <Text size="xs" c="dimmed" className="gs-break">
              {withWorkflow && `${webhook.workflow.title} · `}
              on the authority of {webhook.owner.name}
              {!webhook.owner.active && ' (left)'} ·{' '}
              {webhook.lastDeliveryAt == null ? (
                'nothing came yet'
              ) : (
                <>
                  last message <When at={webhook.lastDeliveryAt} />
                </>
              )}
            </Text>
          </div>
          <TriggerState of={webhook} word="Takes messages" />
        </li>
      ))}
    </ul>
  );
}

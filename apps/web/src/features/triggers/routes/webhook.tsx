import { useState } from 'react';
import { Anchor, Button, Code, Group, NumberInput, Text } from '@mantine/core';
import {
  DeleteWebhookDocument,
  PauseWebhookDocument,
  ResumeWebhookDocument,
  RotateWebhookSecretDocument,
  TakeOverWebhookDocument,
  WebhookPageDocument,
  type WebhookPageQuery,
} from '@groundswell/contracts';
import { SkeletonPage } from '@groundswell/ui';
import { Link, useParams } from 'react-router';
import { CopyLine } from '../../../lib/copy-line.js';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Form } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { DeliveryList } from '../components/delivery-list.js';
import { TriggerState } from '../components/schedule-list.js';
import { TriggerActions } from '../components/trigger-actions.js';
import { WebhookForm } from '../components/webhook-form.js';
import { WebhookSecret } from '../components/webhook-secret.js';

type Webhook = NonNullable<WebhookPageQuery['webhook']>;

function Actions({ webhook }: { webhook: Webhook }) {
  const { id, can } = webhook;
  const [pause, pausing] = useChange(PauseWebhookDocument);
  const [resume, resuming] = useChange(ResumeWebhookDocument);
  const [takeOver, takingOver] = useChange(TakeOverWebhookDocument);
  const [remove, removing] = useChange(DeleteWebhookDocument);
  return (
    <TriggerActions
      noun="webhook"
      busy={pausing || resuming || takingOver || removing}
      runNow={null}
      pause={can.pause ? (reason) => pause({ id, reason }) : null}
      resume={can.resume ? () => resume({ id }) : null}
      takeOver={can.takeOver ? () => takeOver({ id }) : null}
      end={can.end ? () => remove({ id }) : null}
    />
  );
}

function NewSecret({ webhook }: { webhook: Webhook }) {
  const [asking, setAsking] = useState(false);
  const [hours, setHours] = useState(24);
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [rotate, busy] = useChange(RotateWebhookSecretDocument);
  const submit = async () => {
    const answer = await rotate({ id: webhook.id, overlapHours: hours });
    setProblem(answer.problem);
    if (answer.data !== null) setSecret(answer.data.rotateWebhookSecret.secret);
  };
  const done = () => {
    setSecret(null);
    setAsking(false);
  };
  if (secret !== null) return <WebhookSecret url={webhook.url} secret={secret} onDone={done} />;
  if (!asking)
    return (
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          New secret…
        </Button>
      </div>
    );
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="New secret">
      <NumberInput
        label="Hours for which the present secret stays good"
        description="0 if somebody else may know it."
        min={0}
        max={72}
        value={hours}
        error={faultOf(problem, 'overlapHours')}
        onChange={(value) => setHours(Number(value))}
      />
      <Group>
        <Button type="submit" loading={busy}>
          Make a new secret
        </Button>
        <Button variant="default" onClick={() => setAsking(false)}>
          Back
        </Button>
      </Group>
    </Form>
  );
}

const EXAMPLE_HEADERS = [
  'webhook-id: msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
  'webhook-timestamp: 1764000000',
  'webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
].join('\n');

function HowToSend({ webhook }: { webhook: Webhook }) {
  return (
    <Section title="How to send">
      <CopyLine text={webhook.url} label="Address" />
      <Text>
        Sign each message as the Standard Webhooks say: HMAC-SHA-256 over <Code>webhook-id.webhook-timestamp.body</Code>{' '}
        with the bytes of the secret after <Code>whsec_</Code>. A message is good for five minutes, and leads to one run
        however often it is sent.
      </Text>
      <CopyLine text={EXAMPLE_HEADERS} label="Headers of a message" />
      <Text>
        The answer 202 names the run and a status address; GET it with the same headers, signed over its path instead of
        a body. 422 says which inputs do not fit, 429 to send less, 409 that no run was started; 401 says nothing more.
      </Text>
    </Section>
  );
}

function WebhookView({ webhook, refetch }: { webhook: Webhook; refetch: () => void }) {
  const [changing, setChanging] = useState(false);
  return (
    <Page
      title={webhook.name}
      back={{ to: '/triggers', label: 'Triggers' }}
      lead={
        <div className="app-row-side">
          <TriggerState of={webhook} word="Takes messages" />
          <span>
            <Anchor component={Link} to={`/workflows/${webhook.workflow.id}`}>
              {webhook.workflow.title}
            </Anchor>{' '}
            · on the authority of {webhook.owner.name} · {webhook.ratePerMinute} messages a minute at most
          </span>
        </div>
      }
      actions={
        webhook.can.change &&
        !changing && (
          <Button variant="default" onClick={() => setChanging(true)}>
            Change
          </Button>
        )
      }
    >
      {webhook.state === 'paused' && (
        <div className={webhook.pauseCode === 'PERSON' ? undefined : 'app-needs'}>
          <Text fw={550} className="gs-break">
            {webhook.pauseReason}
          </Text>
        </div>
      )}
      {changing ? (
        <WebhookForm
          workflow={webhook.workflow}
          webhook={webhook}
          onLeave={() => setChanging(false)}
          onSaved={() => {
            setChanging(false);
            refetch();
          }}
        />
      ) : (
        <>
          <Actions webhook={webhook} />
          {webhook.can.change && <NewSecret webhook={webhook} />}
          {webhook.state !== 'ended' && <HowToSend webhook={webhook} />}
        </>
      )}
      <Section title="Messages">
        <DeliveryList webhookId={webhook.id} workflowId={webhook.workflow.id} ownerId={webhook.owner.id} />
      </Section>
    </Page>
  );
}

/** One webhook: how it stands, how to send to it, and what came. */
export function WebhookPage() {
  const { webhookId = '' } = useParams();
  const fetched = useFetched(WebhookPageDocument, { id: webhookId }, { dependsOn: ['Webhook'] });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ webhook }) =>
        webhook == null ? <NotHere what="webhook" /> : <WebhookView webhook={webhook} refetch={fetched.refetch} />
      }
    </FetchedView>
  );
}

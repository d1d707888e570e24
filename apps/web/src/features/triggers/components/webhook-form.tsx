import { useState } from 'react';
import { Button, Group, NumberInput, Switch, Text, TextInput } from '@mantine/core';
import {
  ChangeWebhookDocument,
  CreateWebhookDocument,
  type TriggeredWorkflowFragment,
  type WebhookBodyFragment,
} from '@groundswell/contracts';
import { fieldsOf } from '@groundswell/ui';
import { Form, RestoredNote } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';
import { WebhookSecret } from './webhook-secret.js';

interface WebhookDraft {
  readonly name: string;
  readonly mapped: boolean;
  readonly mapping: Readonly<Record<string, string>>;
  readonly ratePerMinute: number;
}

function draftFrom(webhook: WebhookBodyFragment | null): WebhookDraft {
  const mapping = webhook?.mapping as Readonly<Record<string, string>> | null | undefined;
  return {
    name: webhook?.name ?? '',
    mapped: mapping != null,
    mapping: mapping ?? {},
    ratePerMinute: webhook?.ratePerMinute ?? 60,
  };
}

function Mapping({
  schema,
  value,
  patch,
  problem,
}: {
  schema: unknown;
  value: WebhookDraft;
  patch: (part: Partial<WebhookDraft>) => void;
  problem: Problem | null;
}) {
  return (
    <>
      <Switch
        label="The inputs stand elsewhere in the body"
        description="Without this the body is an object with the inputs by their names."
        checked={value.mapped}
        onChange={(event) => patch({ mapped: event.currentTarget.checked })}
      />
      {value.mapped &&
        fieldsOf(schema).map((field) => (
          <TextInput
            key={field.key}
            label={`Where “${field.label}” stands`}
            placeholder="/order/customer/name"
            classNames={{ input: 'gs-mono' }}
            value={value.mapping[field.key] ?? ''}
            error={faultOf(problem, `mapping.${field.key}`)}
            onChange={(event) => patch({ mapping: { ...value.mapping, [field.key]: event.currentTarget.value } })}
          />
        ))}
    </>
  );
}

/** Makes a webhook and shows its secret once, or changes one. */
export function WebhookForm({
  workflow,
  webhook,
  onSaved,
  onLeave,
}: {
  workflow: TriggeredWorkflowFragment;
  webhook: WebhookBodyFragment | null;
  onSaved: (id: string) => void;
  onLeave: () => void;
}) {
  const fresh = draftFrom(webhook);
  const key = webhook === null ? `webhook.new.${workflow.id}` : `webhook.${webhook.id}.${webhook.revision}`;
  const { value, patch, clear, restored } = useDraft(key, fresh);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<{ readonly id: string; readonly url: string; readonly secret: string } | null>(null);
  const [create, creating] = useChange(CreateWebhookDocument);
  const [change, changing] = useChange(ChangeWebhookDocument);

  const submit = async () => {
    const { name, mapped, ratePerMinute } = value;
    const placed = Object.entries(value.mapping).filter(([, place]) => place !== '');
    const input = { workflowId: workflow.id, name, ratePerMinute, mapping: mapped ? Object.fromEntries(placed) : null };
    if (webhook === null) {
      const answer = await create({ input });
      setProblem(answer.problem);
      if (answer.data === null) return;
      clear(fresh);
      const { secret, webhook: saved } = answer.data.createWebhook;
      setMade({ id: saved.id, url: saved.url, secret });
      return;
    }
    const answer = await change({ id: webhook.id, revision: webhook.revision, input });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear(fresh);
    onSaved(webhook.id);
  };

  if (made !== null) return <WebhookSecret url={made.url} secret={made.secret} onDone={() => onSaved(made.id)} />;
  return (
    <Form
      onSubmit={() => void submit()}
      problem={problem}
      label={webhook === null ? 'New webhook' : 'Change the webhook'}
    >
      <RestoredNote restored={restored} onDiscard={() => clear(fresh)} />
      <TextInput
        label="Name"
        description="Who sends, such as “Orders of the shop”."
        value={value.name}
        error={faultOf(problem, 'name')}
        onChange={(event) => patch({ name: event.currentTarget.value })}
      />
      <Mapping schema={workflow.publishedVersion?.inputSchema} value={value} patch={patch} problem={problem} />
      <NumberInput
        label="Messages per minute at most"
        min={1}
        max={600}
        value={value.ratePerMinute}
        error={faultOf(problem, 'ratePerMinute')}
        onChange={(rate) => patch({ ratePerMinute: Number(rate) })}
      />
      <Text c="dimmed">Its runs have your authority. It rests when you leave.</Text>
      <Group>
        <Button type="submit" loading={creating || changing}>
          {webhook === null ? 'Make the webhook' : 'Save'}
        </Button>
        <Button variant="default" onClick={onLeave}>
          Cancel
        </Button>
      </Group>
    </Form>
  );
}

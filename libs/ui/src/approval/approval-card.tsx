import { useState } from 'react';
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { When } from '../figures/amounts.js';
import { ValueTable } from '../inert/json-view.js';
import { RiskMark, type RiskName } from '../marks/risk-mark.js';
import { fieldsOf } from '../schema-form/schema-fields.js';
import { SchemaForm, type FormValues } from '../schema-form/schema-form.js';
import { CallEdit, CallPreview, type CallPreviewValue } from './call-changes.js';

export interface ApprovalValue {
  readonly id: string;
  readonly arguments: unknown;
  readonly argumentsDigest: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly mayDecide: boolean;
  readonly mayEdit?: boolean;
  readonly originalArguments?: unknown;
  readonly editedBy?: { readonly name: string } | null;
  /** Who said yes already, while others are still asked. */
  readonly agreedBy?: readonly { readonly name: string }[];
  readonly preview?: CallPreviewValue | null;
  readonly tool: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly risk: RiskName;
    readonly reachesOutside: boolean;
    readonly inputSchema?: unknown;
    readonly connector: { readonly name: string };
  };
}

export interface ApprovalDecision {
  readonly approvalId: string;
  readonly argumentsDigest: string;
  readonly approve: boolean;
  readonly reason?: string;
}

/** A person's yes to the call as they changed it. */
export interface ApprovalEdit {
  readonly approvalId: string;
  readonly argumentsDigest: string;
  readonly arguments: FormValues;
}

const EFFECT: Readonly<Record<RiskName, string>> = {
  read: 'Nothing is changed there; the answer comes back into this run.',
  write: 'It is changed there as soon as you approve.',
  destructive: 'It is deleted or overwritten there as soon as you approve. This cannot be taken back.',
};

function WhatWillChange({ tool }: Pick<ApprovalValue, 'tool'>) {
  return (
    <Text>
      <strong>What will change:</strong> {tool.connector.name} receives exactly the values below. {EFFECT[tool.risk]}
      {tool.reachesOutside && ' It also leaves the organisation.'}
    </Text>
  );
}

/** The form in which the values are changed before they are sent; what does not fit the tool is said beside its field. */
function EditForm({
  approval,
  busy,
  errors,
  onEdit,
  onBack,
}: {
  approval: ApprovalValue;
  busy: boolean;
  errors: Readonly<Record<string, string>>;
  onEdit: (edit: ApprovalEdit) => void;
  onBack: () => void;
}) {
  const [values, setValues] = useState<FormValues>(() => ({ ...(approval.arguments as FormValues) }));
  const known = fieldsOf(approval.tool.inputSchema).length > 0;
  return (
    <Stack gap="sm">
      {known ? (
        <SchemaForm schema={approval.tool.inputSchema} values={values} onChange={setValues} errors={errors} />
      ) : (
        <SchemaForm
          schema={{ type: 'object', properties: { values: { type: 'object', title: 'The values to send' } } }}
          values={{ values }}
          onChange={({ values: next }) => setValues(typeof next === 'object' && next !== null ? { ...next } : {})}
          errors={errors}
        />
      )}
      <Text size="xs" c="dimmed">
        The changed call is judged anew. Whoever agreed before is asked again, and the run is told what was really sent.
      </Text>
      <Group>
        <Button
          loading={busy}
          onClick={() =>
            onEdit({ approvalId: approval.id, argumentsDigest: approval.argumentsDigest, arguments: values })
          }
        >
          Approve with these values
        </Button>
        <Button variant="subtle" disabled={busy} onClick={onBack}>
          Back
        </Button>
      </Group>
    </Stack>
  );
}

export interface ApprovalCardProps {
  readonly approval: ApprovalValue;
  readonly busy: boolean;
  readonly onDecide: (decision: ApprovalDecision) => void;
  /** Left out where the call cannot be changed. */
  readonly onEdit?: (edit: ApprovalEdit) => void;
  /** Of changed values, by their names. */
  readonly errors?: Readonly<Record<string, string>>;
}

function Answers({ approval, busy, onDecide, onEdit, onEditing }: ApprovalCardProps & { onEditing: () => void }) {
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const decide = (approve: boolean) =>
    onDecide({
      approvalId: approval.id,
      argumentsDigest: approval.argumentsDigest,
      approve,
      reason: reason.trim() === '' ? undefined : reason.trim(),
    });
  const mayEdit = onEdit !== undefined && approval.mayEdit === true && !refusing;
  if (!approval.mayDecide && !mayEdit)
    return <Text>You may see this approval, but someone else has to decide it.</Text>;
  return (
    <>
      {refusing && (
        <Textarea
          label="Why not?"
          description="The run sees this sentence and may go another way."
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
      )}
      {!approval.mayDecide && <Text>You agreed to it already; someone else has to agree too.</Text>}
      <Group>
        {approval.mayDecide && (
          <Button onClick={() => decide(true)} loading={busy} disabled={refusing}>
            Approve this call
          </Button>
        )}
        {mayEdit && (
          <Button variant="default" disabled={busy} onClick={onEditing}>
            Change and approve
          </Button>
        )}
        {approval.mayDecide && (
          <Button variant="default" disabled={busy} onClick={() => (refusing ? decide(false) : setRefusing(true))}>
            {refusing ? 'Refuse and go on' : 'Refuse'}
          </Button>
        )}
        {refusing && (
          <Button variant="subtle" onClick={() => setRefusing(false)}>
            Back
          </Button>
        )}
      </Group>
    </>
  );
}

/** The one thing a run waits for: a person's yes to this exact call. Shows every argument as it will be sent. */
export function ApprovalCard(props: ApprovalCardProps) {
  const { approval, busy, onEdit, errors = {} } = props;
  const [editing, setEditing] = useState(false);
  const { tool, preview, editedBy, agreedBy = [] } = approval;
  return (
    <section className="gs-approval" aria-labelledby={`approval-${approval.id}`}>
      <Stack gap="sm">
        <div className="gs-approval-head">
          <span className="gs-status gs-tone-amber">
            <IconHandStop size={18} aria-hidden="true" /> {approval.mayDecide ? 'Needs you' : 'Needs someone'}
          </span>
          <RiskMark risk={tool.risk} />
        </div>
        <Title order={2} size="h3" id={`approval-${approval.id}`} className="gs-break">
          May this run call “{tool.title === '' ? tool.name : tool.title}” in {tool.connector.name}?
        </Title>
        <WhatWillChange tool={tool} />
        {editedBy != null && (
          <CallEdit by={editedBy.name} original={approval.originalArguments} now={approval.arguments} />
        )}
        {preview != null && <CallPreview preview={preview} system={tool.connector.name} />}
        {editing && onEdit !== undefined ? (
          <EditForm approval={approval} busy={busy} errors={errors} onEdit={onEdit} onBack={() => setEditing(false)} />
        ) : (
          <ValueTable value={approval.arguments} caption={`The exact values sent to ${tool.connector.name}`} />
        )}
        {agreedBy.length > 0 && <Text>Agreed so far: {agreedBy.map((person) => person.name).join(', ')}.</Text>}
        <Text size="xs" c="dimmed">
          {approval.mayDecide ? 'Why you are asked' : 'Why somebody is asked'}: {approval.reason} A yes is good once,
          for these values only. Expires <When at={approval.expiresAt} />. Check code{' '}
          {approval.argumentsDigest.slice(0, 12)}
        </Text>
        {!editing && <Answers {...props} onEditing={() => setEditing(true)} />}
      </Stack>
    </section>
  );
}

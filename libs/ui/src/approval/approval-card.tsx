import { useState } from 'react';
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { When } from '../figures/amounts.js';
import { ValueTable } from '../inert/json-view.js';
import { RiskMark, type RiskName } from '../marks/risk-mark.js';

export interface ApprovalValue {
  readonly id: string;
  readonly arguments: unknown;
  readonly argumentsDigest: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly mayDecide: boolean;
  readonly tool: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly risk: RiskName;
    readonly reachesOutside: boolean;
    readonly connector: { readonly name: string };
  };
}

export interface ApprovalDecision {
  readonly approvalId: string;
  readonly argumentsDigest: string;
  readonly approve: boolean;
  readonly reason?: string;
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

/** The one thing a run waits for: a person's yes to this exact call. Shows every argument as it will be sent. */
export function ApprovalCard({
  approval,
  busy,
  onDecide,
}: {
  approval: ApprovalValue;
  busy: boolean;
  onDecide: (decision: ApprovalDecision) => void;
}) {
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const { tool } = approval;
  const decide = (approve: boolean) =>
    onDecide({
      approvalId: approval.id,
      argumentsDigest: approval.argumentsDigest,
      approve,
      reason: reason.trim() === '' ? undefined : reason.trim(),
    });
  return (
    <section className="gs-approval" aria-labelledby={`approval-${approval.id}`}>
      <Stack gap="sm">
        <div className="gs-approval-head">
          <span className="gs-status gs-tone-amber">
            <IconHandStop size={18} aria-hidden="true" /> Needs you
          </span>
          <RiskMark risk={tool.risk} />
        </div>
        <Title order={2} size="h3" id={`approval-${approval.id}`} className="gs-break">
          May this run call “{tool.title === '' ? tool.name : tool.title}” in {tool.connector.name}?
        </Title>
        <WhatWillChange tool={tool} />
        <ValueTable value={approval.arguments} caption={`The exact values sent to ${tool.connector.name}`} />
        <Text size="xs" c="dimmed">
          Why you are asked: {approval.reason} Your yes is good once, for these values only. Expires{' '}
          <When at={approval.expiresAt} />. Check code {approval.argumentsDigest.slice(0, 12)}
        </Text>
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
        {approval.mayDecide ? (
          <Group>
            <Button onClick={() => decide(true)} loading={busy} disabled={refusing}>
              Approve this call
            </Button>
            <Button variant="default" disabled={busy} onClick={() => (refusing ? decide(false) : setRefusing(true))}>
              {refusing ? 'Refuse and go on' : 'Refuse'}
            </Button>
            {refusing && (
              <Button variant="subtle" onClick={() => setRefusing(false)}>
                Back
              </Button>
            )}
          </Group>
        ) : (
          <Text>You may see this approval, but someone else has to decide it.</Text>
        )}
      </Stack>
    </section>
  );
}

import { useState } from 'react';
import { Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import {
  AskRequestDocument,
  OpenRequestDocument,
  type RequestLineFragment,
  type RequestSubjectInput,
} from '@groundswell/contracts';
import { When } from '@groundswell/ui';
import { Link } from 'react-router';
import { Form } from './form.js';
import { faultOf, type Problem } from './problem.js';
import { useSession } from './session.js';
import { useDraft } from './use-draft.js';
import { useChange, useFetched } from './use-fetched.js';

/** Something that a refusal says may be asked for. */
export interface Requestable {
  readonly kind: 'exception' | 'rule' | 'tool';
  readonly layerId?: string | null;
  readonly ruleId?: string | null;
  readonly toolId?: string | null;
  readonly text: string;
}

function Waiting({ request }: { request: RequestLineFragment }) {
  const [first] = request.askers;
  return (
    <Text size="sm" role="status">
      {request.mine ? 'You asked' : first === undefined ? 'A colleague asked' : `${first.person.name} asked`}{' '}
      <When at={request.askedAt} />; a steward will answer.{' '}
      {request.mine && (
        <Anchor component={Link} to={`/requests/${request.id}`} fz="inherit">
          Open the request
        </Anchor>
      )}
    </Text>
  );
}

/** The form that asks: what is known already stands there; only the reason is to be typed. */
function AskForm({
  subject,
  text,
  runId,
  open,
  onDone,
}: {
  subject: RequestSubjectInput;
  text: string;
  runId: string | undefined;
  open: RequestLineFragment | null;
  onDone: () => void;
}) {
  const key = `request.${Object.values(subject).join('.')}`;
  const { value, patch, clear } = useDraft(key, { justification: '' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ask, busy] = useChange(AskRequestDocument);
  const submit = async () => {
    const answer = await ask({ input: { subject, justification: value.justification, runId: runId ?? null } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear({ justification: '' });
    onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Ask a steward">
      <Text className="gs-break">{text}</Text>
      {open !== null && (
        <Text c="dimmed">This is asked already: your reason is added, and you hear the answer too.</Text>
      )}
      <Textarea
        label="Why you need it"
        description="The steward reads this beside what it would change."
        autosize
        minRows={3}
        data-autofocus
        value={value.justification}
        error={faultOf(problem, 'justification')}
        onChange={(event) => patch({ justification: event.currentTarget.value })}
      />
      <Group>
        <Button type="submit" loading={busy}>
          {open === null ? 'Send the request' : 'Join the request'}
        </Button>
      </Group>
    </Form>
  );
}

/** One thing that can be asked for, asked in place: or the word that it is asked already. */
export function AskRequest({
  subject,
  text,
  runId,
  label = 'Ask for it',
  inList = false,
}: {
  subject: RequestSubjectInput;
  text: string;
  runId?: string | undefined;
  label?: string;
  /** One of many on a page: whether it is asked already is found out when the form is opened. */
  inList?: boolean;
}) {
  const { can } = useSession();
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const mayAsk = can('request.raise');
  const known = useFetched(
    OpenRequestDocument,
    { subject },
    { pause: !mayAsk || (inList && !asking && !asked), dependsOn: ['Request'] },
  );
  const open = known.data?.openRequest ?? null;
  if (!mayAsk) return null;
  return (
    <div className="app-ask">
      {open !== null && <Waiting request={open} />}
      {open?.mine !== true && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {open === null ? label : 'Ask for it too'}
          <span className="gs-hidden">: {text}</span>
        </Button>
      )}
      {asking && (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title="Ask a steward"
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <AskForm
            subject={subject}
            text={text}
            runId={runId}
            open={open}
            onDone={() => {
              setAsking(false);
              setAsked(true);
              known.refetch();
            }}
          />
        </Modal>
      )}
    </div>
  );
}

/** What a refusal says may be asked for, each with its button; everything that is known goes along. */
export function AskRequests({
  requestable,
  workflowId,
  toolId,
  runId,
}: {
  requestable: readonly Requestable[];
  workflowId: string;
  toolId?: string | null | undefined;
  runId?: string | undefined;
}) {
  return (
    <Stack gap={8} component="ul" className="gs-list">
      {requestable.map((one) => (
        <li key={one.text}>
          <Text size="sm" className="gs-break">
            {one.text}
          </Text>
          <AskRequest
            subject={{
              kind: one.kind,
              workflowId,
              layerId: one.layerId ?? null,
              ruleId: one.ruleId ?? null,
              toolId: one.kind === 'exception' ? null : (one.toolId ?? toolId ?? null),
            }}
            text={one.text}
            runId={runId}
          />
        </li>
      ))}
    </Stack>
  );
}

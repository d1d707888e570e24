import { useState } from 'react';
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { GrantRequestDocument, RefuseRequestDocument, type RequestLineFragment } from '@groundswell/contracts';
import { Form } from '../../../lib/form.js';
import { Section } from '../../../lib/page.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';

const WEEK_MS = 7 * 86_400_000;

/** An instant as the browser's own field for date and time takes it, in the reader's zone. */
export function localInput(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

function instantOf(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** A steward's answer: yes, with an end where it is an exception, or no with a reason. */
export function AnswerForm({
  request,
  connectorId,
  onAnswered,
}: {
  request: RequestLineFragment;
  /** The connector that was just registered for it. */
  connectorId: string | null;
  onAnswered: () => void;
}) {
  const [fresh] = useState(() => ({ words: '', until: localInput(new Date(Date.now() + 2 * WEEK_MS)) }));
  const { value, patch, clear } = useDraft(`answer.${request.id}`, fresh);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [grant, granting] = useChange(GrantRequestDocument);
  const [refuse, refusing] = useChange(RefuseRequestDocument);
  const isException = request.kind === 'exception';
  const ended = (fault: Problem | null) => {
    setProblem(fault);
    if (fault === null) clear(fresh);
    onAnswered();
  };
  const sayYes = async () => {
    const answer = await grant({
      input: {
        requestId: request.id,
        revision: request.revision,
        answer: value.words,
        expiresAt: isException ? instantOf(value.until) : null,
        connectorId,
      },
    });
    ended(answer.problem);
  };
  const sayNo = async () => {
    const answer = await refuse({ requestId: request.id, revision: request.revision, reason: value.words });
    ended(answer.problem);
  };
  return (
    <Section title="Your answer">
      <Form onSubmit={() => void sayYes()} problem={problem} label="Answer the request">
        <Stack gap="md">
          {isException && (
            <TextInput
              type="datetime-local"
              label="The exception ends"
              description="At most 90 days from now. It ends by itself; nobody has to remember."
              value={value.until}
              error={faultOf(problem, 'expiresAt')}
              onChange={(event) => patch({ until: event.currentTarget.value })}
            />
          )}
          <Textarea
            label="Words to those who asked"
            description="Needed when you refuse."
            autosize
            minRows={2}
            value={value.words}
            error={faultOf(problem, 'reason') ?? faultOf(problem, 'answer')}
            onChange={(event) => patch({ words: event.currentTarget.value })}
          />
          <Group>
            <Button type="submit" loading={granting}>
              Grant
            </Button>
            <Button variant="default" loading={refusing} onClick={() => void sayNo()}>
              Refuse
            </Button>
          </Group>
        </Stack>
      </Form>
    </Section>
  );
}

import { useState } from 'react';
import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { AskRequestDocument } from '@groundswell/contracts';
import { useNavigate } from 'react-router';
import { Form } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange } from '../../../lib/use-fetched.js';

const EMPTY = { wanted: '', justification: '' };

/** Asks for a system that nobody has connected yet. */
export function AskForConnector() {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { value, patch, clear } = useDraft('request.connector', EMPTY);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ask, busy] = useChange(AskRequestDocument);
  const submit = async () => {
    const { wanted, justification } = value;
    const answer = await ask({ input: { subject: { kind: 'connector', wanted }, justification } });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear(EMPTY);
    await navigate(`/requests/${answer.data.askRequest.request.id}`);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Ask for a connector</Button>
      {open && (
        <Modal
          opened
          onClose={() => setOpen(false)}
          title="Ask for a connector"
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <Form onSubmit={() => void submit()} problem={problem} label="Ask for a connector">
            <TextInput
              label="Which system"
              description="As your team calls it."
              data-autofocus
              value={value.wanted}
              error={faultOf(problem, 'subject.wanted') ?? faultOf(problem, 'wanted')}
              onChange={(event) => patch({ wanted: event.currentTarget.value })}
            />
            <Textarea
              label="Why you need it"
              autosize
              minRows={3}
              value={value.justification}
              error={faultOf(problem, 'justification')}
              onChange={(event) => patch({ justification: event.currentTarget.value })}
            />
            <Group>
              <Button type="submit" loading={busy}>
                Send the request
              </Button>
            </Group>
          </Form>
        </Modal>
      )}
    </>
  );
}

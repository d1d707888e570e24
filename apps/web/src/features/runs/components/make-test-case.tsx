import { useState } from 'react';
import { Anchor, Button, Checkbox, Group, Modal, Text, Textarea, TextInput } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { MakeTestCaseDocument, type RunBodyFragment } from '@groundswell/contracts';
import { Link } from 'react-router';
import { Form } from '../../../lib/form.js';
import { faultOf, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';

function holdsMore({ labels }: RunBodyFragment): boolean {
  return labels.privateData || labels.untrustedContent;
}

function CaseForm({ run, onMade }: { run: RunBodyFragment; onMade: () => void }) {
  const [name, setName] = useState('');
  const [expectedText, setExpectedText] = useState(run.outputText ?? '');
  const [dataChecked, setDataChecked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [make, busy] = useChange(MakeTestCaseDocument);
  const submit = async () => {
    const answer = await make({ input: { runId: run.id, name, expectedText, dataChecked } });
    setProblem(answer.problem);
    if (answer.data !== null) onMade();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Make this run a test case">
      <Text>
        Its inputs and the result below are kept with the draft of the workflow. Whoever changes or reviews the workflow
        sees them.
      </Text>
      <TextInput
        label="What does it test?"
        required
        value={name}
        error={faultOf(problem, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="The result that is right"
        description="Correct it here if the run was not quite right."
        required
        autosize
        minRows={4}
        maxRows={16}
        value={expectedText}
        error={faultOf(problem, 'expectedText')}
        onChange={(event) => setExpectedText(event.currentTarget.value)}
      />
      {holdsMore(run) && (
        <Checkbox
          label="I looked at the inputs and the result: those who change or review the workflow may see what stands there."
          description="This run read data that is not public, or took in what outsiders wrote."
          checked={dataChecked}
          error={faultOf(problem, 'dataChecked')}
          onChange={(event) => setDataChecked(event.currentTarget.checked)}
        />
      )}
      <Group>
        <Button type="submit" loading={busy}>
          Keep it as a test case
        </Button>
      </Group>
    </Form>
  );
}

/** Keeps a run that went well with the draft, so that later versions can be held against it. */
export function MakeTestCase({ run }: { run: RunBodyFragment }) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState(false);
  if (!run.can.makeTestCase) return null;
  if (made) {
    return (
      <Text role="status">
        Kept as a test case.{' '}
        <Anchor component={Link} to={`/workflows/${run.workflow.id}/test-cases`}>
          See it with the workflow
        </Anchor>
      </Text>
    );
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconChecklist size={16} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        Make this run a test case
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title="Make this run a test case"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <CaseForm
          run={run}
          onMade={() => {
            setOpen(false);
            setMade(true);
          }}
        />
      </Modal>
    </>
  );
}

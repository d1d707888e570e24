import { useState } from 'react';
import { Button, Divider, Group, Modal, NativeSelect, Radio, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  ChangeStageDocument,
  OwnerChoicesDocument,
  SetWorkflowOwnerDocument,
  type Stage,
  type WorkflowHeadFragment,
} from '@groundswell/contracts';
import { Form } from '../../../lib/form.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { isStage, STAGE_MEANING } from './stages.js';

function StageForm({ workflow, onDone }: { workflow: WorkflowHeadFragment; onDone: () => void }) {
  const [stage, setStage] = useState<Stage | null>(null);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [change, busy] = useChange(ChangeStageDocument);
  const submit = async () => {
    if (stage === null) {
      setProblem(localProblem([{ path: 'stage', message: 'Choose where it should go.' }]));
      return;
    }
    const answer = await change({
      workflowId: workflow.id,
      stage,
      reason: reason.trim() === '' ? null : reason.trim(),
      revision: workflow.revision,
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    notifications.show({ message: `${workflow.title} is now in stage ${answer.data.changeStage.stage}.` });
    onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Change the stage">
      <Radio.Group
        label={`Stage (now: ${workflow.stage})`}
        value={stage}
        error={faultOf(problem, 'stage')}
        onChange={(value) => setStage(isStage(value) ? value : null)}
      >
        <Stack gap={8} mt={8}>
          {workflow.nextStages.map((next) => (
            <Radio key={next} value={next} label={next} description={STAGE_MEANING[next]} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label="Why"
        description="Needed when it pauses, goes back or is retired: the people who use it will read it."
        autosize
        minRows={2}
        value={reason}
        error={faultOf(problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button type="submit" loading={busy}>
          Change the stage
        </Button>
      </Group>
    </Form>
  );
}

function OwnerForm({ workflow, onDone }: { workflow: WorkflowHeadFragment; onDone: () => void }) {
  const people = useFetched(OwnerChoicesDocument, {}, { policy: 'cache-first' });
  const [ownerId, setOwnerId] = useState(workflow.owner.id);
  const [operatorOwnerId, setOperatorOwnerId] = useState(workflow.operatorOwner?.id ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [save, busy] = useChange(SetWorkflowOwnerDocument);
  const active = (people.data?.people.items ?? [])
    .filter((person) => person.active)
    .map((person) => ({ value: person.id, label: person.name }));
  const submit = async () => {
    const answer = await save({
      workflowId: workflow.id,
      ownerId,
      operatorOwnerId: operatorOwnerId === '' ? null : operatorOwnerId,
    });
    setProblem(answer.problem);
    if (answer.data !== null) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Hand the workflow over">
      <NativeSelect
        label="Owner"
        required
        description="Builds it on."
        data={active}
        value={ownerId}
        error={faultOf(problem, 'ownerId')}
        onChange={(event) => setOwnerId(event.currentTarget.value)}
      />
      <NativeSelect
        label="Operator owner"
        description="Answers for its result in daily work."
        data={[{ value: '', label: 'Nobody yet' }, ...active]}
        value={operatorOwnerId}
        error={faultOf(problem, 'operatorOwnerId')}
        onChange={(event) => setOperatorOwnerId(event.currentTarget.value)}
      />
      <Group>
        <Button type="submit" variant="default" loading={busy}>
          Hand it over
        </Button>
      </Group>
    </Form>
  );
}

/** Moves a workflow between stages and names who owns it. */
export function ManageDialog({ workflow, onClose }: { workflow: WorkflowHeadFragment; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={workflow.title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        {workflow.can.changeStage && workflow.nextStages.length > 0 && (
          <StageForm workflow={workflow} onDone={onClose} />
        )}
        {workflow.can.changeStage && workflow.can.setOwner && <Divider />}
        {workflow.can.setOwner && <OwnerForm workflow={workflow} onDone={onClose} />}
      </Stack>
    </Modal>
  );
}

import { useState } from 'react';
import { Button, Group, NumberInput, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { newId } from '@groundswell/kernel';
import { RecordRunDocument, RunFormDocument, type Outcome, type RunFormQuery } from '@groundswell/contracts';
import { EmptyState, SchemaForm, SkeletonPage, THIN_SPACE, type FormValues } from '@groundswell/ui';
import { useNavigate, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Form, RestoredNote } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import { faultOf, faultsBelow, localProblem, type Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { localTime } from '../components/local-time.js';

type RecordedWorkflow = NonNullable<RunFormQuery['workflow']>;

interface RecordDraft {
  readonly inputs: FormValues;
  readonly outputText: string;
  readonly outcome: Outcome;
  readonly humanMinutes: number | null;
  readonly ranAt: string;
  readonly note: string;
  readonly idempotencyKey: string;
}

const OUTCOMES: readonly { value: Outcome; label: string }[] = [
  { value: 'accepted', label: 'Used as it is' },
  { value: 'edited', label: 'Used after edits' },
  { value: 'rejected', label: 'Of no use' },
];

function RecordForm({
  workflow,
  version,
}: {
  workflow: RecordedWorkflow;
  version: NonNullable<RecordedWorkflow['publishedVersion']>;
}) {
  const navigate = useNavigate();
  const [fresh] = useState<RecordDraft>(() => ({
    inputs: {},
    outputText: '',
    outcome: 'accepted',
    humanMinutes: null,
    ranAt: localTime(new Date()),
    note: '',
    idempotencyKey: newId(),
  }));
  const { value, patch, clear, restored } = useDraft(`record.${workflow.id}`, fresh);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [record, busy] = useChange(RecordRunDocument);
  const submit = async () => {
    const { humanMinutes } = value;
    if (humanMinutes === null) {
      setProblem(localProblem([{ path: 'humanMinutes', message: 'Say how many minutes it still took you.' }]));
      return;
    }
    const ranAt = new Date(value.ranAt);
    const answer = await record({
      input: {
        ...value,
        humanMinutes,
        workflowId: workflow.id,
        ranAt: Number.isNaN(ranAt.getTime()) ? new Date().toISOString() : ranAt.toISOString(),
      },
    });
    setProblem(answer.problem);
    if (answer.data === null) return;
    clear({ ...fresh, idempotencyKey: newId() });
    await navigate(`/runs/${answer.data.recordRun.id}`);
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Record a run by hand">
      <RestoredNote restored={restored} onDiscard={() => clear({ ...fresh, idempotencyKey: newId() })} />
      <TextInput
        label="When it was done"
        required
        type="datetime-local"
        max={localTime(new Date())}
        value={value.ranAt}
        error={faultOf(problem, 'ranAt')}
        onChange={(event) => patch({ ranAt: event.currentTarget.value })}
      />
      <SchemaForm
        schema={version.inputSchema}
        values={value.inputs}
        onChange={(inputs) => patch({ inputs })}
        errors={faultsBelow(problem, 'inputs')}
      />
      <Textarea
        label="What came out"
        required
        description="Paste it, or say it in a sentence."
        autosize
        minRows={4}
        maxRows={16}
        value={value.outputText}
        error={faultOf(problem, 'outputText')}
        onChange={(event) => patch({ outputText: event.currentTarget.value })}
      />
      <Radio.Group
        label="How it went"
        required
        value={value.outcome}
        error={faultOf(problem, 'outcome')}
        onChange={(chosen) => patch({ outcome: OUTCOMES.find((one) => one.value === chosen)?.value ?? 'accepted' })}
      >
        <Stack gap={8} mt={8}>
          {OUTCOMES.map((one) => (
            <Radio key={one.value} value={one.value} label={one.label} />
          ))}
        </Stack>
      </Radio.Group>
      <NumberInput
        label="Minutes it still took you"
        suffix={`${THIN_SPACE}min`}
        min={0}
        allowDecimal={false}
        required
        value={value.humanMinutes ?? ''}
        error={faultOf(problem, 'humanMinutes')}
        onChange={(minutes) => patch({ humanMinutes: typeof minutes === 'number' ? minutes : null })}
      />
      <TextInput
        label="Where and how it was done"
        description="For whoever reads the ledger later."
        placeholder="In the chat tool, with the instructions of version 2"
        value={value.note}
        error={faultOf(problem, 'note')}
        onChange={(event) => patch({ note: event.currentTarget.value })}
      />
      <Group>
        <Button type="submit" loading={busy}>
          Record the run
        </Button>
      </Group>
    </Form>
  );
}

/** Records a run that was done elsewhere, so that its minutes count and are seen for what they are. */
export function RecordRunPage() {
  const { workflowId = '' } = useParams();
  const { can } = useSession();
  const fetched = useFetched(RunFormDocument, { id: workflowId });
  return (
    <Page
      title="Record a run by hand"
      lead={
        fetched.data?.workflow == null
          ? undefined
          : `Of “${fetched.data.workflow.title}”. It counts in the figures and stays marked as recorded.`
      }
      narrow
      back={{ to: `/workflows/${workflowId}`, label: 'The workflow' }}
    >
      <FetchedView of={fetched} skeleton={<SkeletonPage />}>
        {({ workflow }) => {
          if (workflow == null) return <NotHere what="workflow" inPage />;
          if (!can('run.record'))
            return (
              <EmptyState title="You may not record runs">
                Your roles do not let you. Ask an owner of the organisation for the runner role.
              </EmptyState>
            );
          if (workflow.publishedVersion == null)
            return (
              <EmptyState title="Nothing to record yet">A run can be recorded once a version is published.</EmptyState>
            );
          return <RecordForm workflow={workflow} version={workflow.publishedVersion} />;
        }}
      </FetchedView>
    </Page>
  );
}

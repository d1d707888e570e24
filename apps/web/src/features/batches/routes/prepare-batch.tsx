import { useState } from 'react';
import { Anchor, Button, FileButton, Group, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { BatchFormDocument, PrepareBatchDocument, type BatchFormQuery } from '@groundswell/contracts';
import { EmptyState, fieldsOf, SkeletonPage } from '@groundswell/ui';
import { Link, useNavigate, useParams } from 'react-router';
import { useClient } from 'urql';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { addFile, sheetsOf } from '../../../lib/field-sources.js';
import { Form } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import { localProblem, type Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

type Workflow = NonNullable<BatchFormQuery['workflow']>;
type Version = NonNullable<Workflow['publishedVersion']>;

/** A workbook that was taken in to see which sheets it has. */
interface Workbook {
  readonly fileId: string;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
}

function PrepareForm({
  workflow,
  version,
  service,
}: {
  workflow: Workflow;
  version: Version;
  service: BatchFormQuery['modelService'];
}) {
  const navigate = useNavigate();
  const client = useClient();
  const [pasted, setPasted] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [workbook, setWorkbook] = useState<Workbook | null>(null);
  const [mode, setMode] = useState<'live' | 'practice'>(service.liveConfigured ? 'live' : 'practice');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [prepare] = useChange(PrepareBatchDocument);
  const columns = fieldsOf(version.inputSchema);

  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setWorkbook(null);
    setProblem(null);
    if (chosen?.name.toLowerCase().endsWith('.xlsx') !== true) return;
    setBusy(true);
    try {
      const { id } = await addFile(chosen);
      const sheets = await sheetsOf(client, id);
      setWorkbook({ fileId: id, sheets, sheet: sheets[0] ?? null });
    } catch (fault) {
      setProblem(localProblem([{ path: 'file', message: fault instanceof Error ? fault.message : 'Try again.' }]));
      setFile(null);
    } finally {
      setBusy(false);
    }
  };

  const submit = async () => {
    const chosen = file ?? (pasted.trim() === '' ? null : new File([pasted], 'Pasted table.tsv'));
    if (chosen === null) {
      setProblem(localProblem([{ path: 'file', message: 'Paste a table or choose a file.' }]));
      return;
    }
    setBusy(true);
    try {
      const fileId = workbook?.fileId ?? (await addFile(chosen)).id;
      const input = { workflowId: workflow.id, fileId, mode, sheet: workbook?.sheet ?? null };
      const answer = await prepare({ input });
      setProblem(answer.problem);
      if (answer.data !== null) await navigate(`/batches/${answer.data.prepareBatch.id}`);
    } catch (fault) {
      setProblem(localProblem([{ path: 'file', message: fault instanceof Error ? fault.message : 'Try again.' }]));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form onSubmit={() => void submit()} problem={problem} label="Run it for a table">
      <Text>
        Each row becomes a run of its own. Its columns: {columns.map((column) => column.label).join(', ')}. Columns of
        other names can be matched in the next step, where every row is checked before anything starts.
      </Text>
      <Textarea
        label="Paste the table"
        description="Copy the cells with their headings in your spreadsheet."
        rows={6}
        value={pasted}
        disabled={file !== null}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <Group gap="sm">
        <FileButton onChange={(chosen) => void choose(chosen)} accept=".csv,.tsv,.txt,.xlsx">
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={14} aria-hidden="true" />}>
              Choose a CSV or Excel file
            </Button>
          )}
        </FileButton>
        {file !== null && (
          <>
            <Text className="gs-break">{file.name}</Text>
            <Button variant="subtle" size="compact-sm" onClick={() => void choose(null)}>
              Remove
            </Button>
          </>
        )}
      </Group>
      {workbook !== null && workbook.sheets.length > 1 && (
        <NativeSelect
          label="Sheet"
          description="Of this workbook one sheet is read."
          data={[...workbook.sheets]}
          value={workbook.sheet ?? ''}
          onChange={(event) => setWorkbook({ ...workbook, sheet: event.currentTarget.value })}
        />
      )}
      <Radio.Group
        label="How to run it"
        value={mode}
        onChange={(value) => setMode(value === 'live' ? 'live' : 'practice')}
      >
        <Stack gap={8} mt={8}>
          <Radio
            value="live"
            label="Live"
            disabled={!service.liveConfigured}
            description={
              service.liveConfigured
                ? 'Each row costs, and counts.'
                : 'No model service is configured on this installation.'
            }
          />
          <Radio
            value="practice"
            label="Practice"
            disabled={version.rehearsal == null}
            description={
              version.rehearsal == null
                ? 'This version has no rehearsal to replay. Its builder can write one.'
                : service.practiceExplanation
            }
          />
        </Stack>
      </Radio.Group>
      <Group>
        <Button type="submit" loading={busy}>
          Check the rows
        </Button>
        <Anchor component={Link} to={`/batches?workflow=${workflow.id}`}>
          Earlier batches
        </Anchor>
      </Group>
    </Form>
  );
}

/** Where a table is given to a workflow. */
export function PrepareBatchPage() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(BatchFormDocument, { id: workflowId });
  return (
    <Page
      title="Run it for a table of rows"
      lead={fetched.data?.workflow == null ? undefined : `“${fetched.data.workflow.title}”, once for each row.`}
      narrow
      back={{ to: `/workflows/${workflowId}`, label: 'The workflow' }}
    >
      <FetchedView of={fetched} skeleton={<SkeletonPage />}>
        {({ workflow, modelService }) => {
          if (workflow == null) return <NotHere what="workflow" inPage />;
          if (workflow.publishedVersion == null || !workflow.can.run)
            return (
              <EmptyState title="It cannot be run for a table now">
                A batch needs a published version, and a role that may run it.
              </EmptyState>
            );
          return <PrepareForm workflow={workflow} version={workflow.publishedVersion} service={modelService} />;
        }}
      </FetchedView>
    </Page>
  );
}

import { useState, type ComponentType } from 'react';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import {
  DropEvalCaseDocument,
  LeaveOutEvalCaseDocument,
  TestCasesDocument,
  type KeptCaseFragment,
  type TestCasesQuery,
  type TestedVersionFragment,
} from '@groundswell/contracts';
import { formatCount, InertText, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { InputTable } from '../../../lib/input-table.js';
import { Section } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

export interface CheckProps {
  readonly workflowId: string;
  readonly versionId: string;
  readonly mode: 'live' | 'practice';
  readonly kept: Pick<KeptCaseFragment, 'name' | 'inputs' | 'expectedText'>;
}

/** What runs a test case. It belongs to runs and is put in where the pages are put together. */
export type CheckComponent = ComponentType<CheckProps>;

/** How a draft can be run; null where it cannot. */
type Mode = CheckProps['mode'] | null;

function Origin({ kept }: { kept: KeptCaseFragment }) {
  const { inheritedFrom } = kept;
  return (
    <Text size="xs" c="dimmed">
      {inheritedFrom != null && (
        <>
          Inherited from{' '}
          <Anchor inherit component={Link} to={`/workflows/${inheritedFrom.workflow.id}`}>
            {inheritedFrom.workflow.title}
          </Anchor>
          , version {inheritedFrom.number}.{' '}
        </>
      )}
      Made by {kept.madeBy.name}, <When at={kept.madeAt} />, from{' '}
      <Anchor inherit component={Link} to={`/runs/${kept.runId}`}>
        a run
      </Anchor>
    </Text>
  );
}

function TestCase({
  kept,
  inputSchema,
  workflowId,
  mayEdit,
  onGone,
  check,
}: {
  kept: KeptCaseFragment;
  inputSchema: unknown;
  workflowId: string;
  mayEdit: boolean;
  onGone: () => void;
  check: React.ReactNode;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [drop, dropping] = useChange(DropEvalCaseDocument);
  const [leaveOut, leaving] = useChange(LeaveOutEvalCaseDocument);
  const inherited = kept.inheritedFrom != null;
  const remove = async () => {
    const answer = inherited
      ? await leaveOut({ workflowId, evalCaseId: kept.id })
      : await drop({ evalCaseId: kept.id });
    setProblem(answer.problem);
    onGone();
  };
  return (
    <li className="app-row" aria-label={kept.name}>
      <div className="app-row-main">
        <ProblemNote problem={problem} />
        <details>
          <summary className="gs-break">{kept.name}</summary>
          <InputTable schema={inputSchema} inputs={kept.inputs} caption={`Inputs of ${kept.name}`} />
          <Text size="xs" fw={550} mt={8}>
            The result that is right
          </Text>
          <InertText text={kept.expectedText} />
        </details>
        <Origin kept={kept} />
        {check}
      </div>
      {mayEdit && (
        <Button size="compact-sm" variant="default" loading={dropping || leaving} onClick={() => void remove()}>
          {inherited ? 'Leave out here' : 'Take away'}
        </Button>
      )}
    </li>
  );
}

function Cases({
  workflowId,
  version,
  mayEdit,
  mode,
  Check,
  onGone,
}: {
  workflowId: string;
  version: TestedVersionFragment;
  mayEdit: boolean;
  mode: Mode;
  Check: CheckComponent;
  onGone: () => void;
}) {
  const { evalCases, hiddenEvalCases, id, inputSchema } = version;
  return (
    <Stack gap="sm">
      {evalCases.length > 0 && (
        <ul className="gs-list" aria-label="Test cases">
          {evalCases.map((kept) => (
            <TestCase
              key={kept.id}
              kept={kept}
              inputSchema={inputSchema}
              workflowId={workflowId}
              mayEdit={mayEdit}
              onGone={onGone}
              check={mode !== null && <Check workflowId={workflowId} versionId={id} mode={mode} kept={kept} />}
            />
          ))}
        </ul>
      )}
      {evalCases.length === 0 && hiddenEvalCases === 0 && (
        <Text c="dimmed">
          {mayEdit
            ? 'None yet. Open a run that went well and choose “Make this run a test case”.'
            : 'None that you may see: test cases hold what real runs took in, so they are for those who change or review the workflow.'}
        </Text>
      )}
      {hiddenEvalCases > 0 && (
        <Text c="dimmed">
          {formatCount(hiddenEvalCases, 'further test case')} inherited. What they hold is private to those who change
          or review the workflow that they come from.
        </Text>
      )}
    </Stack>
  );
}

function modeOf(draft: TestedVersionFragment, service: TestCasesQuery['modelService']): Mode {
  if (service.liveConfigured) return 'live';
  return draft.rehearsal == null ? null : 'practice';
}

/** The test cases of the draft, or of the published version where there is none: its own, and those that it inherits. */
export function TestCases({ workflowId, Check }: { workflowId: string; Check: CheckComponent }) {
  const fetched = useFetched(TestCasesDocument, { workflowId }, { dependsOn: ['EvalCase'] });
  return (
    <Section title="Test cases">
      <FetchedView of={fetched}>
        {({ workflow, modelService }) => {
          const mayEdit = workflow?.can.edit === true;
          const draft = workflow?.draftVersion ?? null;
          const version = draft ?? workflow?.publishedVersion ?? null;
          if (version === null) return <Text c="dimmed">There is no version yet that could have one.</Text>;
          const open = draft?.status === 'draft' && mayEdit;
          const mode = open ? modeOf(draft, modelService) : null;
          return (
            <Stack gap="sm">
              <Text>
                Of version {version.number}
                {draft !== null && (draft.status === 'draft' ? ', the draft' : ', which waits for its review')}. Each
                has the inputs of a run and the result that somebody was content with.
                {mayEdit && draft === null && ' Only a draft is run against them: build a new version for that.'}
                {open &&
                  mode === null &&
                  ' The draft can be run against them once a model is connected, or once it has a rehearsal.'}
              </Text>
              <Cases
                workflowId={workflowId}
                version={version}
                mayEdit={mayEdit && draft?.status !== 'submitted'}
                mode={mode}
                Check={Check}
                onGone={fetched.refetch}
              />
            </Stack>
          );
        }}
      </FetchedView>
    </Section>
  );
}

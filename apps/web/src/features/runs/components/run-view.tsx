import { useState } from 'react';
import { Anchor, Button, CopyButton, Group, Loader, Stack, Text } from '@mantine/core';
import { DecideApprovalDocument, EditApprovalDocument, type RunBodyFragment } from '@groundswell/contracts';
import {
  ApprovalCard,
  ErrorState,
  InertText,
  JsonView,
  PolicyRefusalPanel,
  PracticeNote,
  Timeline,
  ValueTable,
  type ApprovalDecision,
  type ApprovalEdit,
} from '@groundswell/ui';
import { Link } from 'react-router';
import { AskRequests } from '../../../lib/ask-request.js';
import { ProblemNote } from '../../../lib/form.js';
import { Section } from '../../../lib/page.js';
import { faultsBelow, type Problem } from '../../../lib/problem.js';
import { useChange } from '../../../lib/use-fetched.js';
import { useKeptFocus } from '../../../lib/use-kept-focus.js';
import { OutputFiles, ResultFiles } from './run-files.js';
import { CalledRuns } from './called-runs.js';
import { LimitReached } from '../../../lib/limit-reached.js';
import { LostOutcome } from './lost-outcome.js';
import { asQuestion, isQuestion, Question } from './question.js';
import { isEnded, needsReader } from './use-live-run.js';
import { useRunWords } from './use-run-words.js';

function Pending({ run, onDecided }: { run: RunBodyFragment; onDecided: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [decide, busy] = useChange(DecideApprovalDocument);
  const [edit, editing] = useChange(EditApprovalDocument);
  if (run.pendingApproval == null) return null;
  const answer = async (decision: ApprovalDecision) => {
    const { problem: fault } = await decide({ input: decision });
    setProblem(fault);
    onDecided();
  };
  const change = async (changed: ApprovalEdit) => {
    const { problem: fault } = await edit({ input: changed });
    setProblem(fault);
    if (fault === null) onDecided();
  };
  return (
    <>
      <ProblemNote problem={problem} />
      <ApprovalCard
        key={run.pendingApproval.argumentsDigest}
        approval={run.pendingApproval}
        busy={busy || editing}
        onDecide={(decision) => void answer(decision)}
        onEdit={(changed) => void change(changed)}
        errors={faultsBelow(problem, 'arguments')}
      />
    </>
  );
}

function Failure({ failure, run }: { failure: NonNullable<RunBodyFragment['failure']>; run: RunBodyFragment }) {
  if (failure.explanation != null) {
    return (
      <PolicyRefusalPanel
        title={failure.message}
        explanation={failure.explanation}
        ask={<AskRequests requestable={failure.explanation.mayRequest} workflowId={run.workflow.id} runId={run.id} />}
      >
        {failure.explanation.requestable.length === 0 && <Text>{failure.nextStep}</Text>}
      </PolicyRefusalPanel>
    );
  }
  const { message, nextStep, limit } = failure;
  if (limit != null) return <LimitReached limit={limit} nextStep={nextStep} />;
  return <ErrorState title={message} message={nextStep} />;
}

function Output({ run }: { run: RunBodyFragment }) {
  const text = run.outputText ?? '';
  if (text === '' && run.output == null) return null;
  return (
    <Section
      title="Output"
      aside={
        text !== '' && (
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy the text'}
              </Button>
            )}
          </CopyButton>
        )
      }
    >
      {run.mode === 'practice' && <PracticeNote />}
      <div className="app-output">
        {text === '' ? <ValueTable value={run.output} caption="Output" /> : <InertText text={text} />}
      </div>
      <OutputFiles run={run} />
      {text !== '' && run.output != null && (
        <details>
          <summary>As structured data</summary>
          <JsonView value={run.output} label="Structured output" />
        </details>
      )}
    </Section>
  );
}

/** What happens in a run and what came out of it: approval, failure, output, steps. */
export function RunView({
  run,
  onDecided,
  after,
}: {
  run: RunBodyFragment;
  onDecided: () => void;
  after?: React.ReactNode;
}) {
  const live = !isEnded(run);
  const { id: askedId = '', mayDecide = false } = run.pendingApproval ?? {};
  useKeptFocus(`${run.status} ${run.waitingFor ?? ''} ${askedId} ${String(mayDecide)}`);
  const speaking = useRunWords(run);
  return (
    <Stack gap="lg">
      <Pending run={run} onDecided={onDecided} />
      <Question run={run} onAnswered={onDecided} />
      <LostOutcome run={run} onSettled={onDecided} />
      {run.failure != null && <Failure failure={run.failure} run={run} />}
      <Output run={run} />
      {run.note != null && run.note !== '' && <Text>How it was done: {run.note}</Text>}
      {after}
      <CalledRuns run={run} />
      <Section title="Steps" aside={live && run.waitingFor == null && <Working status={run.status} />}>
        {run.steps.length === 0 ? (
          <Text c="dimmed">
            {run.mode === 'recorded'
              ? 'This run was done elsewhere and recorded by hand: it has no steps.'
              : live
                ? 'Nothing has happened yet.'
                : 'It ended before its first step.'}
          </Text>
        ) : (
          <Timeline
            steps={run.steps.map((step) => (isQuestion(step) ? asQuestion(step) : step))}
            needsReader={needsReader(run)}
            live={live && run.waitingFor == null}
            speaking={speaking}
            resultLink={(step) => <ResultFiles runId={run.id} stepId={step.id} />}
            belowRefusal={(step) => {
              const refused = run.steps.find((one) => one.id === step.id);
              return (
                <AskRequests
                  requestable={refused?.explanation?.mayRequest ?? []}
                  workflowId={run.workflow.id}
                  toolId={refused?.tool?.id}
                  runId={run.id}
                />
              );
            }}
          />
        )}
      </Section>
    </Stack>
  );
}

function Working({ status }: { status: RunBodyFragment['status'] }) {
  return (
    <Group gap={8} role="status">
      <Loader size={16} />
      <Text>{status === 'queued' ? 'Waits for its turn' : 'Working. You may leave this page; it goes on.'}</Text>
    </Group>
  );
}

/** A link to the page of a run, for places that show one in passing. */
export function RunLink({ runId }: { runId: string }) {
  return (
    <Anchor component={Link} to={`/runs/${runId}`}>
      Open the run on its own page
    </Anchor>
  );
}

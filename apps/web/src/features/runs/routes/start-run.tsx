import { Text } from '@mantine/core';
import { RunFormDocument, type RunFormQuery } from '@groundswell/contracts';
import { EmptyState, formatCount, formatMinutes, Money, PermissionList, SkeletonPage } from '@groundswell/ui';
import { Anchor } from '@mantine/core';
import { Link, useNavigate, useParams } from 'react-router';
import { AskRequests } from '../../../lib/ask-request.js';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { moveAttention, useAttention } from '../components/attention.js';
import { RunEstimateLine } from '../components/run-estimate.js';
import { RunForm } from '../components/run-form.js';

type RunnableWorkflow = NonNullable<RunFormQuery['workflow']>;

const STOPPED_STAGES: Partial<Record<RunnableWorkflow['stage'], string>> = {
  paused: 'It is paused. Its owner or a leader can take it up again.',
  retired: 'It is retired. Adapt it if you need something like it.',
};

/** Why nobody, or not this person, may run it now; null if it can be run. */
function whyNot(workflow: RunnableWorkflow): string | null {
  const stopped = STOPPED_STAGES[workflow.stage];
  if (stopped !== undefined) return stopped;
  if (workflow.publishedVersion == null && workflow.draftVersion?.status === 'submitted')
    return `Version ${workflow.draftVersion.number} waits for its review. It can be run as soon as someone other than its builder publishes it.`;
  if (workflow.publishedVersion == null)
    return 'No version is published yet. Its builder can try the draft on the build page.';
  if (!workflow.can.run)
    return 'Your roles do not let you run it. Ask an owner of the organisation for the runner role.';
  return null;
}

function Estimate({
  workflow,
  version,
}: {
  workflow: RunnableWorkflow;
  version: NonNullable<RunnableWorkflow['publishedVersion']>;
}) {
  return (
    <Section title="What to expect">
      <RunEstimateLine workflowId={workflow.id} versionId={null} />
      <Text>
        {workflow.baseline == null
          ? 'Nobody has said yet how long it takes by hand, so minutes saved cannot be counted.'
          : `By hand it takes ${formatMinutes(workflow.baseline.minutes)}.`}{' '}
        A run makes at most {formatCount(version.limits.maxTurns, 'turn')} and stops before it costs more than{' '}
        <Money micros={version.limits.maxCostMicros} />
        {version.limits.maxTokens != null && `, after ${formatCount(version.limits.maxTokens, 'token')}`}
        {version.limits.maxMinutes != null && `, or after ${formatMinutes(version.limits.maxMinutes)} of work`}.
      </Text>
      <Text>
        {workflow.mayWrite
          ? 'It can change things elsewhere: before each change you see the exact values and decide.'
          : 'It only reads. It cannot change anything elsewhere.'}
      </Text>
    </Section>
  );
}

/** What whoever stands before a workflow that cannot be run may do about it. */
function WayOn({ workflow }: { workflow: RunnableWorkflow }) {
  const { draftVersion, can } = workflow;
  if (draftVersion?.status === 'submitted')
    return (
      <Anchor component={Link} to={`/versions/${draftVersion.id}/review`}>
        {can.review ? `Review version ${draftVersion.number}` : `See version ${draftVersion.number}`}
      </Anchor>
    );
  if (!can.edit) return null;
  return (
    <Anchor component={Link} to="build">
      Go to the build page
    </Anchor>
  );
}

function StartRun({ workflow, data }: { workflow: RunnableWorkflow; data: RunFormQuery }) {
  const navigate = useNavigate();
  const version = workflow.publishedVersion ?? null;
  const reason = whyNot(workflow);
  useAttention(`run.${version?.id ?? workflow.id}`);
  if (version === null || reason !== null) {
    return (
      <EmptyState title="It cannot be run now" action={<WayOn workflow={workflow} />}>
        {reason}
      </EmptyState>
    );
  }
  return (
    <div className="app-split">
      <RunForm
        key={version.id}
        workflowId={workflow.id}
        version={version}
        service={data.modelService}
        recordHref={`/workflows/${workflow.id}/record`}
        onStarted={(runId, draftKey) => {
          moveAttention(draftKey, runId);
          void navigate(`/runs/${runId}`);
        }}
      />
      <div className="app-aside">
        <Estimate workflow={workflow} version={version} />
        <Section title="For many at once">
          <Text>
            <Anchor component={Link} to={`/workflows/${workflow.id}/batch`}>
              Run it for a table of rows
            </Anchor>
            : one run for each row, checked before anything starts.
          </Text>
        </Section>
        <Section title="What it may do">
          {data.whatItMayDo.length === 0 ? (
            <Text>It uses no tools.</Text>
          ) : (
            <PermissionList
              permissions={data.whatItMayDo}
              below={(refused) => (
                <AskRequests requestable={refused.mayRequest} workflowId={workflow.id} toolId={refused.toolId} />
              )}
            />
          )}
        </Section>
      </div>
    </div>
  );
}

/** The tab from which a workflow is run. */
export function StartRunTab() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(RunFormDocument, { id: workflowId });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {(data) =>
        data.workflow == null ? <NotHere what="workflow" inPage /> : <StartRun workflow={data.workflow} data={data} />
      }
    </FetchedView>
  );
}

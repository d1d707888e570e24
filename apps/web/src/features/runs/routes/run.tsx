import { useEffect, useState } from 'react';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconGitFork, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { CancelRunDocument, type RunBodyFragment } from '@groundswell/contracts';
import { Duration, formatNumber, Money, PracticeMark, SkeletonPage, StatusMark } from '@groundswell/ui';
import { Link, useLocation, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { RunWhen } from '../../../lib/run-lines.js';
import { Page, Section } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { StopBanner } from '../../../lib/stop-banner.js';
import { StopButton } from '../../../lib/stop-button.js';
import { useSession } from '../../../lib/session.js';
import { useChange } from '../../../lib/use-fetched.js';
import { useAttention } from '../components/attention.js';
import { MakeTestCase } from '../components/make-test-case.js';
import { OutcomePanel } from '../components/outcome-panel.js';
import { StartedBy } from '../components/started-by.js';
import { TryAgain } from '../components/try-again.js';
import { RunView } from '../components/run-view.js';
import { GivenInputs } from '../components/given-inputs.js';
import { isEnded, needsReader, useLiveRun } from '../components/use-live-run.js';
import { LineLost, WorkingFor } from '../components/live-marks.js';

const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function Facts({ run }: { run: RunBodyFragment }) {
  const { can } = useSession();
  const labels = [
    ...(run.labels.privateData ? ['has read data that is not public'] : []),
    ...(run.labels.untrustedContent ? ['has taken in content that outsiders may have written'] : []),
    ...(run.labels.reachedOutside ? ['has reached outside the organisation'] : []),
  ];
  return (
    <div className="app-aside">
      <Section title="Started with">
        <GivenInputs run={run} />
      </Section>
      <Section title="This run">
        {run.retryOf != null && (
          <Text>
            It repeats{' '}
            <Anchor component={Link} to={`/runs/${run.retryOf}`}>
              a run that came to nothing
            </Anchor>
            .
          </Text>
        )}
        {run.mode === 'recorded' ? (
          <Text>It was done elsewhere: what it took in and reached, nobody here has seen.</Text>
        ) : (
          <Text>{labels.length === 0 ? 'It has taken in nothing that needs care.' : `It ${AND.format(labels)}.`}</Text>
        )}
        {run.mode === 'live' && (
          <Text>
            {run.version.model}: {formatNumber(run.inputTokens + run.cacheReadTokens + run.cacheWriteTokens)} tokens in
            ({formatNumber(run.cacheReadTokens)} from cache), {formatNumber(run.outputTokens)} out,{' '}
            <Money micros={run.costMicros} />
            {!isEnded(run) && ' so far'}
          </Text>
        )}
        {!isEnded(run) && run.startedAt != null && <WorkingFor since={run.startedAt} />}
        {run.durationMs != null && run.mode !== 'recorded' && (
          <Text>
            Took <Duration ms={run.durationMs} />
          </Text>
        )}
        {can('audit.read') && (
          <Anchor component={Link} to={`/audit?run=${run.id}`}>
            What the audit log says about it
          </Anchor>
        )}
      </Section>
    </div>
  );
}

function Lead({ run }: { run: RunBodyFragment }) {
  return (
    <div className="app-row-side">
      {/* Nobody is asked anything: it works, by way of another run. */}
      <StatusMark status={run.waitingFor === 'call' ? 'running' : run.status} needsReader={needsReader(run)} />
      {run.mode === 'practice' && <PracticeMark />}
      {run.mode === 'recorded' && <span>recorded by hand</span>}
      <span>
        {run.actor.name}, <RunWhen run={run} />, version {run.version.number}
        {run.version.status === 'draft' && ' (draft, a private trial)'}
      </span>
      <StartedBy runId={run.id} trigger={run.trigger} />
    </div>
  );
}

/** Goes to the part of the page that the address names, which is not there before the run is. */
function useNamedPart(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
}

function RunFrame({ run, unanswered, refetch }: { run: RunBodyFragment; unanswered: boolean; refetch: () => void }) {
  const seconds = useAttention(run.id);
  useNamedPart();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cancel, busy] = useChange(CancelRunDocument);
  const stop = async () => {
    setProblem((await cancel({ runId: run.id })).problem);
    refetch();
  };
  return (
    <Page
      title={run.workflow.title}
      tabTitle={`Run of ${run.workflow.title}`}
      back={{ to: `/workflows/${run.workflow.id}`, label: 'The workflow' }}
      lead={<Lead run={run} />}
      actions={
        <>
          {run.can.cancel && !isEnded(run) && (
            <Button
              variant="default"
              loading={busy}
              leftSection={<IconPlayerStop size={16} aria-hidden="true" />}
              onClick={() => void stop()}
            >
              Cancel the run
            </Button>
          )}
          {!isEnded(run) && (
            <StopButton
              scopes={['run']}
              targetId={run.id}
              name={`the run of ${run.workflow.title}`}
              onStopped={refetch}
            />
          )}
          {isEnded(run) && run.workflow.can.run && (
            <Button
              component={Link}
              to={`/workflows/${run.workflow.id}`}
              variant="default"
              leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
            >
              Run with other inputs
            </Button>
          )}
          {run.workflow.can.adapt && (
            <Button
              component={Link}
              to={`/workflows/${run.workflow.id}/adapt`}
              variant="default"
              leftSection={<IconGitFork size={16} aria-hidden="true" />}
            >
              Adapt
            </Button>
          )}
        </>
      }
    >
      <StopBanner scope="run" targetId={run.id} />
      <ProblemNote problem={problem} />
      {!isEnded(run) && <LineLost unanswered={unanswered} />}
      <div className="app-split">
        <RunView
          run={run}
          onDecided={refetch}
          after={
            isEnded(run) && (
              <>
                <Group gap="sm" className="app-acts">
                  <TryAgain run={run} />
                  <MakeTestCase run={run} />
                </Group>
                <OutcomePanel run={run} seconds={seconds} />
              </>
            )
          }
        />
        <Facts run={run} />
      </div>
    </Page>
  );
}

/** One run, live while it works and readable ever after. */
export function RunPage() {
  const { runId = '' } = useParams();
  const live = useLiveRun(runId);
  return (
    <FetchedView of={live} skeleton={<SkeletonPage />}>
      {(run) =>
        run === null ? (
          <NotHere what="run" />
        ) : (
          <RunFrame key={run.id} run={run} unanswered={live.problem?.kind === 'offline'} refetch={live.refetch} />
        )
      }
    </FetchedView>
  );
}

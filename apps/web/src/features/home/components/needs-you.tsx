import { Anchor, Button, Text } from '@mantine/core';
import type { HomeQuery, RunWait } from '@groundswell/contracts';
import { formatMinutes, PracticeMark, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';
import { RunWhen } from '../../../lib/run-lines.js';

type HomeData = HomeQuery['home'];

type Asking = HomeData['approvals'][number];

const APPROVAL = { words: 'waits for a yes or no', act: 'Look at the call' };
const LOST = { words: 'made a call, and nobody knows whether it happened', act: 'Say what happened' };
const ASKS: Readonly<Partial<Record<RunWait, typeof APPROVAL>>> = {
  approval: APPROVAL,
  answer: { words: 'waits for an answer', act: 'Answer' },
  outcomeUnknown: LOST,
};

function askedBy({ waitingFor }: Asking): typeof APPROVAL {
  return (waitingFor == null ? LOST : ASKS[waitingFor]) ?? APPROVAL;
}

/** Each call that nobody knows the outcome of, by its name; the link leads to the call itself. */
function LostCalls({ run }: { run: Asking }) {
  return run.lostCalls.map((call) => (
    <div className="app-row" key={call.stepId}>
      <div className="app-row-main">
        <Text fw={550} className="gs-break">
          {run.workflow.title} {LOST.words}: {call.title} {run.mode === 'practice' && <PracticeMark />}
        </Text>
        <Text size="xs" c="dimmed">
          Run of {run.actor.name}, <When at={run.createdAt} />
          {run.endedAt != null && (
            <>
              , over since <When at={run.endedAt} />
            </>
          )}
        </Text>
      </div>
      <Button component={Link} to={`/runs/${run.id}#call-${call.stepId}`} size="compact-sm">
        {LOST.act}
      </Button>
    </div>
  ));
}

function Approvals({ runs }: { runs: HomeData['approvals'] }) {
  return runs.map((run) =>
    run.lostCalls.length > 0 ? (
      <LostCalls key={run.id} run={run} />
    ) : (
      <div className="app-row" key={run.id}>
        <div className="app-row-main">
          <Text fw={550} className="gs-break">
            {run.workflow.title} {askedBy(run).words} {run.mode === 'practice' && <PracticeMark />}
          </Text>
          <Text size="xs" c="dimmed">
            Run of {run.actor.name}, <When at={run.createdAt} />
            {run.waitsUntil != null && (
              <>
                , expires <When at={run.waitsUntil} />
              </>
            )}
          </Text>
        </div>
        <Button component={Link} to={`/runs/${run.id}`} size="compact-sm">
          {askedBy(run).act}
        </Button>
      </div>
    ),
  );
}

function Reviews({ versions }: { versions: HomeData['reviews'] }) {
  return versions.map((version) => (
    <div className="app-row" key={version.id}>
      <div className="app-row-main">
        <Text fw={550} className="gs-break">
          {version.workflow.title}, version {version.number}, waits for a review
        </Text>
        <Text size="xs" c="dimmed">
          Built by {version.builder.name}
          {version.submittedAt != null && (
            <>
              , submitted <When at={version.submittedAt} />
            </>
          )}
        </Text>
      </div>
      <Button component={Link} to={`/versions/${version.id}/review`} size="compact-sm">
        Review
      </Button>
    </div>
  ));
}

function ToConfirm({ runs }: { runs: HomeData['toConfirm'] }) {
  return runs.map((run) => (
    <div className="app-row" key={run.id}>
      <div className="app-row-main">
        <Anchor component={Link} to={`/runs/${run.id}`} fw={550} className="gs-break">
          {run.workflow.title}
        </Anchor>
        <Text size="xs" c="dimmed">
          Ran <RunWhen run={run} />
          {run.suggestedHumanMinutes != null && ` · probably took you ${formatMinutes(run.suggestedHumanMinutes)}`}
        </Text>
      </div>
      <Button component={Link} to={`/runs/${run.id}#outcome`} size="compact-sm" variant="default">
        Say how it went
      </Button>
    </div>
  ));
}

/** What waits for this person: approvals and reviews first, then runs whose minutes nobody has confirmed. */
export function NeedsYou({ home }: { home: HomeData }) {
  const waiting = home.approvals.length + home.reviews.length;
  return (
    <>
      {waiting > 0 && (
        <div className="app-needs">
          <Section title="Needs you">
            <div>
              <Approvals runs={home.approvals} />
              <Reviews versions={home.reviews} />
            </div>
          </Section>
        </div>
      )}
      {home.toConfirm.length > 0 && (
        <Section title="Runs to confirm">
          <div>
            <ToConfirm runs={home.toConfirm} />
          </div>
        </Section>
      )}
    </>
  );
}

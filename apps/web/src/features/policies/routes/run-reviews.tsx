import { useState } from 'react';
import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { ReviewRunDocument, RunsToReviewDocument, type ReviewLineFragment } from '@groundswell/contracts';
import { EmptyState, StatusMark, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { Page } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';

function Verdict({ line }: { line: ReviewLineFragment }) {
  const [concern, setConcern] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [review, busy] = useChange(ReviewRunDocument);
  const title = line.run.workflow.title;
  const say = async (verdict: 'fine' | 'concern') => {
    const answer = await review({ input: { runId: line.runId, verdict, note: concern } });
    setProblem(answer.problem);
  };
  if (!line.mayReview) return <Text c="dimmed">Someone else looks at it: a steward who did not run it.</Text>;
  return (
    <Stack gap={8}>
      <ProblemNote problem={problem} />
      {concern !== null && (
        <Textarea
          label="What should be looked into"
          autosize
          minRows={2}
          value={concern}
          onChange={(event) => setConcern(event.currentTarget.value)}
        />
      )}
      <Group gap="sm">
        {concern === null ? (
          <>
            <Button size="compact-sm" loading={busy} aria-label={`${title} is fine`} onClick={() => void say('fine')}>
              It is fine
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`A concern about ${title}`}
              onClick={() => setConcern('')}
            >
              I have a concern…
            </Button>
          </>
        ) : (
          <>
            <Button size="compact-sm" loading={busy} onClick={() => void say('concern')}>
              Record the concern
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setConcern(null)}>
              Back
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

/** Runs that a layer wants a person to look at afterwards. */
export function RunReviewsPage() {
  const fetched = useFetched(RunsToReviewDocument, {}, { dependsOn: ['RunToReview'] });
  return (
    <Page
      title="Runs to review"
      lead="Layers ask for a share of runs to be looked at. Which ones is drawn from their number; nobody reviews their own."
      back={{ to: '/policies', label: 'Policies' }}
    >
      <FetchedView of={fetched}>
        {({ runsToReview }) =>
          runsToReview.length === 0 ? (
            <EmptyState title="Nothing waits for a look">
              A layer asks for it with the obligation “a share of runs is reviewed afterwards”.
            </EmptyState>
          ) : (
            <ul className="gs-list">
              {runsToReview.map((line) => (
                <li key={line.runId} className="app-exception">
                  <Stack gap={4}>
                    <Anchor component={Link} to={`/runs/${line.runId}`} fw={550} className="gs-break">
                      {line.run.workflow.title}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                      <StatusMark status={line.run.status} /> Run of {line.run.actor.name},{' '}
                      <When at={line.run.createdAt} />. One of the {line.percent} % that were asked for.
                    </Text>
                    <Verdict line={line} />
                  </Stack>
                </li>
              ))}
            </ul>
          )
        }
      </FetchedView>
    </Page>
  );
}

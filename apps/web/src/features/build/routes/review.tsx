import { useState } from 'react';
import { Alert, Button, Group, List, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  ReviewPageDocument,
  ReviewVersionDocument,
  VersionDifferenceDocument,
  type ReviewPageQuery,
  type ReviewVersionMutation,
} from '@groundswell/contracts';
import { ChangeList, SkeletonPage, THIN_SPACE, When } from '@groundswell/ui';
import { useNavigate, useParams } from 'react-router';
import { AskRequest } from '../../../lib/ask-request.js';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Form, RestoredNote } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import { faultOf, localProblem, type Problem } from '../../../lib/problem.js';
import { useDraft } from '../../../lib/use-draft.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { VersionBody } from '../../../lib/version-body.js';
import { rehearsalFrom } from '../components/rehearsal-model.js';
import { RehearsalView } from '../components/rehearsal-view.js';

type Version = NonNullable<ReviewPageQuery['workflowVersion']>;
type Blocked = Extract<ReviewVersionMutation['reviewVersion'], { __typename: 'PublishBlocked' }>;

const EMPTY: { comment: string; minutes: number | null } = { comment: '', minutes: null };

function BlockedNote({ blocked }: { blocked: Blocked }) {
  return (
    <Alert color="red" variant="outline" role="alert" title="It cannot be published yet">
      <List size="sm">
        {blocked.reasons.map((reason) => (
          <List.Item key={reason.message}>
            {reason.message} <strong>{reason.nextStep}</strong>
            {reason.askFor != null && (
              <AskRequest
                subject={{
                  kind: reason.askFor.toolId == null ? 'credential' : 'tool',
                  connectorId: reason.askFor.toolId == null ? reason.askFor.connectorId : null,
                  toolId: reason.askFor.toolId ?? null,
                }}
                text={reason.message}
              />
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function DecisionForm({ version }: { version: Version }) {
  const navigate = useNavigate();
  const { value, patch, clear, restored } = useDraft(`review.${version.id}`, EMPTY);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [blocked, setBlocked] = useState<Blocked | null>(null);
  const [review, busy] = useChange(ReviewVersionDocument);
  const decide = async (approve: boolean) => {
    const faults = [
      ...(value.minutes === null
        ? [{ path: 'reviewMinutes', message: 'Say roughly how long the review took you.' }]
        : []),
      ...(!approve && value.comment.trim() === ''
        ? [{ path: 'comment', message: 'Say what should change: the builder reads it.' }]
        : []),
    ];
    if (value.minutes === null || faults.length > 0) {
      setProblem(localProblem(faults));
      return;
    }
    const answer = await review({
      input: {
        versionId: version.id,
        revision: version.revision,
        approve,
        comment: value.comment,
        reviewMinutes: value.minutes,
      },
    });
    setProblem(answer.problem);
    const result = answer.data?.reviewVersion;
    setBlocked(result?.__typename === 'PublishBlocked' ? result : null);
    if (result?.__typename !== 'WorkflowVersion') return;
    clear(EMPTY);
    notifications.show({
      message: approve
        ? `Version ${version.number} of ${version.workflow.title} is published.`
        : `Version ${version.number} is sent back to ${version.builder.name}.`,
    });
    await navigate(`/workflows/${version.workflow.id}`);
  };
  return (
    <Form onSubmit={() => void decide(true)} problem={problem} label="Decide">
      {blocked !== null && <BlockedNote blocked={blocked} />}
      <RestoredNote restored={restored} onDiscard={() => clear(EMPTY)} />
      <Textarea
        label="Comment"
        description="Needed when you send it back; kind to have when you publish."
        autosize
        minRows={3}
        value={value.comment}
        error={faultOf(problem, 'comment')}
        onChange={(event) => patch({ comment: event.currentTarget.value })}
      />
      <NumberInput
        label="Minutes the review took you"
        required
        description="It is part of what this workflow cost."
        suffix={`${THIN_SPACE}min`}
        min={0}
        allowDecimal={false}
        value={value.minutes ?? ''}
        error={faultOf(problem, 'reviewMinutes')}
        onChange={(minutes) => patch({ minutes: typeof minutes === 'number' ? minutes : null })}
      />
      <Group>
        <Button type="submit" loading={busy}>
          Approve and publish
        </Button>
        <Button variant="default" disabled={busy} onClick={() => void decide(false)}>
          Send back
        </Button>
      </Group>
    </Form>
  );
}

function Difference({ version }: { version: Version }) {
  const from = version.workflow.publishedVersion ?? version.workflow.adaptedFrom ?? null;
  const fetched = useFetched(
    VersionDifferenceDocument,
    { fromId: from?.id ?? '', toId: version.id },
    { pause: from === null || from.id === version.id },
  );
  if (from === null)
    return <Text c="dimmed">It is the first version of a workflow of its own: everything is new.</Text>;
  if (from.id === version.id) return null;
  return (
    <FetchedView of={fetched}>
      {(data) => <ChangeList changes={data.versionDifference} none="It says the same as the one before." />}
    </FetchedView>
  );
}

function comparedWith(version: Version): string {
  const { publishedVersion, adaptedFrom } = version.workflow;
  if (publishedVersion != null && publishedVersion.id !== version.id)
    return `What changed since version ${publishedVersion.number}`;
  if (adaptedFrom != null && publishedVersion == null)
    return `What differs from “${adaptedFrom.workflow.title}”, version ${adaptedFrom.number}`;
  return 'What changed';
}

function Decision({ version }: { version: Version }) {
  if (version.status === 'submitted' && version.workflow.can.review) return <DecisionForm version={version} />;
  return (
    <Text>
      {version.status !== 'submitted'
        ? `Nothing is to be decided: this version is ${version.status === 'rejected' ? 'sent back' : version.status}.`
        : 'You may read it, but not decide: whoever built it is never its reviewer, and reviewing needs the builder or the steward role.'}
      {version.reviewer != null &&
        ` Reviewed by ${version.reviewer.name}${version.reviewComment == null ? '' : `: “${version.reviewComment}”`}.`}
    </Text>
  );
}

/** Where a submitted version is read and decided on by someone who did not build it. */
export function ReviewPage() {
  const { versionId = '' } = useParams();
  const fetched = useFetched(ReviewPageDocument, { id: versionId }, { policy: 'network-only' });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ workflowVersion: version }) =>
        version == null ? (
          <NotHere what="version" />
        ) : (
          <Page
            title={`Review “${version.workflow.title}”`}
            back={{ to: `/workflows/${version.workflow.id}/versions`, label: 'Versions' }}
            lead={
              <>
                Version {version.number} by {version.builder.name}, {version.workflow.team.name}
                {version.submittedAt != null && (
                  <>
                    , submitted <When at={version.submittedAt} />
                  </>
                )}
                {version.changeNote !== '' && `: “${version.changeNote}”`}
              </>
            }
          >
            <div className="app-split">
              <Stack gap="lg">
                <Section title={comparedWith(version)}>
                  <Difference version={version} />
                </Section>
                <VersionBody version={version} />
                <Section title="Rehearsal for practice">
                  <RehearsalView rehearsal={rehearsalFrom(version.rehearsal)} />
                </Section>
              </Stack>
              <div className="app-aside app-sticky">
                <Section title="Your decision">
                  <Text c="dimmed">
                    Would you hand your own work to it? Are the tools the fewest that do? Is it clear when it must stop?
                  </Text>
                  <Decision version={version} />
                </Section>
              </div>
            </div>
          </Page>
        )
      }
    </FetchedView>
  );
}

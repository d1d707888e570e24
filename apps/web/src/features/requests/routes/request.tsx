import { useEffect, useState } from 'react';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import {
  NoteRequestAnswersDocument,
  RequestPageDocument,
  WithdrawRequestDocument,
  type RequestLineFragment,
} from '@groundswell/contracts';
import { formatInstant, SkeletonPage, When } from '@groundswell/ui';
import { Link, useParams, useSearchParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { ProblemNote } from '../../../lib/form.js';
import { Page, Section } from '../../../lib/page.js';
import type { Problem } from '../../../lib/problem.js';
import { useSession } from '../../../lib/session.js';
import { useChange, useFetched } from '../../../lib/use-fetched.js';
import { AnswerForm } from '../components/answer-form.js';
import { RequestState } from '../components/request-list.js';
import { WhatItTakes } from '../components/what-it-takes.js';

function Askers({ request }: { request: RequestLineFragment }) {
  return (
    <Section title="Why it is asked">
      <ul className="gs-list">
        {request.askers.map((asker) => (
          <li key={asker.person.id} className="app-row">
            <div className="app-row-main">
              <Text className="gs-break">{asker.justification}</Text>
              <Text size="xs" c="dimmed">
                {asker.person.name}, <When at={asker.askedAt} />
              </Text>
            </div>
          </li>
        ))}
      </ul>
      {request.askers.length === 0 && <Text c="dimmed">Nobody asks it any more.</Text>}
    </Section>
  );
}

function Answer({ request }: { request: RequestLineFragment }) {
  if (request.state === 'open' || request.state === 'withdrawn') return null;
  return (
    <Section title="The answer">
      <Text className="gs-break">
        {request.state === 'granted' ? 'Granted' : 'Refused'} by {request.decidedBy?.name}
        {request.endedAt != null && (
          <>
            , <When at={request.endedAt} />
          </>
        )}
        {request.answer != null && request.answer !== '' && <>: “{request.answer}”</>}
      </Text>
      {request.state === 'granted' && request.expiresAt != null && (
        <Text>The exception ends on {formatInstant(request.expiresAt)}; from then on the rule holds again.</Text>
      )}
      {request.state === 'refused' && <Text c="dimmed">You can ask again when something has changed.</Text>}
    </Section>
  );
}

function Withdraw({ request, onDone }: { request: RequestLineFragment; onDone: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [withdraw, busy] = useChange(WithdrawRequestDocument);
  if (!request.mayWithdraw) return null;
  const submit = async () => {
    setProblem((await withdraw({ requestId: request.id })).problem);
    onDone();
  };
  return (
    <Stack gap={8}>
      <ProblemNote problem={problem} />
      <Group>
        <Button variant="default" loading={busy} onClick={() => void submit()}>
          Withdraw your request
        </Button>
      </Group>
    </Stack>
  );
}

function RequestFrame({ request, refetch }: { request: RequestLineFragment; refetch: () => void }) {
  const { can } = useSession();
  const [search] = useSearchParams();
  const [note] = useChange(NoteRequestAnswersDocument);
  const { isNews } = request;
  useEffect(() => {
    if (isNews) void note({});
  }, [isNews, note]);
  const waits = request.state === 'open';
  return (
    <Page
      title={request.title}
      back={{ to: '/requests', label: 'Requests' }}
      lead={
        <div className="app-row-side">
          <RequestState request={request} />
          {request.workflow != null && (
            <span>
              for the workflow{' '}
              <Anchor component={Link} to={`/workflows/${request.workflow.id}/what-it-may-do`}>
                {request.workflow.title}
              </Anchor>
            </span>
          )}
          {request.runId != null && (
            <Anchor component={Link} to={`/runs/${request.runId}`}>
              The run that was refused
            </Anchor>
          )}
        </div>
      }
    >
      <div className="app-split">
        <Stack gap="lg">
          <Answer request={request} />
          <Askers request={request} />
          <Withdraw request={request} onDone={refetch} />
          {waits && can('request.decide') && !request.mayDecide && (
            <Text>You ask this yourself, so another steward or owner must answer it.</Text>
          )}
        </Stack>
        {waits && request.mayDecide && (
          <div className="app-aside">
            <WhatItTakes request={request} connectorId={search.get('connector')} />
            <AnswerForm request={request} connectorId={search.get('connector')} onAnswered={refetch} />
          </div>
        )}
      </div>
    </Page>
  );
}

/** One request: why it is asked, what granting would change, and the answer. */
export function RequestPage() {
  const { requestId = '' } = useParams();
  const fetched = useFetched(RequestPageDocument, { id: requestId }, { dependsOn: ['Request'] });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ request }) =>
        request == null ? (
          <NotHere what="request" />
        ) : (
          <RequestFrame key={request.id} request={request} refetch={fetched.refetch} />
        )
      }
    </FetchedView>
  );
}

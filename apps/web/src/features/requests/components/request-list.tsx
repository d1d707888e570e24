import { useState } from 'react';
import { Anchor, Text } from '@mantine/core';
import type { RequestLineFragment } from '@groundswell/contracts';
import { formatCount, When } from '@groundswell/ui';
import { Link } from 'react-router';
import { KIND_WORDS, stateWords } from './request-words.js';

/** The state of a request, as a word in its colour. */
export function RequestState({ request }: { request: RequestLineFragment }) {
  const [now] = useState(() => new Date());
  const { text, tone } = stateWords(request, now);
  return <span className={`gs-status gs-tone-${tone}`}>{text}</span>;
}

function whoAsks(request: RequestLineFragment): string {
  const [first, ...others] = request.askers;
  if (first === undefined) return 'Nobody asks any more';
  return others.length === 0
    ? first.person.name
    : `${first.person.name} and ${formatCount(others.length, 'colleague')}`;
}

/** Requests, one a line. */
export function RequestList({ requests, label }: { requests: readonly RequestLineFragment[]; label: string }) {
  return (
    <ul className="gs-list" aria-label={label}>
      {requests.map((request) => (
        <li className="app-row" key={request.id}>
          <div className="app-row-main">
            <Anchor component={Link} to={`/requests/${request.id}`} fw={550} className="gs-break">
              {request.title}
            </Anchor>
            <Text size="xs" c="dimmed" className="gs-break">
              {KIND_WORDS[request.kind]} · {whoAsks(request)}, <When at={request.askedAt} />
              {request.answer != null && request.answer !== '' && ` · “${request.answer}”`}
            </Text>
          </div>
          <div className="app-row-side">
            {request.isNews && <span className="gs-status gs-tone-amber">New answer</span>}
            <RequestState request={request} />
          </div>
        </li>
      ))}
    </ul>
  );
}

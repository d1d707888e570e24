import type { RequestKind, RequestLineFragment } from '@groundswell/contracts';

export const KIND_WORDS: Readonly<Record<RequestKind, string>> = {
  connector: 'Connector',
  tool: 'Tool',
  exception: 'Exception',
  rule: 'Rule',
  credential: 'Credential',
};

/** The state of a request in the words of the page; an exception that has ended says so. */
export function stateWords(request: RequestLineFragment, now: Date): { readonly text: string; readonly tone: string } {
  switch (request.state) {
    case 'open':
      return { text: 'Waits for a steward', tone: 'amber' };
    case 'refused':
      return { text: 'Refused', tone: 'red' };
    case 'withdrawn':
      return { text: 'Withdrawn', tone: 'calm' };
    case 'granted':
      return request.expiresAt != null && new Date(request.expiresAt) <= now
        ? { text: 'Granted, ended since', tone: 'calm' }
        : { text: 'Granted', tone: 'good' };
  }
}

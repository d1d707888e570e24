import { AppError, staleRevision } from '@groundswell/kernel';

/** What a steward can be asked for. `rule` is a widening: that a layer lists what no rule of it allows yet. */
export const REQUEST_KINDS = ['connector', 'tool', 'exception', 'rule', 'credential'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = ['open', 'granted', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export type RequestEvent = 'grant' | 'refuse' | 'withdraw';

/** The whole machine: what is not listed is refused. A request that is answered is asked anew, never reopened. */
export const REQUEST_TRANSITIONS: {
  readonly [S in RequestState]: { readonly [E in RequestEvent]?: RequestState };
} = {
  open: { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' },
  granted: {},
  refused: {},
  withdrawn: {},
};

/**
 * The state after an event.
 * @param seenRevision the revision on which the person decided
 * @throws AppError REQUEST_ANSWERED, REVISION_STALE
 */
export function nextState(
  request: { readonly state: RequestState; readonly revision: number },
  event: RequestEvent,
  seenRevision: number,
): { readonly state: RequestState; readonly revision: number } {
  const state = REQUEST_TRANSITIONS[request.state][event];
  if (state === undefined) {
    throw new AppError('conflict', 'REQUEST_ANSWERED', `This request is ${request.state} already. Reload to see it.`);
  }
  if (request.revision !== seenRevision) throw staleRevision('request');
  return { state, revision: request.revision + 1 };
}

/** What is asked for, by its ids, or by its name where it does not exist yet. */
export type RequestSubject =
  | { readonly kind: 'connector'; readonly wanted: string }
  | { readonly kind: 'tool'; readonly connectorId: string; readonly toolName: string }
  | { readonly kind: 'exception'; readonly workflowId: string; readonly layerId: string; readonly ruleId: string }
  | {
      readonly kind: 'rule';
      readonly workflowId: string;
      readonly layerId: string;
      readonly connectorId: string | null;
      readonly toolName: string | null;
    }
  | { readonly kind: 'credential'; readonly connectorId: string };

/** The same question has the same key, whoever asks it: of the open requests one key has one. */
export function subjectKey(subject: RequestSubject): string {
  switch (subject.kind) {
    case 'connector':
      return key('connector', subject.wanted.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim());
    case 'tool':
      return key('tool', subject.connectorId, subject.toolName);
    case 'exception':
      return key('exception', subject.workflowId, subject.layerId, subject.ruleId);
    case 'rule':
      return key('rule', subject.workflowId, subject.layerId, subject.connectorId, subject.toolName);
    case 'credential':
      return key('credential', subject.connectorId);
  }
}

function key(...parts: readonly (string | null)[]): string {
  return parts.map((part) => part ?? '-').join(' ');
}

/** The title of a request, as a steward reads it in a list. */
export function requestTitle(
  kind: RequestKind,
  names: {
    readonly wanted?: string;
    readonly workflow?: string;
    readonly layer?: string;
    readonly rule?: string;
    readonly connector?: string;
    readonly tool?: string;
  },
): string {
  const { wanted = '', workflow = '', layer = '', rule = '', connector = '', tool } = names;
  switch (kind) {
    case 'connector':
      return `A connector to ${wanted}`;
    case 'tool':
      return `The tool ${tool ?? ''} of ${connector}`;
    case 'exception':
      return `An exception for ${workflow} from the layer ${layer}${rule === '' ? '' : `: “${rule}”`}`;
    case 'rule':
      return `A rule in the layer ${layer} that allows ${workflow} ${tool === undefined ? 'this' : `the tool ${tool} of ${connector}`}`;
    case 'credential':
      return `A credential for ${connector}`;
  }
}

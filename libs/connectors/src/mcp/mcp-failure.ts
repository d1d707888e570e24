import {
  InsufficientScopeError,
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import { AppError } from '@groundswell/kernel';
import { MalformedListing } from '../domain/tool-definition.js';
import { NotJson } from './read-json.js';

/** How a connector failed, in the terms that a caller can act on. */
export type McpFailureKind =
  | 'start-failed'
  | 'timeout'
  | 'closed'
  | 'cancelled'
  | 'unauthorized'
  | 'unreachable'
  | 'address-refused'
  | 'too-large'
  | 'malformed'
  | 'refused';

const SENTENCES: Readonly<Record<McpFailureKind, string>> = {
  'start-failed': 'The connector does not start. Test it on its page to see what it says.',
  timeout: 'The connector did not answer in time. Try again; if it stays silent, ask for less at a time.',
  closed: 'The connector stopped while it worked. Try again; it is started anew.',
  cancelled: 'The call was cancelled.',
  unauthorized: 'The connector’s server does not accept its credentials. A steward can set them anew.',
  unreachable: 'The connector’s server cannot be reached. Try again later.',
  'address-refused': 'The connector’s address is not allowed any more. Ask your operator.',
  'too-large': 'The connector answered with more than fits. Ask it for less at a time.',
  malformed: 'The connector answered with something that is not MCP. A steward should look at it.',
  refused: 'The connector refused the request.',
};

/** A failed conversation with a connector. `detail` is what its server said, free of secrets but not to be believed. */
export class McpFailure extends Error {
  override readonly name = 'McpFailure';

  constructor(
    readonly kind: McpFailureKind,
    /** Whether the server answered: only then is it certain that nothing is still going on over there. */
    readonly answered: boolean,
    readonly detail: string | null = null,
    cause?: unknown,
    /** What a sign-in must let us do besides, where the server asks for more than it did. */
    readonly requiredScope: string | null = null,
  ) {
    super(SENTENCES[kind], { cause });
  }

  /** The stable code of an error that is made of it. */
  get code(): string {
    return `CONNECTOR_${this.kind.toUpperCase().replaceAll('-', '_')}`;
  }
}

const BY_SDK_CODE: Partial<Record<SdkErrorCode, McpFailureKind>> = {
  [SdkErrorCode.RequestTimeout]: 'timeout',
  [SdkErrorCode.ConnectionClosed]: 'closed',
  [SdkErrorCode.NotConnected]: 'closed',
  [SdkErrorCode.SendFailed]: 'closed',
  [SdkErrorCode.ClientHttpAuthentication]: 'unauthorized',
  [SdkErrorCode.ClientHttpForbidden]: 'unauthorized',
  [SdkErrorCode.EraNegotiationFailed]: 'unreachable',
  [SdkErrorCode.ClientHttpFailedToOpenStream]: 'unreachable',
  [SdkErrorCode.ClientHttpNotImplemented]: 'unreachable',
};

function ofAppError(error: AppError): McpFailureKind {
  if (error.code === 'ANSWER_TOO_LARGE') return 'too-large';
  if (error.code === 'SIGN_IN_NEEDED') return 'unauthorized';
  return error.kind === 'forbidden' || error.kind === 'invalid' ? 'address-refused' : 'unreachable';
}

/** Sorts whatever the SDK, the socket or the guarded fetch threw. */
export function asMcpFailure(error: unknown, scrub: (text: string) => string, signal?: AbortSignal): McpFailure {
  if (error instanceof McpFailure) return error;
  if (signal?.aborted === true) return new McpFailure('cancelled', false, null, error);
  if (error instanceof AppError) return new McpFailure(ofAppError(error), false, error.message, error);
  const detail = error instanceof Error ? scrub(error.message).slice(0, 1_000) : null;
  // A RangeError is the stack running out over a value that is nested too deeply.
  if (error instanceof MalformedListing || error instanceof NotJson || error instanceof RangeError) {
    return new McpFailure('malformed', true, detail, error);
  }
  if (error instanceof InsufficientScopeError) {
    return new McpFailure('unauthorized', true, detail, error, error.requiredScope ?? null);
  }
  if (error instanceof UnauthorizedError) return new McpFailure('unauthorized', true, detail, error);
  if (error instanceof ProtocolError) return new McpFailure('refused', true, detail, error);
  if (error instanceof SdkHttpError && (error.status === 401 || error.status === 403)) {
    return new McpFailure('unauthorized', true, detail, error);
  }
  if (error instanceof SdkError) {
    const kind = BY_SDK_CODE[error.code] ?? 'malformed';
    return new McpFailure(kind, kind === 'malformed', detail, error);
  }
  if (error instanceof Error && error.cause instanceof AppError) {
    return new McpFailure(ofAppError(error.cause), false, error.cause.message, error);
  }
  return new McpFailure('closed', false, detail, error);
}

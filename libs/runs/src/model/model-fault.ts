import { types } from 'node:util';
import { AnthropicError, APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import { runFailure, type RunFailure } from '../domain/run-failure.js';
import type { ModelFault, ModelFaultKind } from './model.port.js';
import { MalformedReply } from './reply-reader.js';

const RETRYABLE: ReadonlySet<ModelFaultKind> = new Set<ModelFaultKind>([
  'rate-limited',
  'overloaded',
  'service-failed',
  'unreachable',
  'reset',
  'cut',
  'stalled',
  'too-slow',
  'malformed',
]);

const MESSAGE_LIMIT = 300;

/** A fault of that kind; whether it is worth another try follows from the kind unless the service says otherwise. */
export function modelFault(kind: ModelFaultKind, message: string, more: Partial<ModelFault> = {}): ModelFault {
  return {
    kind,
    message: message.slice(0, MESSAGE_LIMIT),
    retryable: RETRYABLE.has(kind),
    retryAfterMs: null,
    httpStatus: null,
    errorCode: null,
    ...more,
  };
}

/** The error code with which the practice model says what is wrong with a rehearsal. */
export const PRACTICE_ERROR = 'practice_';

/** Tells the faults of an attempt apart. Anything unknown counts as a broken protocol, which is tried again. */
export function classifyFault(error: unknown, now: Date): ModelFault {
  if (error instanceof MalformedReply) return modelFault('malformed', error.message);
  if (lacksCredentials(error)) return modelFault('key-refused', 'This process has no credentials for the service.');
  if (error instanceof APIConnectionTimeoutError) return modelFault('stalled', 'The service did not answer.');
  if (error instanceof APIConnectionError) return connectionFault(error);
  if (isStatusError(error)) return statusFault(error, now);
  const cause = error instanceof AnthropicError ? error.cause : error;
  if (cause instanceof MalformedReply) return modelFault('malformed', cause.message);
  if (nameOf(cause) === 'SyntaxError') return modelFault('malformed', 'The service sent an event that is not JSON.');
  const message = types.isNativeError(error) ? error.message : String(error);
  // undici reports a connection that dies under an open body as TypeError "terminated"; the SDK may only keep its text.
  if (nameOf(cause) === 'TypeError' || /^(TypeError: )?terminated/.test(message)) {
    return modelFault('reset', 'The connection broke in the middle of the reply.');
  }
  if (/without sending any chunks|without producing a Message/.test(message)) {
    return modelFault('cut', 'The reply ended before it had begun.');
  }
  return modelFault('malformed', message);
}

/** The libraries of the clouds say so in words of their own, some of them wrapped as a broken connection. */
function lacksCredentials(error: unknown, depth = 0): boolean {
  if (!types.isNativeError(error) || depth > 4) return false;
  if (error.name === 'CredentialsProviderError' || /default credentials|resolve credentials/i.test(error.message)) {
    return true;
  }
  return lacksCredentials(error.cause, depth + 1);
}

/** The SDK's own class leaves its parts open; here they are what they can be. */
function isStatusError(error: unknown): error is APIError {
  return error instanceof APIError;
}

function connectionFault(error: APIConnectionError): ModelFault {
  const code = codesOf(error).find((one) =>
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS)/.test(one),
  );
  if (code !== undefined)
    return modelFault('unreachable', `The service cannot be reached (${code}).`, { errorCode: code });
  return modelFault('reset', 'The connection broke before the reply.');
}

/** By name: an error thrown by Node's own fetch may come from another realm, where `instanceof` does not reach. */
function nameOf(error: unknown): string | null {
  return types.isNativeError(error) ? error.name : null;
}

function codesOf(error: unknown, depth = 0): string[] {
  if (!types.isNativeError(error) || depth > 4) return [];
  const code: unknown = 'code' in error ? error.code : undefined;
  return [...(typeof code === 'string' ? [code] : []), ...codesOf(error.cause, depth + 1)];
}

function statusFault(error: APIError, now: Date): ModelFault {
  const kind = kindOf(error);
  const asked = error.headers?.get('x-should-retry');
  return modelFault(kind, error.apiMessage ?? error.message, {
    httpStatus: error.status ?? null,
    errorCode: error.errorCode ?? error.type ?? null,
    retryAfterMs: retryAfter(error.headers, now),
    ...(asked === 'false' ? { retryable: false } : {}),
  });
}

function kindOf(error: APIError): ModelFaultKind {
  if (error.errorCode?.startsWith(PRACTICE_ERROR) === true) return 'practice';
  if (error.errorCode?.includes('spend_limit') === true) return 'spend-limit';
  // An error event inside a running stream has a type and no status.
  switch (error.type) {
    case 'rate_limit_error':
      return 'rate-limited';
    case 'overloaded_error':
      return 'overloaded';
    case 'authentication_error':
    case 'permission_error':
      return 'key-refused';
    case 'billing_error':
      return 'spend-limit';
    case 'not_found_error':
      return 'model-unknown';
    case 'invalid_request_error':
      return 'request-refused';
    default:
      return kindOfStatus(error.status);
  }
}

function kindOfStatus(status: number | undefined): ModelFaultKind {
  if (status === undefined) return 'service-failed';
  if (status === 429) return 'rate-limited';
  if (status === 529 || status === 503) return 'overloaded';
  if (status >= 500 || status === 408 || status === 409) return 'service-failed';
  if (status === 401 || status === 403) return 'key-refused';
  if (status === 402) return 'spend-limit';
  if (status === 404) return 'model-unknown';
  return 'request-refused';
}

/** What the service asks us to wait, from seconds, milliseconds or a date. */
function retryAfter(headers: Headers | undefined, now: Date): number | null {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return milliseconds;
  const header = headers?.get('retry-after');
  if (header === null || header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

const LATER = 'Start the run again in a few minutes; nothing was written by the turn that failed.';

/** The end of a run whose model could not be brought to reply. */
export function failureOfFault(fault: ModelFault): RunFailure {
  switch (fault.kind) {
    case 'rate-limited':
      return runFailure('MODEL_RATE_LIMITED', 'The model’s service takes no more requests for now.', waitFor(fault));
    case 'overloaded':
      return runFailure('MODEL_OVERLOADED', 'The model’s service is overloaded.', waitFor(fault));
    case 'service-failed':
      return runFailure('MODEL_SERVICE_FAILED', `The model’s service failed: ${fault.message}`, LATER);
    case 'unreachable':
      return runFailure(
        'MODEL_UNREACHABLE',
        'The model’s service cannot be reached from this server.',
        'Ask the operator to check ANTHROPIC_BASE_URL and the network, then start the run again.',
      );
    case 'reset':
    case 'cut':
      return runFailure('MODEL_SERVICE_FAILED', 'The model’s reply broke off, several times in a row.', LATER);
    case 'stalled':
    case 'too-slow':
      return runFailure('MODEL_STALLED', 'The model’s reply stood still, several times in a row.', LATER);
    case 'malformed':
      return runFailure(
        'MODEL_REPLY_MALFORMED',
        `The model’s service sends replies that cannot be read: ${fault.message}`,
        'Ask the operator to check that ANTHROPIC_BASE_URL points to a server that speaks the Messages API.',
      );
    case 'key-refused':
      return runFailure(
        'MODEL_KEY_REFUSED',
        'The model’s service does not accept the key of this installation.',
        'Ask the operator to check ANTHROPIC_API_KEY. Until then: practise the run, or record it by hand.',
      );
    case 'spend-limit':
      return runFailure(
        'MODEL_SPEND_LIMIT',
        'The account at the model’s service has reached its spending limit.',
        'Ask the operator to raise the limit at the service, then start the run again.',
      );
    case 'model-unknown':
      return runFailure(
        'MODEL_UNKNOWN',
        `The model’s service does not offer this model: ${fault.message}`,
        'Ask the builder to choose another model in a new version.',
      );
    case 'request-refused':
      return runFailure(
        'MODEL_REQUEST_REFUSED',
        `The model’s service refused the request: ${fault.message}`,
        'Ask the builder to look at the version’s tools and instructions.',
      );
    case 'practice':
      return practiceFailure(fault);
  }
}

function practiceFailure(fault: ModelFault): RunFailure {
  const ask = 'Ask the builder to mend the rehearsal in a new version, or run it live.';
  switch (fault.errorCode) {
    case 'practice_rehearsal_ended':
      return runFailure('PRACTICE_REHEARSAL_ENDED', fault.message, ask);
    case 'practice_placeholder_empty':
      return runFailure('PRACTICE_PLACEHOLDER_EMPTY', fault.message, ask);
    default:
      return runFailure('PRACTICE_REHEARSAL_MISSING', fault.message, ask);
  }
}

function waitFor(fault: ModelFault): string {
  if (fault.retryAfterMs === null) return LATER;
  const minutes = Math.max(1, Math.ceil(fault.retryAfterMs / 60_000));
  return `The service asks to wait ${minutes} min. Start the run again after that.`;
}

import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import { AppError } from '@groundswell/kernel';
import { type AddressGuard, addressRefused, type Target } from './address-guard.js';
import { capped } from './capped-body.js';

/** What one request may cost. */
export interface FetchLimits {
  readonly maxBytes: number;
  readonly connectMs: number;
  readonly headersMs: number;
  /** Longest silence within an answer. */
  readonly idleMs: number;
  readonly maxRedirects: number;
}

export const FETCH_LIMITS: FetchLimits = {
  maxBytes: 16 * 1024 * 1024,
  connectMs: 10_000,
  headersMs: 60_000,
  idleMs: 120_000,
  maxRedirects: 3,
};

function targetOf(place: {
  readonly hostname: string;
  readonly port?: string | null;
  readonly protocol: string;
}): Target {
  const plainHttp = place.protocol === 'http:';
  return { host: place.hostname, port: Number(place.port) || (plainHttp ? 80 : 443), plainHttp };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * Opens sockets only to addresses that the guard permits. A literal address never reaches `lookup`, so it is checked
 * before; a name is checked as it is looked up, in the same step that connects; and the peer that the socket really
 * has is checked once more.
 */
function guardedConnector(guard: AddressGuard, limits: FetchLimits): buildConnector.connector {
  return (options, callback) => {
    const target = targetOf(options);
    const lookup: LookupFunction = (_hostname, { all }, done) => {
      guard.check(target).then(
        (addresses) => {
          const first = addresses[0];
          if (all === true) done(null, [...addresses]);
          else if (first) done(null, first.address, first.family);
        },
        (error: unknown) => done(asError(error), '', 4),
      );
    };
    try {
      guard.checkLiteral(target);
    } catch (error) {
      return callback(asError(error), null);
    }
    return buildConnector({ timeout: limits.connectMs, allowH2: false, lookup })(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      const refusal = socket.remoteAddress ? guard.refusal(target, socket.remoteAddress) : addressRefused(target);
      if (!refusal) return callback(null, socket);
      socket.destroy();
      return callback(refusal, null);
    });
  };
}

/** The refusal inside the wrappers in which a socket's error arrives. */
function refusalIn(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return error instanceof Error ? refusalIn(error.cause) : null;
}

const NULL_BODY = new Set([101, 204, 205, 304]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Never carried over to another origin. */
const CREDENTIALS = ['authorization', 'cookie', 'proxy-authorization', 'mcp-session-id'];

/** `fetch` for everything that leaves this server on a connector's behalf. */
export class GuardedFetch {
  private readonly agent: Agent;

  constructor(
    private readonly guard: AddressGuard,
    private readonly limits: FetchLimits = FETCH_LIMITS,
  ) {
    this.agent = new Agent({
      connect: guardedConnector(guard, limits),
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.idleMs,
      maxResponseSize: -1,
    });
  }

  /** Bound, so that it can be handed to a library as its fetch. */
  readonly fetch = async (input: string | URL, init: RequestInit = {}): Promise<Response> => {
    let url = this.admit(input);
    let request = init;
    for (let hop = 0; ; hop++) {
      const response = await this.once(url, request);
      const location = response.headers.get('location');
      if (!REDIRECTS.has(response.status) || location === null || init.redirect === 'manual') return response;
      if (init.redirect === 'error' || hop >= this.limits.maxRedirects) {
        throw new AppError('unavailable', 'REDIRECT_REFUSED', `${url.host} sent us on to another address too often.`);
      }
      const next = this.admit(new URL(location, url));
      request = redirected(request, response.status, next.origin === url.origin);
      url = next;
    }
  };

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  /**
   * Whether an address may be set up at all: its shape, and every address behind it at this moment.
   * @throws AppError ADDRESS_INVALID, ADDRESS_NOT_ALLOWED, ADDRESS_NOT_ENCRYPTED, ADDRESS_UNKNOWN
   */
  async probe(input: string): Promise<URL> {
    const url = this.admit(input);
    await this.guard.check(targetOf(url));
    return url;
  }

  /** What can be said without asking a name server; the connection asks. */
  private admit(input: string | URL): URL {
    const url = URL.canParse(String(input)) ? new URL(input) : null;
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
      throw new AppError('invalid', 'ADDRESS_INVALID', 'This is not a web address. It starts with https://.');
    }
    if (url.username !== '' || url.password !== '') {
      throw new AppError(
        'invalid',
        'ADDRESS_INVALID',
        'Leave name and password out of the address; set them as a secret.',
      );
    }
    this.guard.checkLiteral(targetOf(url));
    return url;
  }

  private async once(url: URL, init: RequestInit): Promise<Response> {
    const { method, headers, body, signal } = init;
    if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof URLSearchParams)) {
      throw new TypeError('The guarded fetch sends text bodies only.');
    }
    try {
      const response = await undiciFetch(url, {
        method,
        headers: [...new Headers(headers)],
        body: body ?? null,
        signal: signal ?? null,
        redirect: 'manual',
        dispatcher: this.agent,
      });
      const plain = { status: response.status, statusText: response.statusText, headers: [...response.headers] };
      if (response.body === null || NULL_BODY.has(response.status)) {
        await response.body?.cancel();
        return new Response(null, plain);
      }
      const stream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      return new Response(capped(response.body, { maxBytes: this.limits.maxBytes, perEvent: stream }), plain);
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) throw refusal;
      if (signal?.aborted === true) throw error;
      throw new AppError('unavailable', 'ADDRESS_UNREACHABLE', `${url.host} does not answer.`, { cause: error });
    }
  }
}

function redirected(init: RequestInit, status: number, sameOrigin: boolean): RequestInit {
  const headers = new Headers(init.headers);
  if (!sameOrigin) for (const name of CREDENTIALS) headers.delete(name);
  const asGet = status === 303 || ((status === 301 || status === 302) && init.method?.toUpperCase() === 'POST');
  if (!asGet) return { ...init, headers };
  headers.delete('content-type');
  headers.delete('content-length');
  return { ...init, headers, method: 'GET', body: null };
}

import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small authorization server for MCP clients: registration, authorization code with PKCE, and refresh tokens that are good once. */
export interface AuthorizationServer {
  readonly url: string;
  readonly port: number;
  /** What was asked at its endpoints, in order. */
  readonly asked: readonly string[];
  /** What clients sent at the token endpoint to prove who they are, in order. */
  readonly proofs: readonly string[];
  /** How many refresh tokens were exchanged. */
  readonly refreshes: number;
  /** Seconds for which new access tokens are good. */
  tokenSeconds: number;
  /** Whether an access token was given for this resource, and not taken back. */
  accepts(token: string, resource: string): boolean;
  /** What a person's browser does at the authorization address: signs in and is sent back. @returns where to */
  signIn(authorizationUrl: string): Promise<URL>;
  /** Takes every grant back: tokens end, and refresh tokens are refused. */
  takeBack(): void;
  close(): Promise<void>;
}

/** A client that the operator of the server registered by hand. The server then lets nobody register by themselves. */
export interface PreRegistered {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

interface Code {
  readonly challenge: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly resource: string;
}

async function formOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

class Endpoints {
  readonly asked: string[] = [];
  refreshes = 0;
  tokenSeconds = 3_600;
  origin = '';
  readonly access = new Map<string, string>();
  private readonly refresh = new Map<string, { readonly clientId: string; readonly resource: string }>();
  private readonly codes = new Map<string, Code>();
  private readonly clients = new Map<string, readonly string[]>();
  /** What clients said of themselves at the token endpoint, in order. */
  readonly proofs: string[] = [];

  constructor(private readonly only: PreRegistered | null) {
    if (only !== null) this.clients.set(only.clientId, [only.redirectUri]);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    this.asked.push(url.pathname);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/oauth-authorization-server':
        json(200, this.metadata());
        return;
      case '/register': {
        const { redirect_uris: uris } = JSON.parse(await formOf(request)) as { redirect_uris: string[] };
        const id = randomUUID();
        this.clients.set(id, uris);
        json(201, { client_id: id, redirect_uris: uris, token_endpoint_auth_method: 'none' });
        return;
      }
      case '/authorize':
        this.authorize(url.searchParams, response);
        return;
      case '/token': {
        const form = new URLSearchParams(await formOf(request));
        const proof = secretIn(request, form);
        this.proofs.push(proof);
        if (this.only !== null && proof !== `${this.only.clientId}:${this.only.clientSecret}`) {
          json(401, { error: 'invalid_client' });
          return;
        }
        if (this.only !== null) form.set('client_id', this.only.clientId);
        const granted = this.token(form);
        json(granted === null ? 400 : 200, granted ?? { error: 'invalid_grant' });
        return;
      }
      default:
        json(404, {});
    }
  }

  takeBack(): void {
    this.access.clear();
    this.refresh.clear();
  }

  private metadata() {
    return {
      issuer: this.origin,
      authorization_endpoint: `${this.origin}/authorize`,
      token_endpoint: `${this.origin}/token`,
      ...(this.only === null ? { registration_endpoint: `${this.origin}/register` } : {}),
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: [this.only === null ? 'none' : 'client_secret_basic'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private authorize(wanted: URLSearchParams, response: ServerResponse): void {
    const text = (name: string) => wanted.get(name) ?? '';
    const isKnown = this.clients.get(text('client_id'))?.includes(text('redirect_uri')) === true;
    if (!isKnown || text('code_challenge_method') !== 'S256' || text('resource') === '') {
      response.writeHead(400).end('This is not a request of a client that is known here.');
      return;
    }
    const code = randomUUID();
    this.codes.set(code, {
      challenge: text('code_challenge'),
      clientId: text('client_id'),
      redirectUri: text('redirect_uri'),
      resource: text('resource'),
    });
    const back = new URL(text('redirect_uri'));
    back.search = new URLSearchParams({ code, state: text('state'), iss: this.origin }).toString();
    response.writeHead(302, { location: back.href }).end();
  }

  private token(form: URLSearchParams) {
    const text = (name: string) => form.get(name) ?? '';
    if (text('grant_type') === 'refresh_token') {
      const known = this.refresh.get(text('refresh_token'));
      this.refresh.delete(text('refresh_token'));
      if (!known || known.clientId !== text('client_id')) return null;
      this.refreshes++;
      return this.grant(known.clientId, known.resource);
    }
    const code = this.codes.get(text('code'));
    this.codes.delete(text('code'));
    const challenge = createHash('sha256').update(text('code_verifier')).digest('base64url');
    if (code?.challenge !== challenge || code.redirectUri !== text('redirect_uri')) return null;
    if (code.clientId !== text('client_id') || code.resource !== text('resource')) return null;
    return this.grant(code.clientId, code.resource);
  }

  private grant(clientId: string, resource: string) {
    const tokens = { access: `access-${randomUUID()}`, refresh: `refresh-${randomUUID()}` };
    this.access.set(tokens.access, resource);
    this.refresh.set(tokens.refresh, { clientId, resource });
    return {
      access_token: tokens.access,
      token_type: 'Bearer',
      expires_in: this.tokenSeconds,
      refresh_token: tokens.refresh,
    };
  }
}

/** What a client sends to prove who it is: `id:secret`, or nothing. */
function secretIn(request: IncomingMessage, form: URLSearchParams): string {
  const basic = (request.headers.authorization ?? '').replace('Basic ', '');
  if (basic !== '') return decodeURIComponent(Buffer.from(basic, 'base64').toString('utf8'));
  const secret = form.get('client_secret');
  return secret === null ? '' : `${form.get('client_id') ?? ''}:${secret}`;
}

/** Starts an authorization server on this machine. */
export async function startAuthorizationServer(only: PreRegistered | null = null): Promise<AuthorizationServer> {
  const endpoints = new Endpoints(only);
  const server = createServer((request, response) => {
    endpoints.answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  endpoints.origin = `http://127.0.0.1:${port}`;
  return {
    url: endpoints.origin,
    port,
    asked: endpoints.asked,
    proofs: endpoints.proofs,
    get refreshes() {
      return endpoints.refreshes;
    },
    get tokenSeconds() {
      return endpoints.tokenSeconds;
    },
    set tokenSeconds(seconds: number) {
      endpoints.tokenSeconds = seconds;
    },
    accepts: (token, resource) => endpoints.access.get(token) === resource,
    signIn: async (authorizationUrl) => {
      const response = await fetch(authorizationUrl, { redirect: 'manual' });
      const location = response.headers.get('location');
      if (location === null) throw new Error(`Nobody was sent back: ${await response.text()}`);
      return new URL(location);
    },
    takeBack: () => endpoints.takeBack(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

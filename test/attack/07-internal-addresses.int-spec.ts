import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Attempts } from './attempts.js';
import { HostileWorld } from './hostile-world.js';

// A start, a server and a walk through many attempts: more than a spec takes, on a machine that does other things too.
jest.setTimeout(180_000);

const promise = new Attempts(7);
const servers: Server[] = [];
let world: HostileWorld;
/** What must never be reached: a listener on this machine that the operator did not allow. */
let inside: { port: number; hits: () => number };
/** An MCP server of an attacker, at an address that the operator did allow. */
let outside: { port: number; hits: () => number; answerWith(listener: RequestListener): void };

async function serve(): Promise<typeof outside> {
  let hits = 0;
  let listener: RequestListener = (_request, response) => response.end('internal');
  const server = createServer((request, response) => {
    hits++;
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hits: () => hits,
    answerWith: (next) => {
      listener = next;
    },
  };
}

beforeAll(async () => {
  inside = await serve();
  outside = await serve();
  world = await HostileWorld.start({ allowedAddresses: [`127.0.0.1:${outside.port}`] });
});
afterAll(async () => {
  await world.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

let serial = 0;

/** Registers an address as a connector; gives the codes of what was refused, and tests the connector if it was taken. */
async function reach(url: string): Promise<string[]> {
  const registered = await register(url, {});
  if (registered.id === null) return registered.codes;
  const tested = await world.owner.send(
    `mutation ($id: ID!) { testConnector(connectorId: $id) { __typename } discoverTools(connectorId: $id) { id } }`,
    { id: registered.id },
  );
  return [...registered.codes, ...tested.errors.map((error) => error.extensions.code)];
}

async function register(url: string, more: object): Promise<{ id: string | null; codes: string[] }> {
  const { data, errors } = await world.owner.send<{ registerConnector: { id: string } }>(
    `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { id } }`,
    {
      input: {
        name: `Address ${serial++}`,
        description: 'x',
        transport: 'http',
        url,
        settings: {},
        secrets: [],
        dataClass: 'internal',
        clientKey: `address-${serial}`,
        ...more,
      },
    },
  );
  return { id: data?.registerConnector.id ?? null, codes: errors.map((error) => error.extensions.code) };
}

/** Goes through the sign-in of an address as far as it leads; gives where the browser was to be sent. */
async function signIn(url: string): Promise<string | null> {
  const { id } = await register(url, { signIn: 'oauth', credentialMode: 'personal' });
  if (id === null) return null;
  const begun = await world.owner.send<{ beginConnectorSignIn: string }>(
    `mutation ($id: ID!) { beginConnectorSignIn(connectorId: $id) }`,
    { id },
  );
  const sentTo = begun.data?.beginConnectorSignIn ?? null;
  const state = sentTo === null ? null : new URL(sentTo).searchParams.get('state');
  if (state === null) return sentTo;
  await world.owner.send(
    `mutation ($state: String!, $iss: String) { finishConnectorSignIn(state: $state, code: "stolen", iss: $iss) { id } }`,
    { state, iss: `http://127.0.0.1:${outside.port}` },
  );
  return sentTo;
}

const HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.000.000.001',
  '0x7f.0.0.1',
  '0x7f000001',
  '0177.0.0.1',
  '2130706433',
  '0',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '127。0。0。1',
  '①②⑦.⓪.⓪.①',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'a.localhost',
  '127.0.0.1.',
];

describe('promise 7: no connector and no sign-in of one reaches an internal address', () => {
  it.each(HOSTS)('an address written %s', async (host) => {
    for (const scheme of ['http', 'https']) {
      await promise.try(`${scheme}://${host}`, async () => {
        await reach(`${scheme}://${host}:${inside.port}/mcp`);
        expect(inside.hits()).toBe(0);
      });
    }
  });

  it.each([
    (port: number) => `http://me:word@127.0.0.1:${port}/`,
    (port: number) => `http://example.com@127.0.0.1:${port}/`,
    (port: number) => `http://127.0.0.1:${port}#@example.com/`,
    (port: number) => `http://127.0.0.1\\@example.com:${port}/`,
    (port: number) => `  http://127.0.0.1:${port}/`,
    (port: number) => `http:/\t/127.0.0.1:${port}/`,
    () => 'file:///etc/passwd',
    () => 'gopher://127.0.0.1:70/',
    () => 'data:application/json,{}',
    () => 'http://169.254.169.254/latest/meta-data/',
    () => 'http://[fd00:ec2::254]/',
  ])('an address with something in it that misleads, %#', async (make) => {
    const url = make(inside.port);
    await promise.try(url, async () => {
      expect(await reach(url)).not.toEqual([]);
      expect(inside.hits()).toBe(0);
    });
  });

  it.each([301, 302, 303, 307, 308])('a redirect with %i to it', async (status) => {
    for (const path of ['/', '/.well-known/oauth-protected-resource']) {
      await promise.try(`a ${status} to ${path}`, async () => {
        const before = outside.hits();
        outside.answerWith((_request, response) =>
          response.writeHead(status, { location: `http://127.0.0.1:${inside.port}${path}` }).end(),
        );
        await reach(`http://127.0.0.1:${outside.port}/mcp`);
        expect(outside.hits()).toBeGreaterThan(before);
        expect(inside.hits()).toBe(0);
      });
    }
  });

  it('metadata of a sign-in that points to it', async () => {
    const at = (port: number, path = '') => `http://127.0.0.1:${port}${path}`;
    const challenges = {
      'a resource_metadata at the internal address': `Bearer resource_metadata="${at(inside.port, '/meta')}"`,
      'two challenges': `Basic realm="x", Bearer error="invalid_token", resource_metadata="${at(inside.port)}"`,
      'a resource_metadata with another notation': `Bearer resource_metadata="http://2130706433:${inside.port}/"`,
    };
    for (const [what, challenge] of Object.entries(challenges)) {
      await promise.try(what, async () => {
        outside.answerWith((_request, response) => response.writeHead(401, { 'www-authenticate': challenge }).end());
        await reach(at(outside.port, '/mcp'));
        expect(inside.hits()).toBe(0);
      });
    }
    const json =
      (value: object): RequestListener =>
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const honest = {
      issuer: at(outside.port),
      authorization_servers: [at(outside.port)],
      authorization_endpoint: at(outside.port, '/authorize'),
      token_endpoint: at(outside.port, '/token'),
      registration_endpoint: at(outside.port, '/register'),
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code'],
      token_endpoint_auth_methods_supported: ['none'],
      authorization_response_iss_parameter_supported: true,
    };
    const us = {
      client_id: 'attacker',
      redirect_uris: ['http://localhost/connectors/sign-in'],
      token_endpoint_auth_method: 'none',
    };
    /** The attacker's server: a challenge, this metadata, and an honest answer to everything else. */
    const play = (document: object) =>
      outside.answerWith((request, response) => {
        const path = request.url ?? '';
        if (path.includes('well-known')) json({ resource: at(outside.port, '/mcp'), ...document })(request, response);
        else if (path === '/register') json(us)(request, response);
        else if (path === '/token') json({ access_token: 'x', token_type: 'Bearer' })(request, response);
        else {
          const metadata = at(outside.port, '/.well-known/oauth-protected-resource');
          response.writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${metadata}"` }).end();
        }
      });
    play(honest);
    const sentTo = await signIn(at(outside.port, '/mcp'));
    // The way is open for an honest server; so what is refused below is refused for what it asks.
    expect(sentTo?.startsWith(at(outside.port, '/authorize'))).toBe(true);
    const documents: Readonly<Record<string, object>> = {
      'an authorization server at the internal address': { ...honest, authorization_servers: [at(inside.port)] },
      'an authorization server in another notation': {
        ...honest,
        authorization_servers: [`http://[::ffff:7f00:1]:${inside.port}`],
      },
      'a registration at the internal address': { ...honest, registration_endpoint: at(inside.port, '/register') },
      'tokens from the internal address': { ...honest, token_endpoint: at(inside.port, '/token') },
      'keys at the internal address': { ...honest, jwks_uri: at(inside.port, '/jwks') },
      'every endpoint at the internal address': {
        ...honest,
        authorization_endpoint: at(inside.port, '/authorize'),
        token_endpoint: at(inside.port, '/token'),
        registration_endpoint: at(inside.port, '/register'),
        revocation_endpoint: at(inside.port, '/revoke'),
      },
    };
    for (const [what, document] of Object.entries(documents)) {
      await promise.try(what, async () => {
        play(document);
        const before = outside.hits();
        await reach(at(outside.port, '/mcp'));
        await signIn(at(outside.port, '/mcp'));
        expect(outside.hits()).toBeGreaterThan(before);
        expect(inside.hits()).toBe(0);
      });
    }
    for (const status of [302, 307]) {
      await promise.try(`metadata that redirect with ${status} to it`, async () => {
        outside.answerWith((request, response) =>
          (request.url ?? '') === '/mcp'
            ? response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
            : response.writeHead(status, { location: at(inside.port, '/meta') }).end(),
        );
        await signIn(at(outside.port, '/mcp'));
        expect(inside.hits()).toBe(0);
      });
    }
    for (const authorization_endpoint of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd']) {
      await promise.try(`a browser that is sent to ${authorization_endpoint}`, async () => {
        play({ ...honest, authorization_endpoint });
        const led = await signIn(at(outside.port, '/mcp'));
        expect(led === null ? 'refused' : new URL(led).protocol).toMatch(/^(refused|https?:)$/);
      });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@groundswell/platform';
import {
  type AuthorizationServer,
  foundOrganisation,
  type HttpServer,
  startAuthorizationServer,
  startHttpServer,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { SPEC_MODULES, type SpecHome, specHome, toolsOf } from '../connectors.fixture.js';
import { LookAfterSignIn } from '../look-after-sign-in/look-after-sign-in.service.js';
import type { StoredConnector } from '../persistence/connectors.repository.js';
import { RegisterConnectorService } from '../register-connector/register-connector.service.js';
import { KeysModule } from '../rotate-keys/keys.module.js';
import { RotateKeysService } from '../rotate-keys/rotate-keys.service.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { SetClientService } from './set-client.service.js';

const CLIENT_ID = 'groundswell-at-home';
const SECRET = 'canary-client-secret-7f3a';

let app: TestApp;
let home: SpecHome;
let operators: AuthorizationServer;
let strange: AuthorizationServer;
let orders: HttpServer;
/** Which authorization server the MCP server names at this moment. */
let named: AuthorizationServer;
let organisation: TestOrganisation;
let steward: Actor;
let builder: Actor;
let name = 0;

beforeAll(async () => {
  home = await specHome([]);
  const redirectUri = 'http://127.0.0.1:4400/connectors/sign-in';
  operators = await startAuthorizationServer({ clientId: CLIENT_ID, clientSecret: SECRET, redirectUri });
  strange = await startAuthorizationServer();
  named = operators;
  orders = await startHttpServer({
    era: 'legacy',
    protection: {
      get authorizationServer() {
        return named.url;
      },
      accepts: (...asked) => operators.accepts(...asked) || strange.accepts(...asked),
    },
  });
  const allowedAddresses = [operators, strange, orders].map(({ port }) => `127.0.0.1:${port}`);
  app = await startTestApp({
    modules: [...SPEC_MODULES, KeysModule],
    settings: { ...home.settings, allowedAddresses, publicUrl: 'http://127.0.0.1:4400' },
  });
  organisation = await foundOrganisation(app);
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
});
afterAll(async () => {
  await app.close();
  await orders.close();
  await operators.close();
  await strange.close();
  await home.remove();
});

const service = () => app.get(SetClientService);

function register(): Promise<StoredConnector> {
  return app.get(RegisterConnectorService).register(steward, {
    name: `Orders ${name++}`,
    description: '',
    transport: 'http',
    url: orders.url,
    settings: {},
    secrets: [],
    dataClass: 'internal',
    credentialMode: 'shared',
    signIn: 'oauth',
  });
}

async function signedIn(connector: StoredConnector): Promise<void> {
  const back = await named.signIn(await app.get(SignInService).begin(steward, connector.id));
  const text = (key: string) => back.searchParams.get(key);
  await app
    .get(LookAfterSignIn)
    .finish(steward, { state: text('state') ?? '', code: text('code'), iss: text('iss'), error: null });
}

describe('a client that an operator registered by hand', () => {
  it('is needed where a server lets nobody register, and then signs people in; the tools are looked for at once', async () => {
    const connector = await register();
    await expect(app.get(SignInService).begin(steward, connector.id)).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
      message: expect.stringContaining('/connectors/sign-in'),
    });
    await service().set(steward, { connectorId: connector.id, clientId: CLIENT_ID, clientSecret: SECRET });
    await signedIn(connector);
    expect(operators.proofs.at(-1)).toBe(`${CLIENT_ID}:${SECRET}`);
    expect((await toolsOf(app, connector)).rows.map((tool) => tool.name)).toEqual(['find_order']);
  });

  it('is shown to no other authorization server that the connector names later', async () => {
    const connector = await register();
    await service().set(steward, { connectorId: connector.id, clientId: CLIENT_ID, clientSecret: SECRET });
    named = strange;
    try {
      await signedIn(connector);
    } finally {
      named = operators;
    }
    expect(strange.asked).toContain('/register');
    expect(strange.proofs.join()).not.toContain(SECRET);
  });

  it('lies sealed, also under new keys, and stands in no audit entry', async () => {
    const connector = await register();
    await service().set(steward, { connectorId: connector.id, clientId: CLIENT_ID, clientSecret: SECRET });
    const rows = () =>
      app.database.query<{ text: string; key: string; sealed: Buffer }>(
        `SELECT (c.*)::text AS text, data_key_id AS key, sealed FROM connector_clients c WHERE connector_id = $1`,
        [connector.id],
      );
    const [before] = await rows();
    expect(before?.text).not.toContain(SECRET);
    expect(before?.sealed.toString('latin1')).not.toContain(SECRET);
    const audit = await app.database.query<{ text: string }>(`SELECT (a.*)::text AS text FROM audit_entries a`);
    expect(audit.map((entry) => entry.text).join()).not.toContain(SECRET);
    await app.get(RotateKeysService).rotate();
    const [after] = await rows();
    expect(after?.key).not.toBe(before?.key);
    await signedIn(connector);
  });

  it('is a steward’s to set and remove, where a sign-in is asked for, and of one organisation', async () => {
    const connector = await register();
    const input = { connectorId: connector.id, clientId: CLIENT_ID };
    await expect(service().set(builder, input)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(service().remove(builder, connector.id)).rejects.toMatchObject({ kind: 'forbidden' });
    const strangers = await foundOrganisation(app, 'Südwind');
    await expect(service().set(strangers.owner, input)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(service().set(steward, { ...input, clientId: 'two words' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    await service().set(steward, input);
    await service().remove(steward, connector.id);
    await expect(app.get(SignInService).begin(steward, connector.id)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });
});

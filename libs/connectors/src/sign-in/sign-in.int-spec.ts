import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, Database } from '@groundswell/platform';
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
import { ChangeConnectorService } from '../change-connector/change-connector.service.js';
import { SPEC_MODULES, type SpecHome, specHome, toolsOf, workflowOf } from '../connectors.fixture.js';
import { DiscoverToolsService } from '../discover-tools/discover-tools.service.js';
import type { GovernedCallResult } from '../governed-call/call-request.js';
import { GovernedCall } from '../governed-call/governed-call.service.js';
import { LabelToolService } from '../label-tool/label-tool.service.js';
import { MoveBindingsService } from '../move-bindings/move-bindings.service.js';
import type { StoredConnector } from '../persistence/connectors.repository.js';
import { RegisterConnectorService } from '../register-connector/register-connector.service.js';
import { SecretVault } from '../secrets/secret-vault.service.js';
import { SetToolStatusService } from '../set-tool-status/set-tool-status.service.js';
import { OwnCredentialsQuery } from '../set-own-credential/own-credentials.query.js';
import { SignOutService } from '../sign-out/sign-out.service.js';
import { LookAfterSignIn } from '../look-after-sign-in/look-after-sign-in.service.js';
import { AccessTokens } from './access-tokens.service.js';
import { SignInService } from './sign-in.service.js';

let app: TestApp;
let home: SpecHome;
let servers: AuthorizationServer;
let orders: HttpServer;
/** A second server behind the same sign-in. */
let elsewhere: HttpServer;
let inside: Server;
let insideAsked = 0;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let steward: Actor;
let builder: Actor;
let runner: Actor;
let name = 0;

beforeAll(async () => {
  home = await specHome([]);
  servers = await startAuthorizationServer();
  inside = createServer((_request, response) => {
    insideAsked++;
    response.end('{}');
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  orders = await startHttpServer({
    era: 'legacy',
    protection: { authorizationServer: servers.url, accepts: (...asked) => servers.accepts(...asked) },
  });
  elsewhere = await startHttpServer({
    era: 'modern',
    protection: { authorizationServer: servers.url, accepts: (...asked) => servers.accepts(...asked) },
  });
  const allowedAddresses = [servers, orders, elsewhere].map(({ port }) => `127.0.0.1:${port}`);
  app = await startTestApp({ modules: SPEC_MODULES, settings: { ...home.settings, allowedAddresses } });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  steward = await organisation.addPerson('Stella', ['steward', 'builder']);
  builder = await organisation.addPerson('Bo', ['builder']);
  runner = await organisation.addPerson('Ron', ['runner']);
});

afterAll(async () => {
  await app.close();
  await orders.close();
  await elsewhere.close();
  await servers.close();
  await new Promise((resolve) => inside.close(resolve));
  await home.remove();
});

beforeEach(() => {
  servers.tokenSeconds = 3_600;
});

const signIn = () => app.get(SignInService);

function register(credentialMode: 'shared' | 'personal', url = orders.url): Promise<StoredConnector> {
  return app.get(RegisterConnectorService).register(steward, {
    name: `Orders ${name++}`,
    description: '',
    transport: 'http',
    url,
    settings: {},
    secrets: [],
    dataClass: 'internal',
    credentialMode,
    signIn: 'oauth',
  });
}

async function throughTheBrowser(actor: Actor, connector: StoredConnector): Promise<URL> {
  return servers.signIn(await signIn().begin(actor, connector.id));
}

const answerIn = (back: URL) => ({
  state: back.searchParams.get('state') ?? '',
  code: back.searchParams.get('code'),
  iss: back.searchParams.get('iss'),
  error: null,
});

async function signedIn(actor: Actor, connector: StoredConnector): Promise<void> {
  await signIn().finish(actor, answerIn(await throughTheBrowser(actor, connector)));
}

/** A connector whose one tool a steward has opened. */
async function ready(credentialMode: 'shared' | 'personal') {
  const connector = await register(credentialMode);
  await signedIn(steward, connector);
  await app.get(DiscoverToolsService).discover(steward, connector.id);
  const { tool } = await toolsOf(app, connector);
  const { id } = tool('find_order');
  await app.get(LabelToolService).label(steward, id, { risk: 'read', returnsUntrusted: false, reachesOutside: false });
  await app.get(SetToolStatusService).set(steward, id, 'allowed');
  const call = (actor: Actor): Promise<GovernedCallResult> =>
    app.get(GovernedCall).call({
      actor,
      workflowId: workflowOf(actor.organisationId),
      toolId: id,
      arguments: { number: '7' },
      timeoutMs: 10_000,
    });
  return { connector, call };
}

const lastToken = () => orders.seen.at(-1)?.authorization ?? '';

describe('signing in to a connector', () => {
  it('finds the authorization server, registers, proves itself with PKCE, and works with the token', async () => {
    const { connector, call } = await ready('shared');
    expect(await call(builder)).toMatchObject({ kind: 'answered' });
    expect(lastToken()).toMatch(/^Bearer access-/);
    const rows = await app.database.query<{ text: string }>(
      `SELECT (g.*)::text AS text FROM connector_grants g WHERE connector_id = $1`,
      [connector.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toMatch(/access-|refresh-/);
  });

  it('takes an answer once, in time, from the person who left, and by the issuer that was asked', async () => {
    const connector = await register('personal');
    const back = await throughTheBrowser(builder, connector);
    await expect(signIn().finish(runner, answerIn(back))).rejects.toMatchObject({ code: 'SIGN_IN_UNKNOWN' });
    await signIn().finish(builder, answerIn(back));
    await expect(signIn().finish(builder, answerIn(back))).rejects.toMatchObject({ code: 'SIGN_IN_UNKNOWN' });
    const other = await throughTheBrowser(runner, connector);
    await expect(signIn().finish(runner, { ...answerIn(other), iss: 'https://evil.example' })).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    const late = await throughTheBrowser(runner, connector);
    await app.database.query(`UPDATE connector_sign_ins SET expires_at = now() - interval '1 year'`);
    await expect(signIn().finish(runner, answerIn(late))).rejects.toMatchObject({ code: 'SIGN_IN_UNKNOWN' });
  });

  it('keeps each person’s tokens to their own calls', async () => {
    const { connector, call } = await ready('personal');
    expect(await call(builder)).toMatchObject({ kind: 'unreached', code: 'SECRET_MISSING' });
    await signedIn(builder, connector);
    expect(await call(builder)).toMatchObject({ kind: 'answered' });
    const ofBuilder = lastToken();
    expect(await call(steward)).toMatchObject({ kind: 'answered' });
    expect(lastToken()).not.toBe(ofBuilder);
    const [mine] = await app.get(OwnCredentialsQuery).of(builder);
    expect(mine).toBeDefined();
    await app.get(SignOutService).signOut(builder, connector.id, false);
    expect(await call(builder)).toMatchObject({ kind: 'unreached', code: 'SECRET_MISSING' });
    expect(await call(steward)).toMatchObject({ kind: 'answered' });
  });

  it('refreshes a token that is used up once, however many processes want it', async () => {
    servers.tokenSeconds = 1;
    const { connector, call } = await ready('shared');
    servers.tokenSeconds = 3_600;
    const before = servers.refreshes;
    const holder = { organisationId: steward.organisationId, connectorId: connector.id, personId: null };
    const issuer = new URL(orders.url).origin;
    const valid = () => app.get(AccessTokens).valid({ ...holder, issuer });
    const tokens = await Promise.all(Array.from({ length: 8 }, valid));
    expect(new Set(tokens).size).toBe(1);
    expect(servers.refreshes).toBe(before + 1);
    expect(await call(builder)).toMatchObject({ kind: 'answered' });
  });

  it('goes along to a further version of the same server, whose tools are known at once', async () => {
    const { connector, call } = await ready('shared');
    const { versionId } = await app.get(ChangeConnectorService).change(steward, {
      connectorId: connector.id,
      seenNumber: 1,
      transport: 'http',
      url: orders.url,
      settings: {},
      secrets: [],
      dataClass: 'confidential',
      signIn: 'oauth',
    });
    const wish = { connectorId: connector.id, toVersionId: versionId, seenVersionId: connector.versionId };
    await app.get(MoveBindingsService).move(steward, wish);
    expect(await call(builder)).toMatchObject({ kind: 'answered', labels: { privateData: true } });
  });

  it('is asked for by a version of another server, whose tools are looked for as part of it', async () => {
    const { connector } = await ready('shared');
    const { versionId } = await app.get(ChangeConnectorService).change(steward, {
      connectorId: connector.id,
      seenNumber: 1,
      transport: 'http',
      url: elsewhere.url,
      settings: {},
      secrets: [],
      dataClass: 'internal',
      signIn: 'oauth',
    });
    const wish = { connectorId: connector.id, toVersionId: versionId, seenVersionId: connector.versionId };
    const move = () => app.get(MoveBindingsService).move(steward, wish);
    await expect(move()).rejects.toMatchObject({ code: 'CONNECTOR_VERSION_EMPTY' });
    const back = await servers.signIn(await signIn().begin(steward, connector.id, versionId));
    await app.get(LookAfterSignIn).finish(steward, answerIn(back));
    expect(await move()).toMatchObject({ versionNumber: 2 });
  });

  it('asks to sign in anew when the grant was taken back', async () => {
    servers.tokenSeconds = 1;
    const { call } = await ready('shared');
    servers.takeBack();
    expect(await call(builder)).toMatchObject({ kind: 'unreached' });
    expect(await call(builder)).toMatchObject({ kind: 'unreached', code: 'SECRET_MISSING' });
  });

  it.each(['resource metadata', 'authorization server'])('is not led to an internal address by the %s', async (by) => {
    const internal = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`;
    const evil = await startHttpServer({
      era: 'legacy',
      protection: {
        accepts: () => false,
        authorizationServer: by === 'authorization server' ? internal : servers.url,
        ...(by === 'resource metadata' ? { metadataUrl: `${internal}/metadata` } : {}),
      },
    });
    const connector = await register('shared', orders.url);
    await app.database.query(`UPDATE connector_versions SET url = $1 WHERE connector_id = $2`, [
      evil.url.replace('127.0.0.1', 'localhost'),
      connector.id,
    ]);
    await expect(signIn().begin(steward, connector.id)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
    await app.database.query(`UPDATE connector_versions SET url = $1 WHERE connector_id = $2`, [
      evil.url,
      connector.id,
    ]);
    await expect(signIn().begin(steward, connector.id)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
    expect(insideAsked).toBe(0);
    await evil.close();
  });

  it('is for those who may: the house’s is the stewards’, and nobody’s of another organisation', async () => {
    const connector = await register('shared');
    await expect(signIn().begin(builder, connector.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await strangers.addPerson('Sven', ['steward']);
    await expect(signIn().begin(stranger, connector.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(app.get(SignOutService).signOut(builder, connector.id, true)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('destroys all that a leaver has in one call, and nothing of anybody else', async () => {
    const { connector, call } = await ready('personal');
    await signedIn(runner, connector);
    expect(await call(runner)).toMatchObject({ kind: 'answered' });
    await throughTheBrowser(runner, connector);
    const destroyed = await app
      .get(Database)
      .transaction(runner.organisationId, (tx) => app.get(SecretVault).destroyFor(tx, runner.personId));
    expect(destroyed.credentials).toBeGreaterThanOrEqual(1);
    const left = await app.database.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM connector_grants WHERE person_id = $1)::int
            + (SELECT count(*) FROM connector_sign_ins WHERE person_id = $1)::int AS n`,
      [runner.personId],
    );
    expect(left).toEqual([{ n: 0 }]);
    expect(await call(runner)).toMatchObject({ kind: 'unreached', code: 'SECRET_MISSING' });
    expect(await call(steward)).toMatchObject({ kind: 'answered' });
  });
});

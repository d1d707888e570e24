import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, Database } from '@groundswell/platform';
import {
  foundOrganisation,
  type HttpServer,
  startHttpServer,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { ChangeConnectorService } from '../change-connector/change-connector.service.js';
import { auditOf, ReadyConnector, SPEC_MODULES, type SpecHome, specHome } from '../connectors.fixture.js';
import { MoveBindingsService } from '../move-bindings/move-bindings.service.js';
import { SecretVault } from '../secrets/secret-vault.service.js';
import { SetSecretService } from '../set-secret/set-secret.service.js';
import { OwnCredentialsQuery } from './own-credentials.query.js';
import { SetOwnCredentialService } from './set-own-credential.service.js';

let app: TestApp;
let home: SpecHome;
let orders: HttpServer;
let elsewhere: HttpServer;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let steward: Actor;
let builder: Actor;
let colleague: Actor;
let name = 0;

beforeAll(async () => {
  home = await specHome([]);
  orders = await startHttpServer({ era: 'legacy' });
  elsewhere = await startHttpServer({ era: 'legacy' });
  app = await startTestApp({
    modules: SPEC_MODULES,
    settings: { ...home.settings, allowedAddresses: [`127.0.0.1:${orders.port}`, `127.0.0.1:${elsewhere.port}`] },
  });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  steward = await organisation.addPerson('Stella', ['steward']);
  builder = await organisation.addPerson('Bo', ['builder']);
  colleague = await organisation.addPerson('Cleo', ['builder']);
});

afterAll(async () => {
  await app.close();
  await orders.close();
  await elsewhere.close();
  await home.remove();
});

const own = () => app.get(SetOwnCredentialService);

function inputFor(credentialMode: 'shared' | 'personal') {
  return {
    name: `Orders ${name++}`,
    description: '',
    transport: 'http',
    url: orders.url,
    settings: {},
    secrets: [{ name: 'Authorization', value: `Bearer of-${credentialMode === 'shared' ? 'the-house' : 'stella'}` }],
    dataClass: 'internal' as const,
    credentialMode,
  };
}

const ready = (mode: 'shared' | 'personal', caller = builder) =>
  ReadyConnector.make(app, { steward, caller }, inputFor(mode));
const find = { tool: 'find_order', arguments: { number: '7' } };
const lastSent = (server = orders) => server.seen.at(-1)?.authorization;

describe('credentials of one’s own', () => {
  it('are used for calls in one’s own name and for no other', async () => {
    const made = await ready('personal');
    const { connector } = made;
    expect(await made.call(find)).toMatchObject({
      kind: 'unreached',
      code: 'SECRET_MISSING',
      message: expect.stringContaining('Your credentials'),
    });
    await own().set(builder, connector.id, 'Authorization', 'Bearer of-bo');
    await own().set(colleague, connector.id, 'Authorization', 'Bearer of-cleo');
    expect(await made.call(find)).toMatchObject({ kind: 'answered' });
    expect(lastSent()).toBe('Bearer of-bo');
    expect(await made.call({ ...find, actor: colleague })).toMatchObject({ kind: 'answered' });
    expect(lastSent()).toBe('Bearer of-cleo');
    expect(await made.call(find)).toMatchObject({ kind: 'answered' });
    expect(lastSent()).toBe('Bearer of-bo');
    await own().remove(builder, connector.id, 'Authorization');
    expect(await made.call(find)).toMatchObject({ kind: 'unreached', code: 'SECRET_MISSING' });
    const said = (await auditOf(app, connector)).filter((entry) => entry.action.startsWith('credential.'));
    expect(said.map((entry) => entry.action)).toEqual(['credential.set', 'credential.set', 'credential.removed']);
    expect(JSON.stringify(said)).not.toContain('of-bo');
  });

  it('do not follow a connector to another address', async () => {
    const made = await ready('personal');
    const { connector } = made;
    await own().set(builder, connector.id, 'Authorization', 'Bearer of-bo');
    expect(await made.call(find)).toMatchObject({ kind: 'answered' });
    const { versionId } = await app.get(ChangeConnectorService).change(steward, {
      ...inputFor('personal'),
      connectorId: connector.id,
      seenNumber: 1,
      url: elsewhere.url,
      secrets: [{ name: 'Authorization', value: 'Bearer of-stella-there' }],
    });
    await app
      .get(MoveBindingsService)
      .move(steward, { connectorId: connector.id, toVersionId: versionId, seenVersionId: connector.versionId });
    expect(await made.call(find)).toMatchObject({ kind: 'unreached', code: 'SECRET_MISSING' });
    expect(elsewhere.seen.map((headers) => headers.authorization)).not.toContain('Bearer of-bo');
    const mine = (await app.get(OwnCredentialsQuery).of(builder)).find((one) => one.connector.id === connector.id);
    expect(mine).toMatchObject({ ready: false, credentials: [{ unused: true }, { setAt: null, unused: false }] });
    await own().remove(builder, connector.id, 'Authorization');
  });

  it('are not mixed up with those of the house', async () => {
    const made = await ready('shared');
    expect(await made.call(find)).toMatchObject({ kind: 'answered' });
    expect(lastSent()).toBe('Bearer of-the-house');
    const setOwn = own().set(builder, made.connector.id, 'Authorization', 'Bearer of-bo');
    await expect(setOwn).rejects.toMatchObject({ code: 'CREDENTIAL_IS_SHARED' });
    const personal = await ready('personal');
    const setShared = app.get(SetSecretService).set(steward, personal.connector.id, 'Authorization', 'Bearer all');
    await expect(setShared).rejects.toMatchObject({ code: 'CREDENTIAL_IS_PERSONAL' });
  });

  it('are nobody else’s to set or remove', async () => {
    const { connector } = await ready('personal');
    const auditor = await organisation.addPerson('Ada', ['auditor']);
    const stranger = await strangers.addPerson('Sven', ['builder']);
    await own().set(builder, connector.id, 'Authorization', 'Bearer of-bo');
    await expect(own().set(auditor, connector.id, 'Authorization', 'Bearer x')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(own().set(stranger, connector.id, 'Authorization', 'Bearer x')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await own().remove(colleague, connector.id, 'Authorization');
    const rows = await app.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM connector_secrets WHERE connector_id = $1 AND person_id = $2`,
      [connector.id, builder.personId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('are destroyed in one call when a person leaves, and open conversations end with them', async () => {
    const leaver = await organisation.addPerson('Leo', ['builder']);
    const made = await ready('personal', leaver);
    await own().set(leaver, made.connector.id, 'Authorization', 'Bearer of-leo');
    expect(await made.call(find)).toMatchObject({ kind: 'answered' });
    const destroyed = await app
      .get(Database)
      .transaction(leaver.organisationId, (tx) => app.get(SecretVault).destroyFor(tx, leaver.personId));
    expect(destroyed).toEqual({ credentials: 1, connectors: 1 });
    expect(await made.call(find)).toMatchObject({ kind: 'unreached', code: 'SECRET_MISSING' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManagePeopleService } from '@groundswell/identity';
import type { Actor } from '@groundswell/platform';
import {
  foundOrganisation,
  type HttpServer,
  startHttpServer,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { auditOf, ReadyConnector, SPEC_MODULES, type SpecHome, specHome } from '../connectors.fixture.js';
import { SetOwnCredentialService } from '../set-own-credential/set-own-credential.service.js';

let app: TestApp;
let home: SpecHome;
let orders: HttpServer;
let organisation: TestOrganisation;
let steward: Actor;
let stays: Actor;

beforeAll(async () => {
  home = await specHome([]);
  orders = await startHttpServer({ era: 'legacy' });
  const allowedAddresses = [`127.0.0.1:${orders.port}`];
  app = await startTestApp({ modules: SPEC_MODULES, settings: { ...home.settings, allowedAddresses } });
  organisation = await foundOrganisation(app);
  steward = await organisation.addPerson('Stella', ['steward']);
  stays = await organisation.addPerson('Cleo', ['builder']);
});

afterAll(async () => {
  await app.close();
  await orders.close();
  await home.remove();
});

describe('a person who leaves', () => {
  it('has no credential left, while those of colleagues and of the house stay', async () => {
    const leaver = await organisation.addPerson('Bo', ['builder']);
    const input = {
      name: 'Orders',
      description: '',
      transport: 'http',
      url: orders.url,
      settings: {},
      secrets: [{ name: 'Authorization', value: 'Bearer of-stella' }],
      dataClass: 'internal' as const,
      credentialMode: 'personal' as const,
    };
    const { connector } = await ReadyConnector.make(app, { steward, caller: leaver }, input);
    for (const person of [leaver, stays]) {
      await app.get(SetOwnCredentialService).set(person, connector.id, 'Authorization', `Bearer of-${person.name}`);
    }
    await app.get(ManagePeopleService).deactivate(organisation.owner, leaver.personId);
    const left = await app.database.query<{ person_id: string }>(
      `SELECT person_id FROM connector_secrets WHERE connector_id = $1 AND person_id = ANY($2)`,
      [connector.id, [leaver.personId, stays.personId]],
    );
    expect(left).toEqual([{ person_id: stays.personId }]);
    const [entry] = await app.database.query<{ details: object }>(
      `SELECT details FROM audit_entries WHERE action = 'person.deactivated' AND subject_id = $1`,
      [leaver.personId],
    );
    expect(entry?.details).toMatchObject({ credentialsDestroyed: 1 });
    expect((await auditOf(app, connector)).at(-1)).toMatchObject({
      action: 'credential.destroyed',
      details: { personId: leaver.personId },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, Settings } from '@groundswell/platform';
import {
  foundOrganisation,
  OwnerOnlyPermissionsModule,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { IdentityModule } from './identity.module.js';
import { InvitationsService } from './invite-person/invitations.service.js';
import { ManagePeopleService } from './manage-people/manage-people.service.js';
import { CurrencyUse } from './manage-people/currency-use.js';
import { PeopleDirectory } from './directory/people-directory.js';
import { UpdateOrganisationService } from './manage-people/update-organisation.service.js';
import { SearchPeopleQuery } from './directory/search-people.query.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SetUpService } from './set-up/set-up.service.js';
import { SetUpToken } from './set-up/set-up-token.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SignInLinksService } from './sign-in/sign-in-links.service.js';

let app: TestApp;
let here: TestOrganisation;
let elsewhere: TestOrganisation;
const password = 'correct horse battery staple';

beforeAll(async () => {
  app = await startTestApp({ modules: [IdentityModule, OwnerOnlyPermissionsModule] });
  here = await foundOrganisation(app);
  elsewhere = await foundOrganisation(app, 'Südlicht');
});

afterAll(() => app.close());

async function join(email: string, roles: ('runner' | 'builder' | 'owner')[] = ['runner']) {
  const { link } = await app.get(InvitationsService).invite(here.owner, { email, name: 'Nora', roles, teamIds: [] });
  const token = new URL(link).pathname.split('/').at(-1) ?? '';
  return { token, ...(await app.get(InvitationsService).accept(token, 'Nora Neu', password)) };
}

describe('set-up', () => {
  it('refuses a wrong token, and a second organisation by the page', async () => {
    const token = app.get(SetUpToken).issue();
    const request = {
      organisationName: 'A',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      name: 'B',
      email: 'b@x.test',
      password,
    };
    await expect(app.get(SetUpService).setUp('wrong', request)).rejects.toMatchObject({ code: 'SET_UP_LINK_SPENT' });
    await expect(app.get(SetUpService).setUp(token, request)).rejects.toMatchObject({ code: 'SET_UP_DONE' });
  });

  it('names every fault of the input at once', async () => {
    const token = app.get(SetUpToken).issue();
    const request = {
      organisationName: ' ',
      currency: 'Taler',
      timeZone: 'Moon',
      name: '',
      email: 'nobody',
      password: 'short',
    };
    const error = await app
      .get(SetUpService)
      .setUp(token, request)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'INPUT_INVALID' });
    expect((error as { fields: { path: string }[] }).fields.map((fault) => fault.path)).toEqual([
      'organisationName',
      'currency',
      'timeZone',
      'name',
      'email',
      'password',
    ]);
  });
});

describe('invitations and sign-in', () => {
  it('lets an invited person in once, and signs them in by password', async () => {
    const joined = await join('nora@example.test');
    expect(joined.actor).toMatchObject({ organisationId: here.id, roles: ['runner'] });
    await expect(app.get(InvitationsService).accept(joined.token, 'Eve', password)).rejects.toMatchObject({
      code: 'INVITATION_SPENT',
    });
    const answer = await app.get(SignInService).signIn({ email: ' Nora@Example.test ', password }, '1.1.1.1');
    expect(answer).toMatchObject({ kind: 'signed-in', actor: { personId: joined.actor.personId } });
    if (answer.kind !== 'signed-in') throw new Error('signed in');
    expect(await app.get(SessionsService).resolve(answer.sessionToken)).toMatchObject({
      personId: joined.actor.personId,
    });
    await app.get(SignInService).signOut(joined.actor, answer.sessionToken);
    expect(await app.get(SessionsService).resolve(answer.sessionToken)).toBeNull();
  });

  it('lets two who click the same link at once in only once', async () => {
    const { link } = await app
      .get(InvitationsService)
      .invite(here.owner, { email: 'twice@example.test', name: 'T', roles: ['runner'], teamIds: [] });
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    const tries = await Promise.allSettled([1, 2].map(() => app.get(InvitationsService).accept(token, 'T', password)));
    expect(tries.map((attempt) => attempt.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('says the same for a wrong password and for nobody, and slows guessing down', async () => {
    await join('guess@example.test');
    const attempt = (email: string) =>
      app
        .get(SignInService)
        .signIn({ email, password: 'wrong password 123' }, '2.2.2.2')
        .catch((error: unknown) => String(error));
    expect(await attempt('guess@example.test')).toBe(await attempt('nobody@example.test'));
    for (let i = 0; i < 7; i++) await attempt('guess@example.test');
    await expect(
      app.get(SignInService).signIn({ email: 'guess@example.test', password }, '3.3.3.3'),
    ).rejects.toMatchObject({ code: 'SIGN_IN_LIMITED' });
  });

  it('leaves a trace of a wrong password in the audit log of whom it was tried for', async () => {
    const { actor } = await join('tried@example.test');
    const wrong = { email: 'tried@example.test', password: 'wrong password 123' };
    await expect(app.get(SignInService).signIn(wrong, '5.5.5.5')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    const traces = () =>
      app.database.query(
        `SELECT actor_id, details->>'address' AS address FROM audit_entries
          WHERE action = 'person.sign-in-refused' AND subject_id = $1`,
        [actor.personId],
      );
    for (let i = 0; i < 100 && (await traces()).length === 0; i++) await new Promise((done) => setTimeout(done, 20));
    expect(await traces()).toEqual([{ actor_id: null, address: '5.5.5.5' }]);
  });

  it('refuses an invitation by someone who may not, for a team of strangers, and for somebody who is here', async () => {
    const runner = await here.addPerson('Rita', ['runner']);
    const foreignTeam = await elsewhere.addTeam('Theirs');
    const request = { email: 'new@example.test', name: 'N', roles: ['runner'] as const, teamIds: [] as string[] };
    const service = app.get(InvitationsService);
    await expect(service.invite(runner, request)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(service.invite(here.owner, { ...request, teamIds: [foreignTeam] })).rejects.toMatchObject({
      fields: [{ path: 'teamIds' }],
    });
    await join('here@example.test');
    await expect(service.invite(here.owner, { ...request, email: 'HERE@example.test' })).rejects.toMatchObject({
      code: 'PERSON_EXISTS',
    });
  });

  it('has no sign-in links outside the demo', async () => {
    expect(app.get(Settings).demo).toBe(false);
    await expect(app.get(SignInLinksService).signInWithLink('x')).rejects.toMatchObject({ code: 'NOT_A_DEMO' });
  });
});

describe('people', () => {
  it('keeps the last owner', async () => {
    const service = app.get(ManagePeopleService);
    await expect(service.deactivate(here.owner, here.owner.personId)).rejects.toMatchObject({ code: 'LAST_OWNER' });
    await expect(service.setRoles(here.owner, here.owner.personId, ['runner'])).rejects.toMatchObject({
      code: 'LAST_OWNER',
    });
  });

  it('ends every session of a person whose access ends', async () => {
    const joined = await join('leaver@example.test');
    await app.get(ManagePeopleService).deactivate(here.owner, joined.actor.personId);
    expect(await app.get(SessionsService).resolve(joined.sessionToken)).toBeNull();
    await expect(
      app.get(SignInService).signIn({ email: 'leaver@example.test', password }, '4.4.4.4'),
    ).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('does not find a person or a team of another organisation', async () => {
    const stranger = await elsewhere.addPerson('Sven', ['runner']);
    const service = app.get(ManagePeopleService);
    await expect(service.setRoles(here.owner, stranger.personId, ['leader'])).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(service.deactivate(here.owner, stranger.personId)).rejects.toMatchObject({ kind: 'not-found' });
    const found = await app
      .get(Database)
      .transaction(here.id, (tx) => app.get(SearchPeopleQuery).search(tx, here.id, 'Sven', 50, null));
    expect(found.totalCount).toBe(0);
  });

  it('changes the organisation for owners only, and says which field does not fit', async () => {
    const service = app.get(UpdateOrganisationService);
    expect(await service.update(here.owner, { fteHoursPerYear: 1_600 })).toMatchObject({ fteHoursPerYear: 1_600 });
    await expect(service.update(here.owner, { fteHoursPerYear: 0 })).rejects.toMatchObject({
      fields: [{ path: 'fteHoursPerYear' }],
    });
    const runner = await here.addPerson('Ria', ['runner']);
    await expect(service.update(runner, { name: 'Mine' })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('the currency', () => {
  it('can be changed until something was booked in it, and not afterwards', async () => {
    const service = app.get(UpdateOrganisationService);
    let isBooked = false;
    app.get(CurrencyUse).register(() => Promise.resolve(isBooked));
    const { currency } = await service.update(elsewhere.owner, { currency: 'USD' });
    const dollars = await service.update(elsewhere.owner, { usdRateMicros: 920_000 });
    expect([currency, dollars.usdRateMicros]).toEqual(['USD', 1_000_000]);
    isBooked = true;
    await expect(service.update(elsewhere.owner, { currency: 'EUR' })).rejects.toMatchObject({
      fields: [{ path: 'currency' }],
    });
    expect(await service.update(elsewhere.owner, { currency: 'USD', name: 'Südwest' })).toMatchObject({
      name: 'Südwest',
    });
  });
});

describe('what an hour of work costs', () => {
  it('is dated: a change holds from its day on, and saving the same again is no change', async () => {
    const service = app.get(UpdateOrganisationService);
    const rates = () => app.get(Database).transaction(here.id, (tx) => app.get(PeopleDirectory).loadedRates(tx));
    const [first, ...none] = await rates();
    expect(none).toEqual([]);
    const next = (first?.loadedRateMicrosPerHour ?? 0) + 5_000_000;
    app.clock.advanceMs(60_000);
    await service.update(here.owner, { loadedRateMicrosPerHour: next });
    await service.update(here.owner, { loadedRateMicrosPerHour: next, fteHoursPerYear: 1_650 });
    expect((await rates()).map((rate) => rate.loadedRateMicrosPerHour)).toEqual([first?.loadedRateMicrosPerHour, next]);
    await expect(app.database.query(`DELETE FROM organisation_rates`)).rejects.toThrow(/only grows/);
  });
});

describe('row-level security', () => {
  it('hides strangers from a query that forgets its organisation', async () => {
    const seen = await app
      .get(Database)
      .transaction(here.id, (tx) =>
        tx.query<{ organisation_id: string }>('SELECT DISTINCT organisation_id FROM people'),
      );
    expect(seen).toEqual([{ organisation_id: here.id }]);
  });

  it('does not let an audit entry be changed or removed', async () => {
    const change = (sql: string) => app.get(Database).transaction(here.id, (tx) => tx.query(sql));
    await expect(change(`UPDATE audit_entries SET action = 'nothing'`)).rejects.toThrow(/permission denied/);
    await expect(change(`DELETE FROM audit_entries`)).rejects.toThrow(/permission denied/);
  });
});

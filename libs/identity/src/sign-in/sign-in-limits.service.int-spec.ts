import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import {
  foundOrganisation,
  OwnerOnlyPermissionsModule,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { IdentityModule } from '../identity.module.js';
import { InvitationsService } from '../invite-person/invitations.service.js';
import { SignInService } from './sign-in.service.js';

const modules = [IdentityModule, OwnerOnlyPermissionsModule];
const PASSWORD = 'correct horse battery staple';
const WINDOW_MS = 15 * 60_000;

let here: TestApp;
let there: TestApp;
let organisation: TestOrganisation;

beforeAll(async () => {
  here = await startTestApp({ modules });
  there = await startTestApp({ modules, beside: here });
  organisation = await foundOrganisation(here);
});
afterAll(async () => {
  await there.close();
  await here.close();
});

async function join(email: string): Promise<void> {
  const invited = { email, name: 'Nora', roles: ['runner' as const], teamIds: [] };
  const { link } = await here.get(InvitationsService).invite(organisation.owner, invited);
  await here.get(InvitationsService).accept(new URL(link).pathname.split('/').at(-1) ?? '', 'Nora', PASSWORD);
}

let address = 0;
const someAddress = (): string => `10.0.0.${address++}`;

function attempt(app: TestApp, email: string, password = 'wrong password 123', from = someAddress()): Promise<string> {
  return app
    .get(SignInService)
    .signIn({ email, password }, from)
    .then((answer) => answer.kind)
    .catch((error: unknown) => (error instanceof AppError ? error.code : String(error)));
}

describe('tries to sign in', () => {
  it('are counted over processes, and a restart forgets none', async () => {
    await join('guess@example.test');
    for (let tries = 0; tries < 4; tries++) {
      expect(await attempt(here, 'guess@example.test')).toBe('SIGN_IN_FAILED');
      expect(await attempt(there, 'guess@example.test')).toBe('SIGN_IN_FAILED');
    }
    expect(await attempt(here, 'guess@example.test', PASSWORD)).toBe('SIGN_IN_LIMITED');
    const restarted = await startTestApp({ modules, beside: here });
    expect(await attempt(restarted, 'guess@example.test', PASSWORD)).toBe('SIGN_IN_LIMITED');
    await restarted.close();
    here.clock.advanceMs(WINDOW_MS + 1);
    expect(await attempt(there, 'guess@example.test', PASSWORD)).toBe('signed-in');
  });

  it('at the same moment in two processes are all counted', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => attempt(index % 2 === 0 ? here : there, 'nobody@example.test')),
    );
    expect(answers.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(8);
    expect(answers.filter((code) => code === 'SIGN_IN_LIMITED')).toHaveLength(12);
  });

  it('owe nothing once one succeeded, for the account alone', async () => {
    await join('slip@example.test');
    for (let tries = 0; tries < 7; tries++) await attempt(here, 'slip@example.test');
    expect(await attempt(there, 'slip@example.test', PASSWORD)).toBe('signed-in');
    for (let tries = 0; tries < 7; tries++) await attempt(there, 'slip@example.test');
    expect(await attempt(here, 'slip@example.test', PASSWORD)).toBe('signed-in');
  });

  it('tell nobody who tried, and are hidden from every organisation', async () => {
    await attempt(here, 'visible@example.test', 'wrong password 123', '203.0.113.9');
    const rows = await here.database.query(`SELECT * FROM sign_in_failures`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/example\.test|203\.0\.113/);
    const seen = await here
      .get(Database)
      .transaction(organisation.id, (tx) => tx.query(`SELECT 1 FROM sign_in_failures`));
    expect(seen).toEqual([]);
  });
});

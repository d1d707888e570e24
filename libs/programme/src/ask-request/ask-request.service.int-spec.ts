import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError, newId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp } from '@groundswell/testing';
import { SPEC_MODULES } from '../programme.fixture.js';
import { RefuseRequestService } from '../refuse-request/refuse-request.service.js';
import { ShowRequestsQuery } from '../show-requests/show-requests.query.js';
import { WithdrawRequestService } from '../withdraw-request/withdraw-request.service.js';
import { AskRequestService } from './ask-request.service.js';

let app: TestApp;
let stewards: Actor[];
let steward: Actor;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  const organisation = await foundOrganisation(app);
  steward = await organisation.addPerson('Sam Steward', ['steward']);
  stewards = [];
  for (const name of ['Ann', 'Ben', 'Cem']) stewards.push(await organisation.addPerson(name, ['steward', 'builder']));
});
afterAll(() => app.close());

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'allowed';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const act = fc.record({ who: fc.nat(2), does: fc.constantFrom('ask' as const, 'withdraw' as const) });

describe('whoever asks', () => {
  it('never answers, whatever the order in which people ask and withdraw, and the question is one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        const wanted = `System ${newId()}`;
        const asking = new Set<number>();
        const requestIds: string[] = [];
        for (const { who, does } of acts) {
          const person = stewards[who] as Actor;
          const open = requestIds.at(-1);
          if (does === 'ask') {
            const justification = `${person.name} needs it for the daily work.`;
            const asked = await app.get(AskRequestService).ask(person, { kind: 'connector', wanted, justification });
            if (asking.size > 0) expect(asked.requestId).toBe(open);
            if (asked.requestId !== open) requestIds.push(asked.requestId);
            asking.add(who);
          } else if (open !== undefined) {
            const code = await codeOf(app.get(WithdrawRequestService).withdraw(person, open));
            expect(code).toBe(asking.has(who) ? 'allowed' : 'NOT_FOUND');
            asking.delete(who);
          }
        }
        const open = requestIds.at(-1);
        if (open === undefined || asking.size === 0) return;
        const refuse = (person: Actor) => app.get(RefuseRequestService).refuse(person, open, 1, 'Not this year.');
        for (const who of asking) {
          expect(await codeOf(refuse(stewards[who] as Actor))).toBe('REQUEST_OWN');
          expect(await app.get(ShowRequestsQuery).find(stewards[who] as Actor, open)).toMatchObject({
            mayDecide: false,
          });
        }
        expect(await codeOf(refuse(steward))).toBe('allowed');
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { obedientModel } from '@groundswell/testing';
import { invite, until } from '../e2e/installation.js';
import { type RunRow, runOf } from '../e2e/runs-over-the-wire.js';
import { Attempts } from './attempts.js';
import { type HostileConnector, HostileWorld } from './hostile-world.js';

// A start, a server and a walk through many attempts: more than a spec takes, on a machine that does other things too.
jest.setTimeout(180_000);

const promise = new Attempts(12);
const WRITE = { name: 'send_mail', input: { to: 'ms.berg@example.test', body: 'The heating comes tomorrow.' } };
let world: HostileWorld;
let connector: HostileConnector;
let workflowId: string;

beforeAll(async () => {
  world = await HostileWorld.start();
  connector = await world.connector([], { send_mail: { risk: 'write' } });
  workflowId = await world.workflow(connector, ['send_mail']);
});
afterAll(() => world.close());

/** A run that waits for a yes to its mail; and how many mails went out before. */
async function waiting(): Promise<{ run: RunRow; mailsBefore: number }> {
  world.model.reset();
  world.model.answersWith(obedientModel([WRITE]));
  const run = await world.run(workflowId);
  expect(run.status).toBe('waiting');
  expect(run.pendingApproval?.arguments).toEqual(WRITE.input);
  return { run, mailsBefore: connector.calls().length };
}

const mails = () => connector.calls().length;

/** Changes the mail and approves it. @returns the code of the refusal; null when it was taken */
async function edit(run: RunRow, body: string, by = world.runner): Promise<string | null> {
  const { id: approvalId, argumentsDigest } = run.pendingApproval ?? {};
  const answer = await by.send(`mutation ($input: EditApprovalInput!) { editApproval(input: $input) { id } }`, {
    input: { approvalId, argumentsDigest, arguments: { ...WRITE.input, body } },
  });
  return answer.errors[0]?.extensions.code ?? null;
}

describe('promise 12: an approval is good once, for these arguments, by someone allowed, in time', () => {
  it('many people deciding at the same moment send one mail', async () => {
    for (let round = 0; round < 5; round++) {
      await promise.try(`20 decisions at once, round ${round + 1}`, async () => {
        const { run, mailsBefore } = await waiting();
        const codes = await Promise.all(Array.from({ length: 20 }, () => world.decide(run, true)));
        expect(codes.filter((code) => code === null).length).toBeGreaterThanOrEqual(1);
        const ended = await untilOver(run);
        expect([ended.status, mails() - mailsBefore]).toEqual(['succeeded', 1]);
      });
    }
  });

  it('a yes and a no at the same moment end in one of them', async () => {
    for (let round = 0; round < 4; round++) {
      await promise.try(`ten yes and ten no at once, round ${round + 1}`, async () => {
        const { run, mailsBefore } = await waiting();
        await Promise.all(Array.from({ length: 20 }, (_, index) => world.decide(run, index % 2 === 0)));
        await untilOver(run);
        const [row] = await world.installation.database.query<{ status: string }>(
          `SELECT status FROM run_approvals WHERE run_id = $1`,
          [run.id],
        );
        expect(mails() - mailsBefore).toBe(row?.status === 'granted' ? 1 : 0);
      });
    }
  });

  it('a change of the call, a yes and a no at the same moment end in one mail at most, as one of them wanted it', async () => {
    for (let round = 0; round < 3; round++) {
      await promise.try(`50 edits and decisions at once, round ${round + 1}`, async () => {
        const { run, mailsBefore } = await waiting();
        await Promise.all(
          Array.from({ length: 50 }, (_, index) =>
            index % 3 === 0 ? edit(run, `Changed ${index}.`) : world.decide(run, index % 3 === 1),
          ),
        );
        await untilOver(run);
        const [row] = await world.installation.database.query<{ status: string; arguments: { body: string } }>(
          `SELECT status, arguments FROM run_approvals WHERE run_id = $1`,
          [run.id],
        );
        const sent = connector.calls().slice(mailsBefore);
        expect(sent.map((call) => call.arguments?.['body'])).toEqual(
          row?.status === 'granted' ? [row.arguments.body] : [],
        );
      });
    }
    await promise.try('a change by somebody who was not asked', async () => {
      const { run, mailsBefore } = await waiting();
      expect(await edit(run, 'To the thief.', world.builder)).not.toBeNull();
      expect(await world.decide(run, false)).toBeNull();
      expect(mails()).toBe(mailsBefore);
    });
  });

  it('is not good for other arguments', async () => {
    const { run, mailsBefore } = await waiting();
    for (const argumentsDigest of ['0'.repeat(64), '', `${run.pendingApproval?.argumentsDigest}0`]) {
      await promise.try(`a yes to the digest ${JSON.stringify(argumentsDigest.slice(0, 8))}`, async () => {
        expect(await world.decide(run, true, { argumentsDigest })).not.toBeNull();
      });
    }
    await promise.try('arguments that change in the database after the yes', async () => {
      expect(await world.decide(run, false)).toBeNull();
      await untilOver(run);
      const next = await waiting();
      const { database } = world.installation;
      await database.query(
        `UPDATE run_steps SET reply = replace(reply::text, 'ms.berg@example.test', 'thief@evil.example')::json WHERE run_id = $1 AND kind = 'model'`,
        [next.run.id],
      );
      expect(await world.decide(next.run, true)).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(connector.calls().filter((call) => call.arguments?.['to'] === 'thief@evil.example')).toEqual([]);
    });
    expect(connector.calls().length).toBeGreaterThanOrEqual(mailsBefore);
  });

  it('is not for somebody else: a colleague, a leader, an auditor, nobody', async () => {
    const { run, mailsBefore } = await waiting();
    const { installation, owner } = world;
    const others = {
      'a colleague': world.builder,
      'a leader': await invite(installation, owner, 'Lea', ['leader']),
      'an auditor': await invite(installation, owner, 'Ada', ['auditor']),
      'a steward who was not asked': await invite(installation, owner, 'Stan', ['steward']),
      'nobody who is signed in': installation.browser(),
    };
    for (const [who, by] of Object.entries(others)) {
      await promise.try(who, async () => {
        expect(await world.decide(run, true, { by })).not.toBeNull();
        expect(mails()).toBe(mailsBefore);
      });
    }
    expect(await world.decide(run, false)).toBeNull();
  });

  it('is not good after its time, and not a second time', async () => {
    await promise.try('a yes after it expired', async () => {
      const { run, mailsBefore } = await waiting();
      await world.installation.database.query(
        `UPDATE run_approvals SET expires_at = now() - interval '1 minute' WHERE run_id = $1`,
        [run.id],
      );
      expect(await world.decide(run, true)).not.toBeNull();
      expect(mails()).toBe(mailsBefore);
    });
    await promise.try('the same yes for the same call in another run', async () => {
      const first = await waiting();
      expect(await world.decide(first.run, true)).toBeNull();
      await untilOver(first.run);
      const second = await waiting();
      await world.decide({ ...second.run, pendingApproval: first.run.pendingApproval }, true);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(mails() - second.mailsBefore).toBe(0);
      expect((await world.settled(second.run.id)).status).toBe('waiting');
      expect(await world.decide(second.run, false)).toBeNull();
    });
    await promise.try('the same call again within a run asks again', async () => {
      world.model.reset();
      world.model.answersWith(obedientModel([WRITE, { ...WRITE, input: { ...WRITE.input, body: 'And on Friday.' } }]));
      const first = await world.run(workflowId);
      const before = mails();
      expect(await world.decide(first, true)).toBeNull();
      const again = await untilWaiting(first);
      expect(mails() - before).toBe(1);
      expect(again.pendingApproval?.arguments['body']).toBe('And on Friday.');
      expect(await world.decide(again, false)).toBeNull();
    });
  });
});

const OVER = ['succeeded', 'failed', 'stopped', 'cancelled'];

function untilOver(run: RunRow): Promise<RunRow> {
  return until(
    'the end',
    () => runOf(world.runner, run.id),
    (value) => OVER.includes(value.status),
  );
}

function untilWaiting(before: RunRow): Promise<RunRow> {
  return until(
    'the next question',
    () => runOf(world.runner, before.id),
    (value) => value.pendingApproval !== null && value.pendingApproval.id !== before.pendingApproval?.id,
  );
}

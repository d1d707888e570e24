import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RecordedRequest, ScriptedAnswer, ScriptedReply } from '@groundswell/testing';
import { until } from '../e2e/installation.js';
import { answerTo, DurableWorld, isOver } from '../durability/durable-world.js';
import { Attempts } from './attempts.js';

// Each fault is tried at each turn, alone and again and again.
jest.setTimeout(240_000);

const TOOLS = ['look_up', 'book'];
const promise = new Attempts(10);
let world: DurableWorld;

/** What the service does instead of answering, and by what code a run fails that meets nothing else. */
interface Fault {
  readonly name: string;
  readonly code: string;
  /** Whether the service has taken the request up, so that it is charged. */
  readonly charged: boolean;
  answer(reply: ScriptedReply): ScriptedAnswer;
}

const status = (code: number, type: string) => () => ({
  fault: 'status' as const,
  status: code,
  type,
  retryAfter: '0',
});

const FAULTS: readonly Fault[] = [
  { name: '429', code: 'MODEL_RATE_LIMITED', charged: false, answer: status(429, 'rate_limit_error') },
  { name: '529', code: 'MODEL_OVERLOADED', charged: false, answer: status(529, 'overloaded_error') },
  { name: '500', code: 'MODEL_SERVICE_FAILED', charged: false, answer: status(500, 'api_error') },
  { name: 'a reset', code: 'MODEL_SERVICE_FAILED', charged: false, answer: () => ({ fault: 'reset' }) },
  {
    name: 'a stream that is cut within a tool call',
    code: 'MODEL_SERVICE_FAILED',
    charged: true,
    answer: (reply) => ({ fault: 'cut-after', events: 6, reply }),
  },
  {
    name: 'a stream that dies before its end is told',
    code: 'MODEL_SERVICE_FAILED',
    charged: true,
    answer: (reply) => ({ fault: 'reset-after', events: 7, reply }),
  },
  {
    name: 'a stream that stands still',
    code: 'MODEL_STALLED',
    charged: true,
    answer: (reply) => ({ fault: 'stall-after', events: 6, reply }),
  },
  {
    name: 'a malformed reply',
    code: 'MODEL_REPLY_MALFORMED',
    charged: true,
    answer: () => ({ fault: 'bytes', body: 'event: message_start\ndata: {"type": "message_sta\n\n' }),
  },
];

interface Attempted {
  readonly ending: string;
  readonly estimated: boolean;
  readonly cost_pico_usd: string;
}

beforeAll(async () => {
  world = await DurableWorld.start(TOOLS);
  const worker = world.takeWorker(8);
  await worker.start();
  world.keepFirst(worker);
});
afterAll(() => world.close());

function turnOf({ body }: RecordedRequest): number {
  return (
    (body['messages'] as readonly { readonly role: string }[]).filter(({ role }) => role === 'assistant').length + 1
  );
}

/** Runs once with the fault at a turn, `times` times. */
async function run(fault: Fault, turn: number, times: number) {
  let left = times;
  world.model.answersWith((request) => {
    const reply = answerTo(request, TOOLS);
    if ('fault' in reply || turnOf(request) !== turn || left-- <= 0) return reply;
    // Long enough to break off before its end, where no tool call makes it so.
    return fault.answer(
      'toolUse' in reply ? reply : { text: 'All is done, and this is how it went from the beginning to the end.' },
    );
  });
  const ids = await world.startRuns(1);
  const [id = ''] = ids;
  await until(
    'the run to end',
    async () => {
      await world.agree(ids);
      return world.stored(ids);
    },
    (runs) => runs.every(isOver),
  );
  const { database } = world.installation;
  const [row] = await database.query<{ status: string; customer: string; failure: { code: string } | null }>(
    `SELECT status, inputs->>'customer' AS customer, failure FROM runs WHERE id = $1`,
    [id],
  );
  const attempts = await database.query<Attempted & Record<string, unknown>>(
    `SELECT a.ending, a.estimated, a.cost_pico_usd FROM model_attempts a JOIN run_steps s ON s.id = a.step_id
      WHERE a.run_id = $1 AND s.turn = $2 ORDER BY a.started_at, a.id`,
    [id, turn],
  );
  return { row, attempts, calls: world.server.calls.filter((call) => call.customer === row?.customer) };
}

describe('promise 10: every fault of the model ends well or typed, and half a reply does nothing', () => {
  for (const turn of [1, 2, 3]) {
    it.each(FAULTS)(`$name once at turn ${turn}: the run goes on to its end`, async (fault) => {
      await promise.try(`${fault.name} once at turn ${turn}`, async () => {
        const { row, attempts, calls } = await run(fault, turn, 1);
        expect(row).toMatchObject({ status: 'succeeded', failure: null });
        expect(calls.map((call) => call.tool)).toEqual(TOOLS);
        const [failed, good] = attempts;
        expect(attempts).toHaveLength(2);
        expect(good).toMatchObject({ ending: 'replied', estimated: false });
        expect(BigInt(failed?.cost_pico_usd ?? -1) > 0n).toBe(fault.charged);
        if (fault.charged) expect(failed).toMatchObject({ estimated: true });
      });
    });

    it.each(FAULTS)(
      `$name again and again at turn ${turn}: the run fails, typed, and calls nothing more`,
      async (fault) => {
        await promise.try(`${fault.name} again and again at turn ${turn}`, async () => {
          const { row, attempts, calls } = await run(fault, turn, Infinity);
          expect(row).toMatchObject({ status: 'failed', failure: { code: fault.code } });
          expect(calls.map((call) => call.tool)).toEqual(TOOLS.slice(0, turn - 1));
          expect(attempts.length).toBeGreaterThan(1);
          expect(attempts.every((attempt) => attempt.ending !== 'replied')).toBe(true);
          if (fault.charged) expect(attempts.every((attempt) => attempt.estimated)).toBe(true);
        });
      },
    );
  }
});

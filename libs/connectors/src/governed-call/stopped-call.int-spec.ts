import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { WorkflowId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { RaiseStopService, ReleaseStopService, type StopScope } from '@groundswell/policies';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import {
  hostileInput,
  ReadyConnector,
  SPEC_MODULES,
  type SpecHome,
  specHome,
  workflowOf,
} from '../connectors.fixture.js';

let app: TestApp;
let home: SpecHome;
let organisation: TestOrganisation;
let stewards: readonly [Actor, Actor];
let callers: readonly [Actor, Actor];
let workflowId: WorkflowId;
let connectors: readonly [ReadyConnector, ReadyConnector];

beforeAll(async () => {
  home = await specHome([HOSTILE_ENTRY]);
  app = await startTestApp({ modules: SPEC_MODULES, settings: home.settings });
  organisation = await foundOrganisation(app);
  const steward = await organisation.addPerson('Stella', ['steward']);
  stewards = [steward, await organisation.addPerson('Stan', ['steward'])];
  const caller = await organisation.addPerson('Bo', ['builder']);
  callers = [caller, await organisation.addPerson('Bea', ['builder'])];
  workflowId = workflowOf(organisation.id);
  const make = () => ReadyConnector.make(app, { steward, caller }, hostileInput(home));
  connectors = [await make(), await make()];
});

afterAll(async () => {
  await app.close();
  await home.remove();
});

/** One stop that could be raised: what it is over, and which of the calls it covers. */
interface Switch {
  readonly scope: StopScope;
  readonly targetId: string | null;
  readonly covers: (caller: number, connector: number) => boolean;
}

type Step =
  | { readonly do: 'raise' | 'release'; readonly which: number }
  | { readonly do: 'call'; readonly caller: 0 | 1; readonly connector: 0 | 1 };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('raise' as const, 'release' as const), which: fc.nat(5) }),
  fc.record({
    do: fc.constant('call' as const),
    caller: fc.constantFrom(0 as const, 1 as const),
    connector: fc.constantFrom(0 as const, 1 as const),
  }),
);

describe('the kill switch', () => {
  it('lets nothing act while a stop covers it, and everything else as before', async () => {
    const switches: readonly Switch[] = [
      { scope: 'organisation', targetId: null, covers: () => true },
      { scope: 'connector', targetId: connectors[0].connector.id, covers: (_, connector) => connector === 0 },
      { scope: 'connector', targetId: connectors[1].connector.id, covers: (_, connector) => connector === 1 },
      { scope: 'person', targetId: callers[0].personId, covers: (caller) => caller === 0 },
      { scope: 'person', targetId: callers[1].personId, covers: (caller) => caller === 1 },
    ];
    const holding = new Map<number, string>();
    const release = async (which: number): Promise<void> => {
      const id = holding.get(which);
      if (id !== undefined) await app.get(ReleaseStopService).release(stewards[1], id, 'It was looked at.');
      holding.delete(which);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const one of steps) {
          if (one.do === 'call') {
            const connector = connectors[one.connector];
            const before = await connector.counted();
            const { kind } = await connector.call({ tool: 'count_up', actor: callers[one.caller] });
            const stopped = [...holding.keys()].some((which) => switches[which]?.covers(one.caller, one.connector));
            expect(kind).toBe(stopped ? 'refused' : 'answered');
            expect((await connector.counted()) - before).toBe(stopped ? 0 : 1);
            continue;
          }
          const wanted = switches[one.which];
          if (!wanted) continue;
          if (one.do === 'release') await release(one.which);
          else {
            const { scope, targetId } = wanted;
            const request = { scope, targetId, reason: 'To be sure.', drill: false };
            holding.set(one.which, await app.get(RaiseStopService).raise(stewards[0], request));
          }
        }
        for (const which of [...holding.keys()]) await release(which);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('binds a call that is being written down while the stop is raised', async () => {
    const [connector] = connectors;
    const before = await connector.counted();
    const client = new pg.Client({ connectionString: app.database.url });
    await client.connect();
    await client.query('BEGIN');
    // The order of the stop itself: it keeps calls out, then stores its row.
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('stops ' || $1, 0))`, [organisation.id]);
    await client.query(
      `INSERT INTO stops (id, organisation_id, scope, target_id, target_name, reason, drill, raised_by_id, raised_at,
         clicked_at, processes, reach)
       VALUES (gen_random_uuid(), $1, 'person', $2, 'Bo', 'It leaks.', false, $3, now(), now(), '{}', '{}')`,
      [organisation.id, callers[0].personId, stewards[0].personId],
    );
    const call = connector.call({ tool: 'count_up' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.query('COMMIT');
    await client.end();
    expect((await call).kind).toBe('refused');
    expect(await connector.counted()).toBe(before);
    await app.database.query(`UPDATE stops SET released_at = now(), released_by_id = $1 WHERE released_at IS NULL`, [
      stewards[1].personId,
    ]);
  });

  it('names the stop in the refusal and in the audit entry, and starts nothing', async () => {
    const request = { scope: 'workflow' as const, targetId: workflowId, reason: 'It leaks.', drill: false };
    await app.database.query(
      `INSERT INTO stops (id, organisation_id, scope, target_id, target_name, reason, drill, raised_by_id, raised_at,
         clicked_at, processes, reach)
       VALUES (gen_random_uuid(), $1, 'workflow', $2, 'Answer letters', $3, false, $4, now(), now(), '{}', '{}')`,
      [organisation.id, request.targetId, request.reason, stewards[0].personId],
    );
    const beforeCall = jest.fn(() => Promise.resolve());
    expect(await connectors[0].call({ beforeCall })).toMatchObject({
      kind: 'refused',
      explanation: {
        sentence: expect.stringContaining('now: Stella stopped the workflow Answer letters: It leaks.'),
        requestable: [],
      },
    });
    expect(beforeCall).not.toHaveBeenCalled();
    expect((await connectors[0].audited()).at(-1)).toMatchObject({
      action: 'tool.call.refused',
      details: { stopId: expect.any(String) },
    });
    await app.database.query(`UPDATE stops SET released_at = now(), released_by_id = $1 WHERE target_id = $2`, [
      stewards[1].personId,
      workflowId,
    ]);
    expect((await connectors[0].call()).kind).toBe('answered');
  });
});

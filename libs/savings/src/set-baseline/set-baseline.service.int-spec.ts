import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TeamId, WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { TimeLedger } from '../persistence/time-ledger.js';
import { makeWorkflow, refusal, SPEC_MODULES } from '../savings.fixture.js';
import { SetBaselineService } from './set-baseline.service.js';

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let builder: Actor;
let workflowId: WorkflowId;
let service: SetBaselineService;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  service = app.get(SetBaselineService);
});

beforeEach(async () => {
  workflowId = await makeWorkflow(app, home, builder, team);
});

afterAll(() => app.close());

function all() {
  return app.get(Database).transaction(home.id, (tx) => app.get(TimeLedger).baselines(tx, workflowId));
}

describe('setting a baseline', () => {
  it('locks stated minutes from now on, and records who set them', async () => {
    const baseline = await service.set(builder, { workflowId, minutes: 25 });
    expect(baseline).toMatchObject({
      minutes: 25,
      method: 'stated',
      setById: builder.personId,
      validFrom: app.clock.now(),
    });
    const [audited] = await app.database.query(`SELECT action, details FROM audit_entries WHERE subject_id = $1`, [
      baseline.id,
    ]);
    expect(audited).toMatchObject({ action: 'baseline.set', details: { minutes: 25, minutesBefore: null } });
  });

  it('takes the median of timed samples', async () => {
    expect(await service.set(builder, { workflowId, samples: [31, 40, 22] })).toMatchObject({
      minutes: 31,
      method: 'timed',
      samples: [31, 40, 22],
      spreadMinutes: 18,
    });
  });

  it('a second time makes a new dated one and leaves the first as it was', async () => {
    const first = await service.set(builder, { workflowId, minutes: 25 });
    const second = await service.set(builder, { workflowId, minutes: 20, reason: 'Shorter forms since May' });
    expect(second.validFrom.getTime()).toBeGreaterThan(first.validFrom.getTime());
    expect(await all()).toEqual([first, second]);
  });

  it('a second time asks why', async () => {
    await service.set(builder, { workflowId, minutes: 25 });
    const error = await refusal(service.set(builder, { workflowId, minutes: 20, reason: '   ' }));
    expect(error.fields.map((fault) => fault.path)).toEqual(['reason']);
    expect(await all()).toHaveLength(1);
  });

  it('to the same again, or twice at once, is one baseline', async () => {
    const twice = await Promise.all([
      service.set(builder, { workflowId, samples: [10, 11, 12] }),
      service.set(builder, { workflowId, samples: [10, 11, 12] }),
    ]);
    expect(twice[0].id).toBe(twice[1].id);
    expect(await all()).toHaveLength(1);
  });

  it('is open to a leader, too', async () => {
    const leader = await home.addPerson('Lea Leader', ['leader']);
    await expect(service.set(leader, { workflowId, minutes: 25 })).resolves.toMatchObject({ setById: leader.personId });
  });

  it('is forbidden to a runner, and to a builder of somebody else’s workflow', async () => {
    const runner = await home.addPerson('Rita Runner', ['runner'], [team]);
    const colleague = await home.addPerson('Carl Colleague', ['builder'], [team]);
    for (const actor of [runner, colleague]) {
      expect((await refusal(service.set(actor, { workflowId, minutes: 25 }))).kind).toBe('forbidden');
    }
    expect(await all()).toEqual([]);
  });

  it('finds no workflow of another organisation', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    expect((await refusal(service.set(strangers.owner, { workflowId, minutes: 25 }))).code).toBe('NOT_FOUND');
  });

  it.each([
    ['nothing at all', {}, ['minutes']],
    ['minutes and samples', { minutes: 3, samples: [1, 2, 3] }, ['samples']],
    ['two samples', { samples: [3, 4] }, ['samples']],
    ['no minutes', { minutes: 0 }, ['minutes']],
    ['a reason of 10,000 characters', { minutes: 5, reason: 'x'.repeat(10_000) }, ['reason']],
  ])('refuses %s', async (_what, input, paths) => {
    const error = await refusal(service.set(builder, { workflowId, ...input }));
    expect(error.fields.map((fault) => fault.path)).toEqual(paths);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type WorkflowId } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import { TIME_ENTRY_ADDED } from '@groundswell/savings';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { SPEC_MODULES, writeTime } from '../analytics.fixture.js';
import { FoldRollupsSubscriber } from './fold-rollups.subscriber.js';
import { RollupsService } from './rollups.service.js';
import { TimeTotalsQuery } from './time-totals.query.js';

let app: TestApp;
let home: TestOrganisation;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
});

afterAll(() => app.close());

describe('folding', () => {
  it('is asked for once, however much news comes together', async () => {
    const event = { type: TIME_ENTRY_ADDED, organisationId: home.id, payload: {} };
    for (let news = 0; news < 5; news++) await app.get(FoldRollupsSubscriber).handle(event);
    const jobs = await app.database.query(
      `SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'analytics.fold-rollups'`,
    );
    expect(jobs).toHaveLength(1);
  });

  it('takes in many batches, leaves nothing behind and changes no figure', async () => {
    const workflowId = newId<WorkflowId>();
    const database = app.get(Database);
    for (let batch = 0; batch < 12; batch++) {
      await database.transaction(home.id, (tx) =>
        writeTime(tx, [{ workflowId, at: new Date(Date.UTC(2026, batch % 6, 10)), baseline: 20, human: batch }]),
      );
    }
    const totals = () => database.transaction(home.id, (tx) => app.get(TimeTotalsQuery).byMonthOf(tx, workflowId));
    const before = await totals();
    expect((await app.get(RollupsService).fold(home.id)).folded).toBe(12);
    expect(await totals()).toEqual(before);
    expect(await app.database.query(`SELECT 1 FROM time_deltas WHERE organisation_id = $1`, [home.id])).toEqual([]);
    expect((await app.get(RollupsService).fold(home.id)).folded).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type WorkflowId } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import { SavePolicyLayerService } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { makeWorkflow, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import { StartRunService } from '../start-run/start-run.service.js';
import { ForgetRefusals } from './forget-refusals.job.js';

const HOUR_MS = 3_600_000;
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;
let workflowId: WorkflowId;

beforeAll(async () => {
  world = await startRunsWorld({ startTestApp, foundOrganisation, ScriptedModel });
  ({ workflowId } = await makeWorkflow(world));
  await world.app.get(SavePolicyLayerService).save(world.steward, {
    scope: 'workflow',
    targetId: workflowId,
    name: 'Careful',
    rules: [
      {
        effect: 'deny',
        action: 'workflow.run',
        subject: 'Workflow',
        conditions: {},
        reason: 'Not this week.',
        sealed: false,
      },
    ],
    obligations: [],
  });
});
afterAll(async () => world.close());

async function press(customer: string, actor = world.runner): Promise<string | null> {
  const answer = await world.app.get(StartRunService).start(actor, {
    workflowId,
    versionId: null,
    inputs: { customer },
    mode: 'live',
    idempotencyKey: newId(),
  });
  return answer.refused?.code ?? null;
}

const kept = () => world.app.database.query<Record<string, unknown>>(`SELECT * FROM run_refusals ORDER BY refused_at`);

describe('a start that is refused', () => {
  it('is kept once an hour for each person, without what they typed', async () => {
    for (let pressed = 0; pressed < 4; pressed++) expect(await press('Ada Albrecht')).toBe('POLICY_DENIED');
    const other = await world.organisation.addPerson('Rob Runner', ['runner'], [world.teamId]);
    expect(await press('Ada Albrecht', other)).toBe('POLICY_DENIED');
    expect(await kept()).toHaveLength(2);
    world.app.clock.advanceMs(HOUR_MS);
    await press('Ada Albrecht');
    const rows = await kept();
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/Albrecht|Not this week/);
    expect(rows[0]).toMatchObject({ code: 'POLICY_DENIED', workflow_id: workflowId, trigger: 'person', mode: 'live' });
  });

  it('is not kept for a slip of the person’s own', async () => {
    const before = (await kept()).length;
    expect(await press('x'.repeat(200))).toBe('INPUT_INVALID');
    expect(await kept()).toHaveLength(before);
  });

  it('belongs to its organisation alone', async () => {
    const strangers = await foundOrganisation(world.app, 'Südwind');
    const seen = await world.app
      .get(Database)
      .transaction(strangers.id, (tx) => tx.query(`SELECT 1 FROM run_refusals`));
    expect(seen).toEqual([]);
  });

  it('is never changed by the application, and forgotten once no simulation reaches back to it', async () => {
    const asApp = (sql: string) => world.app.get(Database).transaction(world.organisation.id, (tx) => tx.query(sql));
    await expect(asApp(`UPDATE run_refusals SET code = 'X'`)).rejects.toThrow(/permission denied/);
    await expect(asApp(`DELETE FROM run_refusals`)).rejects.toThrow(/permission denied/);
    expect(await world.app.get(ForgetRefusals).forget()).toBe(0);
    world.app.clock.advanceMs(401 * 24 * HOUR_MS);
    expect(await world.app.get(ForgetRefusals).forget()).toBe(3);
  });
});

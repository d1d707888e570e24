import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScriptedModel } from '@groundswell/testing';
import { type Browser, type Installation, invite, setUp, startInstallation, until } from './installation.js';
import { publishWorkflow } from './published-workflow.js';

interface Firing {
  readonly status: string;
  readonly run: { readonly id: string; readonly status: string; readonly trigger: string } | null;
}

let model: ScriptedModel;
let installation: Installation;
let bea: Browser;
let workflowId: string;

beforeAll(async () => {
  model = await ScriptedModel.start();
  model.answersWith(() => ({ text: 'Good morning.' }));
  installation = await startInstallation({ anthropicApiKey: 'test-key', anthropicBaseUrl: model.url });
  const owner = await setUp(installation);
  const { createTeam } = await owner.ask<{ createTeam: { id: string } }>(
    `mutation { createTeam(input: { name: "Tenants" }) { id } }`,
  );
  bea = await invite(installation, owner, 'Bea', ['builder', 'runner'], [createTeam.id]);
  workflowId = await publishWorkflow(bea, owner, { title: 'Greet', teamId: createTeam.id });
  await bea.ask(`mutation ($input: SetBaselineInput!) { setBaseline(input: $input) { id } }`, {
    input: { workflowId, minutes: 30 },
  });
});

afterAll(async () => {
  await installation.close();
  await model.close();
});

async function makeSchedule(): Promise<string> {
  const { saveSchedule } = await bea.ask<{ saveSchedule: { id: string } }>(
    `mutation ($input: SaveScheduleInput!) { saveSchedule(input: $input) { id } }`,
    {
      input: {
        workflowId,
        name: 'Each morning',
        inputs: { customer: 'Ada' },
        cron: '30 8 * * *',
        timeZone: 'Europe/Berlin',
        missedRule: 'once',
        overlapRule: 'allow',
      },
    },
  );
  return saveSchedule.id;
}

/** Turns the schedule's clock: what was to come has just fallen due. */
const fallDue = (id: string) =>
  installation.database.query(
    `UPDATE schedules SET next_due_at = date_trunc('second', now()), wake_at = now() WHERE id = $1`,
    [id],
  );

async function firings(id: string): Promise<readonly Firing[]> {
  const { schedule } = await bea.ask<{ schedule: { firings: { items: Firing[] } } }>(
    `query ($id: ID!) { schedule(id: $id) { firings { items { status run { id status trigger } } } } }`,
    { id },
  );
  return schedule.firings.items;
}

describe('a schedule', () => {
  it('is run by the workers when it falls due, though nobody woke them, and its time counts as estimated', async () => {
    const id = await makeSchedule();
    await fallDue(id);
    const [firing] = await until(
      'the run to end',
      () => firings(id),
      (items) => items[0]?.run?.status === 'succeeded',
    );
    expect(firing).toMatchObject({ status: 'started', run: { trigger: 'schedule' } });
    const entries = await until(
      'the time entry',
      () =>
        installation.database.query(`SELECT grade, unattended, saved_minutes FROM time_entries WHERE run_id = $1`, [
          firing?.run?.id,
        ]),
      (rows) => rows.length > 0,
    );
    expect(entries).toEqual([{ grade: 'estimated', unattended: true, saved_minutes: 30 }]);
    expect(await firings(id)).toHaveLength(1);
  });

  it('asks its owner to confirm one in ten of its runs', async () => {
    const id = await makeSchedule();
    await fallDue(id);
    const [firing] = await until(
      'the run to end',
      () => firings(id),
      (items) => items[0]?.run?.status === 'succeeded',
    );
    const runId = firing?.run?.id ?? '';
    const entry = () =>
      installation.database.query<{ sampled: boolean }>(`SELECT sampled FROM time_entries WHERE run_id = $1`, [runId]);
    const [row] = await until('the time entry', entry, (rows) => rows.length > 0);
    const { home } = await bea.ask<{ home: { toConfirm: { id: string }[] } }>(`{ home { toConfirm { id } } }`);
    expect(home.toConfirm.some((run) => run.id === runId)).toBe(row?.sampled);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type ConnectorId, type CostEntryId } from '@groundswell/kernel';
import { Database, type Actor, type OutboxEvent } from '@groundswell/platform';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { makeWorkflow, startRunsWorld, type RunsWorld } from '../runs.fixture.js';
import type { CostKind, CostLine } from '../domain/cost-entry.js';
import { CostLedger } from './cost-ledger.js';
import { CostSourcesSubscriber } from './cost-sources.subscriber.js';

const KIT = { startTestApp, foundOrganisation, ScriptedModel };
let world: RunsWorld<TestApp, ScriptedModel, TestOrganisation>;

beforeAll(async () => {
  world = await startRunsWorld(KIT, { live: false });
});
afterAll(async () => world.close());

function append(line: CostLine, actor: Actor = world.organisation.owner): Promise<CostEntryId | null> {
  return world.app.get(Database).transaction(actor.organisationId, (tx) => world.app.get(CostLedger).append(tx, line));
}

/** The lines of a kind that no later one replaces. */
function counting(kind: CostKind) {
  return world.app.database.query<{
    id: string;
    minutes: number;
    personId: string | null;
    workflowId: string | null;
    connectorId: string | null;
  }>(
    `SELECT id, minutes, person_id AS "personId", workflow_id AS "workflowId", connector_id AS "connectorId"
     FROM cost_entries e WHERE organisation_id = $1 AND kind = $2
       AND NOT EXISTS (SELECT FROM cost_entries c WHERE c.corrects_id = e.id)`,
    [world.organisation.id, kind],
  );
}

const minutes = (over: Partial<Extract<CostLine, { minutes: number }>> = {}): CostLine => ({
  kind: 'training',
  personId: world.builder.personId,
  minutes: 90,
  at: new Date('2026-10-31T23:30:00Z'),
  source: `spec ${newId()}`,
  ...over,
});

describe('the cost ledger', () => {
  it('charges minutes at the loaded rate of the organisation and keeps the rate', async () => {
    const id = await append(minutes({ rateMicrosPerHour: 60_000_000 }));
    const [entry] = await world.app.database.query(
      `SELECT minutes, amount_micros, rate_micros_per_hour FROM cost_entries WHERE id = $1`,
      [id],
    );
    expect(entry).toEqual({ minutes: 90, amount_micros: '90000000', rate_micros_per_hour: '60000000' });
    const usual = await append(minutes({ minutes: 60 }));
    const [[organisation], [charged]] = await Promise.all([
      world.app.database.query<{ rate: string }>(
        `SELECT loaded_rate_micros_per_hour AS rate FROM organisations WHERE id = $1`,
        [world.organisation.id],
      ),
      world.app.database.query<{ amount: string }>(`SELECT amount_micros AS amount FROM cost_entries WHERE id = $1`, [
        usual,
      ]),
    ]);
    expect(charged?.amount).toBe(organisation?.rate);
  });

  it('books the same cause once', async () => {
    const line = minutes();
    expect(await append(line)).not.toBeNull();
    expect(await append(line)).toBeNull();
  });

  it('only grows: a correction names the line that it replaces, once', async () => {
    const wrong = await append(minutes({ note: 'spec of corrections' }));
    if (wrong === null) throw new Error('It was booked before.');
    await append(minutes({ minutes: 30, corrects: wrong, note: 'It was half an hour.' }));
    await expect(append(minutes({ minutes: 40, corrects: wrong }))).rejects.toMatchObject({
      code: 'COST_ENTRY_ALREADY_CORRECTED',
    });
    expect((await counting('training')).map((entry) => entry.id)).not.toContain(wrong);
    for (const sql of ['UPDATE cost_entries SET amount_micros = 0', 'DELETE FROM cost_entries']) {
      await expect(world.app.database.query(sql)).rejects.toThrow(/only grows/);
    }
  });

  it('refuses minutes that nobody can have worked', async () => {
    await expect(append(minutes({ minutes: -1 }))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(append(minutes({ minutes: 1.5 }))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('books the minutes that builders, reviewers and stewards report, however often it is told', async () => {
    const { workflowId, version } = await makeWorkflow(world);
    const connectorId = newId<ConnectorId>();
    const subscriber = world.app.get(CostSourcesSubscriber);
    const organisationId = world.organisation.id;
    const at = new Date('2026-11-01T10:00:00Z').toISOString();
    const news: Omit<OutboxEvent, 'organisationId'>[] = [
      {
        type: 'workflow.version.submitted',
        payload: { workflowId, versionId: version.id, personId: world.builder.personId, minutes: 45, at },
      },
      {
        type: 'workflow.version.reviewed',
        payload: {
          workflowId,
          versionId: version.id,
          personId: world.reviewer.personId,
          minutes: 10,
          approved: true,
          at,
        },
      },
      {
        type: 'connector.set-up.recorded',
        payload: { connectorId, entryId: newId(), personId: world.steward.personId, minutes: 120, at },
      },
      {
        type: 'policy.set-up.recorded',
        payload: { layerId: newId(), entryId: newId(), personId: world.steward.personId, minutes: 20, at },
      },
      { type: 'policy.set-up.recorded', payload: { layerId: 'no id', personId: 'nobody', minutes: 'many' } },
    ];
    for (const event of [...news, ...news]) await subscriber.handle({ ...event, organisationId });
    const booked = async (kind: CostLine['kind']) =>
      (await counting(kind)).map((entry) => [entry.minutes, entry.personId, entry.workflowId, entry.connectorId]);
    expect(await booked('build')).toEqual([[45, world.builder.personId, workflowId, null]]);
    expect(await booked('review')).toEqual([[10, world.reviewer.personId, workflowId, null]]);
    expect(await booked('connectorSetup')).toEqual([[120, world.steward.personId, null, connectorId]]);
    expect(await booked('policySetup')).toEqual([[20, world.steward.personId, null, null]]);
  });
});

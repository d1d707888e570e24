import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TeamId, WorkflowId } from '@groundswell/kernel';
import { LeaverDuties, ManagePeopleService } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { AskRequestService } from '../ask-request/ask-request.service.js';
import { registerWorkflow, SPEC_MODULES } from '../programme.fixture.js';
import { HandOverService } from './hand-over.service.js';
import { HandOversQuery } from './hand-overs.query.js';

let app: TestApp;
let organisation: TestOrganisation;
let strangers: TestOrganisation;
let teamId: TeamId;
let leader: Actor;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  organisation = await foundOrganisation(app);
  strangers = await foundOrganisation(app, 'Südwind');
  teamId = await organisation.addTeam('Claims');
  leader = await organisation.addPerson('Lea Leader', ['leader']);
});
afterAll(() => app.close());

async function leave(person: Actor): Promise<void> {
  await app.get(ManagePeopleService).deactivate(organisation.owner, person.personId);
}

/** A run past its engine; what is not looked at here gets the emptiest value. */
async function insertRun(actor: Actor, workflowId: WorkflowId, status: 'queued' | 'succeeded'): Promise<string> {
  const [row] = await app.database.query<{ id: string }>(
    `INSERT INTO runs (id, organisation_id, workflow_id, version_id, version_number, version_digest, team_id, actor_id, mode,
       trigger, purpose, status, revision, inputs, model, max_turns, max_cost_micros, turns, private_data,
       untrusted_content, reached_outside, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
       cost_pico_usd, cost_micros, idempotency_key, request_digest, created_at, ended_at, faults)
     VALUES (gen_random_uuid(), $1, $2, gen_random_uuid(), 1, '', $3, $4, 'live', 'person', 'work', $5, 1, '{}', 'm', 1, 1,
       0, false, false, false, 0, 0, 0, 0, 0, 0, gen_random_uuid(), '', now(),
       CASE WHEN $5 = 'succeeded' THEN now() END, 0) RETURNING id`,
    [organisation.id, workflowId, teamId, actor.personId, status],
  );
  return row?.id ?? '';
}

describe('a person who leaves', () => {
  it('takes their runs, open questions and sessions with them, in one act that the audit log counts', async () => {
    const leaver = await organisation.addPerson('Bob Builder', ['builder'], [teamId]);
    const workflowId = await registerWorkflow(app, leaver, teamId, 'Bobs work');
    const runId = await insertRun(leaver, workflowId, 'queued');
    await app.get(AskRequestService).ask(leaver, {
      kind: 'connector',
      wanted: 'Maps',
      justification: 'To plan the routes.',
    });
    await leave(leaver);
    const [run] = await app.database.query(`SELECT status, failure ->> 'code' AS code FROM runs WHERE id = $1`, [
      runId,
    ]);
    expect(run).toEqual({ status: 'stopped', code: 'PERMISSION_LOST' });
    const requests = await app.database.query(`SELECT state FROM requests WHERE wanted = 'Maps'`);
    expect(requests).toEqual([{ state: 'withdrawn' }]);
    const entries = await app.database.query<{ details: object }>(
      `SELECT details FROM audit_entries WHERE action = 'person.deactivated' AND subject_id = $1`,
      [leaver.personId],
    );
    expect(entries).toEqual([
      { details: expect.objectContaining({ runsStopped: 1, requestsWithdrawn: 1, workflowsToHandOver: 1 }) },
    ]);
    // Nothing is lost: the workflow is there, its owner is known, and it waits for another.
    expect(await app.get(HandOversQuery).waiting(leader)).toEqual([
      expect.objectContaining({ workflowId, formerOwnerId: leaver.personId }),
    ]);
    await app.get(HandOverService).handOver(leader, workflowId, organisation.owner.personId);
  });

  it('stays when one of the duties fails', async () => {
    const stays = await organisation.addPerson('Sam', ['runner']);
    const duties = app.get(LeaverDuties);
    duties.add('credentialsDestroyed', () => Promise.reject(new Error('The credentials are still there.')));
    await expect(leave(stays)).rejects.toThrow('still there');
    const [person] = await app.database.query(`SELECT active FROM people WHERE id = $1`, [stays.personId]);
    expect(person).toEqual({ active: true });
    duties.add('credentialsDestroyed', () => Promise.resolve(0));
  });
});

describe('the hand-over queue', () => {
  it('suggests who builds in the same team and knows the workflow best, then its steward, then an owner', async () => {
    const [claims, legal, sales] = await Promise.all(
      ['A', 'B', 'C'].map((name) => organisation.addTeam(`Team ${name}`)),
    );
    const leaver = await organisation.addPerson('Lou', ['builder'], [claims, legal, sales] as TeamId[]);
    await organisation.addPerson('Ann Also', ['builder'], [claims] as TeamId[]);
    const busy = await organisation.addPerson('Zoe Busy', ['builder'], [claims] as TeamId[]);
    const steward = await organisation.addPerson('Sia Steward', ['steward'], [legal] as TeamId[]);
    const first = await registerWorkflow(app, leaver, claims as TeamId, 'First');
    const second = await registerWorkflow(app, leaver, legal as TeamId, 'Second');
    const third = await registerWorkflow(app, leaver, sales as TeamId, 'Third');
    await insertRun(busy, first, 'succeeded');
    await insertRun(busy, first, 'succeeded');
    await leave(leaver);
    const queue = await app.get(HandOversQuery).waiting(leader);
    const of = (id: WorkflowId) => queue.find((one) => one.workflowId === id);
    expect(of(first)).toMatchObject({
      suggestedOwnerId: busy.personId,
      suggestion: 'Builds in the same team and ran it 2 times.',
    });
    expect(of(second)).toMatchObject({ suggestedOwnerId: steward.personId, suggestion: 'Steward in the same team.' });
    expect(of(third)).toMatchObject({ suggestedOwnerId: organisation.owner.personId });

    await app.get(HandOverService).handOver(leader, first, busy.personId);
    expect((await app.get(HandOversQuery).waiting(leader)).some((one) => one.workflowId === first)).toBe(false);
    const owned = await app
      .get(Database)
      .transaction(organisation.id, (tx) => tx.query(`SELECT owner_id FROM workflows WHERE id = $1`, [first]));
    expect(owned).toEqual([{ owner_id: busy.personId }]);
  });

  it('is for those who may hand over, and for no stranger', async () => {
    const leaver = await organisation.addPerson('Kim', ['builder'], [teamId]);
    const builder = await organisation.addPerson('Bea', ['builder'], [teamId]);
    const workflowId = await registerWorkflow(app, leaver, teamId, 'Kims work');
    await leave(leaver);
    await expect(app.get(HandOversQuery).waiting(builder)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(app.get(HandOverService).handOver(builder, workflowId, builder.personId)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    expect(await app.get(HandOversQuery).waiting(strangers.owner)).toEqual([]);
    await expect(
      app.get(HandOverService).handOver(strangers.owner, workflowId, strangers.owner.personId),
    ).rejects.toMatchObject({ kind: 'not-found' });
    await expect(app.get(HandOverService).handOver(leader, workflowId, leaver.personId)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

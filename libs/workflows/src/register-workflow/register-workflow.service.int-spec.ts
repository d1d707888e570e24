import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId, type TeamId } from '@groundswell/kernel';
import { Database, Outbox, type Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { StageHistoryQuery } from '../library/stage-history.query.js';
import { WorkflowLibrary } from '../library/workflow-library.js';
import { refusal, SPEC_MODULES } from '../workflows.fixture.js';
import { RegisterWorkflowService } from './register-workflow.service.js';

describe('registering a workflow', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let builder: Actor;
  let runner: Actor;
  let sales: TeamId;
  let service: RegisterWorkflowService;
  const input = () => ({ title: 'Remind tenants', task: 'Each reminder is typed by hand.', teamId: sales });

  beforeAll(async () => {
    app = await startTestApp({ modules: SPEC_MODULES });
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Strangers');
    sales = await home.addTeam('Sales');
    builder = await home.addPerson('Bea Builder', ['builder'], [sales]);
    runner = await home.addPerson('Rolf Runner', ['runner'], [sales]);
    service = app.get(RegisterWorkflowService);
  });

  afterAll(() => app.close());

  it('lets a builder register, as owner of a root in stage draft with an open first version', async () => {
    const workflow = await service.register(builder, input());
    expect(workflow).toMatchObject({
      stage: 'draft',
      ownerId: builder.personId,
      depth: 0,
      rootId: workflow.id,
      revision: 1,
    });
    const [open, history] = await app
      .get(Database)
      .transaction(home.id, async (tx) => [
        (await app.get(WorkflowLibrary).openVersionsOf(tx, [workflow.id])).get(workflow.id),
        await app.get(StageHistoryQuery).ofWorkflow(tx, workflow.id),
      ]);
    expect(open).toMatchObject({ number: 1, status: 'draft', builderId: builder.personId, digest: null });
    expect(history).toMatchObject([{ from: null, to: 'draft', byId: builder.personId }]);
  });

  it('writes the audit entry and publishes the event in the same transaction', async () => {
    const publish = jest.spyOn(app.get(Outbox), 'publish');
    const workflow = await service.register(builder, input());
    expect(publish.mock.lastCall?.[1]).toMatchObject({
      type: 'workflow.registered',
      payload: { workflowId: workflow.id },
    });
    const entries = await app.database.query(`SELECT action, actor_name FROM audit_entries WHERE workflow_id = $1`, [
      workflow.id,
    ]);
    expect(entries).toEqual([{ action: 'workflow.registered', actor_name: 'Bea Builder' }]);
    publish.mockRejectedValueOnce(new Error('The queue is away.'));
    await expect(service.register(builder, { ...input(), title: 'Never there' })).rejects.toThrow('The queue is away.');
    publish.mockRestore();
    expect(await app.database.query(`SELECT id FROM workflows WHERE title = 'Never there'`)).toEqual([]);
    expect(await app.database.query(`SELECT id FROM audit_entries WHERE details->>'title' = 'Never there'`)).toEqual(
      [],
    );
  });

  it('answers the same submit twice, also at the same moment, with one workflow', async () => {
    const clientKey = newId();
    const made = await Promise.all([1, 2, 3].map(() => service.register(builder, { ...input(), clientKey })));
    expect(new Set(made.map((workflow) => workflow.id)).size).toBe(1);
    const entries = await app.database.query(`SELECT id FROM audit_entries WHERE workflow_id = $1`, [made[0]?.id]);
    expect(entries).toHaveLength(1);
    const byAnother = await service.register(home.owner, { ...input(), clientKey });
    expect(byAnother.id).not.toBe(made[0]?.id);
  });

  it('names every fault at once: empty, too long, unknown team, a person who is not here', async () => {
    const error = await refusal(
      service.register(builder, {
        title: ' ',
        task: 'x'.repeat(2_001),
        teamId: 'nonsense',
        ownerId: newId(),
        clientKey: '',
      }),
    );
    expect(error.code).toBe('INPUT_INVALID');
    expect(error.fields.map((fault) => fault.path)).toEqual(['title', 'task', 'clientKey', 'teamId', 'ownerId']);
  });

  it('refuses a runner', async () => {
    expect((await refusal(service.register(runner, input()))).kind).toBe('forbidden');
  });

  it('knows neither team nor person of another organisation', async () => {
    const theirTeam = await strangers.addTeam('Their team');
    const faults = (
      await refusal(service.register(builder, { ...input(), teamId: theirTeam, ownerId: strangers.owner.personId }))
    ).fields;
    expect(faults.map((fault) => fault.path)).toEqual(['teamId', 'ownerId']);
  });
});

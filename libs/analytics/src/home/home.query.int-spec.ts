import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { GrantExceptionService, SavePolicyLayerService } from '@groundswell/policies';
import { AskRequestService, RefuseRequestService, ShowRequestsQuery } from '@groundswell/programme';
import { RecordRunService, SetBudgetService } from '@groundswell/runs';
import { SetBaselineService } from '@groundswell/savings';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import {
  RegisterWorkflowService,
  ReviewVersionService,
  StartDraftService,
  SubmitVersionService,
  type VersionSummary,
} from '@groundswell/workflows';
import { draftAgain, publish, SPEC_MODULES, writeTime } from '../analytics.fixture.js';
import { HomeQuery } from './home.query.js';

let app: TestApp;
let home: TestOrganisation;
let team: TeamId;
let builder: Actor;
let colleague: Actor;
let runner: Actor;
let steward: Actor;
let workflowId: WorkflowId;
let version: VersionSummary;
let adaptedId: WorkflowId;

const read = (actor: Actor) => app.get(HomeQuery).read(actor);
const kindsOf = async (actor: Actor) => (await read(actor)).inbox.map((item) => item.kind);

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  home = await foundOrganisation(app);
  team = await home.addTeam('Sales');
  builder = await home.addPerson('Bea Builder', ['builder', 'runner'], [team]);
  colleague = await home.addPerson('Carl Colleague', ['builder'], [team]);
  runner = await home.addPerson('Rita Runner', ['runner'], [team]);
  steward = await home.addPerson('Stu Steward', ['steward']);
  ({ workflowId, version } = await publish(app, { title: 'Sort letters', builder, reviewer: colleague, teamId: team }));
  ({ workflowId: adaptedId } = await publish(app, {
    title: 'Sort repair letters',
    builder: colleague,
    reviewer: builder,
    teamId: team,
    from: version,
  }));
});

afterAll(() => app.close());

describe('the start page', () => {
  it('of a runner lists what the team can run, and nothing to build', async () => {
    const page = await read(runner);
    expect(new Set(page.teamWorkflows)).toEqual(new Set([workflowId, adaptedId]));
    expect(page).toMatchObject({ drafts: [], adaptedByColleagues: [], reviews: [] });
  });

  it('of a builder lists drafts, and what colleagues adapted', async () => {
    const wanted = { title: 'File letters', task: 'By hand so far', teamId: team };
    const draft = await app.get(RegisterWorkflowService).register(builder, wanted);
    await app.get(StartDraftService).start(builder, draft.id);
    const page = await read(builder);
    expect(page.drafts).toEqual([draft.id]);
    expect(page.adaptedByColleagues).toEqual([adaptedId]);
  });

  it('asks for a review only those who did not build the version', async () => {
    const draft = await draftAgain(app, builder, workflowId);
    const submitted = await app.get(SubmitVersionService).submit(builder, draft.id, 5);
    expect((await read(colleague)).reviews).toEqual([submitted.id]);
    expect((await read(builder)).reviews).toEqual([]);
    expect((await read(runner)).reviews).toEqual([]);
  });

  it('lists the own runs that only an estimate stands for', async () => {
    const at = app.clock.now();
    await app.get(Database).transaction(home.id, (tx) =>
      writeTime(tx, [
        { workflowId, at, grade: 'estimated', personId: runner.personId },
        { workflowId, at, grade: 'estimated', personId: builder.personId },
        { workflowId, at, grade: 'confirmed', personId: runner.personId },
      ]),
    );
    expect((await read(runner)).toConfirm).toHaveLength(1);
    expect((await read(steward)).toConfirm).toEqual([]);
  });

  it('tells a builder that a version was sent back, until a newer one exists', async () => {
    const draft = await draftAgain(app, colleague, adaptedId);
    const submitted = await app.get(SubmitVersionService).submit(colleague, draft.id, 5);
    const review = {
      versionId: submitted.id,
      revision: submitted.revision,
      approve: false,
      comment: 'Too short',
      reviewMinutes: 2,
    };
    await app.get(ReviewVersionService).review(builder, review);
    expect((await read(colleague)).inbox).toContainEqual(
      expect.objectContaining({ kind: 'version-rejected', detail: 'Too short', link: `/workflows/${adaptedId}/build` }),
    );
    await draftAgain(app, colleague, adaptedId);
    expect(await kindsOf(colleague)).not.toContain('version-rejected');
  });

  it('tells the owner of a workflow in pilot that it has no baseline, until it has one', async () => {
    expect(await kindsOf(colleague)).toEqual(['baseline-missing']);
    await app.get(SetBaselineService).set(colleague, { workflowId: adaptedId, minutes: 20 });
    expect(await kindsOf(colleague)).toEqual([]);
  });

  it('tells stewards of changed tools and silent connectors, and nobody else', async () => {
    await breakConnector();
    expect(new Set(await kindsOf(steward))).toEqual(new Set(['tool-changed', 'connector-failing']));
    expect(await kindsOf(runner)).toEqual([]);
  });

  it('tells stewards of an open request, and its asker of the answer until it was shown', async () => {
    const { requestId } = await app.get(AskRequestService).ask(runner, {
      kind: 'connector',
      wanted: 'Fleet register',
      justification: 'To look up who drives.',
    });
    const ofRequest = async (actor: Actor) =>
      (await read(actor)).inbox.filter((item) => item.link === `/requests/${requestId}`).map((item) => item.kind);
    expect(await ofRequest(steward)).toEqual(['request-open']);
    expect(await ofRequest(runner)).toEqual([]);
    await app.get(RefuseRequestService).refuse(steward, requestId, 1, 'Drivers are nobody’s business here.');
    expect(await ofRequest(steward)).toEqual([]);
    expect(await ofRequest(runner)).toEqual(['request-refused']);
    await app.get(ShowRequestsQuery).noteSeen(runner);
    expect(await ofRequest(runner)).toEqual([]);
  });

  it('tells stewards and the asker of an exception that ends soon, and stewards of runs to look at', async () => {
    const layer = await app.get(SavePolicyLayerService).save(steward, {
      scope: 'team',
      targetId: team,
      name: 'Sales',
      rules: [
        {
          effect: 'deny',
          action: 'tool.call',
          subject: 'Tool',
          conditions: { risk: 'write' },
          reason: 'Not yet',
          sealed: false,
        },
      ],
      obligations: [],
    });
    const exceptionId = await app.get(GrantExceptionService).grant(steward, {
      layerId: layer.id,
      ruleId: layer.rules[0]?.id ?? '',
      workflowId,
      askedById: runner.personId,
      justification: 'Needed',
      expiresAt: new Date(app.clock.now().getTime() + 30 * 86_400_000),
    });
    const told = async (actor: Actor) => (await kindsOf(actor)).filter((kind) => kind === 'exception-ends');
    expect(await told(runner)).toEqual([]);
    await app.database.query(`UPDATE policy_exceptions SET reminded_at = now() WHERE id = $1`, [exceptionId]);
    expect(await told(runner)).toEqual(['exception-ends']);
    expect(await told(steward)).toEqual(['exception-ends']);
    expect(await told(colleague)).toEqual([]);
    const run = await app.get(RecordRunService).record(runner, {
      workflowId,
      inputs: { case: 'A letter' },
      outputText: 'Sorted.',
      outcome: 'accepted',
      humanMinutes: 3,
      ranAt: app.clock.now(),
      note: '',
      idempotencyKey: newId(),
    });
    await app.database.query(
      `INSERT INTO run_reviews (run_id, organisation_id, workflow_id, percent, drawn_at) VALUES ($1, $2, $3, 10, now())`,
      [run.id, home.id, workflowId],
    );
    expect((await read(steward)).inbox).toContainEqual(
      expect.objectContaining({ kind: 'runs-to-review', title: 'A run waits for a look', link: '/policies/reviews' }),
    );
    expect(await kindsOf(runner)).not.toContain('runs-to-review');
  });

  it('tells stewards and leaders of a budget that passed a threshold, until it is raised, and nobody else', async () => {
    const set = (limitMicros: number, revision: number | null) =>
      app.get(SetBudgetService).set(steward, { level: 'team', targetId: team, limitMicros, revision });
    await set(0, null);
    const leader = await home.addPerson('Lea Leader', ['leader']);
    for (const actor of [steward, leader]) {
      expect((await read(actor)).inbox).toContainEqual(
        expect.objectContaining({
          kind: 'budget-used-up',
          title: 'The budget of the team Sales is used up',
          link: '/budgets',
        }),
      );
    }
    expect(await kindsOf(runner)).not.toContain('budget-used-up');
    app.clock.advanceMs(1_000);
    await set(5_000_000, 1);
    expect(await kindsOf(steward)).not.toContain('budget-used-up');
  });

  it('of another organisation is empty', async () => {
    const strangers = await foundOrganisation(app, 'Strangers');
    expect(await read(strangers.owner)).toEqual({
      teamWorkflows: [],
      drafts: [],
      adaptedByColleagues: [],
      approvals: [],
      toConfirm: [],
      reviews: [],
      inbox: [],
    });
  });

  /** A connector whose last look failed and one of whose tools is quarantined. */
  async function breakConnector(): Promise<void> {
    const [connectorId, versionId] = [newId(), newId()];
    const fields = { organisation_id: home.id, connector_id: connectorId, created_by_id: steward.personId };
    const rows: [string, object][] = [
      [
        'connectors',
        {
          ...fields,
          id: connectorId,
          slug: 'crm',
          name: 'CRM',
          description: '',
          current_version_id: versionId,
          created_at: app.clock.now(),
        },
      ],
      [
        'connector_versions',
        {
          ...fields,
          id: versionId,
          number: 1,
          transport: 'stdio',
          settings: {},
          data_class: 'internal',
          issuer: 'stdio:crm',
          credential_mode: 'shared',
          sign_in: 'static',
          limits: {},
          created_at: app.clock.now(),
        },
      ],
      [
        'tools',
        {
          ...fields,
          id: newId(),
          connector_version_id: versionId,
          name: 'search',
          definition: '{}',
          digest: '',
          status: 'quarantined',
          status_before: 'allowed',
          risk: 'read',
          returns_untrusted: false,
          reaches_outside: false,
          pinned_at: app.clock.now(),
          drift_detected_at: app.clock.now(),
          revision: 2,
        },
      ],
      [
        'connector_health',
        {
          ...fields,
          id: newId(),
          state: 'failing',
          message: 'It does not answer.',
          duration_ms: 5,
          checked_at: app.clock.now(),
        },
      ],
    ];
    for (const [table, row] of rows) {
      await app.database.query(`INSERT INTO ${table} SELECT * FROM json_populate_record(NULL::${table}, $1)`, [
        JSON.stringify(row),
      ]);
    }
  }
});

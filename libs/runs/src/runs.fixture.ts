import { type ModuleMetadata, type Type } from '@nestjs/common';
import { type JsonValue, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { IdentityModule } from '@groundswell/identity';
import { type Actor, type Role, type Settings } from '@groundswell/platform';
import { PoliciesModule } from '@groundswell/policies';
import {
  RegisterWorkflowService,
  ReviewVersionService,
  SaveDraftService,
  StartDraftService,
  SubmitVersionService,
  WorkflowsModule,
  type SaveDraftInput,
  type VersionSummary,
} from '@groundswell/workflows';
import { RunEngineModule } from './engine/run-engine.module.js';
import { AdvanceRunService } from './engine/advance-run.service.js';
import { SpecToolsModule, type SpecTool } from './spec-tools.fixture.js';
import { PATIENCE } from './model/model-clients.js';
import type { ModelPatience } from './model/model.port.js';
import type { RunSummary } from './persistence/run-summary.js';
import { StartRunService, type StartRunRequest } from './start-run/start-run.service.js';

/** Quick to lose patience, so that specs of faults are quick. */
export const IMPATIENT: ModelPatience = {
  idleMs: 300,
  firstByteMs: 500,
  attemptMs: 5_000,
  maxAttempts: 3,
  baseDelayMs: 5,
  maxDelayMs: 10,
  maxRetryAfterMs: 200,
};

/** What these helpers use of the application that a spec boots. */
interface SpecApp {
  readonly database: { query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> };
  get<T>(token: Type<T>): T;
  close(): Promise<void>;
}

interface SpecModel {
  readonly url: string;
  close(): Promise<void>;
}

interface SpecOrganisation {
  addTeam(name: string): Promise<TeamId>;
  addPerson(name: string, roles: readonly Role[], teamIds?: readonly TeamId[]): Promise<Actor>;
}

/** An installation with a scripted model, an organisation, and people who run, build and oversee. */
export interface RunsWorld<App = SpecApp, Model = SpecModel, Organisation = SpecOrganisation> {
  readonly app: App;
  readonly model: Model;
  readonly organisation: Organisation;
  readonly teamId: TeamId;
  readonly builder: Actor;
  readonly reviewer: Actor;
  readonly runner: Actor;
  readonly steward: Actor;
  close(): Promise<void>;
}

type Modules = NonNullable<ModuleMetadata['imports']>;
type SettingChanges = Parameters<Settings['with']>[0];

interface WorldOptions {
  /** Whether a model service is configured; the scripted one by default. */
  readonly live?: boolean;
  /** Instead of the engine with the tools of the spec: to run with real connectors. */
  readonly modules?: Modules;
  readonly settings?: SettingChanges;
}

/** The harness as a spec hands it over: only specs import it. */
interface Kit<App, Model, Organisation> {
  startTestApp(options: {
    modules: Modules;
    settings: SettingChanges;
    overrides: readonly { readonly token: symbol; readonly value: unknown }[];
  }): Promise<App>;
  foundOrganisation(app: App): Promise<Organisation>;
  readonly ScriptedModel: { start(): Promise<Model> };
}

/** Boots everything below and this library on a database of their own. */
export async function startRunsWorld<
  App extends SpecApp,
  Model extends SpecModel,
  Organisation extends SpecOrganisation,
>(kit: Kit<App, Model, Organisation>, options: WorldOptions = {}): Promise<RunsWorld<App, Model, Organisation>> {
  const { live = true, modules = [RunEngineModule, SpecToolsModule], settings = {} } = options;
  const model = await kit.ScriptedModel.start();
  const app = await kit.startTestApp({
    modules: [IdentityModule, PoliciesModule, WorkflowsModule, ...modules],
    settings: { ...settings, ...(live ? { anthropicApiKey: 'test-key', anthropicBaseUrl: model.url } : {}) },
    overrides: [{ token: PATIENCE, value: IMPATIENT }],
  });
  const organisation = await kit.foundOrganisation(app);
  const teamId = await organisation.addTeam('Claims');
  return {
    app,
    model,
    organisation,
    teamId,
    builder: await organisation.addPerson('Bea Builder', ['builder'], [teamId]),
    reviewer: await organisation.addPerson('Rita Reviewer', ['builder'], [teamId]),
    runner: await organisation.addPerson('Ron Runner', ['runner'], [teamId]),
    steward: await organisation.addPerson('Stan Steward', ['steward']),
    close: async () => {
      await app.close();
      await model.close();
    },
  };
}

/** Registers a workflow and saves its first draft; `publish` takes it through the review into its pilot. */
export async function makeWorkflow(
  world: RunsWorld,
  draft: Partial<SaveDraftInput> & { readonly tools?: readonly SpecTool[] } = {},
  publish = true,
): Promise<{ readonly workflowId: WorkflowId; readonly version: VersionSummary }> {
  const { app, builder, teamId } = world;
  const { tools = [], ...content } = draft;
  const workflow = await app
    .get(RegisterWorkflowService)
    .register(builder, { title: 'Remind tenants', task: 'Each reminder is typed by hand.', teamId });
  const started = await app.get(StartDraftService).start(builder, workflow.id);
  const saved = await app.get(SaveDraftService).save(builder, {
    versionId: started.id,
    revision: started.revision,
    instructions: 'Write a friendly reminder to {{inputs.customer}}.',
    inputSchema: {
      type: 'object',
      required: ['customer'],
      properties: { customer: { type: 'string', maxLength: 80 } },
    },
    sampleInputs: { customer: 'Ada Albrecht' },
    model: 'claude-haiku-5-5',
    maxTurns: 6,
    maxCostMicros: 1_000_000,
    changeNote: 'What it does first.',
    bindings: bindingsOf(tools),
    ...content,
  });
  if (!publish) return { workflowId: workflow.id, version: saved };
  const submitted = await app.get(SubmitVersionService).submit(builder, saved.id, 45);
  const reviewed = await app.get(ReviewVersionService).review(world.reviewer, {
    versionId: submitted.id,
    revision: submitted.revision,
    approve: true,
    comment: '',
    reviewMinutes: 10,
  });
  if (reviewed.kind === 'blocked') throw new Error(reviewed.reasons.map((reason) => reason.message).join(' '));
  return { workflowId: workflow.id, version: reviewed.version };
}

function bindingsOf(tools: readonly SpecTool[]): { connectorId: string; toolIds: string[] }[] {
  const connectors = [...new Set(tools.map((tool) => tool.governed.connectorId))];
  return connectors.map((connectorId) => ({
    connectorId,
    toolIds: tools.filter((tool) => tool.governed.connectorId === connectorId).map((tool) => tool.governed.toolId),
  }));
}

let keys = 0;

/** Starts a run that must not be refused. */
export async function startRun(
  world: RunsWorld,
  workflowId: WorkflowId,
  more: Partial<StartRunRequest> & { readonly actor?: Actor } = {},
): Promise<RunSummary> {
  const { actor = world.runner, ...request } = more;
  const answer = await world.app.get(StartRunService).start(actor, {
    workflowId,
    versionId: null,
    inputs: { customer: 'Ada Albrecht' },
    mode: 'live',
    idempotencyKey: `spec-${keys++}`,
    ...request,
  });
  if (answer.refused !== undefined) throw new Error(`${answer.refused.code}: ${answer.refused.message}`);
  return answer.run;
}

/** Does what a worker does. */
export async function advance(world: RunsWorld, run: Pick<RunSummary, 'organisationId' | 'id'>): Promise<void> {
  await world.app.get(AdvanceRunService).advance(run.organisationId, run.id);
}

export interface SeenStep {
  readonly kind: string;
  readonly status: string;
  readonly told: string | null;
  readonly text: string | null;
  readonly explanation: { readonly sentence: string; readonly ruleId: string | null } | null;
  readonly audit_entry_id: string | null;
  readonly result: JsonValue;
  readonly id: string;
}

/** The run and its steps as they are stored, past every rule. */
export async function seen(
  world: RunsWorld,
  run: Pick<RunSummary, 'id'>,
): Promise<{ readonly run: Record<string, unknown>; readonly steps: readonly SeenStep[] }> {
  const [row] = await world.app.database.query<Record<string, unknown>>(`SELECT * FROM runs WHERE id = $1`, [run.id]);
  const steps = await world.app.database.query<SeenStep & Record<string, unknown>>(
    `SELECT * FROM run_steps WHERE run_id = $1 ORDER BY seq`,
    [run.id],
  );
  return { run: row ?? {}, steps };
}

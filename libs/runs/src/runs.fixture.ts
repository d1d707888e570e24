import { Global, Injectable, Module } from '@nestjs/common';
import {
  canonicalJson,
  newId,
  type ConnectorId,
  type ConnectorVersionId,
  type JsonObject,
  type JsonValue,
  type TeamId,
  type ToolId,
  type WorkflowId,
} from '@groundswell/kernel';
import { AuditModule, AuditWriter } from '@groundswell/audit';
import { labelsAfter } from '@groundswell/connectors';
import { IdentityModule } from '@groundswell/identity';
import { Database, type Actor, type Tx } from '@groundswell/platform';
import { PoliciesModule, PolicyStacks, type GovernedTool } from '@groundswell/policies';
import {
  foundOrganisation,
  ScriptedModel,
  startTestApp,
  type TestApp,
  type TestAppOptions,
  type TestOrganisation,
} from '@groundswell/testing';
import {
  RegisterWorkflowService,
  ReviewVersionService,
  SaveDraftService,
  StartDraftService,
  SubmitVersionService,
  ToolDirectory,
  WorkflowsModule,
  type DirectoryConnector,
  type SaveDraftInput,
  type VersionBinding,
  type VersionSummary,
} from '@groundswell/workflows';
import { RunEngineModule } from './engine/run-engine.module.js';
import { ToolCaller, type CallOutcome, type CallRequest } from './engine/tool-caller.js';
import { AdvanceRunService } from './engine/advance-run.service.js';
import { PATIENCE } from './model/model-clients.js';
import type { ModelPatience } from './model/model.port.js';
import type { RunSummary } from './persistence/run-summary.js';
import { StartRunService, type StartRunRequest } from './start-run/start-run.service.js';
import { ToolOffers, type OfferedBinding } from './tools/tool-offers.js';

/** What a tool of a spec answers; a text, or a way to fail. */
export type SpecAnswer = { readonly text: string; readonly isError?: boolean } | 'no-answer' | 'unreachable';
type Handler = (args: JsonObject) => SpecAnswer | Promise<SpecAnswer>;

interface SpecTool {
  readonly governed: GovernedTool & { readonly toolId: ToolId };
  readonly versionId: ConnectorVersionId;
  readonly slug: string;
  handler: Handler;
}

/** Tools that live in a spec instead of on a server. What judges and records their calls is real. */
export class SpecTools {
  readonly calls: { readonly name: string; readonly arguments: JsonObject }[] = [];
  private readonly tools = new Map<ToolId, SpecTool>();

  add(
    connector: string,
    name: string,
    more: Partial<Omit<GovernedTool, 'toolId' | 'connectorId'>> = {},
    handler: Handler = () => ({ text: `${name} answered.` }),
  ): SpecTool {
    const known = [...this.tools.values()].find((tool) => tool.slug === connector);
    const toolId = newId<ToolId>();
    const tool: SpecTool = {
      versionId: known?.versionId ?? newId<ConnectorVersionId>(),
      slug: connector,
      handler,
      governed: {
        toolId,
        connectorId: known?.governed.connectorId ?? newId<ConnectorId>(),
        connectorName: connector.toUpperCase(),
        toolName: name,
        risk: 'read',
        dataClass: 'internal',
        returnsUntrusted: false,
        reachesOutside: false,
        ...more,
      },
    };
    this.tools.set(toolId, tool);
    return tool;
  }

  get(toolId: string): SpecTool {
    const tool = this.tools.get(toolId as ToolId);
    if (tool === undefined) throw new Error('There is no such tool.');
    return tool;
  }

  all(): readonly SpecTool[] {
    return [...this.tools.values()];
  }
}

/** The tools of the specs of one file. */
export const specTools = new SpecTools();

@Injectable()
class SpecDirectory extends ToolDirectory {
  async describe(_tx: Tx, ids: readonly ConnectorId[]): Promise<ReadonlyMap<ConnectorId, DirectoryConnector>> {
    return new Map(
      ids.flatMap((id) => {
        const tools = specTools.all().filter((tool) => tool.governed.connectorId === id);
        const first = tools[0];
        if (first === undefined) return [];
        const described: DirectoryConnector = {
          connectorId: id,
          connectorVersionId: first.versionId,
          name: first.governed.connectorName,
          slug: first.slug,
          missingSecrets: [],
          tools: tools.map(({ governed }) => ({
            toolId: governed.toolId,
            name: governed.toolName,
            title: governed.toolName,
            risk: governed.risk,
            status: 'allowed',
            pin: `pin of ${governed.toolName}`,
          })),
        };
        return [[id, described] as const];
      }),
    );
  }

  async writingToolIds(): Promise<readonly ToolId[]> {
    return specTools.all().flatMap(({ governed }) => (governed.risk === 'read' ? [] : [governed.toolId]));
  }
}

@Injectable()
class SpecOffers extends ToolOffers {
  async boundTools(_tx: Tx, bindings: readonly VersionBinding[]): Promise<readonly OfferedBinding[]> {
    return bindings.flatMap((binding) =>
      binding.toolIds.map((toolId) => {
        const { governed, slug } = specTools.get(toolId);
        return { toolId, governed, slug, description: governed.toolName, inputSchema: { type: 'object' } };
      }),
    );
  }
}

@Injectable()
class SpecCaller extends ToolCaller {
  constructor(
    private readonly database: Database,
    private readonly stacks: PolicyStacks,
    private readonly audit: AuditWriter,
  ) {
    super();
  }

  async call(request: CallRequest): Promise<CallOutcome> {
    const { work, tool } = request;
    const found = specTools.get(tool.toolId);
    const { run, actor } = work;
    const labels = {
      privateData: run.privateData,
      untrustedContent: run.untrustedContent,
      reachedOutside: run.reachedOutside,
    };
    const judged = await this.database.transaction(run.organisationId, async (tx): Promise<CallOutcome | null> => {
      const explanation = await this.stacks.explainToolCall(tx, {
        actor,
        workflowId: run.workflowId,
        tool: found.governed,
        labels,
        trigger: run.trigger,
      });
      if (!explanation.allowed)
        return { kind: 'refused', message: explanation.sentence, explanation, auditEntryId: null };
      const argumentsDigest = canonicalJson([tool.toolId, request.arguments]);
      const { approvals } = explanation.duties;
      const given = request.approval?.argumentsDigest === argumentsDigest ? request.approval.approvers : [];
      if (approvals.some((approver) => !given.includes(approver))) {
        return {
          kind: 'approval-needed',
          approvers: approvals,
          reason: 'A rule asks for it.',
          argumentsDigest,
          explanation,
        };
      }
      const auditEntryId = await this.audit.record(tx, {
        actor,
        action: 'tool.called',
        subject: { type: 'tool', id: tool.toolId },
        details: { toolName: tool.title },
        links: { workflowId: run.workflowId, runId: run.id },
      });
      await request.beforeCall(tx, auditEntryId);
      return null;
    });
    if (judged !== null) return judged;
    specTools.calls.push({ name: found.governed.toolName, arguments: request.arguments });
    const answer = await found.handler(request.arguments);
    if (answer === 'no-answer') return { kind: 'unanswered', message: 'The connection broke.' };
    if (answer === 'unreachable') return { kind: 'unreached', message: 'Nobody listens.' };
    return {
      kind: 'answered',
      content: { content: [{ type: 'text', text: answer.text }] },
      text: answer.text,
      isError: answer.isError ?? false,
      labels: labelsAfter(labels, found.governed),
    };
  }
}

@Global()
@Module({
  imports: [AuditModule],
  providers: [
    { provide: ToolDirectory, useClass: SpecDirectory },
    { provide: ToolOffers, useClass: SpecOffers },
    { provide: ToolCaller, useClass: SpecCaller },
  ],
  exports: [ToolDirectory, ToolOffers, ToolCaller],
})
class SpecToolsModule {}

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

/** An installation with a scripted model, an organisation, and people who run, build and oversee. */
export interface RunsWorld {
  readonly app: TestApp;
  readonly model: ScriptedModel;
  readonly organisation: TestOrganisation;
  readonly teamId: TeamId;
  readonly builder: Actor;
  readonly reviewer: Actor;
  readonly runner: Actor;
  readonly steward: Actor;
  close(): Promise<void>;
}

interface WorldOptions {
  /** Whether a model service is configured; the scripted one by default. */
  readonly live?: boolean;
  /** Instead of the engine with the tools of the spec: to run with real connectors. */
  readonly modules?: TestAppOptions['modules'];
  readonly settings?: TestAppOptions['settings'];
}

/** Boots everything below and this library on a database of their own. */
export async function startRunsWorld(options: WorldOptions = {}): Promise<RunsWorld> {
  const { live = true, modules = [RunEngineModule, SpecToolsModule], settings = {} } = options;
  const model = await ScriptedModel.start();
  const app = await startTestApp({
    modules: [IdentityModule, PoliciesModule, WorkflowsModule, ...modules],
    settings: { ...settings, ...(live ? { anthropicApiKey: 'test-key', anthropicBaseUrl: model.url } : {}) },
    overrides: [{ token: PATIENCE, value: IMPATIENT }],
  });
  const organisation = await foundOrganisation(app);
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
  // What a gate decides later; here it only has to be runnable.
  await app.database.query(`UPDATE workflows SET stage = 'pilot' WHERE id = $1`, [workflow.id]);
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

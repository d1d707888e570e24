import { Global, Module, type Type } from '@nestjs/common';
import { AppError, newId } from '@groundswell/kernel';
import type { ConnectorId, ConnectorVersionId, OrganisationId, ToolId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { IdentityModule } from '@groundswell/identity';
import { PoliciesModule } from '@groundswell/policies';
import type { VersionSummary } from './library/version-summary.js';
import type { WorkflowSummary } from './library/workflow-summary.js';
import { ToolDirectory, type DirectoryConnector, type DirectoryTool } from './ports/tool-directory.js';
import { RegisterWorkflowService } from './register-workflow/register-workflow.service.js';
import { ReviewVersionService, type ReviewResult } from './review-version/review-version.service.js';
import { SaveDraftService, type SaveDraftInput } from './save-draft/save-draft.service.js';
import { StartDraftService } from './start-draft/start-draft.service.js';
import { SubmitVersionService } from './submit-version/submit-version.service.js';
import { WorkflowsModule } from './workflows.module.js';

/** Connectors as a spec wants them; like the real directory it answers only within the transaction's organisation. */
export class SpecToolDirectory extends ToolDirectory {
  private readonly connectors = new Map<
    ConnectorId,
    { organisationId: OrganisationId; connector: DirectoryConnector }
  >();

  add(
    organisationId: OrganisationId,
    name: string,
    tools: Readonly<Record<string, DirectoryTool['risk']>>,
  ): DirectoryConnector {
    const connector: DirectoryConnector = {
      connectorId: newId<ConnectorId>(),
      connectorVersionId: newId<ConnectorVersionId>(),
      name,
      slug: name.toLowerCase(),
      missingSecrets: [],
      tools: Object.entries(tools).map(([tool, risk]) => ({
        toolId: newId<ToolId>(),
        name: tool,
        title: tool,
        risk,
        status: 'allowed',
        pin: `pin-of-${tool}`,
      })),
    };
    this.connectors.set(connector.connectorId, { organisationId, connector });
    return connector;
  }

  /** Changes a connector, as a steward would elsewhere. */
  change(connectorId: ConnectorId, change: Partial<DirectoryConnector>): void {
    const known = this.connectors.get(connectorId);
    if (known) this.connectors.set(connectorId, { ...known, connector: { ...known.connector, ...change } });
  }

  async describe(tx: Tx, connectorIds: readonly ConnectorId[]): Promise<ReadonlyMap<ConnectorId, DirectoryConnector>> {
    const { organisationId } = tx.scope;
    const found = connectorIds.flatMap((id) => this.connectors.get(id) ?? []);
    return new Map(
      found
        .filter((one) => one.organisationId === organisationId)
        .map(({ connector }) => [connector.connectorId, connector]),
    );
  }

  async writingToolIds(tx: Tx): Promise<readonly ToolId[]> {
    const own = [...this.connectors.values()].filter((one) => one.organisationId === tx.scope.organisationId);
    return own.flatMap(({ connector }) =>
      connector.tools.filter((tool) => tool.risk !== 'read').map((tool) => tool.toolId),
    );
  }
}

/** The directory of the specs of one file. */
export const directory = new SpecToolDirectory();

@Global()
@Module({ providers: [{ provide: ToolDirectory, useValue: directory }], exports: [ToolDirectory] })
class SpecToolDirectoryModule {}

/** The modules that a spec of this library boots. */
export const SPEC_MODULES = [IdentityModule, PoliciesModule, WorkflowsModule, SpecToolDirectoryModule];

interface SpecApp {
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
}

/** A draft that lacks nothing: it greets a customer and uses no tool. */
export function finishedDraft(
  version: { id: string; revision: number },
  more: Partial<SaveDraftInput> = {},
): SaveDraftInput {
  return {
    versionId: version.id,
    revision: version.revision,
    instructions: 'Write a friendly reminder to {{inputs.customer}}.',
    inputSchema: {
      type: 'object',
      required: ['customer'],
      properties: { zebra: { type: 'string' }, customer: { type: 'string' } },
    },
    sampleInputs: { customer: 'Ada Albrecht' },
    model: 'claude-haiku-5-5',
    maxTurns: 8,
    maxCostMicros: 250_000,
    bindings: [],
    changeNote: 'What it does first.',
    ...more,
  };
}

/** What a spec says about a workflow. */
export interface Wanted {
  readonly title?: string;
  readonly task?: string;
  readonly teamId: string;
  readonly draft?: Partial<SaveDraftInput>;
}

/** Registers a workflow and saves its first draft, finished. */
export async function drafted(
  app: SpecApp,
  builder: Actor,
  wanted: Wanted,
): Promise<{ workflow: WorkflowSummary; version: VersionSummary }> {
  const { title = 'Remind tenants', task = 'Each reminder is typed by hand.', teamId, draft } = wanted;
  const workflow = await app.get(RegisterWorkflowService).register(builder, { title, task, teamId });
  const version = await app.get(StartDraftService).start(builder, workflow.id);
  return { workflow, version: await app.get(SaveDraftService).save(builder, finishedDraft(version, draft)) };
}

/** Registers a workflow and submits its first draft. */
export async function submitted(
  app: SpecApp,
  builder: Actor,
  wanted: Wanted,
): Promise<{ workflow: WorkflowSummary; version: VersionSummary }> {
  const { workflow, version } = await drafted(app, builder, wanted);
  return { workflow, version: await app.get(SubmitVersionService).submit(builder, version.id, 45) };
}

export async function approve(app: SpecApp, reviewer: Actor, version: VersionSummary): Promise<ReviewResult> {
  const { id: versionId, revision } = version;
  return app
    .get(ReviewVersionService)
    .review(reviewer, { versionId, revision, approve: true, comment: '', reviewMinutes: 10 });
}

/** Registers, submits and publishes a workflow. */
export async function published(
  app: SpecApp,
  builder: Actor,
  reviewer: Actor,
  wanted: Wanted,
): Promise<{ workflow: WorkflowSummary; version: VersionSummary }> {
  const { workflow, version } = await submitted(app, builder, wanted);
  const result = await approve(app, reviewer, version);
  if (result.kind === 'blocked') throw new Error(result.reasons.map((reason) => reason.message).join(' '));
  return { workflow, version: result.version };
}

/** The refusal that some work ends in; a spec that gets none fails. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was allowed.');
}

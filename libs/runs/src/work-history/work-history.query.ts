import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PersonId, RunId, StepId, ToolId, WorkflowId } from '@groundswell/kernel';
import { ConnectorsDirectory, governedTool, labelsAfter } from '@groundswell/connectors';
import type { Tx } from '@groundswell/platform';
import {
  type GovernedTool,
  LineagePort,
  NO_LABELS,
  type PastCall,
  type PastWork,
  type PresentWork,
  WorkHistory,
} from '@groundswell/policies';
import { type VersionSummary, WorkflowLibrary, type WorkflowSummary } from '@groundswell/workflows';
import type { RunMode, RunTrigger } from '../domain/run-kind.js';
import type { StepStatus } from '../domain/step.js';
import { RefusedStartsQuery } from './refused-starts.query.js';

interface CallRow {
  readonly id: StepId;
  readonly runId: RunId;
  readonly toolId: ToolId;
  readonly status: StepStatus;
  readonly startedAt: Date;
}

interface RunRow {
  readonly id: RunId;
  readonly workflowId: WorkflowId;
  readonly actorId: PersonId;
  readonly mode: RunMode;
  readonly trigger: RunTrigger;
  readonly model: string;
  readonly maxTurns: number;
  readonly maxCostMicros: string;
  readonly startedAt: Date;
}

const MOST_RUNS = 20_000;

/**
 * Tells the policy simulation what was done: runs with their tool calls, each call with the labels that the run carried when it
 * was made. And what can be done at present: workflows with their tools.
 */
@Injectable()
export class WorkHistoryQuery implements OnModuleInit {
  constructor(
    private readonly history: WorkHistory,
    private readonly connectors: ConnectorsDirectory,
    private readonly library: WorkflowLibrary,
    private readonly lineage: LineagePort,
    private readonly starts: RefusedStartsQuery,
  ) {}

  onModuleInit(): void {
    this.history.registerPast((tx, since, most) => this.past(tx, since, most));
    this.history.registerPresent((tx) => this.present(tx));
  }

  async past(tx: Tx, since: Date, most: number): Promise<PastWork> {
    const newest = await this.calls(tx, since, most + 1);
    const kept = newest.slice(0, most);
    const cutAt = newest.length > most ? kept.at(-1)?.startedAt : undefined;
    const runs = await this.runs(tx, cutAt ?? since, kept);
    const tools = await this.connectors.toolsByIds(tx, [...new Set(kept.map((call) => call.toolId))]);
    const governed = new Map([...tools].map(([id, tool]) => [id, governedTool(tool)]));
    const workflows = await this.library.byIds(tx, [...new Set(runs.map((run) => run.workflowId))]);
    const callsOf = new Map<RunId, CallRow[]>();
    for (const call of kept.reverse()) callsOf.set(call.runId, [...(callsOf.get(call.runId) ?? []), call]);
    return {
      starts: await this.starts.byPolicy(tx, cutAt ?? since),
      cut: cutAt !== undefined || runs.length >= MOST_RUNS,
      runs: runs.map(({ id, maxCostMicros, ...run }) => ({
        ...run,
        runId: id,
        maxCostMicros: Number(maxCostMicros),
        stage: workflows.get(run.workflowId)?.stage ?? 'retired',
        calls: withLabels(callsOf.get(id) ?? [], governed),
      })),
    };
  }

  async present(tx: Tx): Promise<readonly PresentWork[]> {
    const { organisationId } = tx.scope;
    const place = { scope: 'organisation' as const, targetId: organisationId };
    const ids = (await this.lineage.governed(tx, place)).map((one) => one.workflowId);
    const workflows = [...(await this.library.byIds(tx, ids)).values()];
    const versions = await this.presentVersions(tx, workflows);
    const toolIds = [...versions.values()].flatMap(({ content }) => content.bindings.flatMap((one) => one.toolIds));
    const tools = await this.connectors.toolsByIds(tx, [...new Set(toolIds)]);
    return workflows.flatMap(({ id, stage }) => {
      const version = versions.get(id);
      if (!version) return [];
      const { model, limits, bindings } = version.content;
      const bound = bindings.flatMap((one) => one.toolIds).map((toolId) => tools.get(toolId));
      return [
        {
          workflowId: id,
          stage,
          model,
          ...limits,
          actorId: null,
          trigger: 'person' as const,
          tools: bound.filter((tool) => tool !== undefined).map(governedTool),
        },
      ];
    });
  }

  /** The published version of each workflow; of those that have none, the draft, which may wait for just this change. */
  private async presentVersions(
    tx: Tx,
    workflows: readonly WorkflowSummary[],
  ): Promise<ReadonlyMap<WorkflowId, VersionSummary>> {
    const publishedIds = workflows.map((one) => one.publishedVersionId).filter((id) => id !== null);
    const published = [...(await this.library.versionsByIds(tx, publishedIds)).values()];
    const unpublished = workflows.filter((one) => one.publishedVersionId === null).map((one) => one.id);
    const drafts = [...(await this.library.openVersionsOf(tx, unpublished)).values()];
    return new Map([...published, ...drafts].map((version) => [version.workflowId, version]));
  }

  /** The newest calls that were made or refused. */
  private calls(tx: Tx, since: Date, most: number): Promise<CallRow[]> {
    return tx.query<CallRow>(
      `SELECT id, run_id AS "runId", tool_id AS "toolId", status, started_at AS "startedAt" FROM run_steps
        WHERE organisation_id = $1 AND started_at >= $2 AND kind = 'tool' AND tool_id IS NOT NULL
          AND status IN ('done', 'failed', 'refused', 'unknown')
        ORDER BY started_at DESC, run_id, seq DESC LIMIT $3`,
      [tx.scope.organisationId, since, most],
    );
  }

  /** The runs that began since then, and those of the calls. Work recorded by hand asked no stack for anything. */
  private runs(tx: Tx, since: Date, calls: readonly CallRow[]): Promise<RunRow[]> {
    return tx.query<RunRow>(
      `SELECT id, workflow_id AS "workflowId", actor_id AS "actorId", mode, trigger, model, max_turns AS "maxTurns",
              max_cost_micros AS "maxCostMicros", created_at AS "startedAt" FROM runs
        WHERE organisation_id = $1 AND (created_at >= $2 OR id = ANY ($3)) AND mode <> 'recorded'
        ORDER BY created_at DESC, id DESC LIMIT ${MOST_RUNS}`,
      [tx.scope.organisationId, since, [...new Set(calls.map((call) => call.runId))]],
    );
  }
}

/** The calls of one run in their order, each with what the run had been through before it. */
function withLabels(calls: readonly CallRow[], tools: ReadonlyMap<ToolId, GovernedTool>): PastCall[] {
  let labels = NO_LABELS;
  return calls.flatMap((call) => {
    const tool = tools.get(call.toolId);
    if (!tool) return [];
    const made = { stepId: call.id, tool, labels, at: call.startedAt };
    if (call.status !== 'refused') labels = labelsAfter(labels, tool);
    return [made];
  });
}

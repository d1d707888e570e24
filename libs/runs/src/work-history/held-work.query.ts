import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PersonId, RunId, StepId, ToolId, WorkflowId } from '@groundswell/kernel';
import { ConnectorsDirectory, governedTool } from '@groundswell/connectors';
import type { Tx } from '@groundswell/platform';
import { type HeldWork, type PastRun, type WantedThing, WorkHistory } from '@groundswell/policies';
import { WorkflowLibrary } from '@groundswell/workflows';
import type { RunMode, RunTrigger } from '../domain/run-kind.js';
import { RefusedStartsQuery } from './refused-starts.query.js';

interface HeldCall {
  readonly stepId: StepId;
  readonly toolId: ToolId;
  readonly at: Date;
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly actorId: PersonId;
  readonly mode: RunMode;
  readonly trigger: RunTrigger;
  readonly model: string;
  readonly maxTurns: number;
  readonly maxCostMicros: string;
  readonly startedAt: Date;
  readonly privateData: boolean;
  readonly untrustedContent: boolean;
  readonly reachedOutside: boolean;
}

const MOST_CALLS = 5_000;
const MOST_RUNS = 20_000;

/**
 * Tells what work wanted of a tool or a connector and did not get: calls that were refused, and those that could not reach it,
 * which have no audit entry of a call. Each carries the labels of its run's end, so that nothing looks easier than it was.
 */
@Injectable()
export class HeldWorkQuery implements OnModuleInit {
  constructor(
    private readonly history: WorkHistory,
    private readonly connectors: ConnectorsDirectory,
    private readonly library: WorkflowLibrary,
    private readonly starts: RefusedStartsQuery,
  ) {}

  onModuleInit(): void {
    this.history.registerHeld((tx, since, wanted) => this.held(tx, since, wanted));
    this.history.registerRunsOf((tx, since, workflowIds) => this.runsOf(tx, since, workflowIds));
  }

  async held(tx: Tx, since: Date, { connectorId, toolName }: WantedThing): Promise<HeldWork> {
    const toolIds = await this.toolIds(tx, connectorId, toolName);
    const calls = await this.calls(tx, since, toolIds);
    const kept = calls.slice(0, MOST_CALLS);
    const tools = await this.connectors.toolsByIds(tx, [...new Set(kept.map((call) => call.toolId))]);
    const workflows = await this.library.byIds(tx, [...new Set(kept.map((call) => call.workflowId))]);
    const runs = new Map<RunId, PastRun>();
    for (const call of kept) {
      const tool = tools.get(call.toolId);
      if (tool === undefined) continue;
      const { stepId, at, privateData, untrustedContent, reachedOutside, ...run } = call;
      const labels = { privateData, untrustedContent, reachedOutside };
      const past = { stepId, at, labels, tool: governedTool(tool) };
      runs.set(call.runId, {
        ...run,
        maxCostMicros: Number(run.maxCostMicros),
        stage: workflows.get(call.workflowId)?.stage ?? 'retired',
        calls: [...(runs.get(call.runId)?.calls ?? []), past],
      });
    }
    const starts = await this.starts.forThing(tx, since, connectorId, toolName === null ? null : toolIds);
    return { runs: [...runs.values()], starts, cut: calls.length > MOST_CALLS };
  }

  /** Of the tool in every version of its connector: a binding keeps the id that was approved. */
  private async toolIds(tx: Tx, connectorId: string, toolName: string | null): Promise<readonly ToolId[]> {
    const rows = await tx.query<{ id: ToolId }>(
      `SELECT id FROM tools WHERE organisation_id = $1 AND connector_id = $2 AND ($3::text IS NULL OR name = $3)`,
      [tx.scope.organisationId, connectorId, toolName],
    );
    return rows.map((row) => row.id);
  }

  private calls(tx: Tx, since: Date, toolIds: readonly ToolId[]): Promise<HeldCall[]> {
    return tx.query<HeldCall>(
      `SELECT s.id AS "stepId", s.tool_id AS "toolId", s.started_at AS at, r.id AS "runId", r.workflow_id AS "workflowId",
              r.actor_id AS "actorId", r.mode, r.trigger, r.model, r.max_turns AS "maxTurns",
              r.max_cost_micros AS "maxCostMicros", r.created_at AS "startedAt", r.private_data AS "privateData",
              r.untrusted_content AS "untrustedContent", r.reached_outside AS "reachedOutside"
         FROM run_steps s JOIN runs r ON r.id = s.run_id
        WHERE s.organisation_id = $1 AND s.started_at >= $2 AND s.kind = 'tool' AND s.tool_id = ANY ($3)
          AND (s.status = 'refused' OR (s.status = 'failed' AND s.audit_entry_id IS NULL))
        ORDER BY s.started_at DESC, s.run_id, s.seq DESC LIMIT ${MOST_CALLS + 1}`,
      [tx.scope.organisationId, since, toolIds],
    );
  }

  private async runsOf(tx: Tx, since: Date, workflowIds: readonly string[]): Promise<ReadonlyMap<string, RunId[]>> {
    const rows = await tx.query<{ id: RunId; workflowId: string }>(
      `SELECT id, workflow_id AS "workflowId" FROM runs
        WHERE organisation_id = $1 AND workflow_id = ANY ($2) AND created_at >= $3
        ORDER BY created_at DESC LIMIT ${MOST_RUNS}`,
      [tx.scope.organisationId, workflowIds, since],
    );
    const found = new Map<string, RunId[]>();
    for (const { id, workflowId } of rows) found.set(workflowId, [...(found.get(workflowId) ?? []), id]);
    return found;
  }
}

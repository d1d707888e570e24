import { Injectable } from '@nestjs/common';
import type { PersonId, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import { ConnectorsDirectory, governedTool } from '@groundswell/connectors';
import type { Tx } from '@groundswell/platform';
import type { RefusedStart } from '@groundswell/policies';
import { WorkflowLibrary } from '@groundswell/workflows';
import type { RunMode, RunTrigger } from '../domain/run-kind.js';

interface Row {
  readonly refusalId: string;
  readonly workflowId: WorkflowId;
  readonly versionId: WorkflowVersionId;
  readonly actorId: PersonId;
  readonly mode: RunMode;
  readonly trigger: RunTrigger;
  readonly at: Date;
}

const MOST_STARTS = 10_000;

/** Reads starts that were refused, with what their versions are and bind. */
@Injectable()
export class RefusedStartsQuery {
  constructor(
    private readonly library: WorkflowLibrary,
    private readonly connectors: ConnectorsDirectory,
  ) {}

  /** Those that the layers refused: only they could be answered otherwise by another policy. */
  byPolicy(tx: Tx, since: Date): Promise<readonly RefusedStart[]> {
    return this.read(tx, since, `f.code = 'POLICY_DENIED'`, []);
  }

  /** Those that were refused for a connector, or for one of its tools under whichever of its ids. */
  forThing(
    tx: Tx,
    since: Date,
    connectorId: string,
    toolIds: readonly string[] | null,
  ): Promise<readonly RefusedStart[]> {
    const of = `f.connector_id = $3 AND f.code <> 'STOPPED'`;
    return toolIds === null
      ? this.read(tx, since, of, [connectorId])
      : this.read(tx, since, `${of} AND f.tool_id = ANY ($4)`, [connectorId, toolIds]);
  }

  private async read(tx: Tx, since: Date, which: string, params: readonly unknown[]): Promise<readonly RefusedStart[]> {
    const rows = await tx.query<Row>(
      `SELECT f.id AS "refusalId", f.workflow_id AS "workflowId", f.version_id AS "versionId", f.actor_id AS "actorId",
              f.mode, f.trigger, f.refused_at AS at
         FROM run_refusals f
        WHERE f.organisation_id = $1 AND f.refused_at >= $2 AND ${which}
        ORDER BY f.refused_at DESC, f.id DESC LIMIT ${MOST_STARTS}`,
      [tx.scope.organisationId, since, ...params],
    );
    const workflows = await this.library.byIds(tx, [...new Set(rows.map((row) => row.workflowId))]);
    const versions = await this.library.versionsByIds(tx, [...new Set(rows.map((row) => row.versionId))]);
    const toolIds = [...versions.values()].flatMap(({ content }) => content.bindings.flatMap((one) => one.toolIds));
    const tools = await this.connectors.toolsByIds(tx, [...new Set(toolIds)]);
    return rows.flatMap((row): RefusedStart[] => {
      const version = versions.get(row.versionId);
      const workflow = workflows.get(row.workflowId);
      if (version === undefined || workflow === undefined) return [];
      const { versionId: _, ...start } = row;
      const { model, limits, bindings } = version.content;
      const bound = bindings.flatMap((one) => one.toolIds).map((id) => tools.get(id));
      return [
        {
          ...start,
          ...limits,
          model,
          stage: workflow.stage,
          tools: bound.filter((tool) => tool !== undefined).map(governedTool),
        },
      ];
    });
  }
}

import { Injectable } from '@nestjs/common';
import { type ConnectorId, isId, notFound, type ToolId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { ConnectorLimits } from './connector.entities.js';
import { secretsSet, type StoredTool, TOOL_COLUMNS } from './connectors.repository.js';

/** The tool that a binding leads to, in the connector's present version. */
export interface BoundTool extends StoredTool {
  /** The id that the binding names: that of the version in which it was approved. */
  readonly boundId: ToolId;
  readonly connectorVersionNumber: number;
  /** The present version offers no tool of this name; what stands here is the one of the bound version. */
  readonly withdrawn: boolean;
}

/** A bound tool with what tells its connection from others, for a call. */
export interface CallableTool extends BoundTool {
  readonly secretsSet: Readonly<Record<string, string>>;
  readonly limits: ConnectorLimits;
  readonly personal: boolean;
}

const BOUND = (more: string) => `
  SELECT ${TOOL_COLUMNS}, b.id AS "boundId", v.number AS "connectorVersionNumber",
         t.connector_version_id <> c.current_version_id AS withdrawn ${more}
    FROM tools b
    JOIN connectors c ON c.id = b.connector_id
    LEFT JOIN tools p ON p.connector_version_id = c.current_version_id AND p.name = b.name
    JOIN tools t ON t.id = coalesce(p.id, b.id)
    JOIN connector_versions v ON v.id = t.connector_version_id
   WHERE b.organisation_id = $1`;

const CALLABLE = BOUND(`, v.limits, v.credential_mode = 'personal' AS personal, ${secretsSet('$3')}`);

/**
 * Follows bindings to the tools that they mean now. A binding names a tool of the version that was approved; a recorded move of
 * its connector leads on to the tool of the same name in the present version. Another name is another tool.
 */
@Injectable()
export class BoundToolsRepository {
  /** Ids that do not exist are missing from the answer. */
  async byIds(tx: Tx, ids: readonly string[]): Promise<BoundTool[]> {
    const wanted = ids.filter(isId);
    if (wanted.length === 0) return [];
    return tx.query<BoundTool>(`${BOUND('')} AND b.id = ANY($2)`, [tx.scope.organisationId, wanted]);
  }

  /** @param personId the person behind the call @throws AppError NOT_FOUND */
  async getCallable(tx: Tx, id: string, personId: string): Promise<CallableTool> {
    const rows = isId(id)
      ? await tx.query<CallableTool>(`${CALLABLE} AND b.id = $2`, [tx.scope.organisationId, id, personId])
      : [];
    if (!rows[0]) throw notFound('tool');
    return rows[0];
  }

  /** The tools of other versions that lead to the tools which connectors offer now. */
  async formerIds(tx: Tx, connectorIds: readonly ConnectorId[]): Promise<ReadonlyMap<ToolId, readonly ToolId[]>> {
    const rows = await tx.query<{ present: ToolId; former: ToolId[] }>(
      `SELECT p.id AS present, array_agg(b.id ORDER BY b.id) AS former
         FROM tools b
         JOIN connectors c ON c.id = b.connector_id
         JOIN tools p ON p.connector_version_id = c.current_version_id AND p.name = b.name AND p.id <> b.id
        WHERE b.organisation_id = $1 AND b.connector_id = ANY($2) GROUP BY p.id`,
      [tx.scope.organisationId, connectorIds],
    );
    return new Map(rows.map((row) => [row.present, row.former]));
  }
}

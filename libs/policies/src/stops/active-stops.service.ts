import { Injectable } from '@nestjs/common';
import { isId, type WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { type ActiveStop, covers, type StoppableAct, type StopScope } from '../domain/stop.js';
import { LineagePort } from '../ports/lineage.port.js';

interface Row {
  readonly id: string;
  readonly scope: StopScope;
  readonly target_id: string;
  readonly target_name: string;
  readonly connector_id: string | null;
  readonly tool_name: string | null;
  readonly reason: string;
  readonly raised_by_name: string;
  readonly raised_at: Date;
}

function toStop(row: Row): ActiveStop {
  return {
    id: row.id,
    scope: row.scope,
    targetId: row.target_id,
    targetName: row.target_name,
    connectorId: row.connector_id,
    toolName: row.tool_name,
    reason: row.reason,
    raisedByName: row.raised_by_name,
    raisedAt: row.raised_at,
  };
}

/**
 * The stops that hold, asked before every call, every start and every step. Read from the rows at the moment of the
 * question and never remembered: a stop binds the next act of every process as soon as it is committed, whether or not a
 * signal arrives. There are few of them, and their index holds only those.
 */
@Injectable()
export class ActiveStops {
  constructor(private readonly lineage: LineagePort) {}

  async all(tx: Tx): Promise<readonly ActiveStop[]> {
    const rows = await tx.query<Row>(
      `SELECT s.id, s.scope, s.target_id, s.target_name, s.connector_id, s.tool_name, s.reason, s.raised_at,
              p.name AS raised_by_name
         FROM stops s JOIN people p ON p.id = s.raised_by_id AND p.organisation_id = s.organisation_id
        WHERE s.organisation_id = $1 AND s.released_at IS NULL AND NOT s.drill
        ORDER BY s.scope = 'organisation' DESC, s.raised_at, s.id`,
      [tx.scope.organisationId],
    );
    return rows.map(toStop);
  }

  /** Every stop that forbids the act, the widest first. */
  async covering(tx: Tx, act: StoppableAct): Promise<readonly ActiveStop[]> {
    return this.coveringOf(tx, await this.all(tx), act);
  }

  /** Of stops that were read just now. */
  async coveringOf(tx: Tx, stops: readonly ActiveStop[], act: StoppableAct): Promise<readonly ActiveStop[]> {
    if (stops.length === 0) return stops;
    const whole = stops.some((stop) => stop.scope === 'lineage') ? await this.withAncestry(tx, act) : act;
    return stops.filter((stop) => covers(stop, whole));
  }

  /** The stop that forbids the act; null when it may happen. */
  async find(tx: Tx, act: StoppableAct): Promise<ActiveStop | null> {
    return (await this.covering(tx, act))[0] ?? null;
  }

  private async withAncestry(tx: Tx, act: StoppableAct): Promise<StoppableAct> {
    if (act.ancestry !== undefined || !isId(act.workflowId)) return act;
    const ancestry = await this.lineage.ancestry(tx, act.workflowId as WorkflowId);
    return { ...act, ancestry: ancestry.map((one) => one.workflowId) };
  }
}

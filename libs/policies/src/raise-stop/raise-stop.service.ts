import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults, isId, newId, notFound } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, Outbox, Signals, type Tx } from '@groundswell/platform';
import { lockOutActs } from '../stops/stop-lock.js';
import { STOP_RAISED, STOPS_SIGNAL } from '../domain/policies.events.js';
import { type ActiveStop, type StopScope } from '../domain/stop.js';
import { type StopReach, type StopTarget, StoppableWork } from '../ports/stoppable-work.js';

/** What somebody wants to stop, or to rehearse stopping. */
export interface RaiseStopRequest {
  readonly scope: StopScope;
  /** Absent for everything in the organisation. */
  readonly targetId?: string | null;
  readonly reason: string;
  readonly drill: boolean;
}

/** Pulls the kill switch: what is covered may not act from the commit on, and what runs is ended in the same transaction. */
@Injectable()
export class RaiseStopService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly work: StoppableWork,
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
    private readonly signals: Signals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What is stopped already stays as it is: the stop that holds is answered.
   * @returns the id of the stop
   * @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID
   */
  async raise(actor: Actor, request: RaiseStopRequest): Promise<string> {
    this.permissions.require(actor, 'stop.raise', { type: 'stop', scope: request.scope });
    const faults = new InputFaults();
    const reason = faults.text('reason', request.reason, { label: 'The reason', min: 3, max: 500 });
    faults.throwIfAny();
    const processes = await this.database.system('count the processes that a stop must reach', (tx) =>
      this.signals.listeners(tx),
    );
    return this.database.transaction(actor.organisationId, async (tx) => {
      const { targetId, target } = await this.target(tx, actor, request);
      const before = request.drill ? null : await this.findActive(tx, request.scope, targetId);
      if (before !== null) return before;
      if (!request.drill) await lockOutActs(tx);
      const rule = {
        scope: request.scope,
        targetId,
        connectorId: request.scope === 'tool' ? (target.act.connectorId ?? null) : null,
        toolName: request.scope === 'tool' ? (target.act.toolName ?? null) : null,
      };
      const reach = await this.work.reach(tx, rule);
      const now = this.clock.now();
      const stop: ActiveStop = {
        ...rule,
        id: newId(now.getTime()),
        targetName: target.name,
        reason,
        raisedByName: actor.name,
        raisedAt: now,
      };
      if (!(await this.insert(tx, actor, stop, { drill: request.drill, reach, processes }))) {
        const twin = await this.findActive(tx, request.scope, targetId);
        if (twin === null) throw notFound('stop');
        return twin;
      }
      const halted = request.drill ? 0 : await this.work.halt(tx, stop);
      if (!request.drill && request.scope === 'run') await this.concludeIfOver(tx, actor, stop);
      await this.tell(tx, actor, stop, { drill: request.drill, halted, wouldReach: reach.runs });
      return stop.id;
    });
  }

  private async target(
    tx: Tx,
    actor: Actor,
    { scope, targetId }: RaiseStopRequest,
  ): Promise<{ readonly targetId: string; readonly target: StopTarget }> {
    if (scope === 'organisation') {
      return { targetId: actor.organisationId, target: { name: 'Everything', act: {} } };
    }
    const target = isId(targetId) ? await this.work.find(tx, scope, targetId) : null;
    if (!target || !isId(targetId)) throw notFound(scope === 'lineage' ? 'workflow' : scope);
    return { targetId, target };
  }

  private async findActive(tx: Tx, scope: StopScope, targetId: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM stops
        WHERE organisation_id = $1 AND scope = $2 AND target_id = $3 AND released_at IS NULL AND NOT drill`,
      [tx.scope.organisationId, scope, targetId],
    );
    return row?.id ?? null;
  }

  /** @returns false when somebody else stopped the same at this moment */
  private async insert(
    tx: Tx,
    actor: Actor,
    stop: ActiveStop,
    { drill, reach, processes }: { drill: boolean; reach: StopReach; processes: readonly string[] },
  ): Promise<boolean> {
    const inserted = await tx.query<{ id: string }>(
      `INSERT INTO stops (id, organisation_id, scope, target_id, target_name, connector_id, tool_name, reason, drill,
         raised_by_id, raised_at, clicked_at, processes, reach)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now(), $12, $13)
       ON CONFLICT (organisation_id, scope, target_id) WHERE released_at IS NULL AND NOT drill DO NOTHING
       RETURNING id`,
      [
        stop.id,
        actor.organisationId,
        stop.scope,
        stop.targetId,
        stop.targetName,
        stop.connectorId,
        stop.toolName,
        stop.reason,
        drill,
        actor.personId,
        stop.raisedAt,
        processes,
        JSON.stringify(reach),
      ],
    );
    return inserted.length > 0;
  }

  /** A run that is over stays over: its stop holds nothing, and is not asked about at every call from now on. */
  private async concludeIfOver(tx: Tx, actor: Actor, stop: ActiveStop): Promise<void> {
    if ((await this.work.find(tx, 'run', stop.targetId))?.over !== true) return;
    await tx.query(
      `UPDATE stops SET released_by_id = $3, released_at = $4, release_reason = 'The run is over.'
        WHERE organisation_id = $1 AND id = $2`,
      [actor.organisationId, stop.id, actor.personId, stop.raisedAt],
    );
  }

  private async tell(
    tx: Tx,
    actor: Actor,
    stop: ActiveStop,
    { drill, halted, wouldReach }: { drill: boolean; halted: number; wouldReach: number },
  ): Promise<void> {
    const { id: stopId, scope, targetId } = stop;
    await this.audit.record(tx, {
      actor,
      action: drill ? 'stop.drilled' : 'stop.raised',
      subject: { type: 'stop', id: stopId },
      details: {
        name: stop.targetName,
        scope,
        targetId,
        reason: stop.reason,
        ...(drill ? { runsReached: wouldReach } : { runsStopped: halted }),
      },
      links: linksOf(stop),
    });
    await this.signals.notify(tx, STOPS_SIGNAL, `${actor.organisationId} ${stopId}`);
    if (drill) return;
    await this.outbox.publish(tx, {
      type: STOP_RAISED,
      organisationId: actor.organisationId,
      payload: { stopId, scope, targetId },
    });
  }
}

/** What the audit log can be searched by. */
export function linksOf(stop: Pick<ActiveStop, 'scope' | 'targetId' | 'connectorId'>): {
  readonly workflowId?: string;
  readonly runId?: string;
  readonly connectorId?: string;
} {
  switch (stop.scope) {
    case 'run':
      return { runId: stop.targetId };
    case 'workflow':
    case 'lineage':
      return { workflowId: stop.targetId };
    case 'connector':
      return { connectorId: stop.targetId };
    case 'tool':
      return stop.connectorId === null ? {} : { connectorId: stop.connectorId };
    case 'person':
    case 'organisation':
      return {};
  }
}

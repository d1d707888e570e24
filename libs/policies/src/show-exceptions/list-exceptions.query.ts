import { Inject, Injectable } from '@nestjs/common';
import { type Clock, isId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { type ExceptionEnd, idleReason, type IdleReason } from '../domain/exception.js';
import type { LayerScope } from '../domain/layer.js';
import type { PolicyRule } from '../domain/rule.js';
import { LayerTargets } from '../ports/layer-targets.js';

/** Which exceptions a person wants to see. */
export interface ExceptionFilter {
  readonly layerId?: string | null;
  readonly workflowId?: string | null;
  readonly id?: string | null;
  /** Also those that have ended. */
  readonly ended?: boolean | null;
}

/** An exception as it is shown. */
export interface ShownException {
  readonly id: string;
  readonly layerId: string;
  readonly layerName: string;
  readonly layerScope: LayerScope;
  readonly ruleId: string;
  /** The rule as it was when the exception was granted. */
  readonly ruleSentence: string;
  readonly workflowId: string;
  readonly workflowTitle: string | null;
  readonly justification: string;
  readonly askedById: string;
  readonly grantedById: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date;
  readonly remindedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedHow: ExceptionEnd | null;
  readonly endedById: string | null;
  readonly endReason: string | null;
  readonly inForce: boolean;
  /** Why it has no effect although nobody ended it; null otherwise. */
  readonly idle: IdleReason | null;
}

interface Row extends Omit<ShownException, 'workflowTitle' | 'inForce' | 'idle'> {
  readonly rules: readonly PolicyRule[];
  readonly ruleDigest: string;
}

const LISTED = 500;

/** Lists exceptions: those that hold, soonest end first, and on request the ended ones. */
@Injectable()
export class ListExceptionsQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly targets: LayerTargets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, filter: ExceptionFilter = {}): Promise<ShownException[]> {
    this.permissions.require(actor, 'policy.read');
    return this.database.transaction(actor.organisationId, (tx) => this.listIn(tx, filter));
  }

  private async listIn(tx: Tx, { layerId = null, workflowId = null, id = null, ended }: ExceptionFilter) {
    if ([layerId, workflowId, id].some((one) => one !== null && !isId(one))) return [];
    const rows = await tx.query<Row>(
      `SELECT e.id, e.layer_id AS "layerId", l.name AS "layerName", l.scope AS "layerScope", e.rule_id AS "ruleId",
              e.rule_digest AS "ruleDigest", e.rule_sentence AS "ruleSentence", e.workflow_id AS "workflowId", e.justification,
              e.asked_by_id AS "askedById", e.granted_by_id AS "grantedById", e.granted_at AS "grantedAt",
              e.expires_at AS "expiresAt", e.reminded_at AS "remindedAt", e.ended_at AS "endedAt", e.ended_how AS "endedHow",
              e.ended_by_id AS "endedById", e.end_reason AS "endReason", v.rules
         FROM policy_exceptions e
         JOIN policy_layers l ON l.id = e.layer_id AND l.organisation_id = e.organisation_id
         JOIN policy_layer_versions v ON v.layer_id = l.id AND v.version = l.version AND v.organisation_id = e.organisation_id
        WHERE e.organisation_id = $1 AND ($2::uuid IS NULL OR e.layer_id = $2) AND ($3::uuid IS NULL OR e.workflow_id = $3)
          AND ($4::uuid IS NULL OR e.id = $4) AND ($5 OR e.ended_at IS NULL)
        ORDER BY (e.ended_at IS NOT NULL), e.expires_at, e.id LIMIT ${LISTED}`,
      [tx.scope.organisationId, layerId, workflowId, id, ended === true || id !== null],
    );
    const titles = await this.targets.names(
      tx,
      'workflow',
      rows.map((row) => row.workflowId),
    );
    const now = this.clock.now();
    return rows.map(({ rules, ...row }) => {
      const idle = row.endedAt === null ? idleReason({ ...row, id: row.id }, rules, now) : null;
      return {
        ...row,
        workflowTitle: titles.get(row.workflowId) ?? null,
        inForce: row.endedAt === null && idle === null,
        idle,
      };
    });
  }
}

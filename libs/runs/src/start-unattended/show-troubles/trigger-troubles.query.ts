import { Injectable } from '@nestjs/common';
import type { PersonId, WorkflowId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';

/** What is wrong with a schedule or a webhook of somebody. */
export interface TriggerTrouble {
  readonly kind: 'schedule' | 'webhook';
  readonly id: string;
  readonly name: string;
  readonly workflowId: WorkflowId;
  readonly ownerId: PersonId;
  readonly paused: boolean;
  readonly sentence: string;
  readonly at: Date;
}

const SHOWN = 20;
/** Of each kind of trigger: those that rest though nobody meant them to, with the table's name and its kind filled in. */
const RESTING = (table: 'schedules' | 'webhooks', kind: TriggerTrouble['kind']): string => `
  SELECT '${kind}' AS kind, t.id, t.name, t.workflow_id AS "workflowId", t.owner_id AS "ownerId", true AS paused,
         t.pause_reason AS sentence, t.paused_at AS at
    FROM ${table} t JOIN workflows w ON w.id = t.workflow_id AND w.organisation_id = t.organisation_id
   WHERE t.organisation_id = $1 AND t.state = 'paused'
     AND (t.owner_id = $2 AND t.pause_code <> 'PERSON'
          OR t.owner_id <> $2 AND t.pause_code = 'OWNER_LEFT' AND $2::uuid IN (w.owner_id, w.operator_owner_id))`;

/**
 * What needs somebody: triggers of one's own that were paused, refused or whose run failed, and those that were left behind in
 * workflows that one answers for, as far as one may take them over.
 */
@Injectable()
export class TriggerTroublesQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
  ) {}

  async find(actor: Actor): Promise<readonly TriggerTrouble[]> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const troubles = await tx.query<TriggerTrouble>(
        `SELECT * FROM (
           ${RESTING('schedules', 'schedule')}
           UNION ALL ${RESTING('webhooks', 'webhook')}
           UNION ALL
           SELECT 'schedule', s.id, s.name, s.workflow_id, s.owner_id, false,
                  CASE WHEN last.status = 'refused' THEN last.reason
                       ELSE coalesce(r.failure ->> 'message', 'Its last run came to nothing.') END,
                  coalesce(r.ended_at, last.decided_at)
             FROM schedules s
             JOIN LATERAL (SELECT f.status, f.reason, f.run_id, f.decided_at FROM schedule_firings f
                            WHERE f.schedule_id = s.id AND f.status IN ('started', 'refused')
                            ORDER BY f.due_at DESC LIMIT 1) last ON true
             LEFT JOIN runs r ON r.id = last.run_id AND r.organisation_id = s.organisation_id
            WHERE s.organisation_id = $1 AND s.owner_id = $2 AND s.state = 'active'
              AND (last.status = 'refused' OR r.status IN ('failed', 'stopped'))
         ) troubles ORDER BY at DESC, id LIMIT ${SHOWN}`,
        [actor.organisationId, actor.personId],
      );
      const workflows = await this.library.byIds(
        tx,
        troubles.map((trouble) => trouble.workflowId),
      );
      return troubles.filter(({ kind, ownerId, workflowId }) => {
        if (ownerId === actor.personId) return true;
        const workflow = workflows.get(workflowId);
        const { organisationId, personId } = actor;
        return (
          workflow !== undefined &&
          this.permissions.can(actor, 'workflow.run', this.library.subject(workflow)) &&
          this.permissions.can(actor, `${kind}.create`, { type: kind, organisationId, ownerId: personId })
        );
      });
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { PersonId, WorkflowId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';

/** A workflow whose owner has left, with the person who would best go on with it. */
export interface HandOver {
  readonly workflowId: WorkflowId;
  readonly formerOwnerId: PersonId;
  readonly leftAt: Date | null;
  readonly suggestedOwnerId: PersonId | null;
  /** Why this person, in plain words. */
  readonly suggestion: string;
}

interface Row {
  readonly workflow_id: WorkflowId;
  readonly former_owner_id: PersonId;
  readonly left_at: Date | null;
  readonly person_id: PersonId | null;
  readonly rank: number | null;
  readonly runs: number | null;
  readonly adaptations: number | null;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function reasonOf({ person_id: personId, rank, runs, adaptations }: Row): string {
  if (personId === null) return 'Nobody fits: choose someone yourself.';
  switch (rank) {
    case 1: {
      const did = [
        ...((runs ?? 0) > 0 ? [`ran it ${times(runs ?? 0)}`] : []),
        ...((adaptations ?? 0) > 0 ? [`adapted it ${times(adaptations ?? 0)}`] : []),
      ];
      return did.length === 0 ? 'Builds in the same team.' : `Builds in the same team and ${did.join(' and ')}.`;
    }
    case 2:
      return 'Steward in the same team.';
    case 3:
      return `Builds elsewhere and ran it ${times(runs ?? 0)}.`;
    default:
      return 'Owner of the organisation: nobody closer is left.';
  }
}

/**
 * Workflows that nobody answers for any more, since their owner's access ended. The queue is a question to the rows and not a
 * list that could miss one: a workflow is in it until it has an owner who works here.
 */
@Injectable()
export class HandOversQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
  ) {}

  async waiting(actor: Actor): Promise<readonly HandOver[]> {
    this.permissions.require(actor, 'workflow.set-owner');
    return this.database.transaction(actor.organisationId, (tx) => this.read(tx));
  }

  async read(tx: Tx): Promise<readonly HandOver[]> {
    const rows = await tx.query<Row>(
      `SELECT w.id AS workflow_id, w.owner_id AS former_owner_id, former.deactivated_at AS left_at,
              next.person_id, next.rank, next.runs, next.adaptations
         FROM workflows w
         JOIN people former ON former.id = w.owner_id AND former.organisation_id = w.organisation_id AND NOT former.active
         LEFT JOIN LATERAL (
           SELECT ranked.* FROM (
             SELECT p.id AS person_id, p.name,
                    CASE WHEN m.person_id IS NOT NULL AND 'builder' = ANY (p.roles) THEN 1
                         WHEN m.person_id IS NOT NULL AND 'steward' = ANY (p.roles) THEN 2
                         WHEN 'builder' = ANY (p.roles) AND used.runs > 0 THEN 3
                         WHEN 'owner' = ANY (p.roles) THEN 4 END AS rank,
                    used.runs, used.adaptations
               FROM people p
               LEFT JOIN team_members m
                 ON m.person_id = p.id AND m.team_id = w.team_id AND m.organisation_id = w.organisation_id
               CROSS JOIN LATERAL (
                 SELECT (SELECT count(*)::int FROM runs r
                          WHERE r.organisation_id = w.organisation_id AND r.workflow_id = w.id AND r.actor_id = p.id) AS runs,
                        (SELECT count(*)::int FROM workflows a
                          WHERE a.organisation_id = w.organisation_id AND a.adapted_from_workflow_id = w.id
                            AND a.created_by_id = p.id) AS adaptations
               ) used
              WHERE p.organisation_id = w.organisation_id AND p.active
           ) ranked WHERE ranked.rank IS NOT NULL
           ORDER BY ranked.rank, ranked.runs + ranked.adaptations DESC, ranked.name, ranked.person_id LIMIT 1
         ) next ON true
        WHERE w.organisation_id = $1 AND w.stage <> 'retired'
        ORDER BY former.deactivated_at NULLS FIRST, w.title, w.id LIMIT 500`,
      [tx.scope.organisationId],
    );
    return rows.map((row) => ({
      workflowId: row.workflow_id,
      formerOwnerId: row.former_owner_id,
      leftAt: row.left_at,
      suggestedOwnerId: row.person_id,
      suggestion: reasonOf(row),
    }));
  }
}

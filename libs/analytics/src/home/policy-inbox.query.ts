import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import type { InboxItem } from './inbox.query.js';

const MOST_OF_A_KIND = 20;

/** What the policies ask of a person: exceptions that end soon, for who asked and who can grant anew, and runs to look at. */
@Injectable()
export class PolicyInboxQuery {
  constructor(private readonly permissions: Permissions) {}

  async ofPerson(tx: Tx, actor: Actor): Promise<readonly InboxItem[]> {
    return [
      ...(await this.endingExceptions(tx, actor)),
      ...(this.permissions.can(actor, 'run.review') ? await this.runsToReview(tx, actor) : []),
    ];
  }

  private async endingExceptions(tx: Tx, actor: Actor): Promise<InboxItem[]> {
    const rows = await tx.query<{ workflow_id: string; title: string; rule: string; expires_at: Date; at: Date }>(
      `SELECT w.id AS workflow_id, w.title, e.rule_sentence AS rule, e.expires_at, e.reminded_at AS at
         FROM policy_exceptions e JOIN workflows w ON w.id = e.workflow_id AND w.organisation_id = $1
        WHERE e.organisation_id = $1 AND e.ended_at IS NULL AND e.reminded_at IS NOT NULL
          AND ($3 OR $2::uuid IN (e.asked_by_id, w.owner_id))
        ORDER BY e.expires_at LIMIT ${MOST_OF_A_KIND}`,
      [tx.scope.organisationId, actor.personId, this.permissions.can(actor, 'exception.revoke')],
    );
    return rows.map((row) => ({
      kind: 'exception-ends',
      title: `An exception of ${row.title} ends on ${row.expires_at.toISOString().slice(0, 10)}`,
      detail: `From then on this holds for it again: ${row.rule}`,
      link: `/workflows/${row.workflow_id}/what-it-may-do`,
      at: row.at,
    }));
  }

  private async runsToReview(tx: Tx, actor: Actor): Promise<InboxItem[]> {
    const [waiting] = await tx.query<{ runs: number; at: Date | null }>(
      `SELECT count(*)::int AS runs, max(r.ended_at) AS at
         FROM run_reviews v JOIN runs r ON r.id = v.run_id AND r.organisation_id = $1
        WHERE v.organisation_id = $1 AND v.reviewed_at IS NULL AND r.ended_at IS NOT NULL AND r.actor_id <> $2`,
      [tx.scope.organisationId, actor.personId],
    );
    if (!waiting || waiting.at === null) return [];
    return [
      {
        kind: 'runs-to-review',
        title: waiting.runs === 1 ? 'A run waits for a look' : `${waiting.runs} runs wait for a look`,
        detail: 'A policy layer asks for a share of runs to be reviewed afterwards.',
        link: '/policies/reviews',
        at: waiting.at,
      },
    ];
  }
}

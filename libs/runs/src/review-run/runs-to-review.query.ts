import { Injectable } from '@nestjs/common';
import type { PersonId, RunId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';

/** A run on the list of runs to look at. */
export interface RunToReview {
  readonly runId: RunId;
  readonly percent: number;
  readonly drawnAt: Date;
  /** Whether this person may say something about it: not about a run of their own. */
  readonly mayReview: boolean;
}

const LISTED = 200;

/** The drawn runs that have ended and that nobody has looked at yet, the oldest first. */
@Injectable()
export class RunsToReviewQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
  ) {}

  /** Only what the person may see. */
  async list(actor: Actor): Promise<RunToReview[]> {
    const { organisationId } = actor;
    const readable = this.permissions.filter(actor, 'run.read', 'r', 2);
    const rows = await this.database.transaction(organisationId, (tx) =>
      tx.query<{ runId: RunId; percent: number; drawnAt: Date; actorId: PersonId }>(
        `SELECT v.run_id AS "runId", v.percent, v.drawn_at AS "drawnAt", r.actor_id AS "actorId"
           FROM run_reviews v JOIN runs r ON r.id = v.run_id AND r.organisation_id = v.organisation_id
          WHERE v.organisation_id = $1 AND v.reviewed_at IS NULL AND r.ended_at IS NOT NULL AND ${readable.sql}
          ORDER BY v.drawn_at, v.run_id LIMIT ${LISTED}`,
        [organisationId, ...readable.params],
      ),
    );
    return rows.map(({ actorId, ...row }) => ({
      ...row,
      mayReview: this.permissions.can(actor, 'run.review', { type: 'run', organisationId, actorId }),
    }));
  }
}

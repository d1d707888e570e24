import { Inject, Injectable } from '@nestjs/common';
import type { Clock, RunId } from '@groundswell/kernel';
import { type Actor, CLOCK, type Tx } from '@groundswell/platform';

/** Older runs are not asked about any more: nobody remembers the minutes. */
const ASK_FOR_DAYS = 30;
const DAY_MS = 86_400_000;

/** Finds the runs whose person has not said yet how they went. */
@Injectable()
export class RunsToConfirmQuery {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * The person's own runs of the last 30 days that only an estimate stands for, the newest first. Of unattended runs only
   * the sample is asked about, of failed ones none.
   */
  async ofPerson(tx: Tx, actor: Actor, limit: number): Promise<readonly RunId[]> {
    const rows = await tx.query<{ run_id: RunId }>(
      `SELECT e.run_id FROM time_entries e
        WHERE e.organisation_id = $1 AND e.person_id = $2 AND e.confirmed_by_id IS NULL AND e.at > $3
          AND NOT e.failed AND (e.sampled OR NOT e.unattended)
          AND NOT EXISTS (SELECT FROM time_entries c WHERE c.corrects_id = e.id)
        ORDER BY e.at DESC, e.id DESC LIMIT $4`,
      [tx.scope.organisationId, actor.personId, new Date(this.clock.now().getTime() - ASK_FOR_DAYS * DAY_MS), limit],
    );
    return rows.map((row) => row.run_id);
  }
}

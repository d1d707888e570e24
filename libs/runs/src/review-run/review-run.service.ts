import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, InputFaults, notFound } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import { REVIEW_VERDICTS, type ReviewVerdict } from '../domain/review-sampling.js';
import { RunReviewEntity } from '../persistence/run-review.entity.js';
import { RunAccess, runSubject } from '../show-runs/run-access.js';

/** What a reviewer says about a drawn run. */
export interface ReviewRunRequest {
  readonly runId: string;
  readonly verdict: ReviewVerdict;
  readonly note: string | null;
}

/** Takes a look at a drawn run off the list. Said once, by someone else than the person who ran it. */
@Injectable()
export class ReviewRunService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly access: RunAccess,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The same said twice is one.
   * @throws AppError FORBIDDEN, RUN_REVIEW_OWN, NOT_FOUND, INPUT_INVALID, RUN_REVIEWED, RUN_NOT_FINISHED
   */
  async review(actor: Actor, request: ReviewRunRequest): Promise<void> {
    this.permissions.require(actor, 'run.review');
    const note = this.read(request);
    await this.database.transaction(actor.organisationId, async (tx) => {
      const run = await this.access.getReadable(tx, actor, request.runId);
      if (run.actorId === actor.personId) throw ownRun();
      this.permissions.require(actor, 'run.review', runSubject(run));
      if (run.endedAt === null) throw stillAtWork();
      const review = await tx.manager.findOne(RunReviewEntity, {
        where: { ...tx.scope, runId: run.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!review) throw notFound('review');
      if (review.reviewedAt !== null) {
        if (review.reviewedById === actor.personId && review.verdict === request.verdict) return;
        throw reviewed();
      }
      await tx.query(
        `UPDATE run_reviews SET reviewed_at = $3, reviewed_by_id = $4, verdict = $5, note = $6
          WHERE organisation_id = $1 AND run_id = $2`,
        [actor.organisationId, run.id, this.clock.now(), actor.personId, request.verdict, note],
      );
      await this.audit.record(tx, {
        actor,
        action: 'run.reviewed',
        subject: { type: 'run', id: run.id },
        details: { verdict: request.verdict, note },
        links: { workflowId: run.workflowId, runId: run.id },
      });
    });
  }

  private read({ verdict, note }: ReviewRunRequest): string | null {
    const faults = new InputFaults();
    if (!REVIEW_VERDICTS.includes(verdict)) faults.add('verdict', `Choose one of ${REVIEW_VERDICTS.join(', ')}.`);
    const said = note?.trim() ?? '';
    const rule = { label: 'What should be looked into', min: verdict === 'concern' ? 1 : 0, max: 2_000 };
    const text = faults.text('note', said, rule);
    faults.throwIfAny();
    return text === '' ? null : text;
  }
}

function ownRun(): AppError {
  return new AppError('forbidden', 'RUN_REVIEW_OWN', 'This run is yours, so someone else looks at it.');
}

function stillAtWork(): AppError {
  return new AppError('conflict', 'RUN_NOT_FINISHED', 'This run is still at work. Look at it when it has ended.');
}

function reviewed(): AppError {
  return new AppError('conflict', 'RUN_REVIEWED', 'Someone looked at this run already. Reload the list.');
}

import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { CallTreeQuery } from '../call-workflow/call-tree.query.js';
import { runFailure, type RunFailure } from '../domain/run-failure.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunTransitions } from './run-transitions.js';

/** Looks at waits that nobody ends by an answer: a question that ran out of time, and a call whose run is over. */
@Injectable()
export class ExpireWait {
  constructor(
    private readonly transitions: RunTransitions,
    private readonly tree: CallTreeQuery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns whether the run goes on now */
  async goesOn(tx: Tx, run: RunEntity, now: Date): Promise<boolean> {
    if (run.waitingFor !== 'call') {
      await this.expireIfDue(tx, run, now);
      return false;
    }
    if (!(await this.tree.isAnswered(tx, run.id))) return false;
    const back = await this.transitions.apply(tx, run, { type: 'call-ended' });
    return back.refusal === undefined;
  }

  async expireIfDue(tx: Tx, run: RunEntity, now: Date): Promise<void> {
    if (run.waitsUntil === null || run.waitsUntil > now) return;
    await tx.query(
      `UPDATE run_approvals SET status = 'expired', decided_at = $3
        WHERE organisation_id = $1 AND run_id = $2 AND status = 'waiting'`,
      [run.organisationId, run.id, this.clock.now()],
    );
    await this.transitions.apply(tx, run, { type: 'wait-expired', failure: expiry(run) });
  }
}

function expiry(run: RunEntity): RunFailure {
  const next = 'Start the run again when those who are asked are there.';
  return run.waitingFor === 'answer'
    ? runFailure('ANSWER_EXPIRED', 'Nobody answered the run’s question in time.', next)
    : runFailure('APPROVAL_EXPIRED', 'Nobody decided in time whether the call may be made, so it was not made.', next);
}

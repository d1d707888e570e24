import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { runFailure, type RunFailure } from '../domain/run-failure.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunTransitions } from './run-transitions.js';

/** Ends a run whose question nobody answered in time. */
@Injectable()
export class ExpireWait {
  constructor(
    private readonly transitions: RunTransitions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

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

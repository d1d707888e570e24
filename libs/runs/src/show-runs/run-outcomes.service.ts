import { Injectable } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { Outcome } from '../domain/run-kind.js';
import { RunTransitions } from '../engine/run-transitions.js';

/** Notes on a run the verdict that the time ledger keeps, so that lists of runs can be narrowed by it. */
@Injectable()
export class RunOutcomes {
  constructor(private readonly transitions: RunTransitions) {}

  /** In the transaction of the line in the time ledger. */
  async note(tx: Tx, runId: RunId, outcome: Outcome): Promise<void> {
    await tx.query(`UPDATE runs SET outcome = $3 WHERE organisation_id = $1 AND id = $2`, [
      tx.scope.organisationId,
      runId,
      outcome,
    ]);
    await this.transitions.announce(tx, runId);
  }
}

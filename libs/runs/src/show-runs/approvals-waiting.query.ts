import { Injectable } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { LostCallsQuery } from '../find-lost-calls/lost-calls.query.js';
import { RunAccess } from './run-access.js';

/** More open questions than this nobody looks through. */
const LOOK_AT = 500;

/** Finds the runs that wait for an answer which this person can give. */
@Injectable()
export class ApprovalsWaitingQuery {
  constructor(
    private readonly access: RunAccess,
    private readonly repository: RunsRepository,
    private readonly lost: LostCallsQuery,
  ) {}

  async ofPerson(tx: Tx, actor: Actor, limit: number): Promise<readonly RunSummary[]> {
    // Those whose time is over soonest come first; a lost outcome waits without an end.
    const rows = await tx.query<{ id: RunId }>(
      `SELECT id FROM runs WHERE organisation_id = $1 AND status = 'waiting' ORDER BY waits_until, created_at LIMIT $2`,
      [tx.scope.organisationId, LOOK_AT],
    );
    const lost = await this.lost.runIds(tx, LOOK_AT);
    const ids = [...new Set([...rows.map((row) => row.id), ...lost])];
    const runs = new Map((await this.repository.byIds(tx, ids)).map((run) => [run.id, run]));
    const approvals = await this.repository.waitingApprovals(tx, ids);
    const found: RunSummary[] = [];
    for (const id of ids) {
      const run = runs.get(id);
      const approval = approvals.find((one) => one.runId === id);
      if (run === undefined || found.length >= limit) continue;
      const asked =
        approval === undefined
          ? this.access.maySettle(actor, run) || this.access.mayAnswer(actor, run)
          : await this.access.mayDecide(tx, actor, run, approval);
      if (asked) found.push(run);
    }
    return found;
  }
}

import { Injectable } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RunAccess } from './run-access.js';

/** More open questions than this nobody looks through; the oldest come first. */
const LOOK_AT = 500;

/** Finds the runs that wait for an answer which this person can give. */
@Injectable()
export class ApprovalsWaitingQuery {
  constructor(
    private readonly access: RunAccess,
    private readonly repository: RunsRepository,
  ) {}

  async ofPerson(tx: Tx, actor: Actor, limit: number): Promise<readonly RunSummary[]> {
    const rows = await tx.query<{ run_id: RunId }>(
      `SELECT run_id FROM run_approvals WHERE organisation_id = $1 AND status = 'waiting' ORDER BY requested_at LIMIT $2`,
      [tx.scope.organisationId, LOOK_AT],
    );
    const ids = [...new Set(rows.map((row) => row.run_id))];
    const runs = new Map((await this.repository.byIds(tx, ids)).map((run) => [run.id, run]));
    const approvals = await this.repository.waitingApprovals(tx, ids);
    const found: RunSummary[] = [];
    for (const id of ids) {
      const run = runs.get(id);
      const approval = approvals.find((one) => one.runId === id);
      if (run === undefined || approval === undefined || found.length >= limit) continue;
      if (await this.access.mayDecide(tx, actor, run, approval)) found.push(run);
    }
    return found;
  }
}

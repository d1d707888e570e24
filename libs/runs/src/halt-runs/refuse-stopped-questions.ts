import { Inject, Injectable } from '@nestjs/common';
import type { ApprovalId, Clock, RunId, StepId } from '@groundswell/kernel';
import { CLOCK, type Tx } from '@groundswell/platform';
import { type ActiveStop, stopSentence } from '@groundswell/policies';
import { RunTransitions } from '../engine/run-transitions.js';
import { RunsRepository } from '../persistence/runs.repository.js';

interface Question {
  readonly approvalId: ApprovalId;
  readonly stepId: StepId;
  readonly runId: RunId;
}

/**
 * Takes back the questions whether a call may be made that a stop of its tool or connector forbids in any case. The run goes on
 * without the call, as after any refusal: it hears who stopped the tool and why.
 */
@Injectable()
export class RefuseStoppedQuestions {
  constructor(
    private readonly repository: RunsRepository,
    private readonly transitions: RunTransitions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how many questions were taken back */
  async refuse(tx: Tx, stop: ActiveStop): Promise<number> {
    const [connectorId, toolName] =
      stop.scope === 'connector' ? [stop.targetId, null] : [stop.connectorId, stop.toolName];
    const questions = await tx.query<Question>(
      `SELECT a.id AS "approvalId", a.step_id AS "stepId", a.run_id AS "runId"
         FROM run_approvals a JOIN tools t ON t.id = a.tool_id
        WHERE a.organisation_id = $1 AND a.status = 'waiting' AND t.connector_id = $2 AND ($3::text IS NULL OR t.name = $3)
        ORDER BY a.run_id`,
      [tx.scope.organisationId, connectorId, toolName],
    );
    let refused = 0;
    for (const question of questions) if (await this.takeBack(tx, stop, question)) refused++;
    return refused;
  }

  private async takeBack(tx: Tx, stop: ActiveStop, { approvalId, stepId, runId }: Question): Promise<boolean> {
    const run = await this.repository.findLocked(tx, runId);
    if (run === null) return false;
    const now = this.clock.now();
    // Whoever decides takes the run's row first as well: what they decided meanwhile stands.
    const mine = await tx.query<{ id: string }>(
      `UPDATE run_approvals SET status = 'withdrawn', decided_at = $3
        WHERE organisation_id = $1 AND id = $2 AND status = 'waiting' RETURNING id`,
      [run.organisationId, approvalId, now],
    );
    if (mine.length === 0) return false;
    const told = `This call was refused and not made. ${stopSentence(stop)}`;
    await tx.query(
      `UPDATE run_steps SET status = 'refused', told = $3, ended_at = $4 WHERE organisation_id = $1 AND id = $2`,
      [run.organisationId, stepId, told, now],
    );
    const moved = await this.transitions.apply(tx, run, { type: 'approval-decided' });
    return moved.refusal === undefined;
  }
}

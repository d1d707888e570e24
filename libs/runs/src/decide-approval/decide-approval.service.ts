import { Inject, Injectable } from '@nestjs/common';
import { InputFaults, isId, notFound, type ApprovalId, type Clock } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { decideApproval, type ApprovalDecision } from '../domain/approval.js';
import { approvalConflict, runConflict, runNotFound } from '../domain/runs.errors.js';
import { RunTransitions } from '../engine/run-transitions.js';
import { RunApprovalEntity } from '../persistence/run-approval.entity.js';
import type { RunEntity } from '../persistence/run.entity.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RunAccess } from '../show-runs/run-access.js';

/** A person's answer to an approval. */
export interface DecideApprovalRequest {
  readonly approvalId: string;
  /** Of the arguments that the person saw. */
  readonly argumentsDigest: string;
  readonly approve: boolean;
  readonly reason: string | null;
}

type Settled = Extract<ApprovalDecision, { refusal?: undefined }>;

/** Takes a person's answer: good once, for the very arguments that they saw, in time, from someone who is asked. */
@Injectable()
export class DecideApprovalService {
  constructor(
    private readonly database: Database,
    private readonly access: RunAccess,
    private readonly repository: RunsRepository,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same answer twice by the same person changes nothing. @throws AppError NOT_FOUND and those of `approvalConflict` */
  async decide(actor: Actor, request: DecideApprovalRequest): Promise<RunSummary> {
    const reason = checkedReason(request.reason);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const seen = await this.find(tx, request.approvalId);
      const readable = await this.access.getReadable(tx, actor, seen.runId);
      // The run's row first, as everyone does, then the approval as it is now: fifty people decide one after another.
      const run = await this.repository.findLocked(tx, readable.id);
      if (run === null) throw runNotFound();
      const approval = await this.find(tx, seen.id);
      if (isRepeated(approval, actor, request)) return run;
      const decision = decideApproval(approval, await this.access.deciderOf(tx, actor, run), request, this.clock.now());
      if (decision.refusal !== undefined) throw approvalConflict(decision.refusal);
      if (!(await this.access.mayDecide(tx, actor, run, approval))) throw approvalConflict('not-yours');
      await this.store(tx, actor, run, approval, decision, reason);
      return run;
    });
  }

  private async find(tx: Tx, id: string): Promise<RunApprovalEntity> {
    const approval = isId(id)
      ? await tx.manager.findOneBy(RunApprovalEntity, { ...tx.scope, id: id as ApprovalId })
      : null;
    if (approval === null) throw notFound('approval');
    return approval;
  }

  /** What was asked for, as its step names it behind the word Approval: the log says to what somebody said yes. */
  private async toolName(tx: Tx, { organisationId, stepId }: RunApprovalEntity): Promise<string | null> {
    const [step] = await tx.query<{ title: string }>(
      'SELECT title FROM run_steps WHERE organisation_id = $1 AND id = $2',
      [organisationId, stepId],
    );
    return step?.title.replace(/^Approval: /, '') ?? null;
  }

  private async store(
    tx: Tx,
    actor: Actor,
    run: RunEntity,
    approval: RunApprovalEntity,
    decision: Settled,
    reason: string | null,
  ): Promise<void> {
    const now = this.clock.now();
    const settled = decision.status !== 'waiting';
    await tx.query(
      `UPDATE run_approvals SET status = $3, grants = $4, decided_by_id = $5, decided_at = $6, decision_reason = $7,
         by_runner = $8 WHERE organisation_id = $1 AND id = $2`,
      [
        approval.organisationId,
        approval.id,
        decision.status,
        JSON.stringify(decision.grants),
        settled ? actor.personId : null,
        settled ? now : null,
        reason,
        settled ? decision.byRunner : null,
      ],
    );
    await this.audit.record(tx, {
      actor,
      action: decision.status === 'denied' ? 'run.approval.denied' : 'run.approval.granted',
      subject: { type: 'approval', id: approval.id },
      details: {
        toolName: await this.toolName(tx, approval),
        argumentsDigest: approval.argumentsDigest,
        byRunner: decision.byRunner,
        complete: settled,
        reason,
      },
      links: { workflowId: run.workflowId, runId: run.id },
    });
    if (!settled) return this.transitions.announce(tx, run.id);
    const denied = decision.status === 'denied';
    const told = `A person declined this call, so it was not made.${reason === null ? '' : ` They said: ${reason}`}`;
    await tx.query(
      `UPDATE run_steps SET status = $3, text = $4, told = $5, ended_at = $6 WHERE organisation_id = $1 AND id = $2`,
      [approval.organisationId, approval.stepId, denied ? 'refused' : 'done', reason, denied ? told : null, now],
    );
    const moved = await this.transitions.apply(tx, run, { type: 'approval-decided' });
    if (moved.refusal !== undefined) throw runConflict(moved.refusal);
  }
}

function checkedReason(given: string | null): string | null {
  if (given === null || given.trim() === '') return null;
  const faults = new InputFaults();
  const reason = faults.text('reason', given, { label: 'The reason', max: 1_000 });
  faults.throwIfAny();
  return reason;
}

/** A double click is no second opinion. */
function isRepeated(approval: RunApprovalEntity, actor: Actor, request: DecideApprovalRequest): boolean {
  const answered = request.approve ? 'granted' : 'denied';
  return (
    approval.status === answered &&
    approval.decidedById === actor.personId &&
    approval.argumentsDigest === request.argumentsDigest
  );
}

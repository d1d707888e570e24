import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  canonicalJson,
  invalidInput,
  type ApprovalId,
  type Clock,
  type JsonObject,
  isId,
  notFound,
} from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { editApproval } from '../domain/approval.js';
import { approvalConflict, runConflict, runNotFound } from '../domain/runs.errors.js';
import { RunTransitions } from '../engine/run-transitions.js';
import { ToolCaller } from '../engine/tool-caller.js';
import { RunApprovalEntity } from '../persistence/run-approval.entity.js';
import type { RunEntity } from '../persistence/run.entity.js';
import type { RunSummary } from '../persistence/run-summary.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RunAccess } from '../show-runs/run-access.js';

/** A person's yes to a call that they changed. */
export interface EditApprovalRequest {
  readonly approvalId: string;
  /** Of the arguments that the person saw. */
  readonly argumentsDigest: string;
  /** The whole of the new arguments. */
  readonly arguments: JsonObject;
}

type Judged = Extract<Awaited<ReturnType<ToolCaller['judge']>>, { kind: 'judged' }>;
type Edited = Extract<ReturnType<typeof editApproval>, { refusal?: undefined }>;

/**
 * Changes what a run wants to send and approves it: the new call is judged as any other, bound to its own digest, and everybody
 * who had agreed to the old one is asked again.
 */
@Injectable()
export class EditApprovalService {
  constructor(
    private readonly database: Database,
    private readonly access: RunAccess,
    private readonly repository: RunsRepository,
    private readonly caller: ToolCaller,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, INPUT_INVALID, APPROVAL_EDIT_REFUSED and those of `approvalConflict` */
  async edit(actor: Actor, request: EditApprovalRequest): Promise<RunSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const seen = await this.find(tx, request.approvalId);
      const readable = await this.access.getReadable(tx, actor, seen.runId);
      const run = await this.repository.findLocked(tx, readable.id);
      if (run === null) throw runNotFound();
      const approval = await this.find(tx, seen.id);
      if (isRepeated(approval, actor, request)) return run;
      if (approval.status !== 'waiting') throw approvalConflict(approval.status === 'expired' ? 'expired' : 'settled');
      if (!(await this.access.mayEdit(tx, actor, run, approval))) throw approvalConflict('not-yours');
      const judged = await this.judge(tx, run, approval, request);
      const decider = await this.access.deciderOf(tx, actor, run);
      const decision = editApproval(approval, decider, request.argumentsDigest, judged, this.clock.now());
      if (decision.refusal !== undefined) throw approvalConflict(decision.refusal);
      await this.store(tx, actor, run, approval, judged, decision);
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

  /** The call is the runner's, whoever typed its arguments: it is their authority that must cover it. */
  private async judge(
    tx: Tx,
    run: RunEntity,
    approval: RunApprovalEntity,
    request: EditApprovalRequest,
  ): Promise<Judged> {
    const { toolId, arguments: original } = approval;
    if (canonicalJson(original) === canonicalJson(request.arguments)) {
      throw invalidInput([{ path: 'arguments', message: 'Nothing is changed. Approve the call as it is.' }]);
    }
    const judged = await this.caller.judge(tx, { run, toolId, arguments: request.arguments, original });
    switch (judged.kind) {
      case 'judged':
        return judged;
      case 'misfit':
        throw invalidInput(judged.faults);
      case 'refused':
        throw new AppError('forbidden', 'APPROVAL_EDIT_REFUSED', `The changed call may not be made. ${judged.message}`);
    }
  }

  private async store(
    tx: Tx,
    actor: Actor,
    run: RunEntity,
    approval: RunApprovalEntity,
    judged: Judged,
    decision: Edited,
  ): Promise<void> {
    const now = this.clock.now();
    const settled = decision.status !== 'waiting';
    const args = JSON.stringify(judged.arguments);
    await tx.query(
      `UPDATE run_approvals SET original_arguments = coalesce(original_arguments, arguments), arguments = $3,
         arguments_digest = $4, approvers = $5, grants = $6, status = $7, edited_by_id = $8, edited_at = $9,
         preview_step_id = NULL, decided_by_id = $10, decided_at = $11, by_runner = $12
        WHERE organisation_id = $1 AND id = $2`,
      [
        approval.organisationId,
        approval.id,
        args,
        judged.argumentsDigest,
        decision.approvers ?? approval.approvers,
        JSON.stringify(decision.grants),
        decision.status,
        actor.personId,
        now,
        settled ? actor.personId : null,
        settled ? now : null,
        settled ? decision.byRunner : null,
      ],
    );
    await tx.query(
      `UPDATE run_steps SET arguments = $3, edited_by_id = $4, status = $5, ended_at = $6
        WHERE organisation_id = $1 AND id = $2`,
      [
        approval.organisationId,
        approval.stepId,
        args,
        actor.personId,
        settled ? 'done' : 'waiting',
        settled ? now : null,
      ],
    );
    await this.audit.record(tx, {
      actor,
      action: 'run.approval.edited',
      subject: { type: 'approval', id: approval.id },
      details: {
        previousDigest: approval.argumentsDigest,
        argumentsDigest: judged.argumentsDigest,
        changed: changedNames(approval.arguments, judged.arguments),
        withdrawnGrants: approval.grants.length,
        byRunner: decision.byRunner,
        complete: settled,
      },
      links: { workflowId: run.workflowId, runId: run.id },
    });
    if (!settled) return this.transitions.announce(tx, run.id);
    const moved = await this.transitions.apply(tx, run, { type: 'approval-decided' });
    if (moved.refusal !== undefined) throw runConflict(moved.refusal);
  }
}

/** A double click is no second edit. */
function isRepeated(approval: RunApprovalEntity, actor: Actor, request: EditApprovalRequest): boolean {
  return (
    approval.editedById === actor.personId && canonicalJson(approval.arguments) === canonicalJson(request.arguments)
  );
}

function changedNames(before: JsonObject, after: JsonObject): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
    .slice(0, 50);
}

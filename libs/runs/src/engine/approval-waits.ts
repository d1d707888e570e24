import { Inject, Injectable } from '@nestjs/common';
import { newId, type ApprovalId, type Clock, type StepId } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { CLOCK, Database, type Tx } from '@groundswell/platform';
import { LeaseLost } from '../domain/runs.errors.js';
import type { RunApprovalEntity } from '../persistence/run-approval.entity.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { CallPreview } from './call-preview.js';
import { EnginePoints } from './engine-points.js';
import { RunTransitions } from './run-transitions.js';
import type { BoundTool, RunWork } from './run-work.js';
import { beginStep } from './steps.js';
import type { CallOutcome, CallRequest } from './tool-caller.js';

/** How long people have for an answer. */
const APPROVAL_MS = 24 * 60 * 60 * 1000;

type CallPlace = Pick<RunStepEntity, 'turn' | 'useIndex' | 'startedAt'> & {
  readonly arguments: NonNullable<RunStepEntity['arguments']>;
  /** A person's change that was agreed to and must be asked about once more, since the stack asks for more by now. */
  readonly edit: CallEdit | null;
};

/** Who changed the arguments of a call, and what they were. */
export type CallEdit = Pick<RunApprovalEntity, 'originalArguments' | 'editedById' | 'editedAt'>;

/** The worker's side of approvals: asks people, finds their answer, and uses it up with the call. */
@Injectable()
export class ApprovalWaits {
  constructor(
    private readonly database: Database,
    private readonly repository: RunsRepository,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
    private readonly points: EnginePoints,
    private readonly preview: CallPreview,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Stores the question with the exact arguments and lets the run wait. */
  async waitFor(
    work: RunWork,
    place: CallPlace,
    tool: BoundTool,
    need: Extract<CallOutcome, { kind: 'approval-needed' }>,
  ): Promise<void> {
    const previewStepId = await this.preview.look(work, tool, place.turn, place.arguments);
    const requestedAt = this.clock.now();
    const expiresAt = new Date(requestedAt.getTime() + APPROVAL_MS);
    await this.database.transaction(work.run.organisationId, async (tx) => {
      const { id: runId, organisationId, workflowId } = work.run;
      const step = await beginStep(tx, work, {
        kind: 'approval',
        status: 'waiting',
        title: `Approval: ${tool.title}`,
        turn: place.turn,
        useIndex: place.useIndex,
        toolId: tool.toolId,
        arguments: place.arguments,
        editedById: place.edit?.editedById ?? null,
        startedAt: requestedAt,
        explanation: need.explanation,
      });
      const approvalId = newId<ApprovalId>(requestedAt.getTime());
      await tx.query(
        `INSERT INTO run_approvals (id, organisation_id, run_id, step_id, tool_id, arguments, arguments_digest, reason,
           approvers, grants, status, requested_at, expires_at, preview_step_id, original_arguments, edited_by_id, edited_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '[]', 'waiting', $10, $11, $12, $13, $14, $15)`,
        [
          approvalId,
          organisationId,
          runId,
          step.id,
          tool.toolId,
          JSON.stringify(place.arguments),
          need.argumentsDigest,
          need.reason,
          need.approvers,
          requestedAt,
          expiresAt,
          previewStepId,
          place.edit === null ? null : JSON.stringify(place.edit.originalArguments),
          place.edit?.editedById ?? null,
          place.edit?.editedAt ?? null,
        ],
      );
      const event = { type: 'approval-needed', until: expiresAt } as const;
      const moved = await this.transitions.apply(tx, work.run, event, { heldLease: work.lease.owner });
      if (moved.refusal !== undefined) throw new LeaseLost();
      await this.audit.record(tx, {
        actor: work.actor,
        action: 'run.approval.requested',
        subject: { type: 'approval', id: approvalId },
        details: { toolName: tool.title, argumentsDigest: need.argumentsDigest, approvers: need.approvers },
        links: { workflowId, runId },
      });
      this.points.pass('approval-storing');
    });
    this.points.pass('approval-stored');
  }

  /** The approval behind a step, as long as it is good for a call. */
  async granted(work: RunWork, stepId: StepId): Promise<RunApprovalEntity | null> {
    const approval = await this.find(work, stepId);
    return approval?.status === 'granted' && approval.usedAt === null ? approval : null;
  }

  /** The approval under which a call was made that must be made again. That very call used it up. */
  async behind(work: RunWork, turn: number, useIndex: number): Promise<CallRequest['approval']> {
    const step = work.steps.findLast(
      (one) => one.kind === 'approval' && one.turn === turn && one.useIndex === useIndex && one.status === 'done',
    );
    const approval = step === undefined ? null : await this.find(work, step.id);
    return approval === null ? null : agreementsIn(approval);
  }

  /** An approval is good for one call. @throws LeaseLost when it was used meanwhile */
  async useUp(tx: Tx, approval: RunApprovalEntity): Promise<void> {
    const used = await tx.write(
      `UPDATE run_approvals SET used_at = $3
        WHERE organisation_id = $1 AND id = $2 AND status = 'granted' AND used_at IS NULL`,
      [approval.organisationId, approval.id, this.clock.now()],
    );
    if (used === 0) throw new LeaseLost();
  }

  private async find(work: RunWork, stepId: StepId): Promise<RunApprovalEntity | null> {
    return this.database.transaction(work.run.organisationId, (tx) => this.repository.approvalOfStep(tx, stepId));
  }
}

/** What people agreed to, as the call carries it. */
export function agreementsIn(approval: RunApprovalEntity): NonNullable<CallRequest['approval']> {
  const { argumentsDigest, approvers, editedById } = approval;
  return { argumentsDigest, approvers, editedById };
}

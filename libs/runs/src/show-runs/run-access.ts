import { Injectable } from '@nestjs/common';
import { isId, type RunId } from '@groundswell/kernel';
import { Permissions, type PermissionSubject } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';
import { agreementsOf, type Decider } from '../domain/approval.js';
import { runNotFound } from '../domain/runs.errors.js';
import type { RunApprovalEntity } from '../persistence/run-approval.entity.js';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunsRepository } from '../persistence/runs.repository.js';

/** The facts of a run on which it depends who may do what with it. */
export type RunFacts = Pick<RunEntity, 'id' | 'organisationId' | 'workflowId' | 'actorId'>;

/** A run in the form in which permissions are asked for it. */
export function runSubject(run: Omit<RunFacts, 'workflowId'>): PermissionSubject {
  return { type: 'run', id: run.id, organisationId: run.organisationId, actorId: run.actorId };
}

/** Finds the runs that somebody may see: their own, all for those who oversee, and those that ask them something. */
@Injectable()
export class RunAccess {
  constructor(
    private readonly permissions: Permissions,
    private readonly repository: RunsRepository,
    private readonly library: WorkflowLibrary,
  ) {}

  /** Null for a run that does not exist or that this person may not see. */
  async findReadable(tx: Tx, actor: Actor, id: string): Promise<RunEntity | null> {
    const run = isId(id) ? await this.repository.find(tx, id as RunId) : null;
    if (run === null) return null;
    if (this.permissions.can(actor, 'run.read', runSubject(run))) return run;
    const approvals = await this.repository.waitingApprovals(tx, [run.id]);
    for (const approval of approvals) if (await this.mayDecide(tx, actor, run, approval)) return run;
    return null;
  }

  /** @throws AppError NOT_FOUND */
  async getReadable(tx: Tx, actor: Actor, id: string): Promise<RunEntity> {
    const run = await this.findReadable(tx, actor, id);
    if (run === null) throw runNotFound();
    return run;
  }

  /** How a person stands to the approvals of a run. */
  async deciderOf(tx: Tx, actor: Actor, run: RunFacts): Promise<Decider> {
    const workflow = (await this.library.byIds(tx, [run.workflowId])).get(run.workflowId);
    return {
      personId: actor.personId,
      roles: actor.roles,
      isRunner: run.actorId === actor.personId,
      isWorkflowOwner: workflow?.ownerId === actor.personId,
    };
  }

  /**
   * Whether this person may answer: they are among those who are asked, and hold the permission, or are asked by name as the
   * workflow's owner.
   */
  async mayDecide(tx: Tx, actor: Actor, run: RunFacts, approval: RunApprovalEntity): Promise<boolean> {
    const agreements = agreementsOf(approval, await this.deciderOf(tx, actor, run));
    if (agreements.length === 0) return false;
    return agreements.includes('owner') || this.permissions.can(actor, 'run.approve', runSubject(run));
  }

  /** Whether this person may say what became of a write whose answer was lost. */
  maySettle(
    actor: Actor,
    run: Pick<RunEntity, 'id' | 'organisationId' | 'actorId' | 'waitingFor' | 'endedAt'>,
  ): boolean {
    return (
      (run.waitingFor === 'outcomeUnknown' || run.endedAt !== null) &&
      this.permissions.can(actor, 'run.approve', runSubject(run))
    );
  }

  /** Whether this person may answer what the run asks: it is theirs. */
  mayAnswer(actor: Actor, run: Pick<RunEntity, 'actorId' | 'waitingFor'>): boolean {
    return run.waitingFor === 'answer' && run.actorId === actor.personId;
  }

  /** Whether this person may change the call before it is made: whoever is asked, also after they agreed to it as it is. */
  async mayEdit(tx: Tx, actor: Actor, run: RunFacts, approval: RunApprovalEntity): Promise<boolean> {
    return this.mayDecide(tx, actor, run, { ...approval, grants: [] });
  }
}

import { Injectable } from '@nestjs/common';
import { notFound } from '@groundswell/kernel';
import type { WorkflowId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions, type PermissionSubject } from '@groundswell/identity';
import type { VersionStatus } from '../domain/workflow-version.js';
import type { WorkflowVersionEntity } from '../persistence/workflow-version.entity.js';
import type { WorkflowEntity } from '../persistence/workflow.entity.js';
import { VersionsRepository } from '../persistence/versions.repository.js';
import { WorkflowsRepository } from '../persistence/workflows.repository.js';

/** The fields of a workflow that the role rules look at. */
export type WorkflowFacts = Pick<
  WorkflowEntity,
  'id' | 'organisationId' | 'teamId' | 'ownerId' | 'operatorOwnerId' | 'createdById' | 'stage' | 'publishedVersionId'
>;

/** A workflow in the form in which permissions are asked for it. */
export function workflowSubject(workflow: WorkflowFacts): PermissionSubject {
  const { id, organisationId, teamId, ownerId, operatorOwnerId, createdById, stage, publishedVersionId } = workflow;
  return {
    type: 'workflow',
    id,
    organisationId,
    teamId,
    ownerId,
    operatorOwnerId: operatorOwnerId ?? undefined,
    createdById,
    stage,
    publishedVersionId: publishedVersionId ?? undefined,
  };
}

/** A version in the form in which permissions are asked for it. */
export function versionSubject(
  version: Pick<WorkflowVersionEntity, 'id' | 'organisationId' | 'builderId'>,
): PermissionSubject {
  const { id, organisationId, builderId } = version;
  return { type: 'workflow-version', id, organisationId, builderId };
}

/** A version together with its workflow. */
export interface WorkflowAndVersion {
  readonly workflow: WorkflowEntity;
  readonly version: WorkflowVersionEntity;
}

/** Finds what somebody may see or change; what they may not see does not exist for them. */
@Injectable()
export class WorkflowAccess {
  constructor(
    private readonly permissions: Permissions,
    private readonly workflows: WorkflowsRepository,
    private readonly versions: VersionsRepository,
  ) {}

  mayRead(actor: Actor, workflow: WorkflowFacts): boolean {
    return this.permissions.can(actor, 'workflow.read', workflowSubject(workflow));
  }

  /**
   * Whoever may read a workflow may read what it published. Drafts and reviews are open to those who could read it even if
   * nothing were published.
   */
  mayReadVersion(actor: Actor, workflow: WorkflowFacts, status: VersionStatus): boolean {
    if (status === 'published' || status === 'superseded') return this.mayRead(actor, workflow);
    return this.mayRead(actor, { ...workflow, stage: 'draft', publishedVersionId: null });
  }

  /** Null for what does not exist or may not be seen. */
  async findReadable(tx: Tx, actor: Actor, id: string): Promise<WorkflowEntity | null> {
    const workflow = await this.workflows.find(tx, id);
    return workflow && this.mayRead(actor, workflow) ? workflow : null;
  }

  /** @throws AppError NOT_FOUND */
  async getReadable(tx: Tx, actor: Actor, id: string): Promise<WorkflowEntity> {
    const workflow = await this.findReadable(tx, actor, id);
    if (!workflow) throw notFound('workflow');
    return workflow;
  }

  /** Null for what does not exist or may not be seen. */
  async findReadableVersion(tx: Tx, actor: Actor, versionId: string): Promise<WorkflowAndVersion | null> {
    const version = await this.versions.find(tx, versionId);
    const workflow = version && (await this.workflows.find(tx, version.workflowId));
    if (!version || !workflow || !this.mayReadVersion(actor, workflow, version.status)) return null;
    return { workflow, version };
  }

  /** @throws AppError NOT_FOUND */
  async getReadableVersion(tx: Tx, actor: Actor, versionId: string): Promise<WorkflowAndVersion> {
    const found = await this.findReadableVersion(tx, actor, versionId);
    if (found === null) throw notFound('version');
    return found;
  }

  /**
   * The workflow, held for a change until the transaction ends.
   * @throws AppError NOT_FOUND or FORBIDDEN
   */
  async lockFor(tx: Tx, actor: Actor, permission: string, id: string): Promise<WorkflowEntity> {
    await this.getReadable(tx, actor, id);
    const workflow = await this.workflows.lock(tx, id as WorkflowId);
    this.permissions.require(actor, permission, workflowSubject(workflow));
    return workflow;
  }

  /**
   * A version and its workflow, both as they are now and held until the transaction ends: the lock of the workflow puts
   * everyone who changes one of its versions in order.
   * @throws AppError NOT_FOUND
   */
  async lockVersion(tx: Tx, actor: Actor, versionId: string): Promise<WorkflowAndVersion> {
    const seen = await this.getReadableVersion(tx, actor, versionId);
    const workflow = await this.workflows.lock(tx, seen.workflow.id);
    const version = await this.versions.find(tx, seen.version.id);
    if (!version) throw notFound('version');
    return { workflow, version };
  }

  /**
   * Like lockVersion, for whoever holds a permission on the workflow.
   * @throws AppError NOT_FOUND or FORBIDDEN
   */
  async lockVersionFor(tx: Tx, actor: Actor, permission: string, versionId: string): Promise<WorkflowAndVersion> {
    const found = await this.lockVersion(tx, actor, versionId);
    this.permissions.require(actor, permission, workflowSubject(found.workflow));
    return found;
  }

  /** @throws AppError FORBIDDEN */
  requireReview(actor: Actor, version: WorkflowVersionEntity): void {
    this.permissions.require(actor, 'workflow.review', versionSubject(version));
  }
}

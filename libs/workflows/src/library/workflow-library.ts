import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { invalidInput, isId, notFound } from '@groundswell/kernel';
import type { WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import { together, type Actor, type Tx } from '@groundswell/platform';
import { Permissions, type PermissionSubject } from '@groundswell/identity';
import { versionSubject, WorkflowAccess, workflowSubject } from '../access/workflow-access.js';
import { BindingsService, toolNames } from '../bindings/bindings.service.js';
import type { CalledWorkflow } from '../domain/called-workflow.js';
import { assertUnchanged } from '../domain/closure.js';
import type { Stage } from '../domain/stage.js';
import { notPublished } from '../domain/workflows.errors.js';
import { contentFaults, VERSION_STATUSES, type VersionStatus } from '../domain/workflow-version.js';
import { contentOf, contextOf, VersionsRepository } from '../persistence/versions.repository.js';
import { WorkflowVersionEntity } from '../persistence/workflow-version.entity.js';
import { WorkflowEntity } from '../persistence/workflow.entity.js';
import { versionSummaryOf, type VersionSummary } from './version-summary.js';
import { summaryOf, type WorkflowSummary } from './workflow-summary.js';

/** A workflow and the version of it that may be run. */
export interface Runnable {
  readonly workflow: WorkflowSummary;
  readonly version: VersionSummary;
}

/** Reads workflows and versions for the libraries above. Everything within the organisation of the transaction. */
@Injectable()
export class WorkflowLibrary {
  constructor(
    private readonly access: WorkflowAccess,
    private readonly permissions: Permissions,
    private readonly versions: VersionsRepository,
    private readonly bindings: BindingsService,
  ) {}

  /** Without asking who wants to know: for what somebody may see already and that mentions a workflow. */
  async byIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, WorkflowSummary>> {
    if (ids.length === 0) return new Map();
    const found = await tx.manager.findBy(WorkflowEntity, { ...tx.scope, id: In([...new Set(ids)]) });
    return new Map(found.map((workflow) => [workflow.id, summaryOf(workflow)]));
  }

  /** Asked before every turn of every run. Null for a workflow that is not there. */
  async stageOf(tx: Tx, id: WorkflowId): Promise<Stage | null> {
    const { organisationId } = tx.scope;
    const [workflow] = await tx.query<{ stage: Stage }>(
      `SELECT stage FROM workflows WHERE organisation_id = $1 AND id = $2`,
      [organisationId, id],
    );
    return workflow?.stage ?? null;
  }

  /** Without asking who wants to know, as byIds. */
  async versionsByIds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, VersionSummary>> {
    return new Map((await this.selectVersions(tx, 'version.id', ids)).map((version) => [version.id, version]));
  }

  /** All versions of some workflows, the newest first; without asking who wants to know. */
  async versionsOf(tx: Tx, workflowIds: readonly string[]): Promise<ReadonlyMap<string, readonly VersionSummary[]>> {
    const found = await this.selectVersions(tx, 'version.workflowId', workflowIds);
    return new Map(workflowIds.map((id) => [id, found.filter((version) => version.workflowId === id)]));
  }

  /** The draft or the version in review of each workflow that has one; without asking who wants to know. */
  async openVersionsOf(tx: Tx, workflowIds: readonly string[]): Promise<ReadonlyMap<string, VersionSummary>> {
    const found = await this.selectVersions(tx, 'version.workflowId', workflowIds, ['draft', 'submitted']);
    return new Map(found.map((version) => [version.workflowId, version]));
  }

  /** @throws AppError NOT_FOUND also when the person may not see it */
  async get(tx: Tx, actor: Actor, id: string): Promise<WorkflowSummary> {
    return summaryOf(await this.access.getReadable(tx, actor, id));
  }

  /** @throws AppError NOT_FOUND also when the person may not see it */
  async getVersion(tx: Tx, actor: Actor, id: string): Promise<VersionSummary> {
    return versionSummaryOf((await this.access.getReadableVersion(tx, actor, id)).version);
  }

  /** The workflow in the form in which permissions such as `workflow.run` are asked for it. */
  subject(workflow: WorkflowSummary): PermissionSubject {
    return workflowSubject(workflow);
  }

  /**
   * The version that a person may run: the published one, or by its id a draft that they may edit or a submitted one that they
   * may review. Does not ask for `workflow.run`, nor the policy stack: the caller does.
   * @throws AppError NOT_FOUND, WORKFLOW_NOT_PUBLISHED, WORKFLOW_VERSION_CHANGED, or INPUT_INVALID for an unfinished draft
   */
  async getRunnable(tx: Tx, actor: Actor, workflowId: string, versionId: string | null): Promise<Runnable> {
    const [workflow, published] = await together([
      this.access.getReadable(tx, actor, workflowId),
      versionId === null && isId(workflowId) ? this.versions.findPublished(tx, workflowId as WorkflowId) : null,
    ]);
    const version =
      versionId === null
        ? (published ?? (await this.versions.findOpen(tx, workflow.id)))
        : await this.versions.find(tx, versionId);
    if (!version || version.workflowId !== workflow.id) throw versionId === null ? notPublished() : notFound('version');
    if (!this.access.mayReadVersion(actor, workflow, version.status)) throw notPublished();
    if (version.status !== 'published') await this.checkTryout(tx, actor, workflow, version);
    checkClosure(version);
    return { workflow: summaryOf(workflow), version: versionSummaryOf(version) };
  }

  /**
   * A version for a run that goes on, checked against its digest again.
   * @throws AppError NOT_FOUND or WORKFLOW_VERSION_CHANGED
   */
  async getForExecution(tx: Tx, versionId: WorkflowVersionId): Promise<VersionSummary> {
    const version = await this.versions.find(tx, versionId);
    if (!version) throw notFound('version');
    checkClosure(version);
    return versionSummaryOf(version);
  }

  /**
   * The pinned version of a workflow that another one calls: also when a newer one is published by now, since the approval of the
   * caller covers this one. Does not ask for `workflow.run`, nor the policy stack: the caller does.
   * @throws AppError NOT_FOUND or WORKFLOW_VERSION_CHANGED
   */
  async getCallable(tx: Tx, actor: Actor, called: CalledWorkflow): Promise<Runnable> {
    const workflow = await this.access.getReadable(tx, actor, called.workflowId);
    const version = await this.versions.find(tx, called.versionId);
    const approved = version?.status === 'published' || version?.status === 'superseded';
    if (!version || !approved || version.workflowId !== workflow.id || version.digest !== called.digest) {
      throw notFound('version');
    }
    checkClosure(version);
    return { workflow: summaryOf(workflow), version: versionSummaryOf(version) };
  }

  private async checkTryout(
    tx: Tx,
    actor: Actor,
    workflow: WorkflowEntity,
    version: WorkflowVersionEntity,
  ): Promise<void> {
    const mayEdit = this.permissions.can(actor, 'workflow.edit', workflowSubject(workflow));
    const mayReview = this.permissions.can(actor, 'workflow.review', versionSubject(version));
    const open = (version.status === 'draft' && mayEdit) || (version.status === 'submitted' && (mayEdit || mayReview));
    if (!open) throw notPublished();
    const content = contentOf(version);
    const connectors = await this.bindings.connectorsOf(tx, content.bindings);
    // The note for the reviewer may wait until there is one; everything else a run needs.
    const faults = contentFaults(content, toolNames(content.bindings, connectors)).filter(
      (fault) => fault.path !== 'changeNote',
    );
    if (faults.length > 0) throw invalidInput(faults);
  }

  private async selectVersions(
    tx: Tx,
    column: 'version.id' | 'version.workflowId',
    ids: readonly string[],
    statuses: readonly VersionStatus[] = VERSION_STATUSES,
  ): Promise<readonly VersionSummary[]> {
    if (ids.length === 0) return [];
    const found = await tx.manager
      .createQueryBuilder(WorkflowVersionEntity, 'version')
      .where('version.organisationId = :organisationId', tx.scope)
      .andWhere(`${column} IN (:...ids) AND version.status IN (:...statuses)`, { ids: [...new Set(ids)], statuses })
      .orderBy('version.number', 'DESC')
      .getMany();
    return found.map(versionSummaryOf);
  }
}

/** Drafts have no digest yet; from submitting on, every version is checked. */
function checkClosure(version: WorkflowVersionEntity): void {
  if (version.status === 'draft') return;
  assertUnchanged({ content: contentOf(version), context: contextOf(version), digest: version.digest });
}

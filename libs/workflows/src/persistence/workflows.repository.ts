import { Injectable } from '@nestjs/common';
import { isId, newId, notFound, staleRevision } from '@groundswell/kernel';
import type { PersonId, WorkflowId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { searchVector, wordsOf } from '../domain/search-text.js';
import type { Stage } from '../domain/stage.js';
import type { VersionBinding } from '../domain/workflow-version.js';
import { StageChangeEntity } from './stage-change.entity.js';
import { WorkflowEntity } from './workflow.entity.js';

/** A workflow about to be written; what is derived from its texts is added here. */
export type NewWorkflow = Omit<WorkflowEntity, 'searchWords'>;

/** The columns of a workflow that change after it was made. */
export type WorkflowChange = Partial<
  Pick<
    WorkflowEntity,
    | 'ownerId'
    | 'operatorOwnerId'
    | 'stage'
    | 'pausedFrom'
    | 'stageReason'
    | 'publishedVersionId'
    | 'enteredPilotAt'
    | 'boundConnectorIds'
    | 'boundToolIds'
  >
>;

/** Reads and writes workflows within the organisation of the transaction. */
@Injectable()
export class WorkflowsRepository {
  async find(tx: Tx, id: string): Promise<WorkflowEntity | null> {
    return isId(id) ? tx.manager.findOneBy(WorkflowEntity, { ...tx.scope, id: id as WorkflowId }) : null;
  }

  /** The row, held until the transaction ends: whoever changes a workflow or its versions comes through here. */
  async lock(tx: Tx, id: WorkflowId): Promise<WorkflowEntity> {
    const workflow = await tx.manager.findOne(WorkflowEntity, {
      where: { ...tx.scope, id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!workflow) throw notFound('workflow');
    return workflow;
  }

  /** Writes a new workflow, or answers null when the same client key of the same person made one before. */
  async insert(tx: Tx, workflow: NewWorkflow): Promise<WorkflowId | null> {
    const rows = await tx.query<{ id: WorkflowId }>(
      `INSERT INTO workflows (id, organisation_id, title, task, team_id, owner_id, operator_owner_id, stage, paused_from,
         stage_reason, revision, created_at, created_by_id, client_key, adapted_from_version_id, adapted_from_workflow_id,
         root_id, path, adaptation_count, published_version_id, entered_pilot_at, bound_connector_ids, bound_tool_ids,
         search_words)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
         $24::tsvector)
       ON CONFLICT (organisation_id, created_by_id, client_key) DO NOTHING
       RETURNING id`,
      [
        workflow.id,
        workflow.organisationId,
        workflow.title,
        workflow.task,
        workflow.teamId,
        workflow.ownerId,
        workflow.operatorOwnerId,
        workflow.stage,
        workflow.pausedFrom,
        workflow.stageReason,
        workflow.revision,
        workflow.createdAt,
        workflow.createdById,
        workflow.clientKey,
        workflow.adaptedFromVersionId,
        workflow.adaptedFromWorkflowId,
        workflow.rootId,
        workflow.path,
        workflow.adaptationCount,
        workflow.publishedVersionId,
        workflow.enteredPilotAt,
        workflow.boundConnectorIds,
        workflow.boundToolIds,
        searchVector(workflow.title, workflow.task),
      ],
    );
    const id = rows[0]?.id ?? null;
    if (id !== null) await this.noteWords(tx, workflow);
    return id;
  }

  async findByClientKey(tx: Tx, personId: PersonId, clientKey: string): Promise<WorkflowEntity | null> {
    return tx.manager.findOneBy(WorkflowEntity, { ...tx.scope, createdById: personId, clientKey });
  }

  /** @throws AppError REVISION_STALE when somebody else wrote since `seenRevision`. */
  async change(tx: Tx, id: WorkflowId, seenRevision: number, change: WorkflowChange): Promise<void> {
    const result = await tx.manager.update(
      WorkflowEntity,
      { ...tx.scope, id, revision: seenRevision },
      { ...change, revision: seenRevision + 1 },
    );
    if (result.affected !== 1) throw staleRevision('workflow');
  }

  /** Title and task do not count as a revision: they are worked on together with a draft, under its revision. */
  async rename(tx: Tx, id: WorkflowId, title: string, task: string): Promise<void> {
    await tx.query(
      `UPDATE workflows SET title = $3, task = $4, search_words = $5::tsvector WHERE id = $1 AND organisation_id = $2`,
      [id, tx.scope.organisationId, title, task, searchVector(title, task)],
    );
    await this.noteWords(tx, { title, task });
  }

  /** Notes which connectors and tools a workflow uses, for lists and filters. */
  async noteBindings(tx: Tx, id: WorkflowId, bindings: readonly VersionBinding[]): Promise<void> {
    await tx.query(
      `UPDATE workflows SET bound_connector_ids = $3, bound_tool_ids = $4 WHERE id = $1 AND organisation_id = $2`,
      [
        id,
        tx.scope.organisationId,
        bindings.map((binding) => binding.connectorId),
        bindings.flatMap((binding) => binding.toolIds),
      ],
    );
  }

  async countAdaptation(tx: Tx, parentId: WorkflowId): Promise<void> {
    await tx.query(
      `UPDATE workflows SET adaptation_count = adaptation_count + 1 WHERE id = $1 AND organisation_id = $2`,
      [parentId, tx.scope.organisationId],
    );
  }

  // In one order for everyone, so that two who write the same words wait for each other and never crosswise.
  private async noteWords(tx: Tx, text: { readonly title: string; readonly task: string }): Promise<void> {
    const words = [...new Set([...wordsOf(text.title), ...wordsOf(text.task)])].sort();
    await tx.query(
      `INSERT INTO workflow_words (organisation_id, word) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
      [tx.scope.organisationId, words],
    );
  }

  async recordStage(
    tx: Tx,
    workflow: Pick<WorkflowEntity, 'id' | 'organisationId'>,
    change: { revision: number; from: Stage | null; to: Stage; at: Date; byId: PersonId | null; reason: string | null },
  ): Promise<void> {
    await tx.manager.insert(StageChangeEntity, {
      id: newId(change.at.getTime()),
      organisationId: workflow.organisationId,
      workflowId: workflow.id,
      revision: change.revision,
      fromStage: change.from,
      toStage: change.to,
      at: change.at,
      byId: change.byId,
      reason: change.reason,
    });
  }
}

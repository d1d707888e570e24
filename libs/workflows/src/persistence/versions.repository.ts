import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { isId, newId, staleRevision } from '@groundswell/kernel';
import type { OrganisationId, PersonId, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { ClosureContext } from '../domain/closure.js';
import { limitsOf, type VersionContent } from '../domain/workflow-version.js';
import { WorkflowVersionEntity } from './workflow-version.entity.js';

/** What a new draft is made from. */
export interface NewDraft {
  readonly organisationId: OrganisationId;
  readonly workflowId: WorkflowId;
  readonly number: number;
  readonly content: VersionContent;
  readonly builderId: PersonId;
  readonly at: Date;
}

/** The columns of a version that its lifecycle writes. */
export type VersionChange = Partial<
  Pick<
    WorkflowVersionEntity,
    | 'status'
    | 'digest'
    | 'editorIds'
    | 'reviewerId'
    | 'submittedAt'
    | 'reviewedAt'
    | 'publishedAt'
    | 'reviewComment'
    | 'buildMinutes'
    | 'reviewMinutes'
  >
> & { readonly content?: VersionContent; readonly context?: ClosureContext };

/** Reads and writes versions within the organisation of the transaction. */
@Injectable()
export class VersionsRepository {
  async find(tx: Tx, id: string): Promise<WorkflowVersionEntity | null> {
    return isId(id) ? this.select(tx).andWhere('version.id = :id', { id }).getOne() : null;
  }

  /** The draft or the version in review; there is never more than one. */
  async findOpen(tx: Tx, workflowId: WorkflowId): Promise<WorkflowVersionEntity | null> {
    return this.select(tx)
      .andWhere(`version.workflowId = :workflowId AND version.status IN ('draft', 'submitted')`, { workflowId })
      .getOne();
  }

  async findPublished(tx: Tx, workflowId: WorkflowId): Promise<WorkflowVersionEntity | null> {
    return this.select(tx)
      .andWhere(`version.workflowId = :workflowId AND version.status = 'published'`, { workflowId })
      .getOne();
  }

  async findLatest(tx: Tx, workflowId: WorkflowId): Promise<WorkflowVersionEntity | null> {
    return this.select(tx)
      .andWhere('version.workflowId = :workflowId', { workflowId })
      .orderBy('version.number', 'DESC')
      .limit(1)
      .getOne();
  }

  async insertDraft(tx: Tx, draft: NewDraft): Promise<WorkflowVersionId> {
    const id = newId<WorkflowVersionId>(draft.at.getTime());
    await tx.query(
      `INSERT INTO workflow_versions (id, organisation_id, workflow_id, number, status, revision, ${CONTENT_COLUMNS.join(', ')},
         pins, layers, builder_id, editor_ids, created_at)
       VALUES ($1, $2, $3, $4, 'draft', 1, ${CONTENT_COLUMNS.map((_, index) => `$${index + 7}`).join(', ')},
         '{}', '[]', $5, ARRAY[$5::uuid], $6)`,
      [
        id,
        draft.organisationId,
        draft.workflowId,
        draft.number,
        draft.builderId,
        draft.at,
        ...contentValues(draft.content),
      ],
    );
    return id;
  }

  /** @throws AppError REVISION_STALE when somebody else wrote since `seenRevision`. */
  async change(tx: Tx, id: WorkflowVersionId, seenRevision: number, change: VersionChange): Promise<void> {
    const { content, context, ...lifecycle } = change;
    const values: Record<string, unknown> = {
      ...(content === undefined
        ? {}
        : Object.fromEntries(CONTENT_COLUMNS.map((column, i) => [column, contentValues(content)[i]]))),
      ...(context === undefined ? {} : { pins: JSON.stringify(context.pins), layers: JSON.stringify(context.layers) }),
    };
    for (const [property, column] of Object.entries(LIFECYCLE_COLUMNS)) {
      const value = lifecycle[property as keyof typeof LIFECYCLE_COLUMNS];
      if (value !== undefined) values[column] = value;
    }
    // One statement: the freeze of the database looks at the status as it was before it.
    const columns = Object.keys(values);
    const rows = await tx.query(
      `UPDATE workflow_versions SET revision = revision + 1${columns.map((column, i) => `, ${column} = $${i + 4}`).join('')}
       WHERE id = $1 AND revision = $2 AND organisation_id = $3 RETURNING id`,
      [id, seenRevision, tx.scope.organisationId, ...columns.map((column) => values[column])],
    );
    if (rows.length !== 1) throw staleRevision('version');
  }

  private select(tx: Tx): SelectQueryBuilder<WorkflowVersionEntity> {
    return tx.manager
      .createQueryBuilder(WorkflowVersionEntity, 'version')
      .where('version.organisationId = :organisationId', tx.scope);
  }
}

const CONTENT_COLUMNS = [
  'instructions',
  'input_schema',
  'output_schema',
  'sample_inputs',
  'model',
  'max_turns',
  'max_cost_micros',
  'max_tokens',
  'max_minutes',
  'max_questions',
  'bindings',
  'calls',
  'rehearsal',
  'change_note',
] as const;

const LIFECYCLE_COLUMNS = {
  status: 'status',
  digest: 'digest',
  editorIds: 'editor_ids',
  reviewerId: 'reviewer_id',
  submittedAt: 'submitted_at',
  reviewedAt: 'reviewed_at',
  publishedAt: 'published_at',
  reviewComment: 'review_comment',
  buildMinutes: 'build_minutes',
  reviewMinutes: 'review_minutes',
} as const;

/** The content of a stored version as the domain knows it. */
export function contentOf(version: WorkflowVersionEntity): VersionContent {
  return {
    instructions: version.instructions,
    inputSchema: version.inputSchema,
    outputSchema: version.outputSchema,
    sampleInputs: version.sampleInputs,
    model: version.model,
    limits: limitsOf(version),
    bindings: version.bindings,
    ...(version.calls.length === 0 ? {} : { calls: version.calls }),
    rehearsal: version.rehearsal,
    changeNote: version.changeNote,
  };
}

/** What a stored version was approved with. */
export function contextOf(version: WorkflowVersionEntity): ClosureContext {
  return { pins: version.pins, layers: version.layers };
}

/** In the order of CONTENT_COLUMNS. */
function contentValues(content: VersionContent): readonly unknown[] {
  return [
    content.instructions,
    JSON.stringify(content.inputSchema),
    content.outputSchema === null ? null : JSON.stringify(content.outputSchema),
    JSON.stringify(content.sampleInputs),
    content.model,
    content.limits.maxTurns,
    content.limits.maxCostMicros,
    content.limits.maxTokens ?? null,
    content.limits.maxMinutes ?? null,
    content.limits.maxQuestions ?? null,
    JSON.stringify(content.bindings),
    JSON.stringify(content.calls ?? []),
    content.rehearsal === null ? null : JSON.stringify(content.rehearsal),
    content.changeNote,
  ];
}

import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OrganisationId, PersonId, RunId, WorkflowId } from '@groundswell/kernel';
import type { ReviewVerdict } from '../domain/review-sampling.js';

/** A run that was drawn for a look afterwards, and what came of it. */
@Entity('run_reviews')
@Check('run_reviews_percent', `percent BETWEEN 1 AND 100`)
@Check(
  'run_reviews_verdict',
  `(reviewed_at IS NULL) = (verdict IS NULL) AND (reviewed_at IS NULL) = (reviewed_by_id IS NULL) AND verdict IN ('fine', 'concern')`,
)
@Index('run_reviews_waiting', ['organisationId', 'drawnAt'], { where: `reviewed_at IS NULL` })
export class RunReviewEntity {
  @PrimaryColumn('uuid', { name: 'run_id', primaryKeyConstraintName: 'run_reviews_pk' }) runId!: RunId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  /** The share that the stack asked for when the run began. */
  @Column('integer') percent!: number;
  @Column('timestamptz', { name: 'drawn_at' }) drawnAt!: Date;
  @Column('timestamptz', { name: 'reviewed_at', nullable: true }) reviewedAt!: Date | null;
  @Column('uuid', { name: 'reviewed_by_id', nullable: true }) reviewedById!: PersonId | null;
  @Column('text', { nullable: true }) verdict!: ReviewVerdict | null;
  @Column('text', { nullable: true }) note!: string | null;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from '@groundswell/platform';
import type { JsonObject } from '@groundswell/kernel';

@Entity('audit_entries')
@Index('audit_entries_seq', ['organisationId', 'seq'], { unique: true })
@Index('audit_entries_at', ['organisationId', 'at'])
@Index('audit_entries_actor', ['organisationId', 'actorId', 'seq'])
@Index('audit_entries_workflow', ['organisationId', 'workflowId', 'seq'])
@Index('audit_entries_run', ['organisationId', 'runId', 'seq'])
@Index('audit_entries_subject', ['organisationId', 'subjectId', 'seq'])
@Index('audit_entries_connector', ['organisationId', 'connectorId', 'seq'])
export class AuditEntryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_entries_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('bigint', { transformer: safeInteger }) seq!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') action!: string;
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId!: string | null;
  @Column('text', { name: 'actor_name' }) actorName!: string;
  @Column('text', { name: 'subject_type' }) subjectType!: string;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId!: string | null;
  @Column('uuid', { name: 'workflow_id', nullable: true }) workflowId!: string | null;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: string | null;
  @Column('uuid', { name: 'connector_id', nullable: true }) connectorId!: string | null;
  @Column('jsonb') details!: JsonObject;
  @Column('text', { name: 'previous_hash' }) previousHash!: string;
  @Column('text') hash!: string;
}

@Entity('audit_heads')
export class AuditHeadEntity {
  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'audit_heads_pk' })
  organisationId!: string;
  @Column('bigint', { transformer: safeInteger }) seq!: number;
  @Column('text') hash!: string;
}

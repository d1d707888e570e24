import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from '@groundswell/platform';
import type { CheckpointKind } from '../domain/checkpoint.js';

@Entity('audit_checkpoints')
@Index('audit_checkpoints_seq', ['organisationId', 'seq', 'kind'], { unique: true })
export class AuditCheckpointEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_checkpoints_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('text') kind!: CheckpointKind;
  @Column('bigint', { transformer: safeInteger }) seq!: number;
  @Column('text') hash!: string;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'key_id' }) keyId!: string;
  @Column('text') signature!: string;
}

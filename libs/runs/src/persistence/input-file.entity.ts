import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { InputFileId, OrganisationId, PersonId, RunId } from '@groundswell/kernel';
import type { FileKind } from '../domain/file-kind.js';

/** A file that somebody uploaded for a run. Its bytes stand in pieces beside it; nothing of it is outside the database. */
@Entity('input_files')
@Check('input_files_complete', `NOT complete OR sha256 IS NOT NULL`)
@Index('input_files_actor', ['organisationId', 'actorId', 'uploadedAt'])
export class InputFileEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'input_files_pk' }) id!: InputFileId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  /** Who uploaded it: nobody else may give it to a run. */
  @Column('uuid', { name: 'actor_id' }) actorId!: PersonId;
  @Column('text') name!: string;
  @Column('text') kind!: FileKind;
  @Column('integer', { name: 'size_bytes' }) sizeBytes!: number;
  @Column('text', { nullable: true }) sha256!: string | null;
  /** Its words, for the model. */
  @Column('text', { nullable: true }) text!: string | null;
  /** Whether it has more words than a run may be given. */
  @Column('boolean') cut!: boolean;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt!: Date;
  @Column('boolean') complete!: boolean;
}

/** A piece of a file's bytes. */
@Entity('input_file_pieces')
export class InputFilePieceEntity {
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'input_file_pieces_pk' }) fileId!: InputFileId;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'input_file_pieces_pk' }) seq!: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('bytea') content!: Buffer;
  @ManyToOne(() => InputFileEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'input_file_pieces_file' })
  file!: Relation<InputFileEntity>;
}

/** A file that a run was given: whoever may see the run may see the file. */
@Entity('run_files')
@Index('run_files_of_file', ['fileId'])
export class RunFileEntity {
  @PrimaryColumn('uuid', { name: 'run_id', primaryKeyConstraintName: 'run_files_pk' }) runId!: RunId;
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'run_files_pk' }) fileId!: InputFileId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @ManyToOne(() => InputFileEntity)
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'run_files_file' })
  file!: Relation<InputFileEntity>;
}

import { Entity, Index, PrimaryColumn } from 'typeorm';
import type { OrganisationId } from '@groundswell/kernel';

/** A word that stands, or once stood, in a title or task of the organisation: what a misspelt word is compared with. */
@Entity('workflow_words')
@Index('workflow_words_like', { synchronize: false })
export class WorkflowWordEntity {
  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'workflow_words_pk' })
  organisationId!: OrganisationId;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'workflow_words_pk' }) word!: string;
}

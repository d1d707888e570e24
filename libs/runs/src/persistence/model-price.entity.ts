import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OrganisationId, PersonId } from '@groundswell/kernel';

/** A price tier as stored: pico-dollars per token, as text, since JSON numbers are not exact. */
export interface StoredTier {
  readonly upToPromptTokens: number | null;
  readonly input: string;
  readonly output: string;
  readonly cacheRead: string;
  readonly cacheWrite5m: string;
  readonly cacheWrite1h: string;
}

/** An organisation's own price list of a model, from a day on. It goes before the list prices. */
@Entity('model_prices')
@Index('model_prices_dated', ['organisationId', 'model', 'validFrom'], { unique: true })
export class ModelPriceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'model_prices_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('text') model!: string;
  @Column('timestamptz', { name: 'valid_from' }) validFrom!: Date;
  @Column('jsonb') tiers!: StoredTier[];
  @Column('integer', { name: 'context_tokens', nullable: true }) contextTokens!: number | null;
  @Column('integer', { name: 'max_output_tokens', nullable: true }) maxOutputTokens!: number | null;
  @Column('text') note!: string;
  @Column('uuid', { name: 'created_by_id' }) createdById!: PersonId;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

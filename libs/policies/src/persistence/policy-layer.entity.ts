import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { LayerScope } from '../domain/layer.js';
import type { Obligation, PolicyRule } from '../domain/rule.js';

/** Where a layer stands and which of its versions holds. */
@Entity('policy_layers')
@Index('policy_layers_place', ['organisationId', 'scope', 'targetId'], { unique: true })
@Check('policy_layers_scope', `scope IN ('organisation', 'team', 'connector', 'workflow')`)
export class PolicyLayerEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'policy_layers_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('text') scope!: LayerScope;
  /** The organisation itself for the organisation layer, so that one place has one layer. */
  @Column('uuid', { name: 'target_id' }) targetId!: string;
  @Column('text') name!: string;
  @Column('integer') version!: number;
  @Column('integer') revision!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('uuid', { name: 'updated_by_id', nullable: true }) updatedById!: string | null;
}

/** One saved state of a layer. Never changed: exceptions, explanations and audits point at it. */
@Entity('policy_layer_versions')
@Index('policy_layer_versions_number', ['layerId', 'version'], { unique: true })
export class PolicyLayerVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'policy_layer_versions_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'layer_id' }) layerId!: string;
  @ManyToOne(() => PolicyLayerEntity)
  @JoinColumn({ name: 'layer_id', foreignKeyConstraintName: 'policy_layer_versions_layer' })
  layer?: Relation<PolicyLayerEntity>;
  @Column('integer') version!: number;
  @Column('text') name!: string;
  @Column('jsonb') rules!: readonly PolicyRule[];
  @Column('jsonb') obligations!: readonly Obligation[];
  /** SHA-256 over the canonical form of name, rules and obligations. */
  @Column('text') digest!: string;
  @Column('timestamptz', { name: 'saved_at' }) savedAt!: Date;
  @Column('uuid', { name: 'saved_by_id', nullable: true }) savedById!: string | null;
}

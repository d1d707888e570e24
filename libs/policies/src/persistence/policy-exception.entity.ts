import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ExceptionEnd } from '../domain/exception.js';
import { PolicyLayerEntity } from './policy-layer.entity.js';

/** A dated permission past one rule for one workflow. Its terms never change; it only ends, and only once. */
@Entity('policy_exceptions')
@Index('policy_exceptions_open', ['organisationId', 'workflowId', 'layerId', 'ruleId'], {
  unique: true,
  where: `ended_at IS NULL`,
})
@Index('policy_exceptions_layer', ['layerId'])
@Check('policy_exceptions_grantor', `asked_by_id <> granted_by_id`)
@Check('policy_exceptions_dates', `expires_at > granted_at AND expires_at <= granted_at + interval '2160 hours'`)
@Check(
  'policy_exceptions_end',
  `(ended_at IS NULL) = (ended_how IS NULL) AND ended_how IN ('expired', 'revoked', 'replaced')`,
)
export class PolicyExceptionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'policy_exceptions_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'layer_id' }) layerId!: string;
  @ManyToOne(() => PolicyLayerEntity)
  @JoinColumn({ name: 'layer_id', foreignKeyConstraintName: 'policy_exceptions_layer_fk' })
  layer?: Relation<PolicyLayerEntity>;
  @Column('uuid', { name: 'rule_id' }) ruleId!: string;
  /** What the rule forbade when the exception was granted: a rule that says something else is not passed. */
  @Column('text', { name: 'rule_digest' }) ruleDigest!: string;
  @Column('text', { name: 'rule_sentence' }) ruleSentence!: string;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: string;
  @Column('text') justification!: string;
  @Column('uuid', { name: 'asked_by_id' }) askedById!: string;
  @Column('uuid', { name: 'granted_by_id' }) grantedById!: string;
  @Column('timestamptz', { name: 'granted_at' }) grantedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'reminded_at', nullable: true }) remindedAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'ended_how', nullable: true }) endedHow!: ExceptionEnd | null;
  /** Null when it ended by its date. */
  @Column('uuid', { name: 'ended_by_id', nullable: true }) endedById!: string | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason!: string | null;
}

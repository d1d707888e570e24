import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ConnectorId, OrganisationId, PersonId, RunId, ToolId, WorkflowId } from '@groundswell/kernel';
import type { RequestKind, RequestState } from '../domain/request.js';

/** One question to the stewards, and its answer. The same question is one row while it is open. */
@Entity('requests')
@Check('requests_kind', `kind IN ('connector', 'tool', 'exception', 'rule', 'credential')`)
@Check('requests_state', `state IN ('open', 'granted', 'refused', 'withdrawn')`)
@Check('requests_answered', `(state IN ('granted', 'refused')) = (decided_by_id IS NOT NULL)`)
@Check('requests_ended', `(state = 'open') = (ended_at IS NULL)`)
@Check('requests_reason', `state <> 'refused' OR answer IS NOT NULL`)
@Index('requests_open', ['organisationId', 'subjectKey'], { unique: true, where: `state = 'open'` })
@Index('requests_newest', ['organisationId', 'state', 'askedAt'])
export class RequestEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'requests_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('text') kind!: RequestKind;
  @Column('text') state!: RequestState;
  @Column('integer') revision!: number;
  @Column('text', { name: 'subject_key' }) subjectKey!: string;
  /** As it was called when it was asked for. */
  @Column('text') title!: string;
  @Column('uuid', { name: 'workflow_id', nullable: true }) workflowId!: WorkflowId | null;
  @Column('uuid', { name: 'connector_id', nullable: true }) connectorId!: ConnectorId | null;
  @Column('uuid', { name: 'tool_id', nullable: true }) toolId!: ToolId | null;
  @Column('uuid', { name: 'layer_id', nullable: true }) layerId!: string | null;
  @Column('uuid', { name: 'rule_id', nullable: true }) ruleId!: string | null;
  /** The run whose refusal led here. */
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: RunId | null;
  /** The system that nobody has connected yet. */
  @Column('text', { nullable: true }) wanted!: string | null;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('uuid', { name: 'decided_by_id', nullable: true }) decidedById!: PersonId | null;
  /** What the steward said. */
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('uuid', { name: 'exception_id', nullable: true }) exceptionId!: string | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
}

/** Somebody who asks the question of a request: the first of them, or one who joined. */
@Entity('request_askers')
@Index('request_askers_person', ['organisationId', 'personId', 'askedAt'])
export class RequestAskerEntity {
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @PrimaryColumn('uuid', { name: 'request_id', primaryKeyConstraintName: 'request_askers_pk' }) requestId!: string;
  @ManyToOne(() => RequestEntity)
  @JoinColumn({ name: 'request_id', foreignKeyConstraintName: 'request_askers_request' })
  request?: Relation<RequestEntity>;
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'request_askers_pk' }) personId!: PersonId;
  @Column('text') justification!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  /** When the person was shown the answer. */
  @Column('timestamptz', { name: 'seen_at', nullable: true }) seenAt!: Date | null;
}

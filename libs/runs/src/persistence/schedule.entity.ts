import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Id, JsonObject, OrganisationId, PersonId, RunId, WorkflowId } from '@groundswell/kernel';
import type { KeptRefusal } from '../start-run/kept-refusal.js';
import type { FiringStatus, MissedRule, OverlapRule, PauseCode, ScheduleState } from '../domain/schedule.js';

export type ScheduleId = Id<'schedule'>;

/** A workflow that runs by the clock, with fixed inputs and its owner's authority. */
@Entity('schedules')
@Check('schedules_missed', `missed_rule IN ('skip', 'once', 'all') AND missed_cap BETWEEN 1 AND 50`)
@Check('schedules_overlap', `overlap_rule IN ('skip', 'queue', 'allow')`)
@Check('schedules_state', `state IN ('active', 'paused', 'ended')`)
@Check('schedules_paused', `(state = 'paused') = (pause_code IS NOT NULL)`)
@Check('schedules_due', `(state = 'active') = (next_due_at IS NOT NULL) AND (state = 'active') = (wake_at IS NOT NULL)`)
@Index('schedules_wake', ['wakeAt'], { where: `state = 'active'` })
@Index('schedules_workflow', ['organisationId', 'workflowId'])
@Index('schedules_owner', ['organisationId', 'ownerId'])
export class ScheduleEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'schedules_pk' }) id!: ScheduleId;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: WorkflowId;
  /** Whose authority its runs have. */
  @Column('uuid', { name: 'owner_id' }) ownerId!: PersonId;
  @Column('text') name!: string;
  @Column('json') inputs!: JsonObject;
  @Column('text') cron!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('text', { name: 'missed_rule' }) missedRule!: MissedRule;
  @Column('integer', { name: 'missed_cap' }) missedCap!: number;
  @Column('text', { name: 'overlap_rule' }) overlapRule!: OverlapRule;
  @Column('text') state!: ScheduleState;
  @Column('text', { name: 'pause_code', nullable: true }) pauseCode!: PauseCode | null;
  @Column('text', { name: 'pause_reason', nullable: true }) pauseReason!: string | null;
  @Column('timestamptz', { name: 'paused_at', nullable: true }) pausedAt!: Date | null;
  @Column('integer', { name: 'refusals_in_a_row' }) refusalsInARow!: number;
  @Column('timestamptz', { name: 'next_due_at', nullable: true }) nextDueAt!: Date | null;
  /** When a worker looks at it: when it falls due, or sooner while a time waits its turn. */
  @Column('timestamptz', { name: 'wake_at', nullable: true }) wakeAt!: Date | null;
  @Column('integer') revision!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
}

/** A time at which a schedule fell due, and what came of it. */
@Entity('schedule_firings')
@Check('schedule_firings_status', `status IN ('waiting', 'started', 'skipped', 'refused')`)
@Check('schedule_firings_run', `(status = 'started') = (run_id IS NOT NULL)`)
@Check('schedule_firings_reason', `status IN ('waiting', 'started') OR code IS NOT NULL`)
@Index('schedule_firings_once', ['scheduleId', 'dueAt'], { unique: true })
@Index('schedule_firings_waiting', ['scheduleId', 'dueAt'], { where: `status = 'waiting'` })
@Index('schedule_firings_of_run', ['runId'], { where: 'run_id IS NOT NULL' })
export class ScheduleFiringEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'schedule_firings_pk' }) id!: Id<'schedule-firing'>;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('uuid', { name: 'schedule_id' }) scheduleId!: ScheduleId;
  @ManyToOne(() => ScheduleEntity)
  @JoinColumn({ name: 'schedule_id', foreignKeyConstraintName: 'schedule_firings_schedule' })
  schedule?: Relation<ScheduleEntity>;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  /** How many due times it stands for: more than one where times were missed. */
  @Column('integer', { name: 'stands_for' }) standsFor!: number;
  @Column('text') status!: FiringStatus;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: RunId | null;
  @Column('text', { nullable: true }) code!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { name: 'next_step', nullable: true }) nextStep!: string | null;
  @Column('timestamptz', { name: 'decided_at' }) decidedAt!: Date;
  /** Whether its owner fired it at that moment, instead of the clock. */
  @Column('boolean', { name: 'by_hand', default: false }) byHand!: boolean;
  /** What it was refused with, where a rule, a credential or a budget stood against it. */
  @Column('json', { nullable: true }) refusal!: KeptRefusal | null;
}

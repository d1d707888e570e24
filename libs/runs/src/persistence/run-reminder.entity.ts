import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationId, RunId } from '@groundswell/kernel';
import type { RunWait } from '../domain/run.js';

/** That those who are asked were reminded of one wait of a run. The table only grows. */
@Entity('run_reminders')
export class RunReminderEntity {
  @PrimaryColumn('uuid', { name: 'run_id', primaryKeyConstraintName: 'run_reminders_pk' }) runId!: RunId;
  /** The run's while it waits: another wait has another one. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'run_reminders_pk' }) revision!: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: OrganisationId;
  @Column('text', { name: 'waiting_for' }) waitingFor!: RunWait;
  @Column('timestamptz', { name: 'waits_until', nullable: true }) waitsUntil!: Date | null;
  @Column('timestamptz', { name: 'sent_at' }) sentAt!: Date;
}

import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { StopScope } from '../domain/stop.js';
import type { StopReach } from '../ports/stoppable-work.js';

/** One pull of the kill switch, or one drill of it. Only its release is ever written afterwards. */
@Entity('stops')
@Check('stops_scope', `scope IN ('run', 'workflow', 'lineage', 'tool', 'connector', 'person', 'organisation')`)
@Check('stops_tool', `(scope = 'tool') = (tool_name IS NOT NULL AND connector_id IS NOT NULL)`)
@Check('stops_released', `(released_at IS NULL) = (released_by_id IS NULL)`)
@Check('stops_other', `scope <> 'organisation' OR released_by_id IS NULL OR released_by_id <> raised_by_id`)
@Index('stops_active', ['organisationId', 'scope', 'targetId'], {
  unique: true,
  where: `released_at IS NULL AND NOT drill`,
})
@Index('stops_newest', ['organisationId', 'raisedAt', 'id'])
export class StopEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'stops_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('text') scope!: StopScope;
  /** The organisation itself when everything is stopped. */
  @Column('uuid', { name: 'target_id' }) targetId!: string;
  @Column('text', { name: 'target_name' }) targetName!: string;
  @Column('uuid', { name: 'connector_id', nullable: true }) connectorId!: string | null;
  @Column('text', { name: 'tool_name', nullable: true }) toolName!: string | null;
  @Column('text') reason!: string;
  /** Measured only: nothing is stopped by it. */
  @Column('boolean') drill!: boolean;
  @Column('uuid', { name: 'raised_by_id' }) raisedById!: string;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  /** By the clock of the database, against which the sightings of all processes are measured. */
  @Column('timestamptz', { name: 'clicked_at' }) clickedAt!: Date;
  @Column('uuid', { name: 'released_by_id', nullable: true }) releasedById!: string | null;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt!: Date | null;
  @Column('text', { name: 'release_reason', nullable: true }) releaseReason!: string | null;
  /** The processes that listened at the click. */
  @Column('uuid', { array: true }) processes!: string[];
  @Column('jsonb') reach!: StopReach;
}

/** One process saw one stop, so long after the click. */
@Entity('stop_sightings')
export class StopSightingEntity {
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid', { name: 'stop_id', primaryKeyConstraintName: 'stop_sightings_pk' }) stopId!: string;
  @ManyToOne(() => StopEntity)
  @JoinColumn({ name: 'stop_id', foreignKeyConstraintName: 'stop_sightings_stop' })
  stop?: Relation<StopEntity>;
  @PrimaryColumn('uuid', { name: 'process_id', primaryKeyConstraintName: 'stop_sightings_pk' }) processId!: string;
  @Column('integer', { name: 'took_ms' }) tookMs!: number;
}

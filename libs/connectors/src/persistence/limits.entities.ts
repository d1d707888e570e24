import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many calls went through a connector in the present minute and in the one before, over all processes. */
@Entity('connector_minutes')
export class ConnectorMinuteEntity {
  @PrimaryColumn('uuid', { name: 'connector_id', primaryKeyConstraintName: 'connector_minutes_pk' })
  connectorId!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  /** Minutes since the epoch, by the clock of the database. */
  @Column('bigint') minute!: string;
  @Column('integer') calls!: number;
  @Column('integer', { name: 'calls_before' }) callsBefore!: number;
}

/** One of the places of a connector, as many as calls may be under way at once, and the process that holds it. */
@Entity('connector_places')
export class ConnectorPlaceEntity {
  @PrimaryColumn('uuid', { name: 'connector_id', primaryKeyConstraintName: 'connector_places_pk' })
  connectorId!: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'connector_places_pk' }) number!: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid') holder!: string;
  /** A process that died holds it no longer than this. */
  @Column('timestamptz', { name: 'held_until' }) heldUntil!: Date;
}

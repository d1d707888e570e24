import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The time zone that the rollups of an organisation are cut by. */
@Entity('rollup_zones')
export class RollupZoneEntity {
  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'rollup_zones_pk' })
  organisationId!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
}

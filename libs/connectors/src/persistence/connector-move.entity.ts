import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ConnectorEntity } from './connector.entities.js';

/** What a move changed, in numbers and names. */
export interface MoveSummary {
  readonly fromNumber: number;
  readonly toNumber: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  readonly settings: readonly string[];
}

/** One act by which every binding of a connector went to another of its versions. Only added. */
@Entity('connector_moves')
@Index('connector_moves_latest', ['connectorId', 'movedAt'])
export class ConnectorMoveEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'connector_moves_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'connector_id' }) connectorId!: string;
  @ManyToOne(() => ConnectorEntity)
  @JoinColumn({ name: 'connector_id', foreignKeyConstraintName: 'connector_moves_connector' })
  connector?: Relation<ConnectorEntity>;
  @Column('uuid', { name: 'from_version_id' }) fromVersionId!: string;
  @Column('uuid', { name: 'to_version_id' }) toVersionId!: string;
  @Column('jsonb') summary!: MoveSummary;
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
  @Column('uuid', { name: 'moved_by_id' }) movedById!: string;
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ConnectorEntity, DataKeyEntity } from './connector.entities.js';

/** How an operator registered us by hand at the authorization server of a connector. */
@Entity('connector_clients')
@Index('connector_clients_place', ['connectorId', 'issuer'], { unique: true })
export class ConnectorClientEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'connector_clients_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'connector_id' }) connectorId!: string;
  @ManyToOne(() => ConnectorEntity)
  @JoinColumn({ name: 'connector_id', foreignKeyConstraintName: 'connector_clients_connector' })
  connector?: Relation<ConnectorEntity>;
  /** The issuer of the connector version for which it was entered. */
  @Column('text') issuer!: string;
  /** The one authorization server at which we are known so: the secret goes nowhere else. */
  @Column('text', { name: 'authorization_server' }) authorizationServer!: string;
  @Column('text', { name: 'client_id' }) clientId!: string;
  @Column('boolean', { name: 'has_secret' }) hasSecret!: boolean;
  @Column('uuid', { name: 'data_key_id' }) dataKeyId!: string;
  @ManyToOne(() => DataKeyEntity)
  @JoinColumn({ name: 'data_key_id', foreignKeyConstraintName: 'connector_clients_data_key' })
  dataKey?: Relation<DataKeyEntity>;
  /** Client id and secret. */
  @Column('bytea') sealed!: Buffer;
  @Column('timestamptz', { name: 'set_at' }) setAt!: Date;
  @Column('uuid', { name: 'set_by_id' }) setById!: string;
}

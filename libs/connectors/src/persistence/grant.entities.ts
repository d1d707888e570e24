import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ConnectorEntity, DataKeyEntity } from './connector.entities.js';

/** What a person who signed in at an authorization server let us do: tokens, sealed, and where they came from. */
@Entity('connector_grants')
@Index('connector_grants_shared', ['connectorId', 'issuer'], { unique: true, where: 'person_id IS NULL' })
@Index('connector_grants_own', ['connectorId', 'personId', 'issuer'], {
  unique: true,
  where: 'person_id IS NOT NULL',
})
@Index('connector_grants_person', ['organisationId', 'personId'])
export class ConnectorGrantEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'connector_grants_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'connector_id' }) connectorId!: string;
  @ManyToOne(() => ConnectorEntity)
  @JoinColumn({ name: 'connector_id', foreignKeyConstraintName: 'connector_grants_connector' })
  connector?: Relation<ConnectorEntity>;
  /** Whose it is; null for one that the house shares. */
  @Column('uuid', { name: 'person_id', nullable: true }) personId!: string | null;
  /** The issuer of the connector version for which it was given. */
  @Column('text') issuer!: string;
  /** Who issued the tokens. A refresh goes there and nowhere else. */
  @Column('text', { name: 'authorization_server' }) authorizationServer!: string;
  @Column('uuid', { name: 'data_key_id' }) dataKeyId!: string;
  @ManyToOne(() => DataKeyEntity)
  @JoinColumn({ name: 'data_key_id', foreignKeyConstraintName: 'connector_grants_data_key' })
  dataKey?: Relation<DataKeyEntity>;
  @Column('bytea') sealed!: Buffer;
  @Column('text', { nullable: true }) scope!: string | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'granted_at' }) grantedAt!: Date;
  @Column('uuid', { name: 'granted_by_id' }) grantedById!: string;
  @Column('timestamptz', { name: 'refreshed_at', nullable: true }) refreshedAt!: Date | null;
}

/** A person who was sent to an authorization server and is not back yet. */
@Entity('connector_sign_ins')
@Index('connector_sign_ins_state', ['stateDigest'], { unique: true })
export class ConnectorSignInEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'connector_sign_ins_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'connector_id' }) connectorId!: string;
  @ManyToOne(() => ConnectorEntity)
  @JoinColumn({ name: 'connector_id', foreignKeyConstraintName: 'connector_sign_ins_connector' })
  connector?: Relation<ConnectorEntity>;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  /** SHA-256 of the state that the person must bring back. */
  @Column('text', { name: 'state_digest' }) stateDigest!: string;
  @Column('uuid', { name: 'data_key_id' }) dataKeyId!: string;
  @ManyToOne(() => DataKeyEntity)
  @JoinColumn({ name: 'data_key_id', foreignKeyConstraintName: 'connector_sign_ins_data_key' })
  dataKey?: Relation<DataKeyEntity>;
  /** The code verifier, the client and where the code is to be exchanged. */
  @Column('bytea') sealed!: Buffer;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { DataClass } from '@groundswell/policies';
import type { Risk } from '../domain/tool-labels.js';
import type { ToolStatus } from '../domain/tool-status.js';

/** How a connector's server is reached. */
export type ConnectorTransport = 'stdio' | 'http';
/** What the last look at a connector found. */
export type HealthState = 'healthy' | 'failing' | 'unknown';

/** Whose credentials a connector works with: those of the house, or those of the person behind the call. */
export type CredentialMode = 'shared' | 'personal';
/** How it proves who it is: with fixed headers or variables, or with tokens of an authorization server. */
export type SignIn = 'static' | 'oauth';

/** What calls through one connector may take, in each server process. */
export interface ConnectorLimits {
  readonly callsPerMinute: number;
  readonly maxConcurrent: number;
  readonly timeoutMs: number;
}

/** A connector as people know it; how it is reached stands in its versions. */
@Entity('connectors')
@Index('connectors_name', ['organisationId', 'name'], { unique: true })
@Index('connectors_slug', ['organisationId', 'slug'], { unique: true })
@Index('connectors_client_key', ['organisationId', 'clientKey'], { unique: true })
@Check('connectors_era', `protocol_era IN ('legacy', 'modern')`)
export class ConnectorEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'connectors_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  /** The name in tool names towards a model: lower-case letters, digits and dashes. Never changes. */
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('uuid', { name: 'current_version_id' }) currentVersionId!: string;
  /** Which protocol line its server spoke last; null asks again. */
  @Column('text', { name: 'protocol_era', nullable: true }) protocolEra!: 'legacy' | 'modern' | null;
  @Column('integer', { name: 'set_up_minutes', nullable: true }) setUpMinutes!: number | null;
  /** The submit that made it: the same submit twice makes one connector. */
  @Column('text', { name: 'client_key', nullable: true }) clientKey!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('uuid', { name: 'created_by_id' }) createdById!: string;
}

/** One configuration of a connector. Never changed: bindings, approvals and audits point at it. */
@Entity('connector_versions')
@Index('connector_versions_number', ['connectorId', 'number'], { unique: true })
@Check('connector_versions_transport', `transport IN ('stdio', 'http')`)
@Check('connector_versions_data_class', `data_class IN ('public', 'internal', 'confidential', 'personal')`)
@Check('connector_versions_credential_mode', `credential_mode IN ('shared', 'personal')`)
@Check('connector_versions_sign_in', `sign_in IN ('static', 'oauth')`)
export class ConnectorVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'connector_versions_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'connector_id' }) connectorId!: string;
  @ManyToOne(() => ConnectorEntity)
  @JoinColumn({ name: 'connector_id', foreignKeyConstraintName: 'connector_versions_connector' })
  connector?: Relation<ConnectorEntity>;
  @Column('integer') number!: number;
  @Column('text') transport!: ConnectorTransport;
  /** stdio: the entry of the operator's catalogue. */
  @Column('text', { name: 'catalogue_key', nullable: true }) catalogueKey!: string | null;
  /** HTTP: the address. */
  @Column('text', { nullable: true }) url!: string | null;
  /** stdio: the values of the entry's settings that are no secrets. */
  @Column('jsonb') settings!: Readonly<Record<string, string>>;
  @Column('text', { name: 'data_class' }) dataClass!: DataClass;
  /** To whom its credentials belong: a credential is used for this issuer and no other. See `issuerOf`. */
  @Column('text') issuer!: string;
  @Column('text', { name: 'credential_mode' }) credentialMode!: CredentialMode;
  @Column('text', { name: 'sign_in' }) signIn!: SignIn;
  @Column('jsonb') limits!: ConnectorLimits;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('uuid', { name: 'created_by_id' }) createdById!: string;
}

/** A tool of one connector version: the definition that a person approved, and what a person says of it. */
@Entity('tools')
@Index('tools_name', ['connectorVersionId', 'name'], { unique: true })
@Index('tools_connector', ['organisationId', 'connectorId'])
@Check('tools_status', `status IN ('allowed', 'blocked', 'quarantined')`)
@Check('tools_status_before', `status_before IN ('allowed', 'blocked')`)
@Check('tools_risk', `risk IN ('read', 'write', 'destructive')`)
export class ToolEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tools_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'connector_id' }) connectorId!: string;
  @Column('uuid', { name: 'connector_version_id' }) connectorVersionId!: string;
  @ManyToOne(() => ConnectorVersionEntity)
  @JoinColumn({ name: 'connector_version_id', foreignKeyConstraintName: 'tools_connector_version' })
  connectorVersion?: Relation<ConnectorVersionEntity>;
  @Column('text') name!: string;
  /** Canonical JSON as text: jsonb would refuse some of what a server may write, and the digest is over every character. */
  @Column('text') definition!: string;
  @Column('text') digest!: string;
  @Column('text') status!: ToolStatus;
  /** Where it returns to when its definition is accepted. */
  @Column('text', { name: 'status_before' }) statusBefore!: 'allowed' | 'blocked';
  @Column('text') risk!: Risk;
  @Column('boolean', { name: 'returns_untrusted' }) returnsUntrusted!: boolean;
  @Column('boolean', { name: 'reaches_outside' }) reachesOutside!: boolean;
  /** The argument under which the server takes a repeated call for the same call; null when there is none. */
  @Column('text', { name: 'idempotency_argument', nullable: true }) idempotencyArgument!: string | null;
  /** Null while the labels are only suggested. */
  @Column('timestamptz', { name: 'labelled_at', nullable: true }) labelledAt!: Date | null;
  @Column('timestamptz', { name: 'pinned_at' }) pinnedAt!: Date;
  /** What its server says instead of the pinned definition, as JSON text. */
  @Column('text', { nullable: true }) drift!: string | null;
  @Column('timestamptz', { name: 'drift_detected_at', nullable: true }) driftDetectedAt!: Date | null;
  @Column('integer') revision!: number;
}

/** The key of an organisation's secrets, wrapped by a master key that lives outside the database. */
@Entity('data_keys')
@Index('data_keys_current', ['organisationId'], { unique: true, where: 'retired_at IS NULL' })
export class DataKeyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'data_keys_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('text', { name: 'master_key_id' }) masterKeyId!: string;
  @Column('bytea') wrapped!: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'retired_at', nullable: true }) retiredAt!: Date | null;
}

/** A secret of a connector, sealed with a data key. Goes out only to the connector's process or request. */
@Entity('connector_secrets')
@Index('connector_secrets_shared', ['connectorId', 'issuer', 'name'], { unique: true, where: 'person_id IS NULL' })
@Index('connector_secrets_own', ['connectorId', 'personId', 'issuer', 'name'], {
  unique: true,
  where: 'person_id IS NOT NULL',
})
@Index('connector_secrets_person', ['organisationId', 'personId'])
export class ConnectorSecretEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'connector_secrets_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'connector_id' }) connectorId!: string;
  @ManyToOne(() => ConnectorEntity)
  @JoinColumn({ name: 'connector_id', foreignKeyConstraintName: 'connector_secrets_connector' })
  connector?: Relation<ConnectorEntity>;
  /** Whose it is; null for one that the house shares. */
  @Column('uuid', { name: 'person_id', nullable: true }) personId!: string | null;
  @Column('text') issuer!: string;
  @Column('text') name!: string;
  @Column('uuid', { name: 'data_key_id' }) dataKeyId!: string;
  @ManyToOne(() => DataKeyEntity)
  @JoinColumn({ name: 'data_key_id', foreignKeyConstraintName: 'connector_secrets_data_key' })
  dataKey?: Relation<DataKeyEntity>;
  @Column('bytea') sealed!: Buffer;
  @Column('timestamptz', { name: 'set_at' }) setAt!: Date;
  @Column('uuid', { name: 'set_by_id' }) setById!: string;
}

/** One look at a connector: a test, a discovery, or a call that found it failing. */
@Entity('connector_health')
@Index('connector_health_latest', ['connectorId', 'checkedAt'])
@Check('connector_health_state', `state IN ('healthy', 'failing')`)
export class ConnectorHealthEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'connector_health_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'connector_id' }) connectorId!: string;
  @ManyToOne(() => ConnectorEntity)
  @JoinColumn({ name: 'connector_id', foreignKeyConstraintName: 'connector_health_connector' })
  connector?: Relation<ConnectorEntity>;
  @Column('text') state!: 'healthy' | 'failing';
  @Column('text', { nullable: true }) message!: string | null;
  @Column('integer', { name: 'tool_count', nullable: true }) toolCount!: number | null;
  @Column('integer', { name: 'duration_ms' }) durationMs!: number;
  @Column('timestamptz', { name: 'checked_at' }) checkedAt!: Date;
}

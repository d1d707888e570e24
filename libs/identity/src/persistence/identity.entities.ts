import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type Role, safeInteger } from '@groundswell/platform';

@Entity('organisations')
@Check('organisations_self', 'organisation_id = id')
export class OrganisationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'organisations_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('text') name!: string;
  /** ISO 4217. */
  @Column('text') currency!: string;
  /** IANA name. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('integer', { name: 'fte_hours_per_year' }) fteHoursPerYear!: number;
  @Column('bigint', { name: 'loaded_rate_micros_per_hour', transformer: safeInteger }) loadedRateMicrosPerHour!: number;
  /** What one US dollar is worth in micro-units of the currency: model prices are in dollars. */
  @Column('bigint', { name: 'usd_rate_micros', transformer: safeInteger }) usdRateMicros!: number;
  @Column('boolean') demo!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

/** What an hour of work cost, from when on. Only grows; the organisation itself carries the newest. */
@Entity('organisation_rates')
@Check('organisation_rates_positive', 'loaded_rate_micros_per_hour > 0')
@Index('organisation_rates_valid', ['organisationId', 'validFrom'])
export class OrganisationRateEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'organisation_rates_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('bigint', { name: 'loaded_rate_micros_per_hour', transformer: safeInteger }) loadedRateMicrosPerHour!: number;
  @Column('timestamptz', { name: 'valid_from' }) validFrom!: Date;
}

@Entity('teams')
@Index('teams_name', ['organisationId', 'name'], { unique: true })
export class TeamEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'teams_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity('people')
@Index('people_email', ['organisationId', 'email'], { unique: true })
@Index('people_sign_in', ['email'])
export class PersonEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'people_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('text') name!: string;
  /** Lower case. */
  @Column('text') email!: string;
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('text', { array: true }) roles!: Role[];
  @Column('boolean') active!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'deactivated_at', nullable: true }) deactivatedAt!: Date | null;
}

@Entity('team_members')
@Index('team_members_person', ['organisationId', 'personId'])
export class TeamMemberEntity {
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid', { name: 'team_id', primaryKeyConstraintName: 'team_members_pk' }) teamId!: string;
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'team_members_pk' }) personId!: string;
}

@Entity('sessions')
@Index('sessions_token', ['tokenDigest'], { unique: true })
@Index('sessions_person', ['organisationId', 'personId'])
export class SessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text', { name: 'token_digest' }) tokenDigest!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

@Entity('invitations')
@Index('invitations_token', ['tokenDigest'], { unique: true })
@Index('invitations_open', ['organisationId', 'email'])
export class InvitationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invitations_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) roles!: Role[];
  @Column('uuid', { name: 'team_ids', array: true }) teamIds!: string[];
  @Column('text', { name: 'token_digest' }) tokenDigest!: string;
  @Column('uuid', { name: 'invited_by_id' }) invitedById!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

/** A link that signs one person in: exists in demo mode only. */
@Entity('sign_in_links')
@Index('sign_in_links_token', ['tokenDigest'], { unique: true })
export class SignInLinkEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sign_in_links_pk' }) id!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text', { name: 'token_digest' }) tokenDigest!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

/** Sign-ins that were tried from one address or for one account, by a digest of it. Of no organisation: only the owner sees them. */
@Entity('sign_in_failures')
@Index('sign_in_failures_until', ['windowUntil'])
export class SignInFailureEntity {
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('text', { name: 'attempt_key', primaryKeyConstraintName: 'sign_in_failures_pk' }) attemptKey!: string;
  @Column('integer') failures!: number;
  @Column('timestamptz', { name: 'window_until' }) windowUntil!: Date;
}

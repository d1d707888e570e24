import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { JsonScalar } from '@groundswell/platform';
import type { DataClass } from '@groundswell/policies';
import type { CredentialMode, SignIn } from '../persistence/connector.entities.js';
import { ConnectorLimitsType, CredentialModeEnum, SignInEnum } from './connector-use.type.js';
import type { Risk } from '../domain/tool-labels.js';
import type { ToolStatus } from '../domain/tool-status.js';

export enum RiskEnum {
  read = 'read',
  write = 'write',
  destructive = 'destructive',
}
registerEnumType(RiskEnum, { name: 'Risk', description: 'How far a tool’s effect goes, as a steward says.' });

export enum ToolStatusEnum {
  allowed = 'allowed',
  blocked = 'blocked',
  quarantined = 'quarantined',
}
registerEnumType(ToolStatusEnum, { name: 'ToolStatus' });

export enum DataClassEnum {
  public = 'public',
  internal = 'internal',
  confidential = 'confidential',
  personal = 'personal',
}
registerEnumType(DataClassEnum, { name: 'DataClass', description: 'What kind of data a connector gives access to.' });

@ObjectType('CatalogueSetting')
export class CatalogueSettingType {
  @Field() name!: string;
  @Field() label!: string;
  @Field() secret!: boolean;
  @Field() required!: boolean;
  @Field() help!: string;
  @Field({ description: 'text, choice, url, folder, document, database, headerName or headerValue.' }) kind!: string;
  @Field(() => [String]) choices!: readonly string[];
  @Field(() => String, { nullable: true, description: 'Taken when the setting is left empty.' }) fallback!:
    string | null;
}

@ObjectType('CatalogueEntry', { description: 'A command that the operator allows for connectors.' })
export class CatalogueEntryType {
  @Field() key!: string;
  @Field() title!: string;
  @Field() description!: string;
  @Field() transport!: string;
  @Field(() => [CatalogueSettingType]) settings!: CatalogueSettingType[];
}

@ObjectType('ConnectorHealth')
export class ConnectorHealthType {
  @Field({ description: 'healthy, failing or unknown.' }) state!: string;
  @Field(() => GraphQLISODateTime, { nullable: true }) checkedAt!: Date | null;
  @Field(() => String, { nullable: true }) message!: string | null;
}

@ObjectType('SecretState', { description: 'Whether a secret is set. Never the secret.' })
export class SecretStateType {
  @Field() name!: string;
  @Field() set!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true }) setAt!: Date | null;
  /** `whereUsed` is added by the library that knows bindings. */
  connectorId!: string;
}

@ObjectType('DefinitionChange', { description: 'One readable change of a tool’s definition.' })
export class DefinitionChangeType {
  @Field() area!: string;
  @Field() label!: string;
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}

@ObjectType('ToolDrift', { description: 'How a tool differs from the definition that a person approved.' })
export class ToolDriftType {
  @Field(() => GraphQLISODateTime) detectedAt!: Date;
  @Field(() => [DefinitionChangeType]) changes!: readonly DefinitionChangeType[];
}

/** `usedBy` and `usedByCount` are added by the library that knows bindings. */
@ObjectType('Connector', { description: 'A governed configuration of an MCP server.' })
export class ConnectorType {
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field() description!: string;
  @Field({ description: 'stdio or http.' }) transport!: string;
  @Field({ description: 'Its command with its settings, or its web address.' }) address!: string;
  @Field(() => DataClassEnum) dataClass!: DataClass;
  @Field(() => CredentialModeEnum) credentialMode!: CredentialMode;
  @Field(() => SignInEnum) signIn!: SignIn;
  @Field({ description: 'To whom its credentials are shown, and to nobody else.' }) issuer!: string;
  @Field(() => ConnectorLimitsType) limits!: ConnectorLimitsType;
  @Field(() => Int) version!: number;
  @Field(() => ID) versionId!: string;
  @Field({ description: 'ready, incomplete (a secret is missing), failing, or attention (a tool is quarantined).' })
  status!: string;
  @Field(() => ConnectorHealthType) health!: ConnectorHealthType;
  @Field({ description: 'Whether its process is confined; an address has no process here.' }) sandboxed!: boolean;
  @Field(() => [SecretStateType]) secrets!: SecretStateType[];
  @Field(() => Int, { nullable: true }) setUpMinutes!: number | null;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  createdById!: string;
}

@ObjectType('Tool', { description: 'A tool of a connector, pinned by the digest of its definition.' })
export class ToolType {
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field() title!: string;
  @Field({ description: 'As its server says, with invisible characters written out. Not to be believed.' })
  description!: string;
  @Field(() => JsonScalar) inputSchema!: unknown;
  @Field(() => RiskEnum) risk!: Risk;
  @Field() returnsUntrusted!: boolean;
  @Field() reachesOutside!: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'The argument under which a repeated call counts as the same call; such a call is repeated after a crash.',
  })
  idempotencyArgument!: string | null;
  @Field(() => [String], { description: 'The arguments that could carry such a key.' }) keyArguments!: string[];
  @Field(() => ToolStatusEnum) status!: ToolStatus;
  @Field({ description: 'Whether a person confirmed the labels; before that they are only suggested.' })
  labelled!: boolean;
  @Field() digest!: string;
  @Field(() => GraphQLISODateTime) pinnedAt!: Date;
  @Field(() => ToolDriftType, { nullable: true }) drift!: ToolDriftType | null;
  connectorId!: string;
}

@ObjectType('ConnectorTest')
export class ConnectorTestType {
  @Field() ok!: boolean;
  @Field() message!: string;
  @Field(() => Int) toolCount!: number;
  @Field(() => Int) durationMs!: number;
}

import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '@groundswell/platform';
import type { DataClass } from '@groundswell/policies';
import type { CredentialMode, SignIn } from '../persistence/connector.entities.js';
import { ConnectorLimitsInput, ConnectorLimitsType, CredentialModeEnum, SignInEnum } from './connector-use.type.js';
import { SecretInput } from './connectors.input.js';
import { DataClassEnum, DefinitionChangeType } from './connectors.type.js';

@ObjectType('ConnectorVersion', { description: 'One configuration of a connector. Never changes.' })
export class ConnectorVersionType {
  @Field(() => ID) id!: string;
  @Field(() => Int) number!: number;
  @Field({ description: 'Whether bindings lead here.' }) present!: boolean;
  @Field() transport!: string;
  @Field() address!: string;
  @Field(() => String, { nullable: true }) catalogueKey!: string | null;
  @Field(() => String, { nullable: true }) url!: string | null;
  @Field(() => JsonScalar) settings!: unknown;
  @Field(() => DataClassEnum) dataClass!: DataClass;
  @Field(() => CredentialModeEnum) credentialMode!: CredentialMode;
  @Field(() => SignInEnum) signIn!: SignIn;
  @Field({ description: 'To whom its credentials are shown, and to nobody else.' }) issuer!: string;
  @Field(() => ConnectorLimitsType) limits!: ConnectorLimitsType;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  connectorId!: string;
  createdById!: string;
}

@ObjectType('ChangedTool')
export class ChangedToolType {
  @Field() name!: string;
  @Field(() => [DefinitionChangeType]) changes!: readonly DefinitionChangeType[];
}

/** `affects` is added by the library that knows bindings. */
@ObjectType('ConnectorVersionDifference', { description: 'What moving bindings to a version would change.' })
export class ConnectorVersionDifferenceType {
  @Field(() => ConnectorVersionType) from!: ConnectorVersionType;
  @Field(() => ConnectorVersionType) to!: ConnectorVersionType;
  @Field(() => [DefinitionChangeType]) settings!: readonly DefinitionChangeType[];
  @Field(() => [String]) added!: readonly string[];
  @Field(() => [String]) removed!: readonly string[];
  @Field(() => [ChangedToolType]) changed!: readonly ChangedToolType[];
  @Field(() => Int) unchanged!: number;
  @Field(() => [String], { description: 'New and changed tools whose labels nobody has confirmed: they stay blocked.' })
  toLookAt!: readonly string[];
  connectorId!: string;
}

@ObjectType('ConnectorMove', { description: 'One act by which every binding went to another version.' })
export class ConnectorMoveType {
  @Field(() => ID) id!: string;
  @Field(() => Int) fromNumber!: number;
  @Field(() => Int) toNumber!: number;
  @Field(() => [String]) added!: readonly string[];
  @Field(() => [String]) removed!: readonly string[];
  @Field(() => [String]) changed!: readonly string[];
  @Field(() => [String]) settings!: readonly string[];
  @Field(() => GraphQLISODateTime) movedAt!: Date;
  movedById!: string;
}

@ObjectType('ConnectorHealthLook', { description: 'One look at a connector that was kept.' })
export class ConnectorHealthLookType {
  @Field(() => ID) id!: string;
  @Field({ description: 'healthy or failing.' }) state!: string;
  @Field(() => String, { nullable: true }) message!: string | null;
  @Field(() => Int, { nullable: true }) toolCount!: number | null;
  @Field(() => Int) durationMs!: number;
  @Field(() => GraphQLISODateTime) checkedAt!: Date;
}

@InputType('ChangeConnectorInput')
export class ChangeConnectorInput {
  @Field(() => ID) connectorId!: string;
  @Field(() => Int, { description: 'The newest version that was seen.' }) seenNumber!: number;
  @Field() transport!: string;
  @Field(() => String, { nullable: true }) catalogueKey?: string | null;
  @Field(() => String, { nullable: true }) url?: string | null;
  @Field(() => JsonScalar) settings!: unknown;
  @Field(() => [SecretInput], { description: 'Those that stay are left out, unless the address changes.' })
  secrets!: SecretInput[];
  @Field(() => DataClassEnum) dataClass!: DataClass;
  @Field(() => CredentialModeEnum) credentialMode!: CredentialMode;
  @Field(() => SignInEnum) signIn!: SignIn;
  @Field(() => ConnectorLimitsInput, { nullable: true }) limits?: ConnectorLimitsInput | null;
}

import { Field, ID, InputType } from '@nestjs/graphql';
import { JsonScalar } from '@groundswell/platform';
import type { DataClass } from '@groundswell/policies';
import type { Risk } from '../domain/tool-labels.js';
import type { CredentialMode, SignIn } from '../persistence/connector.entities.js';
import { ConnectorLimitsInput, CredentialModeEnum, SignInEnum } from './connector-use.type.js';
import { DataClassEnum, RiskEnum } from './connectors.type.js';

@InputType('SecretInput')
export class SecretInput {
  @Field() name!: string;
  @Field() value!: string;
}

@InputType('RegisterConnectorInput')
export class RegisterConnectorInput {
  @Field() name!: string;
  @Field() description!: string;
  @Field({ description: 'stdio, for a command of the catalogue, or http, for an address.' }) transport!: string;
  @Field(() => String, { nullable: true }) catalogueKey?: string | null;
  @Field(() => String, { nullable: true }) url?: string | null;
  @Field(() => JsonScalar) settings!: unknown;
  @Field(() => [SecretInput], { description: 'stdio: by the name of the setting. http: by the name of the header.' })
  secrets!: SecretInput[];
  @Field(() => DataClassEnum) dataClass!: DataClass;
  @Field(() => CredentialModeEnum, { nullable: true, description: 'shared, if left out.' })
  credentialMode?: CredentialMode | null;
  @Field(() => SignInEnum, { nullable: true, description: 'static, if left out.' }) signIn?: SignIn | null;
  @Field(() => ConnectorLimitsInput, { nullable: true }) limits?: ConnectorLimitsInput | null;
  @Field(() => String, { nullable: true, description: 'The same submit twice makes one connector.' })
  clientKey?: string | null;
}

@InputType('LabelToolInput')
export class LabelToolInput {
  @Field(() => ID) toolId!: string;
  @Field(() => RiskEnum) risk!: Risk;
  @Field() returnsUntrusted!: boolean;
  @Field() reachesOutside!: boolean;
  @Field(() => String, { nullable: true, description: 'Null for none; left out, it stays as it is.' })
  idempotencyArgument?: string | null;
}

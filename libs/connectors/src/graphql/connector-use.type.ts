import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum CredentialModeEnum {
  shared = 'shared',
  personal = 'personal',
}
registerEnumType(CredentialModeEnum, {
  name: 'CredentialMode',
  description: 'Whose credentials a connector works with: those of the house, or of the person behind each call.',
});

export enum SignInEnum {
  static = 'static',
  oauth = 'oauth',
}
registerEnumType(SignInEnum, {
  name: 'SignInKind',
  description: 'How it proves who it is: with secrets that were entered, or by signing in at an authorization server.',
});

@ObjectType('ConnectorLimits', { description: 'What calls through a connector may take, over all server processes.' })
export class ConnectorLimitsType {
  @Field(() => Int) callsPerMinute!: number;
  @Field(() => Int) maxConcurrent!: number;
  @Field(() => Int) timeoutMs!: number;
}

@InputType('ConnectorLimitsInput')
export class ConnectorLimitsInput {
  @Field(() => Int, { nullable: true }) callsPerMinute?: number;
  @Field(() => Int, { nullable: true }) maxConcurrent?: number;
  @Field(() => Int, { nullable: true }) timeoutMs?: number;
}

import {
  createUnionType,
  Field,
  GraphQLISODateTime,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from '@nestjs/graphql';
import { MicrosScalar, type Role } from '@groundswell/platform';

/** The roles as GraphQL shows them. */
export enum RoleEnum {
  runner = 'runner',
  builder = 'builder',
  steward = 'steward',
  leader = 'leader',
  auditor = 'auditor',
  owner = 'owner',
}
registerEnumType(RoleEnum, { name: 'Role', description: 'What a person may do; several add up.' });

@ObjectType('Team', { description: 'A group of people that owns workflows.' })
export class TeamType {
  @Field(() => ID) id!: string;
  @Field() name!: string;
}

@ObjectType('Person')
export class PersonType {
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field() email!: string;
  @Field(() => [RoleEnum]) roles!: readonly Role[];
  @Field() active!: boolean;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
}

@ObjectType('PersonPage')
export class PersonPageType {
  @Field(() => [PersonType]) items!: PersonType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@ObjectType('Organisation', { description: 'The tenant: every row belongs to exactly one.' })
export class OrganisationType {
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field({ description: 'ISO 4217.' }) currency!: string;
  @Field({ description: 'IANA name.' }) timeZone!: string;
  @Field(() => Int) fteHoursPerYear!: number;
  @Field(() => MicrosScalar) loadedRateMicrosPerHour!: number;
  @Field(() => MicrosScalar, { description: 'What one US dollar is worth: model prices are in dollars.' })
  usdRateMicros!: number;
  @Field({ description: 'Whether this is the generated demo programme.' }) demo!: boolean;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
}

@ObjectType('Me', { description: 'The signed-in person.' })
export class MeType {
  @Field(() => PersonType) person!: PersonType;
  @Field(() => OrganisationType) organisation!: OrganisationType;
  @Field(() => [String], { description: 'Permissions held for at least something.' }) permissions!: readonly string[];
}

@ObjectType('SetupState')
export class SetupStateType {
  @Field() needed!: boolean;
  @Field() demo!: boolean;
  @Field() productVersion!: string;
}

@ObjectType('OrganisationChoice')
export class OrganisationChoiceType {
  @Field(() => ID) id!: string;
  @Field() name!: string;
}

@ObjectType('ChooseOrganisation', { description: 'The same address and password open several organisations.' })
export class ChooseOrganisationType {
  @Field(() => [OrganisationChoiceType]) organisations!: readonly OrganisationChoiceType[];
}

export const SignInResultType = createUnionType({
  name: 'SignInResult',
  types: () => [MeType, ChooseOrganisationType] as const,
  resolveType: (value: MeType | ChooseOrganisationType) => ('organisations' in value ? ChooseOrganisationType : MeType),
});

@ObjectType('Invitation')
export class InvitationType {
  @Field(() => ID) id!: string;
  @Field() email!: string;
  @Field() name!: string;
  @Field(() => [RoleEnum]) roles!: readonly Role[];
  @Field(() => GraphQLISODateTime) expiresAt!: Date;
  invitedById!: string;
  teamIds!: readonly string[];
}

@ObjectType('IssuedInvitation')
export class IssuedInvitationType {
  @Field(() => InvitationType) invitation!: InvitationType;
  @Field({ description: 'Shown once: pass it on to the person.' }) link!: string;
}

@ObjectType('InvitationPreview')
export class InvitationPreviewType {
  @Field() organisationName!: string;
  @Field() email!: string;
  @Field() name!: string;
  @Field(() => [RoleEnum]) roles!: readonly Role[];
  @Field(() => GraphQLISODateTime) expiresAt!: Date;
}

@InputType('SetUpInput')
export class SetUpInput {
  @Field() token!: string;
  @Field() organisationName!: string;
  @Field() currency!: string;
  @Field() timeZone!: string;
  @Field() name!: string;
  @Field() email!: string;
  @Field() password!: string;
}

@InputType('SignInInput')
export class SignInInput {
  @Field() email!: string;
  @Field() password!: string;
  @Field(() => ID, { nullable: true }) organisationId?: string | null;
}

@InputType('InvitePersonInput')
export class InvitePersonInput {
  @Field() email!: string;
  @Field() name!: string;
  @Field(() => [RoleEnum]) roles!: Role[];
  @Field(() => [ID]) teamIds!: string[];
}

@InputType('AcceptInvitationInput')
export class AcceptInvitationInput {
  @Field() token!: string;
  @Field() name!: string;
  @Field() password!: string;
}

@InputType('CreateTeamInput')
export class CreateTeamInput {
  @Field() name!: string;
}

@InputType('UpdateOrganisationInput')
export class UpdateOrganisationInput {
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) currency?: string | null;
  @Field(() => String, { nullable: true }) timeZone?: string | null;
  @Field(() => Int, { nullable: true }) fteHoursPerYear?: number | null;
  @Field(() => MicrosScalar, { nullable: true }) loadedRateMicrosPerHour?: number | null;
  @Field(() => MicrosScalar, { nullable: true }) usdRateMicros?: number | null;
}

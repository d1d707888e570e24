import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { isId } from '@groundswell/kernel';
import {
  type Actor,
  CurrentActor,
  Database,
  Permission,
  type RequestContext,
  type Role,
  SignedIn,
} from '@groundswell/platform';
import { PeopleDirectory } from '../directory/people-directory.js';
import { SearchPeopleQuery } from '../directory/search-people.query.js';
import { InvitationsService } from '../invite-person/invitations.service.js';
import { ManagePeopleService } from '../manage-people/manage-people.service.js';
import { UpdateOrganisationService } from '../manage-people/update-organisation.service.js';
import { IdentityLoaders } from './identity.loaders.js';
import {
  CreateTeamInput,
  InvitationType,
  InvitePersonInput,
  IssuedInvitationType,
  OrganisationType,
  PersonPageType,
  PersonType,
  RoleEnum,
  TeamType,
  UpdateOrganisationInput,
} from './identity.type.js';

@Resolver(() => PersonType)
export class PeopleResolver {
  constructor(
    private readonly database: Database,
    private readonly searchPeople: SearchPeopleQuery,
    private readonly manage: ManagePeopleService,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('person.read')
  @Query(() => PersonPageType)
  async people(
    @CurrentActor() actor: Actor,
    @Args('search', { type: () => String, nullable: true }) search: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<PersonPageType> {
    return this.database.transaction(actor.organisationId, (tx) =>
      this.searchPeople.search(tx, actor.organisationId, search ?? null, first, after ?? null),
    );
  }

  @Permission('person.read')
  @Query(() => PersonType, { nullable: true })
  async person(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<PersonType | null> {
    if (!isId(id)) return null;
    return this.database.transaction(actor.organisationId, (tx) => this.searchPeople.find(tx, id));
  }

  @Permission('person.update')
  @Mutation(() => PersonType)
  async setPersonRoles(
    @CurrentActor() actor: Actor,
    @Args('personId', { type: () => ID }) personId: string,
    @Args('roles', { type: () => [RoleEnum] }) roles: Role[],
  ): Promise<PersonType> {
    return this.manage.setRoles(actor, personId, roles);
  }

  @Permission('person.update')
  @Mutation(() => PersonType)
  async setPersonTeams(
    @CurrentActor() actor: Actor,
    @Args('personId', { type: () => ID }) personId: string,
    @Args('teamIds', { type: () => [ID] }) teamIds: string[],
  ): Promise<PersonType> {
    return this.manage.setTeams(actor, personId, teamIds);
  }

  @Permission('person.deactivate')
  @Mutation(() => PersonType)
  async deactivatePerson(
    @CurrentActor() actor: Actor,
    @Args('personId', { type: () => ID }) personId: string,
  ): Promise<PersonType> {
    return this.manage.deactivate(actor, personId);
  }

  @ResolveField(() => [TeamType])
  async teams(@Parent() person: PersonType, @Context() context: RequestContext): Promise<TeamType[]> {
    return this.loaders.teamsOf(context, person.id);
  }
}

@Resolver(() => TeamType)
export class TeamsResolver {
  constructor(
    private readonly database: Database,
    private readonly searchPeople: SearchPeopleQuery,
    private readonly manage: ManagePeopleService,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('team.read')
  @Query(() => [TeamType])
  async teams(@CurrentActor() actor: Actor): Promise<TeamType[]> {
    return this.database.transaction(actor.organisationId, (tx) => this.searchPeople.teams(tx, actor.organisationId));
  }

  @Permission('team.create')
  @Mutation(() => TeamType)
  async createTeam(@CurrentActor() actor: Actor, @Args('input') input: CreateTeamInput): Promise<TeamType> {
    return this.manage.createTeam(actor, input.name);
  }

  @ResolveField(() => Int)
  async memberCount(@Parent() team: TeamType, @Context() context: RequestContext): Promise<number> {
    return this.loaders.memberCount(context, team.id);
  }
}

@Resolver(() => InvitationType)
export class InvitationsResolver {
  constructor(
    private readonly service: InvitationsService,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('person.invite')
  @Query(() => [InvitationType])
  async invitations(@CurrentActor() actor: Actor): Promise<InvitationType[]> {
    return this.service.listOpen(actor);
  }

  @Permission('person.invite')
  @Mutation(() => IssuedInvitationType)
  async invitePerson(
    @CurrentActor() actor: Actor,
    @Args('input') input: InvitePersonInput,
  ): Promise<IssuedInvitationType> {
    return this.service.invite(actor, input);
  }

  @Permission('person.invite')
  @Mutation(() => Boolean)
  async revokeInvitation(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.service.revoke(actor, id);
    return true;
  }

  @ResolveField(() => PersonType)
  async invitedBy(@Parent() invitation: InvitationType, @Context() context: RequestContext): Promise<PersonType> {
    return this.loaders.person(context, invitation.invitedById);
  }

  @ResolveField(() => [TeamType])
  async teams(@Parent() invitation: InvitationType, @Context() context: RequestContext): Promise<TeamType[]> {
    return Promise.all(invitation.teamIds.map((id) => this.loaders.team(context, id)));
  }
}

@Resolver(() => OrganisationType)
export class OrganisationResolver {
  constructor(
    private readonly database: Database,
    private readonly directory: PeopleDirectory,
    private readonly updateService: UpdateOrganisationService,
  ) {}

  @SignedIn('Everyone may know where they work; the pages need currency and time zone.')
  @Query(() => OrganisationType)
  async organisation(@CurrentActor() actor: Actor): Promise<OrganisationType> {
    return this.database.transaction(actor.organisationId, (tx) =>
      this.directory.getOrganisation(tx, actor.organisationId),
    );
  }

  @Permission('organisation.update')
  @Mutation(() => OrganisationType)
  async updateOrganisation(
    @CurrentActor() actor: Actor,
    @Args('input') input: UpdateOrganisationInput,
  ): Promise<OrganisationType> {
    return this.updateService.update(actor, input);
  }
}

import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { GrantExceptionService } from '../grant-exception/grant-exception.service.js';
import { RevokeExceptionService } from '../revoke-exception/revoke-exception.service.js';
import { ListExceptionsQuery } from '../show-exceptions/list-exceptions.query.js';
import { GrantExceptionInput, PolicyExceptionsFilterInput, PolicyExceptionType } from './policy-exception.type.js';

@Resolver(() => PolicyExceptionType)
export class PolicyExceptionsResolver {
  constructor(
    private readonly listExceptions: ListExceptionsQuery,
    private readonly grantExceptionService: GrantExceptionService,
    private readonly revokeExceptionService: RevokeExceptionService,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('policy.read')
  @Query(() => [PolicyExceptionType], { description: 'Exceptions, the one that ends first at the top.' })
  async policyExceptions(
    @CurrentActor() actor: Actor,
    @Args('filter', { nullable: true }) filter?: PolicyExceptionsFilterInput,
  ): Promise<PolicyExceptionType[]> {
    return this.listExceptions.list(actor, filter ?? {});
  }

  @Permission('exception.grant')
  @Mutation(() => PolicyExceptionType, {
    description: 'Lets one workflow past one deny rule until a date; it holds from the next call on.',
  })
  async grantException(
    @CurrentActor() actor: Actor,
    @Args('input') input: GrantExceptionInput,
  ): Promise<PolicyExceptionType> {
    return this.get(actor, await this.grantExceptionService.grant(actor, input));
  }

  @Permission('exception.revoke')
  @Mutation(() => PolicyExceptionType, { description: 'Ends an exception before its date.' })
  async revokeException(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('reason') reason: string,
  ): Promise<PolicyExceptionType> {
    await this.revokeExceptionService.revoke(actor, id, reason);
    return this.get(actor, id);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async askedBy(@Parent() it: PolicyExceptionType, @Context() context: RequestContext): Promise<PersonType | null> {
    return this.loaders.person(context, it.askedById);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async grantedBy(@Parent() it: PolicyExceptionType, @Context() context: RequestContext): Promise<PersonType | null> {
    return this.loaders.person(context, it.grantedById);
  }

  @ResolveField(() => PersonType, { nullable: true, description: 'Null when it ended by its date.' })
  async endedBy(@Parent() it: PolicyExceptionType, @Context() context: RequestContext): Promise<PersonType | null> {
    return it.endedById ? this.loaders.person(context, it.endedById) : null;
  }

  private async get(actor: Actor, id: string): Promise<PolicyExceptionType> {
    const [found] = await this.listExceptions.list(actor, { id });
    if (!found) throw notFound('exception');
    return found;
  }
}

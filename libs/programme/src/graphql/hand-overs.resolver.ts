import {
  Args,
  Context,
  Field,
  GraphQLISODateTime,
  ID,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import { HandOverService } from '../hand-over/hand-over.service.js';
import { HandOversQuery } from '../hand-over/hand-overs.query.js';

@ObjectType('HandOver', { description: 'A workflow whose owner has left, with who could go on with it.' })
export class HandOverType {
  @Field(() => GraphQLISODateTime, { nullable: true }) leftAt!: Date | null;
  @Field({ description: 'Why this person is suggested.' }) suggestion!: string;
  workflowId!: string;
  formerOwnerId!: string;
  suggestedOwnerId!: string | null;
}

@Resolver(() => HandOverType)
export class HandOversResolver {
  constructor(
    private readonly query: HandOversQuery,
    private readonly service: HandOverService,
    private readonly loaders: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
  ) {}

  @Permission('workflow.set-owner')
  @Query(() => [HandOverType], { description: 'Workflows that nobody answers for since their owner left.' })
  async handOvers(@CurrentActor() actor: Actor): Promise<readonly HandOverType[]> {
    return this.query.waiting(actor);
  }

  @Permission('workflow.set-owner')
  @Mutation(() => WorkflowType, { description: 'Gives a workflow to someone who works here.' })
  async handOverWorkflow(
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
    @Args('workflowId', { type: () => ID }) workflowId: string,
    @Args('ownerId', { type: () => ID }) ownerId: string,
  ): Promise<WorkflowType> {
    await this.service.handOver(actor, workflowId, ownerId);
    return this.find(context, workflowId);
  }

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() one: HandOverType, @Context() context: RequestContext): Promise<WorkflowType> {
    return this.find(context, one.workflowId);
  }

  @ResolveField(() => PersonType)
  async formerOwner(@Parent() one: HandOverType, @Context() context: RequestContext): Promise<PersonType> {
    return this.loaders.person(context, one.formerOwnerId);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async suggestedOwner(@Parent() one: HandOverType, @Context() context: RequestContext): Promise<PersonType | null> {
    return one.suggestedOwnerId === null ? null : this.loaders.person(context, one.suggestedOwnerId);
  }

  private async find(context: RequestContext, id: string): Promise<WorkflowType> {
    const workflow = await this.workflows.workflow(context, id);
    if (workflow === null) throw notFound('workflow');
    return workflow;
  }
}

import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, type RequestContext, SignedIn } from '@groundswell/platform';
import { WorkflowType } from '@groundswell/workflows';
import { TriggerTroublesQuery } from '../start-unattended/show-troubles/trigger-troubles.query.js';
import { TriggerFacts } from './trigger-facts.js';
import { TriggerTroubleType } from './trigger.type.js';

/** What starts by itself and needs somebody. */
@Resolver(() => TriggerTroubleType)
export class TriggerTroublesResolver {
  constructor(
    private readonly troubles: TriggerTroublesQuery,
    private readonly facts: TriggerFacts,
  ) {}

  @SignedIn('Only one’s own, and those left behind that one may take over.')
  @Query(() => [TriggerTroubleType], {
    description: 'Schedules and webhooks that were paused, refused or failed, or whose owner left: they need somebody.',
  })
  async triggerTroubles(@CurrentActor() actor: Actor): Promise<readonly TriggerTroubleType[]> {
    const found = await this.troubles.find(actor);
    return found.map((trouble) => ({ ...trouble, leftBehind: trouble.ownerId !== actor.personId }));
  }

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() trouble: TriggerTroubleType, @Context() context: RequestContext): Promise<WorkflowType> {
    return this.facts.workflow(context, trouble.workflowId);
  }

  @ResolveField(() => PersonType)
  async owner(@Parent() trouble: TriggerTroubleType, @Context() context: RequestContext): Promise<PersonType> {
    return this.facts.person(context, trouble.ownerId);
  }
}

import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PersonType } from '@groundswell/identity';
import { CurrentActor, MicrosScalar, type Actor } from '@groundswell/platform';
import { WhoMayRaiseQuery } from '../budgets/who-may-raise.query.js';
import { LimitReachedType } from './limit-reached.type.js';

/** What is left of a limit, and who was told that it is reached. */
@Resolver(() => LimitReachedType)
export class LimitReachedResolver {
  constructor(private readonly query: WhoMayRaiseQuery) {}

  @ResolveField(() => MicrosScalar, { description: 'What was left of it: less than the turn could have cost.' })
  leftMicros(@Parent() { limitMicros, spentMicros }: LimitReachedType): number {
    return Math.max(0, limitMicros - spentMicros);
  }

  @ResolveField(() => [PersonType], {
    description: 'Who finds it on their start page and can raise it; nobody where it is the limit of the run itself.',
  })
  async tells(@Parent() { level }: LimitReachedType, @CurrentActor() actor: Actor): Promise<PersonType[]> {
    return level === 'run' ? [] : [...(await this.query.tellable(actor))];
  }
}

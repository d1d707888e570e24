import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  AskedDutyType,
  PolicyExplanationType,
  PossibleRequestType,
  UsedExceptionType,
} from './policy-explanation.type.js';

/** Steps keep the explanation of their time: what older ones do not say is empty. */
@Resolver(() => PolicyExplanationType)
export class PolicyExplanationResolver {
  @ResolveField(() => [PossibleRequestType], { description: 'The same as `requestable`, for the form that asks.' })
  mayRequest(@Parent() explanation: PolicyExplanationType): readonly PossibleRequestType[] {
    return explanation.mayRequest ?? [];
  }

  @ResolveField(() => [UsedExceptionType], { description: 'The exceptions that were needed.' })
  exceptions(@Parent() explanation: PolicyExplanationType): readonly UsedExceptionType[] {
    return explanation.exceptions ?? [];
  }

  @ResolveField(() => [AskedDutyType], { description: 'The obligations, each with the layer that it comes from.' })
  asks(@Parent() explanation: PolicyExplanationType): readonly AskedDutyType[] {
    return explanation.asks ?? [];
  }
}

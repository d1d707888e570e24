import {
  Args,
  Context,
  Field,
  ID,
  InputType,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import type { PersonId } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { type PolicyExplanation, PolicyExplanationType } from '@groundswell/policies';
import { ExplainForPersonQuery } from '../tools/explain-for-person.query.js';
import { RunTriggerEnum } from './run.enums.js';

@InputType('ExplainForPersonInput')
export class ExplainForPersonInput {
  @Field(() => ID) personId!: string;
  @Field(() => ID) workflowId!: string;
  @Field(() => ID) toolId!: string;
  @Field(() => RunTriggerEnum, { nullable: true, description: 'How the run was started; by the person unless told.' })
  trigger?: `${RunTriggerEnum}` | null;
  @Field(() => Boolean, { nullable: true, description: 'The run has read private data.' }) privateData?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'The run has taken in untrusted content.' })
  untrustedContent?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'The run has reached outside.' }) reachedOutside?:
    boolean | null;
}

@ObjectType('RoleVerdict', { description: 'A half of the authority that rests on the person’s roles.' })
export class RoleVerdictType {
  @Field() allowed!: boolean;
  @Field() sentence!: string;
}

@ObjectType('PersonExplanation', {
  description: 'A run’s authority is what its actor may do and what the stack allows: both halves of the answer.',
})
export class PersonExplanationType {
  @Field({ description: 'Only if the roles and every layer allow it.' }) allowed!: boolean;
  @Field(() => [RoleVerdictType]) roles!: readonly RoleVerdictType[];
  @Field(() => PolicyExplanationType) explanation!: PolicyExplanation;
  @Field(() => [String], { description: 'What the layers may ask in the course of a run, each with its origin.' })
  inTheCourse!: readonly string[];
  /** Resolved to `person`. */
  personId!: PersonId;
}

/** Why any person may, or may not, have a workflow call a tool. */
@Resolver(() => PersonExplanationType)
export class ExplainResolver {
  constructor(
    private readonly query: ExplainForPersonQuery,
    private readonly loaders: IdentityLoaders,
  ) {}

  @Permission('policy.read')
  @Query(() => PersonExplanationType)
  async explainForPerson(
    @CurrentActor() actor: Actor,
    @Args('input') input: ExplainForPersonInput,
  ): Promise<PersonExplanationType> {
    const { trigger, privateData, untrustedContent, reachedOutside, ...asked } = input;
    const labels = {
      privateData: privateData ?? false,
      untrustedContent: untrustedContent ?? false,
      reachedOutside: reachedOutside ?? false,
    };
    return this.query.explain(actor, { ...asked, trigger: trigger ?? 'person', labels });
  }

  @ResolveField(() => PersonType)
  async person(@Parent() answer: PersonExplanationType, @Context() context: RequestContext): Promise<PersonType> {
    return this.loaders.person(context, answer.personId);
  }
}

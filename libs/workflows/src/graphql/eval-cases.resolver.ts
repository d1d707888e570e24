import {
  Args,
  Context,
  Field,
  GraphQLISODateTime,
  ID,
  Int,
  Mutation,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import type { EvalCaseId, JsonObject, PersonId, RunId } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Database, JsonScalar, Permission, type RequestContext } from '@groundswell/platform';
import { EvalCasesQuery } from '../keep-eval-case/eval-cases.query.js';
import { KeepEvalCaseService } from '../keep-eval-case/keep-eval-case.service.js';
import type { EvalCaseEntity } from '../persistence/eval-case.entity.js';
import { WorkflowVersionType } from './workflow-version.type.js';

/** A test case in GraphQL; its maker is resolved from the id that has no field. */
@ObjectType('EvalCase', { description: 'Inputs with the result that somebody was content with.' })
export class EvalCaseType {
  @Field(() => ID) id!: EvalCaseId;
  @Field() name!: string;
  @Field(() => JsonScalar) inputs!: JsonObject;
  @Field(() => JsonScalar, { nullable: true }) expectedOutput!: JsonObject | null;
  @Field({ description: 'Inert text.' }) expectedText!: string;
  @Field(() => Int, { description: 'The first version that has it.' }) fromVersion!: number;
  @Field(() => ID, { description: 'The run that it was made from.' }) runId!: RunId;
  @Field(() => GraphQLISODateTime) madeAt!: Date;
  madeById!: PersonId;
}

/** The GraphQL shape of a test case. */
export function evalCaseTypeOf(kept: EvalCaseEntity): EvalCaseType {
  const { id, name, inputs, expectedOutput, expectedText, fromVersion, runId, madeAt, madeById } = kept;
  return { id, name, inputs, expectedOutput, expectedText, fromVersion, runId, madeAt, madeById };
}

/** The test cases of a version. */
@Resolver(() => WorkflowVersionType)
export class VersionEvalCasesResolver {
  constructor(
    private readonly database: Database,
    private readonly query: EvalCasesQuery,
    private readonly service: KeepEvalCaseService,
  ) {}

  @ResolveField(() => [EvalCaseType], {
    description: 'For those who may change or review it: they hold what real runs took in.',
  })
  async evalCases(@Parent() version: WorkflowVersionType, @CurrentActor() actor: Actor): Promise<EvalCaseType[]> {
    const cases = await this.database.transaction(actor.organisationId, (tx) =>
      this.query.ofVersion(tx, actor, version.id),
    );
    return cases.map(evalCaseTypeOf);
  }

  @Permission('workflow.edit')
  @Mutation(() => ID, { description: 'Takes a test case away from the draft. Answers with the workflow.' })
  async dropEvalCase(
    @CurrentActor() actor: Actor,
    @Args('evalCaseId', { type: () => ID }) evalCaseId: string,
  ): Promise<string> {
    return this.service.drop(actor, evalCaseId);
  }
}

/** Who made a test case. */
@Resolver(() => EvalCaseType)
export class EvalCasePeopleResolver {
  constructor(private readonly people: IdentityLoaders) {}

  @ResolveField(() => PersonType)
  madeBy(@Parent() { madeById }: EvalCaseType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, madeById);
  }
}

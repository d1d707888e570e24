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
import type { EvalCaseId, JsonObject, PersonId, RunId, WorkflowVersionId } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Database, JsonScalar, Permission, type RequestContext } from '@groundswell/platform';
import { EvalCasesQuery, type VersionEvalCases } from '../keep-eval-case/eval-cases.query.js';
import { KeepEvalCaseService } from '../keep-eval-case/keep-eval-case.service.js';
import { LeaveOutEvalCaseService } from '../leave-out-eval-case/leave-out-eval-case.service.js';
import type { EvalCaseEntity } from '../persistence/eval-case.entity.js';
import { versionTypeOf, WorkflowVersionType } from './workflow-version.type.js';
import { WorkflowLoaders } from './workflow.loaders.js';

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
  originVersionId!: WorkflowVersionId | null;
}

/** The GraphQL shape of a test case. */
export function evalCaseTypeOf(kept: EvalCaseEntity, originVersionId: WorkflowVersionId | null = null): EvalCaseType {
  const { id, name, inputs, expectedOutput, expectedText, fromVersion, runId, madeAt, madeById } = kept;
  return { id, name, inputs, expectedOutput, expectedText, fromVersion, runId, madeAt, madeById, originVersionId };
}

/** The test cases of a version. */
@Resolver(() => WorkflowVersionType)
export class VersionEvalCasesResolver {
  constructor(
    private readonly database: Database,
    private readonly query: EvalCasesQuery,
    private readonly service: KeepEvalCaseService,
    private readonly leaveOut: LeaveOutEvalCaseService,
  ) {}

  @ResolveField(() => [EvalCaseType], {
    description:
      'For those who may change or review it: they hold what real runs took in. Inherited ones for those who may change or review their origin too.',
  })
  async evalCases(@Parent() version: WorkflowVersionType, @CurrentActor() actor: Actor): Promise<EvalCaseType[]> {
    const { shown } = await this.casesOf(version, actor);
    return shown.map(({ kept, originVersionId }) => evalCaseTypeOf(kept, originVersionId));
  }

  @ResolveField(() => Int, {
    description: 'How many test cases it inherits from workflows whose cases this person may not see.',
  })
  async hiddenEvalCases(@Parent() version: WorkflowVersionType, @CurrentActor() actor: Actor): Promise<number> {
    return (await this.casesOf(version, actor)).hidden;
  }

  private casesOf(version: WorkflowVersionType, actor: Actor): Promise<VersionEvalCases> {
    return this.database.transaction(actor.organisationId, (tx) => this.query.ofVersion(tx, actor, version.id));
  }

  @Permission('workflow.edit')
  @Mutation(() => ID, { description: 'Takes a test case away from the draft. Answers with the workflow.' })
  async dropEvalCase(
    @CurrentActor() actor: Actor,
    @Args('evalCaseId', { type: () => ID }) evalCaseId: string,
  ): Promise<string> {
    return this.service.drop(actor, evalCaseId);
  }

  @Permission('workflow.edit')
  @Mutation(() => ID, {
    description: 'Leaves an inherited test case out of the draft; its origin keeps it. Answers with the workflow.',
  })
  async leaveOutEvalCase(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID }) workflowId: string,
    @Args('evalCaseId', { type: () => ID }) evalCaseId: string,
  ): Promise<string> {
    return this.leaveOut.leaveOut(actor, workflowId, evalCaseId);
  }
}

/** Who made a test case, and where it comes from. */
@Resolver(() => EvalCaseType)
export class EvalCasePeopleResolver {
  constructor(
    private readonly people: IdentityLoaders,
    private readonly loaders: WorkflowLoaders,
  ) {}

  @ResolveField(() => WorkflowVersionType, {
    nullable: true,
    description: 'The version of the ancestor that it comes from; null where the workflow made it itself.',
  })
  async inheritedFrom(
    @Parent() { originVersionId }: EvalCaseType,
    @Context() context: RequestContext,
  ): Promise<WorkflowVersionType | null> {
    const version = originVersionId === null ? null : await this.loaders.version(context, originVersionId);
    return version === null ? null : versionTypeOf(version);
  }

  @ResolveField(() => PersonType)
  madeBy(@Parent() { madeById }: EvalCaseType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, madeById);
  }
}

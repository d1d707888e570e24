import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, type RequestContext } from '@groundswell/platform';
import { IdentityLoaders, Permissions, PersonType } from '@groundswell/identity';
import { WorkflowLibrary, WorkflowType } from '@groundswell/workflows';
import { BaselineType, baselineTypeOf } from './baseline.type.js';
import { SavingsLoaders } from './savings.loaders.js';

/** What savings adds to a workflow. */
@Resolver(() => WorkflowType)
export class WorkflowSavingsResolver {
  constructor(
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
    private readonly loaders: SavingsLoaders,
  ) {}

  @ResolveField(() => BaselineType, { nullable: true, description: 'What the task takes by hand, as it holds now.' })
  async baseline(
    @Parent() workflow: WorkflowType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<BaselineType | null> {
    if (!this.permissions.can(actor, 'workflow.read', this.library.subject(workflow))) return null;
    const baseline = await this.loaders.baseline(context, workflow.id);
    return baseline && baselineTypeOf(baseline);
  }
}

/** Who set a baseline. */
@Resolver(() => BaselineType)
export class BaselineFieldsResolver {
  constructor(private readonly people: IdentityLoaders) {}

  @ResolveField(() => PersonType)
  setBy(@Parent() baseline: BaselineType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, baseline.setById);
  }
}

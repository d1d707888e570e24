import { Context, Float, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, type RequestContext } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { LineageNodeType, WorkflowLibrary, WorkflowType } from '@groundswell/workflows';
import { WorkflowFiguresLoaders } from './workflow-figures.loaders.js';

/** What a workflow has saved, on its card. One that the person only sees mentioned tells nothing. */
@Resolver(() => WorkflowType)
export class WorkflowFiguresResolver {
  constructor(
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
    private readonly loaders: WorkflowFiguresLoaders,
  ) {}

  @ResolveField(() => Int, { description: 'Minutes saved that people measured or confirmed; may be negative.' })
  async confirmedMinutes(
    @Parent() workflow: WorkflowType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<number> {
    if (!this.permissions.can(actor, 'workflow.read', this.library.subject(workflow))) return 0;
    return this.loaders.confirmedMinutes(context, workflow.id);
  }
}

/** What each branch of the lineage has saved. */
@Resolver(() => LineageNodeType)
export class LineageFiguresResolver {
  constructor(private readonly loaders: WorkflowFiguresLoaders) {}

  @ResolveField(() => Float, { description: 'Measured and confirmed hours of this workflow alone.' })
  async hoursSaved(@Parent() node: LineageNodeType, @Context() context: RequestContext): Promise<number> {
    if (!node.readable) return 0;
    return (await this.loaders.confirmedMinutes(context, node.workflowId)) / 60;
  }
}

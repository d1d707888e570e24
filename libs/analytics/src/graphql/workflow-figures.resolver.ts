import { Context, Float, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '@groundswell/platform';
import { LineageNodeType, WorkflowType } from '@groundswell/workflows';
import { WorkflowFiguresLoaders } from './workflow-figures.loaders.js';

/** What a workflow has saved, on its card. */
@Resolver(() => WorkflowType)
export class WorkflowFiguresResolver {
  constructor(private readonly loaders: WorkflowFiguresLoaders) {}

  @ResolveField(() => Int, { description: 'Minutes saved that people measured or confirmed; may be negative.' })
  confirmedMinutes(@Parent() workflow: WorkflowType, @Context() context: RequestContext): Promise<number> {
    return this.loaders.confirmedMinutes(context, workflow.id);
  }
}

/** What each branch of the lineage has saved. */
@Resolver(() => LineageNodeType)
export class LineageFiguresResolver {
  constructor(private readonly loaders: WorkflowFiguresLoaders) {}

  @ResolveField(() => Float, { description: 'Measured and confirmed hours of this workflow alone.' })
  async hoursSaved(@Parent() node: LineageNodeType, @Context() context: RequestContext): Promise<number> {
    return (await this.loaders.confirmedMinutes(context, node.workflowId)) / 60;
  }
}

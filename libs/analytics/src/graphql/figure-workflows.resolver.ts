import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import { FigureWorkflowsQuery } from '../entries/figure-workflows.query.js';
import { FigureWorkflowGroupType, FigureWorkflowType } from './figure-workflows.type.js';

/** Opens the workflows behind the figures that count workflows. */
@Resolver(() => FigureWorkflowType)
export class FigureWorkflowsResolver {
  constructor(
    private readonly workflowsBehind: FigureWorkflowsQuery,
    private readonly workflows: WorkflowLoaders,
  ) {}

  @Permission('figures.read')
  @Query(() => [FigureWorkflowGroupType], {
    description: 'Exactly the workflows that live-workflows, reproduction-number or reuse-share counts.',
  })
  async figureWorkflows(
    @CurrentActor() actor: Actor,
    @Args('figure', { description: 'The key of its definition.' }) figure: string,
    @Args('month', { type: () => String, nullable: true, description: 'Of live-workflows: as at its end.' })
    month: string | null,
  ): Promise<readonly FigureWorkflowGroupType[]> {
    return this.workflowsBehind.behind(actor, figure, month ?? null);
  }

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() item: FigureWorkflowType, @Context() context: RequestContext): Promise<WorkflowType> {
    const workflow = await this.workflows.workflow(context, item.workflowId);
    if (workflow === null) throw notFound('workflow');
    return workflow;
  }
}

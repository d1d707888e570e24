import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { isId, notFound, type WorkflowId } from '@groundswell/kernel';
import { CurrentActor, Permission, type Actor } from '@groundswell/platform';
import { EstimateRuns } from '../estimate-runs/estimate-runs.query.js';
import { RunEstimateType } from './run-estimate.type.js';

/** What runs will take. */
@Resolver(() => RunEstimateType)
export class RunEstimateResolver {
  constructor(private readonly estimates: EstimateRuns) {}

  @Permission('run.start')
  @Query(() => RunEstimateType)
  async estimateRuns(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID }) workflowId: string,
    @Args('versionId', { type: () => ID, nullable: true }) versionId: string | null | undefined,
    @Args('count', { type: () => Int, defaultValue: 1 }) count: number,
  ): Promise<RunEstimateType> {
    if (!isId(workflowId)) throw notFound('workflow');
    if (versionId != null && !isId(versionId)) throw notFound('version');
    const { perRun, ...estimate } = await this.estimates.forPerson(
      actor,
      workflowId as WorkflowId,
      versionId ?? null,
      count,
    );
    return { ...estimate, ...perRun };
  }
}

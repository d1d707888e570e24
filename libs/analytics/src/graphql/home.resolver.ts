import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RunId, WorkflowId } from '@groundswell/kernel';
import { type Actor, CurrentActor, type RequestContext, SignedIn } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { RunLoaders, RunType, runTypeOf } from '@groundswell/runs';
import { versionTypeOf, WorkflowLoaders, WorkflowType, WorkflowVersionType } from '@groundswell/workflows';
import { CompoundingQuery } from '../compounding/compounding.query.js';
import { headlineOf } from '../domain/headline.js';
import { HomeQuery } from '../home/home.query.js';
import { HomeHeadlineType, HomeType } from './home.type.js';

const HEADLINE_MONTHS = 12;

/** The start page. */
@Resolver(() => HomeType)
export class HomeResolver {
  constructor(
    private readonly homes: HomeQuery,
    private readonly compoundings: CompoundingQuery,
    private readonly permissions: Permissions,
    private readonly workflows: WorkflowLoaders,
    private readonly runs: RunLoaders,
  ) {}

  @SignedIn('Each list holds only what this very person may see.')
  @Query(() => HomeType)
  async home(@CurrentActor() actor: Actor): Promise<HomeType> {
    const home = await this.homes.read(actor);
    return {
      inbox: home.inbox,
      teamWorkflowIds: home.teamWorkflows,
      draftIds: home.drafts,
      adaptedIds: home.adaptedByColleagues,
      approvalIds: home.approvals,
      toConfirmIds: home.toConfirm,
      reviewIds: home.reviews,
    };
  }

  @ResolveField(() => [WorkflowType], { description: 'Runnable workflows of the own teams.' })
  teamWorkflows(@Parent() home: HomeType, @Context() context: RequestContext): Promise<WorkflowType[]> {
    return this.workflowsOf(context, home.teamWorkflowIds);
  }

  @ResolveField(() => [WorkflowType], { description: 'Own workflows with a draft.' })
  drafts(@Parent() home: HomeType, @Context() context: RequestContext): Promise<WorkflowType[]> {
    return this.workflowsOf(context, home.draftIds);
  }

  @ResolveField(() => [WorkflowType], { description: 'What colleagues adapted from the own workflows.' })
  adaptedByColleagues(@Parent() home: HomeType, @Context() context: RequestContext): Promise<WorkflowType[]> {
    return this.workflowsOf(context, home.adaptedIds);
  }

  @ResolveField(() => [RunType], { description: 'Runs that ask this person something.' })
  approvals(@Parent() home: HomeType, @Context() context: RequestContext): Promise<RunType[]> {
    return this.runsOf(context, home.approvalIds);
  }

  @ResolveField(() => [RunType], { description: 'Own runs that only an estimate stands for.' })
  toConfirm(@Parent() home: HomeType, @Context() context: RequestContext): Promise<RunType[]> {
    return this.runsOf(context, home.toConfirmIds);
  }

  @ResolveField(() => [WorkflowVersionType], { description: 'Versions that wait for this person’s review.' })
  async reviews(@Parent() home: HomeType, @Context() context: RequestContext): Promise<WorkflowVersionType[]> {
    const versions = await Promise.all(home.reviewIds.map((id) => this.workflows.version(context, id)));
    return versions.flatMap((version) => (version === null ? [] : versionTypeOf(version)));
  }

  @ResolveField(() => HomeHeadlineType, { nullable: true, description: 'For those who may read the figures.' })
  async headline(@CurrentActor() actor: Actor): Promise<HomeHeadlineType | null> {
    if (!this.permissions.can(actor, 'figures.read')) return null;
    return headlineOf(await this.compoundings.read(actor, HEADLINE_MONTHS));
  }

  private async workflowsOf(context: RequestContext, ids: readonly WorkflowId[]): Promise<WorkflowType[]> {
    const found = await Promise.all(ids.map((id) => this.workflows.workflow(context, id)));
    return found.flatMap((workflow) => workflow ?? []);
  }

  private async runsOf(context: RequestContext, ids: readonly RunId[]): Promise<RunType[]> {
    const found = await Promise.all(ids.map((id) => this.runs.run(context, id)));
    return found.flatMap((run) => (run === null ? [] : runTypeOf(run)));
  }
}

import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { AppError } from '@groundswell/kernel';
import { type Actor, CurrentActor, Database, Permission, SignedIn } from '@groundswell/platform';
import { WorkflowLibrary } from '../library/workflow-library.js';
import { ReviewQueueQuery } from '../review-queue/review-queue.query.js';
import { SearchWorkflowsQuery } from '../search/search-workflows.query.js';
import { VersionDifferenceQuery } from '../version-difference/version-difference.query.js';
import { WorkflowFilterInput, WorkflowSortEnum } from './workflow.input.js';
import { VersionChangeType, versionTypeOf, WorkflowVersionType } from './workflow-version.type.js';
import { WorkflowPageType, WorkflowType } from './workflow.type.js';

/** What is read of the library. */
@Resolver()
export class WorkflowsResolver {
  constructor(
    private readonly database: Database,
    private readonly library: WorkflowLibrary,
    private readonly searchWorkflows: SearchWorkflowsQuery,
    private readonly queue: ReviewQueueQuery,
    private readonly differences: VersionDifferenceQuery,
  ) {}

  @Permission('workflow.read')
  @Query(() => WorkflowPageType, { description: 'The library: words with typos, filters, only what you may see.' })
  async workflows(
    @CurrentActor() actor: Actor,
    @Args('filter', { type: () => WorkflowFilterInput, nullable: true }) filter: WorkflowFilterInput | null,
    @Args('sort', { type: () => WorkflowSortEnum, nullable: true, defaultValue: WorkflowSortEnum.RELEVANCE })
    sort: WorkflowSortEnum | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 24 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<WorkflowPageType> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const found = await this.searchWorkflows.search(
        tx,
        actor,
        filter ?? {},
        sort ?? 'RELEVANCE',
        first ?? 24,
        after ?? null,
      );
      const items = await this.library.byIds(tx, found.ids);
      return { ...found, items: found.ids.flatMap((id) => items.get(id) ?? []) };
    });
  }

  @Permission('workflow.read')
  @Query(() => WorkflowType, { nullable: true })
  async workflow(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<WorkflowType | null> {
    return nullWhenNotFound(() =>
      this.database.transaction(actor.organisationId, (tx) => this.library.get(tx, actor, id)),
    );
  }

  @Permission('workflow.read')
  @Query(() => WorkflowVersionType, { nullable: true })
  async workflowVersion(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<WorkflowVersionType | null> {
    return nullWhenNotFound(() =>
      this.database.transaction(actor.organisationId, async (tx) =>
        versionTypeOf(await this.library.getVersion(tx, actor, id)),
      ),
    );
  }

  @Permission('workflow.read')
  @Query(() => [VersionChangeType], { description: 'What changed from one version to another, in plain words.' })
  async versionDifference(
    @CurrentActor() actor: Actor,
    @Args('fromId', { type: () => ID }) fromId: string,
    @Args('toId', { type: () => ID }) toId: string,
  ): Promise<readonly VersionChangeType[]> {
    return this.database.transaction(actor.organisationId, (tx) => this.differences.between(tx, actor, fromId, toId));
  }

  @SignedIn('Lists only what this person may review: nothing for most.')
  @Query(() => [WorkflowVersionType], {
    description: 'Submitted versions that you may review, the longest waiting first.',
  })
  async reviewQueue(@CurrentActor() actor: Actor): Promise<WorkflowVersionType[]> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const ids = await this.queue.waiting(tx, actor);
      const versions = await this.library.versionsByIds(tx, ids);
      return ids.flatMap((id) => versions.get(id) ?? []).map(versionTypeOf);
    });
  }
}

async function nullWhenNotFound<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null;
    throw error;
  }
}

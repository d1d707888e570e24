import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { CurrentActor, Database, type Actor, type RequestContext } from '@groundswell/platform';
import { versionTypeOf, WorkflowLoaders, WorkflowType, WorkflowVersionType } from '@groundswell/workflows';
import { batchAfter, type BatchAct } from '../domain/batch.js';
import { BatchAccess } from '../batches/show-batches/batch-access.js';
import { BatchRowsQuery, type RowFilter } from '../batches/show-batches/batch-rows.query.js';
import { batchEntityOf, batchRowTypeOf } from './batch-shapes.js';
import { BatchActionsType, BatchCountsType, BatchRowFilterEnum, BatchRowPageType, BatchType } from './batch.type.js';

const MAX_ROWS = 200;

/** What a batch is about, how far it is, and what this person may do with it. */
@Resolver(() => BatchType)
export class BatchFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly access: BatchAccess,
    private readonly rowsQuery: BatchRowsQuery,
    private readonly people: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
  ) {}

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() batch: BatchType, @Context() context: RequestContext): Promise<WorkflowType> {
    const workflow = await this.workflows.workflow(context, batch.workflowId);
    if (workflow === null) throw notFound('workflow');
    return workflow;
  }

  @ResolveField(() => WorkflowVersionType)
  async version(@Parent() batch: BatchType, @Context() context: RequestContext): Promise<WorkflowVersionType> {
    const version = await this.workflows.version(context, batch.versionId);
    if (version === null) throw notFound('version');
    return versionTypeOf(version);
  }

  @ResolveField(() => PersonType)
  async actor(@Parent() batch: BatchType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, batch.actorId);
  }

  @ResolveField(() => BatchCountsType)
  async counts(@Parent() batch: BatchType): Promise<BatchCountsType> {
    const { byState, waitingForPeople, costMicros } = await this.database.transaction(batch.organisationId, (tx) =>
      this.rowsQuery.counts(tx, batchEntityOf(batch)),
    );
    const { faulty, waiting, started, succeeded, failed, stopped, cancelled, refused, left } = byState;
    return {
      faulty,
      waiting,
      underWay: started,
      waitingForPeople,
      succeeded,
      failed: failed + stopped + cancelled + refused,
      left,
      costMicros,
    };
  }

  @ResolveField(() => BatchRowPageType)
  async rows(
    @Parent() batch: BatchType,
    @Args('filter', { type: () => BatchRowFilterEnum, defaultValue: 'all' }) filter: RowFilter,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => Int, defaultValue: 0 }) after: number,
  ): Promise<BatchRowPageType> {
    const size = Math.min(Math.max(1, first), MAX_ROWS);
    return this.database.transaction(batch.organisationId, async (tx) => {
      const rows = await this.rowsQuery.page(tx, batchEntityOf(batch), filter, after, size + 1);
      const shown = rows.slice(0, size);
      return {
        items: shown.map(batchRowTypeOf),
        totalCount: await this.rowsQuery.count(tx, batchEntityOf(batch), filter),
        nextAfter: rows.length > size ? (shown.at(-1)?.number ?? null) : null,
      };
    });
  }

  @ResolveField(() => BatchActionsType)
  can(@Parent() batch: BatchType, @CurrentActor() actor: Actor): BatchActionsType {
    const may = (act: BatchAct, permission: string): boolean =>
      batchAfter(batch.status, act) !== null && this.access.may(actor, permission, batchEntityOf(batch));
    return {
      start: may('start', 'run.start'),
      pause: may('pause', 'run.cancel'),
      resume: may('resume', 'run.start'),
      cancel: may('cancel', 'run.cancel'),
      retry: may('retry', 'run.start'),
    };
  }
}

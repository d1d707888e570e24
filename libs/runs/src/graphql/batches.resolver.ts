import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { isId, notFound, type WorkflowId } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { CurrentActor, Database, Permission, type Actor, type RequestContext } from '@groundswell/platform';
import { WorkflowLoaders, WorkflowType, WorkflowVersionType, versionTypeOf } from '@groundswell/workflows';
import { ChangeBatchService } from '../batches/change-batch/change-batch.service.js';
import { batchAfter, type BatchAct } from '../domain/batch.js';
import { BatchEntity } from '../persistence/batch.entity.js';
import { MapBatchService } from '../batches/prepare-batch/map-batch.service.js';
import { PrepareBatchService } from '../batches/prepare-batch/prepare-batch.service.js';
import { BatchAccess } from '../batches/show-batches/batch-access.js';
import { BatchRowsQuery, type RowFilter, type ShownRow } from '../batches/show-batches/batch-rows.query.js';
import { ListBatchesQuery } from '../batches/show-batches/list-batches.query.js';
import {
  BatchActionsType,
  BatchCountsType,
  BatchPageType,
  BatchRowFilterEnum,
  BatchRowPageType,
  BatchType,
  PrepareBatchInput,
  type BatchRowType,
} from './batch.type.js';

const MAX_ROWS = 200;

/** Reads batches. */
@Resolver(() => BatchType)
export class BatchesResolver {
  constructor(
    private readonly database: Database,
    private readonly access: BatchAccess,
    private readonly list: ListBatchesQuery,
  ) {}

  @Permission('run.read')
  @Query(() => BatchPageType)
  async batches(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID, nullable: true }) workflowId: string | null,
    @Args('first', { type: () => Int, defaultValue: 30 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<BatchPageType> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const page = await this.list.page(tx, actor, workflowId ?? null, first, after ?? null);
      return { ...page, items: page.items.map(batchTypeOf) };
    });
  }

  @Permission('run.read')
  @Query(() => BatchType, { nullable: true })
  async batch(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<BatchType | null> {
    const found = await this.database.transaction(actor.organisationId, (tx) =>
      this.access.findReadable(tx, actor, id),
    );
    return found === null ? null : batchTypeOf(found);
  }
}

/** Makes and moves batches. */
@Resolver(() => BatchType)
export class MoveBatchesResolver {
  constructor(
    private readonly prepares: PrepareBatchService,
    private readonly maps: MapBatchService,
    private readonly changes: ChangeBatchService,
  ) {}

  @Permission('run.start')
  @Mutation(() => BatchType, { description: 'Reads a table and checks every row. Nothing runs yet.' })
  async prepareBatch(@CurrentActor() actor: Actor, @Args('input') input: PrepareBatchInput): Promise<BatchType> {
    if (!isId(input.workflowId)) throw notFound('workflow');
    const workflowId = input.workflowId as WorkflowId;
    return batchTypeOf(await this.prepares.prepare(actor, { ...input, workflowId }));
  }

  @Permission('run.start')
  @Mutation(() => BatchType, { description: 'Chooses which column fills which input, and checks every row anew.' })
  async chooseBatchColumns(
    @CurrentActor() actor: Actor,
    @Args('batchId', { type: () => ID }) batchId: string,
    @Args('columns', { type: () => [String], nullable: 'items' }) columns: (string | null)[],
  ): Promise<BatchType> {
    return batchTypeOf(await this.maps.map(actor, batchId, columns));
  }

  @Permission('run.start')
  @Mutation(() => BatchType)
  async startBatch(
    @CurrentActor() actor: Actor,
    @Args('batchId', { type: () => ID }) batchId: string,
    @Args('leaveOutFaulty', { type: () => Boolean }) leaveOutFaulty: boolean,
  ): Promise<BatchType> {
    return batchTypeOf(await this.changes.start(actor, batchId, leaveOutFaulty));
  }

  @Permission('run.cancel')
  @Mutation(() => BatchType, { description: 'What is under way goes on to its end; nothing more is begun.' })
  async pauseBatch(@CurrentActor() actor: Actor, @Args('batchId', { type: () => ID }) id: string): Promise<BatchType> {
    return batchTypeOf(await this.changes.pause(actor, id));
  }

  @Permission('run.start')
  @Mutation(() => BatchType)
  async resumeBatch(@CurrentActor() actor: Actor, @Args('batchId', { type: () => ID }) id: string): Promise<BatchType> {
    return batchTypeOf(await this.changes.resume(actor, id));
  }

  @Permission('run.cancel')
  @Mutation(() => BatchType, { description: 'Begins nothing more and cancels what is under way.' })
  async cancelBatch(@CurrentActor() actor: Actor, @Args('batchId', { type: () => ID }) id: string): Promise<BatchType> {
    return batchTypeOf(await this.changes.cancel(actor, id));
  }

  @Permission('run.start')
  @Mutation(() => BatchType, { description: 'Tries the rows again that came to nothing.' })
  async retryBatch(@CurrentActor() actor: Actor, @Args('batchId', { type: () => ID }) id: string): Promise<BatchType> {
    return batchTypeOf(await this.changes.retry(actor, id));
  }
}

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
      this.rowsQuery.counts(tx, entityOf(batch)),
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
      const rows = await this.rowsQuery.page(tx, entityOf(batch), filter, after, size + 1);
      const shown = rows.slice(0, size);
      return {
        items: shown.map(rowTypeOf),
        totalCount: await this.rowsQuery.count(tx, entityOf(batch), filter),
        nextAfter: rows.length > size ? (shown.at(-1)?.number ?? null) : null,
      };
    });
  }

  @ResolveField(() => BatchActionsType)
  can(@Parent() batch: BatchType, @CurrentActor() actor: Actor): BatchActionsType {
    const may = (act: BatchAct, permission: string): boolean =>
      batchAfter(batch.status, act) !== null && this.access.may(actor, permission, entityOf(batch));
    return {
      start: may('start', 'run.start'),
      pause: may('pause', 'run.cancel'),
      resume: may('resume', 'run.start'),
      cancel: may('cancel', 'run.cancel'),
      retry: may('retry', 'run.start'),
    };
  }
}

function entityOf(batch: BatchType): BatchEntity {
  return Object.assign(new BatchEntity(), batch);
}

function batchTypeOf(batch: BatchEntity): BatchType {
  const { id, name, mode, status, pauseReason, headings, columns, rowCount, createdAt, startedAt, endedAt } = batch;
  const { organisationId, workflowId, versionId, actorId } = batch;
  return {
    id,
    name,
    mode,
    status,
    pauseReason,
    headings,
    columns,
    rowCount,
    createdAt,
    startedAt,
    endedAt,
    organisationId,
    workflowId,
    versionId,
    actorId,
  };
}

function rowTypeOf(row: ShownRow): BatchRowType {
  const { number, cells, state, refusal, runId, runStatus, waitingFor, outputText, output, failure, costMicros } = row;
  return {
    number,
    cells,
    faults: row.faults ?? [],
    state,
    refusal,
    runId,
    runStatus,
    waitingFor,
    outputText,
    output,
    failure,
    costMicros,
  };
}

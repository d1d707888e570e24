import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isId, notFound, type WorkflowId } from '@groundswell/kernel';
import { CurrentActor, Database, Permission, type Actor } from '@groundswell/platform';
import { ChangeBatchService } from '../batches/change-batch/change-batch.service.js';
import { MapBatchService } from '../batches/prepare-batch/map-batch.service.js';
import { PrepareBatchService } from '../batches/prepare-batch/prepare-batch.service.js';
import { BatchAccess } from '../batches/show-batches/batch-access.js';
import { ListBatchesQuery } from '../batches/show-batches/list-batches.query.js';
import { batchTypeOf } from './batch-shapes.js';
import { BatchPageType, BatchType, PrepareBatchInput } from './batch.type.js';

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

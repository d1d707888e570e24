import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { CurrentActor, CurrentRequest, SignedIn, type Actor, type RequestContext } from '@groundswell/platform';
import { WatchBatchService } from '../batches/watch-batch/watch-batch.service.js';
import { batchTypeOf } from './batch-shapes.js';
import { BatchType } from './batch.type.js';

/** Tells the page of a batch how far it is, whichever process works on it. */
@Resolver(() => BatchType)
export class BatchChangedResolver {
  constructor(private readonly watch: WatchBatchService) {}

  @SignedIn('The service shows only batches that this person may see, and asks again at each change.')
  @Subscription(() => BatchType, { description: 'At most a few times a second, however many rows move.' })
  async batchChanged(
    @CurrentActor() actor: Actor,
    @CurrentRequest() context: RequestContext,
    @Args('batchId', { type: () => ID }) batchId: string,
  ): Promise<AsyncIterableIterator<{ batchChanged: BatchType }>> {
    return this.watch.watch(actor, batchId, (batch) => {
      // Loaders remember for one request; a subscription is many.
      context.loaders.clear();
      return { batchChanged: batchTypeOf(batch) };
    });
  }
}

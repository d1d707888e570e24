import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { CurrentActor, CurrentRequest, SignedIn, type Actor, type RequestContext } from '@groundswell/platform';
import { WatchRunService } from '../show-runs/watch-run.service.js';
import { runTypeOf } from './run-shapes.js';
import { RunType } from './run.type.js';

/** Tells the page of a run whenever it moves, whichever process moved it. */
@Resolver(() => RunType)
export class RunChangedResolver {
  constructor(private readonly watch: WatchRunService) {}

  @SignedIn('The service shows only runs that this person may see, and asks again at each change.')
  @Subscription(() => RunType)
  async runChanged(
    @CurrentActor() actor: Actor,
    @CurrentRequest() context: RequestContext,
    @Args('runId', { type: () => ID }) runId: string,
  ): Promise<AsyncIterableIterator<{ runChanged: RunType }>> {
    return this.watch.watch(actor, runId, (run) => {
      // Loaders remember for one request; a subscription is many.
      context.loaders.clear();
      return { runChanged: runTypeOf(run) };
    });
  }
}

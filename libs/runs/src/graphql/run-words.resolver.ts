import { Args, Field, ID, Int, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import type { StepId } from '@groundswell/kernel';
import { CurrentActor, SignedIn, type Actor } from '@groundswell/platform';
import { WatchWordsService } from '../stream-words/watch-words.service.js';

@ObjectType('RunWords', {
  description: 'What a model says in the turn that is under way: inert text, which may be taken back.',
})
export class RunWordsType {
  @Field(() => ID, { description: 'The step to which the words belong until it is done.' }) stepId!: StepId;
  @Field(() => Int, { description: 'Above 1, earlier words of this turn were taken back.' }) attempt!: number;
  @Field(() => Int, { description: 'Where the text belongs in what was said; 0 takes the place of all before.' })
  from!: number;
  @Field() text!: string;
}

/** The model's words while they come, whichever process hears them. */
@Resolver(() => RunWordsType)
export class RunWordsResolver {
  constructor(private readonly words: WatchWordsService) {}

  @SignedIn('The service tells only those who may see the run, and asks again while they listen.')
  @Subscription(() => RunWordsType)
  async runWords(
    @CurrentActor() actor: Actor,
    @Args('runId', { type: () => ID }) runId: string,
  ): Promise<AsyncIterableIterator<{ runWords: RunWordsType }>> {
    return this.words.watch(actor, runId, (news) => ({ runWords: news }));
  }
}

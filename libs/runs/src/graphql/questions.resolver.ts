import { Args, Field, ID, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, SignedIn } from '@groundswell/platform';
import { AnswerQuestionService } from '../ask-person/answer-question.service.js';
import { runTypeOf } from './run-shapes.js';
import { RunType } from './run.type.js';

@InputType('AnswerQuestionInput')
export class AnswerQuestionInput {
  @Field(() => ID, { description: 'The waiting step.' }) stepId!: string;
  @Field() answer!: string;
}

/** Answers to what runs ask. */
@Resolver(() => RunType)
export class QuestionsResolver {
  constructor(private readonly service: AnswerQuestionService) {}

  @SignedIn('Only the person for whom the run works; the service refuses everybody else.')
  @Mutation(() => RunType, { description: 'Answers the question of one’s own run, which goes on with it.' })
  async answerQuestion(@CurrentActor() actor: Actor, @Args('input') input: AnswerQuestionInput): Promise<RunType> {
    return runTypeOf(await this.service.answer(actor, input.stepId, input.answer));
  }
}

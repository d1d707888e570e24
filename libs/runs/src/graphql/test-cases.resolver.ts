import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission } from '@groundswell/platform';
import { EvalCaseType } from '@groundswell/workflows';
import { MakeTestCaseService } from '../make-test-case/make-test-case.service.js';
import { MakeTestCaseInput } from './run.input.js';

/** Keeps runs as test cases. */
@Resolver(() => EvalCaseType)
export class TestCasesResolver {
  constructor(private readonly service: MakeTestCaseService) {}

  @Permission('workflow.edit')
  @Mutation(() => EvalCaseType, { description: 'Keeps a run with its result as a test case of the draft.' })
  async makeTestCase(@CurrentActor() actor: Actor, @Args('input') input: MakeTestCaseInput): Promise<EvalCaseType> {
    return this.service.make(actor, input);
  }
}

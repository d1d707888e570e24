import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MicrosScalar } from '@groundswell/platform';

/** What an estimate rests on, as GraphQL shows it. */
export enum EstimateBasisEnum {
  version = 'version',
  workflow = 'workflow',
  computed = 'computed',
}
registerEnumType(EstimateBasisEnum, {
  name: 'EstimateBasis',
  description: 'Runs of this version, runs of any version of its workflow, or a guess from the size of what is sent.',
});

@ObjectType('RunEstimate', { description: 'What runs will cost and how long they take, told before they start.' })
export class RunEstimateType {
  @Field(() => EstimateBasisEnum) basis!: 'version' | 'workflow' | 'computed';
  @Field(() => Int, { description: 'How many past runs it rests on; 0 when it was computed.' }) basedOnRuns!: number;
  @Field(() => Int) runs!: number;
  @Field(() => MicrosScalar, { description: 'Half of the runs cost less.' }) medianCostMicros!: number;
  @Field(() => MicrosScalar, { description: 'Nine in ten runs cost less.' }) p90CostMicros!: number;
  @Field(() => Int, { description: 'In which the model and the tools work, of one run.' }) medianSeconds!: number;
  @Field(() => Int) p90Seconds!: number;
  @Field(() => MicrosScalar, { description: 'All of them together.' }) expectedCostMicros!: number;
  @Field(() => MicrosScalar, { description: 'All of them together, if each is dear.' }) highCostMicros!: number;
  @Field(() => MicrosScalar, { description: 'What their limits let them cost at most.' }) mostCostMicros!: number;
  @Field(() => Int, { description: 'One after another.' }) expectedSeconds!: number;
}

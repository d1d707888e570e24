import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { MicrosScalar } from '@groundswell/platform';
import { HoursByGradeType, MonthHoursType } from './figures.type.js';

@ObjectType('MonthCount')
export class MonthCountType {
  @Field() month!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('PlanPoint', { description: 'Live workflows planned after some months from the start.' })
export class PlanPointType {
  @Field(() => Int) monthsFromStart!: number;
  @Field(() => Int) low!: number;
  @Field(() => Int) high!: number;
}

@InputType('PlanPointInput')
export class PlanPointInput {
  @Field(() => Int) monthsFromStart!: number;
  @Field(() => Int) low!: number;
  @Field(() => Int) high!: number;
}

@ObjectType('PlanMonth', { description: 'The planned range at the end of a month, on the line between the points.' })
export class PlanMonthType {
  @Field() month!: string;
  @Field(() => Float) low!: number;
  @Field(() => Float) high!: number;
}

@ObjectType('MarginalCost', { description: 'What it took to bring the n-th workflow into pilot.' })
export class MarginalCostType {
  @Field(() => Int) n!: number;
  @Field(() => ID) workflowId!: string;
  @Field() title!: string;
  @Field(() => GraphQLISODateTime) enteredPilotAt!: Date;
  @Field(() => MicrosScalar) buildMicros!: number;
  @Field(() => MicrosScalar) reviewMicros!: number;
  @Field(() => MicrosScalar, { description: 'Of what it was the first to need.' }) setUpMicros!: number;
  @Field(() => MicrosScalar) totalMicros!: number;
  @Field(() => MicrosScalar, { description: 'Set-up that it found in place.' }) avoidedMicros!: number;
}

@ObjectType('MonthMicros')
export class MonthMicrosType {
  @Field() month!: string;
  @Field(() => MicrosScalar) micros!: number;
}

@ObjectType('LearningRate', { description: 'log M(n) = a − k·log n, natural logarithms, costs in micro-units.' })
export class LearningRateType {
  @Field() enough!: boolean;
  @Field() explanation!: string;
  @Field(() => Float, { nullable: true, description: 'Cheaper with each doubling; negative when dearer.' })
  percent!: number | null;
  @Field(() => Float, { nullable: true }) lowPercent!: number | null;
  @Field(() => Float, { nullable: true }) highPercent!: number | null;
  @Field(() => Float, { nullable: true }) a!: number | null;
  @Field(() => Float, { nullable: true }) k!: number | null;
}

@ObjectType('FteSaved', { description: 'Full-time positions over the months shown.' })
export class FteSavedType {
  @Field(() => Float) headline!: number;
  @Field(() => Float) withEstimated!: number;
  @Field() explanation!: string;
}

@ObjectType('ReuseShare', { description: 'Shares from 0 to 1 of the published versions.' })
export class ReuseShareType {
  @Field() enough!: boolean;
  @Field(() => Int, { description: 'Published versions.' }) versions!: number;
  @Field(() => Float) any!: number;
  @Field(() => Float) binding!: number;
  @Field(() => Float) layer!: number;
  @Field(() => Float) prompt!: number;
  @Field() explanation!: string;
}

@ObjectType('NetValue', { description: 'Since the start, at the loaded rate.' })
export class NetValueType {
  @Field(() => MicrosScalar) headlineMicros!: number;
  @Field(() => MicrosScalar) withEstimatedMicros!: number;
  @Field(() => MicrosScalar) costMicros!: number;
  @Field(() => String, { nullable: true }) paybackMonth!: string | null;
  @Field() explanation!: string;
}

@ObjectType('Reproduction')
export class ReproductionType {
  @Field() enough!: boolean;
  @Field(() => Float, { nullable: true }) value!: number | null;
  @Field(() => Int) adaptations!: number;
  @Field(() => Int) adaptable!: number;
  @Field() explanation!: string;
}

@ObjectType('StreamMonth', { description: 'What grew from one root in one month.' })
export class StreamMonthType {
  @Field() month!: string;
  @Field(() => ID) rootId!: string;
  @Field() rootTitle!: string;
  @Field(() => Int, { description: 'Live workflows of the tree.' }) workflows!: number;
  @Field(() => Float, { description: 'Measured and confirmed.' }) hours!: number;
}

@ObjectType('Compounding', {
  description: 'Whether the programme compounds. What has too little data says so in words.',
})
export class CompoundingType {
  @Field(() => GraphQLISODateTime) asOf!: Date;
  @Field({ description: 'ISO 4217.' }) currency!: string;
  @Field({ description: 'The month in which the programme began: month 1 of the plan.' }) startMonth!: string;
  @Field({ description: 'The first month shown.' }) fromMonth!: string;
  @Field(() => [MonthCountType], { description: 'At the end of each month; now in the present one.' })
  liveWorkflows!: readonly MonthCountType[];
  @Field(() => [PlanPointType]) plan!: readonly PlanPointType[];
  @Field(() => [PlanMonthType]) planByMonth!: readonly PlanMonthType[];
  @Field(() => Int) liveNow!: number;
  @Field(() => Float, { nullable: true, description: 'The middle of the planned range; null past its end.' })
  planNow!: number | null;
  @Field(() => [MarginalCostType]) marginalCosts!: readonly MarginalCostType[];
  @Field(() => [MonthMicrosType]) averageCost!: readonly MonthMicrosType[];
  @Field(() => LearningRateType) learningRate!: LearningRateType;
  @Field(() => [MonthHoursType]) hours!: readonly MonthHoursType[];
  @Field(() => HoursByGradeType, { description: 'Since the start.' }) hoursTotal!: HoursByGradeType;
  @Field(() => FteSavedType) fteSaved!: FteSavedType;
  @Field(() => ReuseShareType) reuse!: ReuseShareType;
  @Field(() => NetValueType) netValue!: NetValueType;
  @Field(() => ReproductionType) reproduction!: ReproductionType;
  @Field(() => [StreamMonthType]) stream!: readonly StreamMonthType[];
}

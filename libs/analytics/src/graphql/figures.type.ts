import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { MicrosScalar } from '@groundswell/platform';

@ObjectType('FigureDefinition', { description: 'What a figure means.' })
export class FigureDefinitionType {
  @Field() key!: string;
  @Field() title!: string;
  @Field() definition!: string;
  @Field() formula!: string;
  @Field() unit!: string;
  @Field({ description: 'The rows that it is computed from.' }) source!: string;
}

@ObjectType('HoursByGrade', { description: 'Hours saved, split by how well they are founded.' })
export class HoursByGradeType {
  @Field(() => Float) measured!: number;
  @Field(() => Float) confirmed!: number;
  @Field(() => Float, { description: 'As in the ledger, unscaled.' }) estimated!: number;
  @Field(() => Float, { description: 'The estimate as the band shows it.' }) estimatedScaled!: number;
  @Field(() => Float, { description: 'Already taken off the grades.' }) lost!: number;
  @Field(() => Float, { description: 'Measured and confirmed.' }) headline!: number;
  @Field({ description: 'How the estimate is shown, in words.' }) explanation!: string;
}

@ObjectType('MonthHours')
export class MonthHoursType {
  @Field() month!: string;
  @Field(() => Float) measured!: number;
  @Field(() => Float) confirmed!: number;
  @Field(() => Float) estimated!: number;
  @Field(() => Float) lost!: number;
}

@ObjectType('WorkflowImpact', { description: 'What one workflow saved and cost: its two ledgers.' })
export class WorkflowImpactType {
  @Field(() => ID) workflowId!: string;
  @Field(() => HoursByGradeType) hours!: HoursByGradeType;
  @Field(() => MicrosScalar) costMicros!: number;
  @Field(() => MicrosScalar) modelCostMicros!: number;
  @Field(() => Int, { description: 'Runs in the time ledger.' }) runs!: number;
  @Field(() => Float, { nullable: true, description: 'Of the runs that got an outcome.' }) acceptedShare!:
    number | null;
  @Field(() => MicrosScalar, { nullable: true }) costPerRunMicros!: number | null;
  @Field(() => MicrosScalar, { nullable: true }) costPerHourSavedMicros!: number | null;
  @Field(() => [MonthHoursType]) months!: readonly MonthHoursType[];
}

import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LayerChange } from '../domain/layer-difference.js';
import type { ChangeKind } from '../domain/simulation.js';
import type { ChangeCounts, SimulatedWorkflow } from '../simulate-policy/simulation-tally.js';
import { LayerChangeType } from './layer-version.type.js';
import { SavePolicyLayerInput } from './policy-layer.type.js';

export enum SimulatedChangeEnum {
  refused = 'refused',
  allowed = 'allowed',
  approvalAdded = 'approvalAdded',
  approvalDropped = 'approvalDropped',
  duties = 'duties',
}
registerEnumType(SimulatedChangeEnum, {
  name: 'SimulatedChange',
  description: 'How an answer would have differed; duties: only in what is hidden, in the cost limit or in reviews.',
});

@InputType('ProposedGrantInput')
export class ProposedGrantInput {
  @Field(() => ID) layerId!: string;
  @Field(() => ID) ruleId!: string;
  @Field(() => ID) workflowId!: string;
}

@InputType('SimulatePolicyInput', { description: 'What to try: exactly one of layer, grant and revokeExceptionId.' })
export class SimulatePolicyInput {
  @Field(() => SavePolicyLayerInput, { nullable: true }) layer?: SavePolicyLayerInput | null;
  @Field(() => ProposedGrantInput, { nullable: true }) grant?: ProposedGrantInput | null;
  @Field(() => ID, { nullable: true }) revokeExceptionId?: string | null;
  @Field(() => Int, { nullable: true, description: 'How far back to look; 30 unless told.' }) days?: number | null;
}

@ObjectType('SimulatedCounts')
export class SimulatedCountsType {
  @Field(() => Int) refused!: number;
  @Field(() => Int) allowed!: number;
  @Field(() => Int) approvalAdded!: number;
  @Field(() => Int) approvalDropped!: number;
  @Field(() => Int) duties!: number;
}

@ObjectType('SimulatedWorkflow')
export class SimulatedWorkflowType {
  @Field(() => ID) workflowId!: string;
  @Field() title!: string;
  @Field(() => SimulatedCountsType) counts!: ChangeCounts;
  @Field(() => Int) runs!: number;
  @Field(() => Int, { description: 'Refused starts that would have been answered otherwise.' }) starts!: number;
  @Field(() => Int) people!: number;
  @Field(() => Int, { description: 'Confirmed on the runs that would have gone otherwise.' }) confirmedMinutes!: number;
  @Field(() => [String], { description: 'What its present tools and schedules would meet from the next call on.' })
  fromNowOn!: readonly string[];
}

@ObjectType('SimulatedCall', {
  description: 'A past call, or start of a run, that would have been answered otherwise.',
})
export class SimulatedCallType {
  @Field(() => ID, { nullable: true, description: 'Null for a start that was refused: there is no run of it.' })
  runId!: string | null;
  @Field(() => ID, { nullable: true, description: 'Null for the start of the run itself.' }) stepId!: string | null;
  @Field(() => ID) workflowId!: string;
  @Field() workflowTitle!: string;
  @Field(() => GraphQLISODateTime) at!: Date;
  @Field(() => SimulatedChangeEnum) kind!: ChangeKind;
  @Field() before!: string;
  @Field() after!: string;
  /** Resolved to `actor`. */
  actorId!: string;
}

@ObjectType('PolicySimulation', {
  description: 'What a change of policy would have meant for the work of the last days.',
})
export class PolicySimulationType {
  @Field(() => Int) days!: number;
  @Field(() => GraphQLISODateTime) since!: Date;
  @Field(() => Int) judgedRuns!: number;
  @Field(() => Int) judgedCalls!: number;
  @Field(() => Int, { description: 'Active schedules that were judged as their next time will be.' })
  judgedSchedules!: number;
  @Field(() => Int, { description: 'Starts that the layers refused in these days.' }) judgedStarts!: number;
  @Field({ description: 'Whether older runs of these days were left out.' }) cut!: boolean;
  @Field(() => SimulatedCountsType) counts!: ChangeCounts;
  @Field(() => Int, { description: 'Runs that would have gone otherwise.' }) runs!: number;
  @Field(() => Int, { description: 'Refused starts that would have been answered otherwise.' }) starts!: number;
  @Field(() => Int) people!: number;
  @Field(() => Int, { description: 'Confirmed on those runs.' }) confirmedMinutes!: number;
  @Field(() => [SimulatedWorkflowType]) workflows!: readonly SimulatedWorkflow[];
  @Field(() => [SimulatedCallType], { description: 'The newest fifty.' }) examples!: readonly SimulatedCallType[];
  @Field(() => [LayerChangeType], { description: 'For a layer: how it differs from what holds.' })
  changes!: readonly LayerChange[];
}

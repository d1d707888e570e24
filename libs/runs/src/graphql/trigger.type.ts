import { Field, GraphQLISODateTime, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { PersonId, WorkflowId } from '@groundswell/kernel';

/** What starts a workflow without anybody beside it. */
export enum TriggerKindEnum {
  schedule = 'schedule',
  webhook = 'webhook',
}
registerEnumType(TriggerKindEnum, { name: 'TriggerKind' });

@ObjectType('TriggerActions', { description: 'What the signed-in person may do with a schedule or a webhook now.' })
export class TriggerActionsType {
  @Field() change!: boolean;
  @Field() pause!: boolean;
  @Field() resume!: boolean;
  @Field({ description: 'Its owner left, and the person answers for its workflow.' }) takeOver!: boolean;
  @Field() end!: boolean;
}

@ObjectType('TriggerTrouble', {
  description: 'What is wrong with a schedule or a webhook that one has or may take over.',
})
export class TriggerTroubleType {
  @Field(() => TriggerKindEnum) kind!: 'schedule' | 'webhook';
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field() paused!: boolean;
  @Field({ description: 'Its owner left, and the person may take it over.' }) leftBehind!: boolean;
  @Field() sentence!: string;
  @Field(() => GraphQLISODateTime) at!: Date;
  workflowId!: WorkflowId;
  ownerId!: PersonId;
}

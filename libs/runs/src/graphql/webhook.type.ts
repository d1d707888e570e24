import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { PersonId, RunId, WorkflowId } from '@groundswell/kernel';
import { JsonScalar } from '@groundswell/platform';
import type { ScheduleState } from '../domain/schedule.js';
import type { WebhookMapping } from '../domain/webhook-inputs.js';
import type { WebhookEntity, WebhookId } from '../persistence/webhook.entity.js';
import type { KeptRefusal } from '../start-run/kept-refusal.js';
import { ScheduleStateEnum } from './schedule.type.js';

@ObjectType('Webhook', { description: 'An address at which other systems start a workflow, on its owner’s authority.' })
export class WebhookType {
  @Field(() => ID) id!: WebhookId;
  @Field() name!: string;
  @Field({ description: 'Where messages are sent to.' }) url!: string;
  @Field(() => JsonScalar, { nullable: true, description: 'Where in the body each input stands, as JSON pointers.' })
  mapping!: WebhookMapping | null;
  @Field(() => Int) ratePerMinute!: number;
  @Field(() => ScheduleStateEnum) state!: ScheduleState;
  @Field(() => String, { nullable: true }) pauseCode!: string | null;
  @Field(() => String, { nullable: true }) pauseReason!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) pausedAt!: Date | null;
  @Field(() => Int) revision!: number;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  stored!: WebhookEntity;
  workflowId!: WorkflowId;
  ownerId!: PersonId;
}

@ObjectType('WebhookWithSecret', { description: 'A webhook with its secret, which is shown this once.' })
export class WebhookWithSecretType {
  @Field(() => WebhookType) webhook!: WebhookType;
  @Field({ description: 'Give it to the sender now: nobody can ask for it again.' }) secret!: string;
}

@ObjectType('WebhookDelivery', { description: 'A message that was sent to a webhook, and what came of it.' })
export class WebhookDeliveryType {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) messageId!: string | null;
  @Field(() => GraphQLISODateTime) receivedAt!: Date;
  @Field() remoteAddress!: string;
  @Field(() => Int) bodyBytes!: number;
  @Field() accepted!: boolean;
  @Field(() => String, { nullable: true }) code!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was refused. The sender is not told.' }) reason!:
    string | null;
  runId!: RunId | null;
  kept!: KeptRefusal | null;
}

@ObjectType('WebhookDeliveryPage')
export class WebhookDeliveryPageType {
  @Field(() => [WebhookDeliveryType]) items!: readonly WebhookDeliveryType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@InputType('SaveWebhookInput')
export class SaveWebhookInput {
  @Field(() => ID) workflowId!: string;
  @Field() name!: string;
  @Field(() => JsonScalar, { nullable: true, description: 'Null: the body itself holds the inputs.' })
  mapping?: unknown;
  @Field(() => Int, { defaultValue: 60 }) ratePerMinute!: number;
}

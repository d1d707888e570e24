import { Args, Context, GraphQLISODateTime, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, type RequestContext } from '@groundswell/platform';
import { WorkflowType } from '@groundswell/workflows';
import type { WebhookEntity, WebhookId } from '../persistence/webhook.entity.js';
import { refusedAgain } from '../start-run/kept-refusal.js';
import { WebhooksQuery } from '../webhooks/show-webhooks/webhooks.query.js';
import { manyLoader } from './many-loader.js';
import { RunRefusedType, RunType } from './run.type.js';
import { TriggerFacts } from './trigger-facts.js';
import { TriggerActionsType } from './trigger.type.js';
import { WebhookDeliveryPageType, WebhookDeliveryType, WebhookType } from './webhook.type.js';

const LAST_DELIVERY = Symbol('newest message of webhook');

/** The GraphQL shape of a webhook. */
export function webhookTypeOf(webhook: WebhookEntity, publicUrl: string): WebhookType {
  const { id, name, mapping, ratePerMinute, state, pauseCode, pauseReason, pausedAt, revision, createdAt } = webhook;
  return {
    ...{ id, name, mapping, ratePerMinute, state, pauseCode, pauseReason, pausedAt, revision, createdAt },
    url: new URL(`/hooks/${webhook.address}`, publicUrl).href,
    stored: webhook,
    workflowId: webhook.workflowId,
    ownerId: webhook.ownerId,
  };
}

/** What a webhook is of, whose it is, what was sent to it, and what this person may do with it. */
@Resolver(() => WebhookType)
export class WebhookFieldsResolver {
  constructor(
    private readonly query: WebhooksQuery,
    private readonly facts: TriggerFacts,
  ) {}

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() webhook: WebhookType, @Context() context: RequestContext): Promise<WorkflowType> {
    return this.facts.workflow(context, webhook.workflowId);
  }

  @ResolveField(() => PersonType)
  async owner(@Parent() webhook: WebhookType, @Context() context: RequestContext): Promise<PersonType> {
    return this.facts.person(context, webhook.ownerId);
  }

  @ResolveField(() => GraphQLISODateTime, { nullable: true })
  async lastDeliveryAt(
    @Parent() webhook: WebhookType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<Date | null> {
    return manyLoader(context, LAST_DELIVERY, (ids: readonly WebhookId[]) =>
      this.query.lastDeliveries(actor, ids),
    ).load(webhook.id);
  }

  @ResolveField(() => WebhookDeliveryPageType, { description: 'What was sent to it, the newest first.' })
  async deliveries(
    @Parent() webhook: WebhookType,
    @CurrentActor() actor: Actor,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<WebhookDeliveryPageType> {
    return this.query.deliveries(actor, webhook.id, after ?? null);
  }

  @ResolveField(() => TriggerActionsType)
  async can(
    @Parent() { stored }: WebhookType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<TriggerActionsType> {
    return this.facts.actions(context, actor, 'webhook', stored);
  }
}

/** The run that a message led to, for whoever may see it, or what it was refused with. */
@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveryResolver {
  constructor(private readonly facts: TriggerFacts) {}

  @ResolveField(() => RunType, { nullable: true })
  async run(
    @Parent() delivery: WebhookDeliveryType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<RunType | null> {
    return this.facts.run(context, actor, delivery.runId);
  }

  @ResolveField(() => RunRefusedType, { nullable: true, description: 'The rule or the limit that stood against it.' })
  refusal(@Parent() delivery: WebhookDeliveryType): RunRefusedType | null {
    return refusedAgain(delivery.kept);
  }
}

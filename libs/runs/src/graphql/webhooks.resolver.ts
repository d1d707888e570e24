import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { invalidInput } from '@groundswell/kernel';
import { type Actor, CurrentActor, Permission, Settings, SignedIn } from '@groundswell/platform';
import { ChangeWebhookService } from '../webhooks/change-webhook/change-webhook.service.js';
import type { WebhookMapping } from '../domain/webhook-inputs.js';
import { SaveWebhookService, type WebhookWish } from '../webhooks/save-webhook/save-webhook.service.js';
import { WebhooksQuery } from '../webhooks/show-webhooks/webhooks.query.js';
import { webhookTypeOf } from './webhook-fields.resolver.js';
import { SaveWebhookInput, WebhookType, WebhookWithSecretType } from './webhook.type.js';
import type { WebhookEntity } from '../persistence/webhook.entity.js';

const OWN_AND_ANSWERED_FOR =
  'The service shows one’s own, those of workflows that one answers for, and all to those who oversee.';

/** Reads webhooks and moves them. */
@Resolver(() => WebhookType)
export class WebhooksResolver {
  constructor(
    private readonly query: WebhooksQuery,
    private readonly saves: SaveWebhookService,
    private readonly changes: ChangeWebhookService,
    private readonly settings: Settings,
  ) {}

  @SignedIn(OWN_AND_ANSWERED_FOR)
  @Query(() => [WebhookType])
  async webhooks(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID, nullable: true }) workflowId: string | null,
    @Args('mine', { type: () => Boolean, nullable: true }) mine: boolean | null,
  ): Promise<readonly WebhookType[]> {
    return (await this.query.list(actor, { workflowId, mine })).map((webhook) => this.shown(webhook));
  }

  @SignedIn(OWN_AND_ANSWERED_FOR)
  @Query(() => WebhookType, { nullable: true })
  async webhook(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<WebhookType | null> {
    const webhook = await this.query.find(actor, id);
    return webhook === null ? null : this.shown(webhook);
  }

  @Permission('webhook.create')
  @Mutation(() => WebhookWithSecretType)
  async createWebhook(
    @CurrentActor() actor: Actor,
    @Args('input') input: SaveWebhookInput,
  ): Promise<WebhookWithSecretType> {
    const { webhook, secret } = await this.saves.create(actor, wishOf(input));
    return { webhook: this.shown(webhook), secret };
  }

  @Permission('webhook.create')
  @Mutation(() => WebhookType)
  async changeWebhook(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('revision', { type: () => Int }) revision: number,
    @Args('input') input: SaveWebhookInput,
  ): Promise<WebhookType> {
    return this.shown(await this.saves.change(actor, id, revision, wishOf(input)));
  }

  @Permission('webhook.create')
  @Mutation(() => WebhookWithSecretType, { description: 'The secret before it is good for some hours more.' })
  async rotateWebhookSecret(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('overlapHours', { type: () => Int, defaultValue: 24 }) overlapHours: number,
  ): Promise<WebhookWithSecretType> {
    const { webhook, secret } = await this.saves.rotateSecret(actor, id, overlapHours);
    return { webhook: this.shown(webhook), secret };
  }

  @Permission('webhook.pause')
  @Mutation(() => WebhookType)
  async pauseWebhook(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('reason', { type: () => String, nullable: true }) reason: string | null,
  ): Promise<WebhookType> {
    return this.shown(await this.changes.pause(actor, id, reason ?? null));
  }

  @Permission('webhook.create')
  @Mutation(() => WebhookType, { description: 'By its owner alone: it runs on that person’s authority.' })
  async resumeWebhook(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<WebhookType> {
    return this.shown(await this.changes.resume(actor, id));
  }

  @Permission('webhook.create')
  @Mutation(() => WebhookType, { description: 'Of an owner who left. It stays paused until the new owner resumes it.' })
  async takeOverWebhook(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<WebhookType> {
    return this.shown(await this.changes.takeOver(actor, id));
  }

  @Permission('webhook.pause')
  @Mutation(() => WebhookType, { description: 'For good. Its log stays.' })
  async deleteWebhook(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<WebhookType> {
    return this.shown(await this.changes.delete(actor, id));
  }

  private shown(webhook: WebhookEntity): WebhookType {
    return webhookTypeOf(webhook, this.settings.publicUrl);
  }
}

function wishOf({ workflowId, name, mapping, ratePerMinute }: SaveWebhookInput): WebhookWish {
  return { workflowId, name, mapping: mappingOf(mapping), ratePerMinute };
}

function mappingOf(mapping: unknown): WebhookMapping | null {
  if (mapping === undefined || mapping === null) return null;
  const fits =
    typeof mapping === 'object' &&
    !Array.isArray(mapping) &&
    Object.values(mapping).every((one) => typeof one === 'string');
  if (!fits)
    throw invalidInput([{ path: 'mapping', message: 'Give for each input the place in the body where it stands.' }]);
  return mapping as WebhookMapping;
}

import { Args, Context, GraphQLISODateTime, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { IdentityLoaders, Permissions, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, type RequestContext } from '@groundswell/platform';
import { WorkflowLibrary, WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import type { WebhookEntity, WebhookId } from '../persistence/webhook.entity.js';
import { runSubject } from '../show-runs/run-access.js';
import { webhookSubject } from '../webhooks/show-webhooks/webhook-access.js';
import { WebhooksQuery } from '../webhooks/show-webhooks/webhooks.query.js';
import { manyLoader } from './many-loader.js';
import { runTypeOf } from './run-shapes.js';
import { RunLoaders } from './run.loaders.js';
import { RunType } from './run.type.js';
import { WebhookActionsType, WebhookDeliveryPageType, WebhookDeliveryType, WebhookType } from './webhook.type.js';

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
    private readonly people: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
    private readonly library: WorkflowLibrary,
    private readonly permissions: Permissions,
  ) {}

  @ResolveField(() => WorkflowType)
  async workflow(@Parent() webhook: WebhookType, @Context() context: RequestContext): Promise<WorkflowType> {
    const workflow = await this.workflows.workflow(context, webhook.workflowId);
    if (workflow === null) throw notFound('workflow');
    return workflow;
  }

  @ResolveField(() => PersonType)
  async owner(@Parent() webhook: WebhookType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, webhook.ownerId);
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

  @ResolveField(() => WebhookActionsType)
  async can(
    @Parent() { stored, state, workflowId }: WebhookType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<WebhookActionsType> {
    const subject = webhookSubject(stored);
    const own = stored.ownerId === actor.personId && this.permissions.can(actor, 'webhook.create', subject);
    const rests = this.permissions.can(actor, 'webhook.pause', subject);
    const workflow = await this.workflows.workflow(context, workflowId);
    const answers = workflow !== null && [workflow.ownerId, workflow.operatorOwnerId].includes(actor.personId);
    const mayRun = workflow !== null && this.permissions.can(actor, 'workflow.run', this.library.subject(workflow));
    return {
      change: own && state !== 'ended',
      pause: rests && state === 'active',
      resume: own && state === 'paused',
      takeOver:
        stored.pauseCode === 'OWNER_LEFT' &&
        stored.ownerId !== actor.personId &&
        answers &&
        mayRun &&
        this.permissions.can(actor, 'webhook.create', { ...subject, ownerId: actor.personId }),
      delete: rests && state !== 'ended',
    };
  }
}

/** The run that a message led to, for whoever may see it. */
@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveryResolver {
  constructor(
    private readonly loaders: RunLoaders,
    private readonly permissions: Permissions,
  ) {}

  @ResolveField(() => RunType, { nullable: true })
  async run(
    @Parent() delivery: WebhookDeliveryType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<RunType | null> {
    const run = delivery.runId === null ? null : await this.loaders.run(context, delivery.runId);
    return run !== null && this.permissions.can(actor, 'run.read', runSubject(run)) ? runTypeOf(run) : null;
  }
}

import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { notFound } from '@groundswell/kernel';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext, SignedIn } from '@groundswell/platform';
import { WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import { AskRequestService } from '../ask-request/ask-request.service.js';
import type { RequestKind, RequestState } from '../domain/request.js';
import { GrantRequestService } from '../grant-request/grant-request.service.js';
import { RefuseRequestService } from '../refuse-request/refuse-request.service.js';
import { type ShownRequest, ShowRequestsQuery } from '../show-requests/show-requests.query.js';
import { WithdrawRequestService } from '../withdraw-request/withdraw-request.service.js';
import {
  AskedRequestType,
  AskRequestInput,
  GrantRequestInput,
  RequestAskerType,
  RequestKindEnum,
  RequestPageType,
  RequestStateEnum,
  RequestSubjectInput,
  RequestType,
} from './request.type.js';

function typeOf({ request, askers, ...person }: ShownRequest): RequestType {
  const { organisationId: _, subjectKey: _key, ...shown } = request;
  return {
    ...shown,
    ...person,
    askers: askers.map(({ personId, justification, askedAt }) => ({ personId, justification, askedAt })),
  };
}

@Resolver(() => RequestType)
export class RequestsResolver {
  constructor(
    private readonly show: ShowRequestsQuery,
    private readonly loaders: IdentityLoaders,
    private readonly workflows: WorkflowLoaders,
  ) {}

  @Permission('request.read')
  @Query(() => RequestPageType, { description: 'Everybody’s requests: open ones the oldest first, others the newest.' })
  async requests(
    @CurrentActor() actor: Actor,
    @Args('state', { type: () => RequestStateEnum, nullable: true }) state: RequestState | null,
    @Args('kind', { type: () => RequestKindEnum, nullable: true }) kind: RequestKind | null,
    @Args('first', { type: () => Int, defaultValue: 30 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<RequestPageType> {
    const filter = { state: state ?? null, kind: kind ?? null };
    const page = await this.show.page(actor, filter, first, after ?? null);
    return { ...page, items: page.items.map(typeOf) };
  }

  @SignedIn('Everybody sees what they asked for themselves.')
  @Query(() => [RequestType])
  async myRequests(@CurrentActor() actor: Actor): Promise<RequestType[]> {
    return (await this.show.ofPerson(actor)).map(typeOf);
  }

  @SignedIn('Those who ask a request see it, beside those who oversee all.')
  @Query(() => RequestType, { nullable: true })
  async request(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<RequestType | null> {
    const found = await this.show.find(actor, id);
    return found && typeOf(found);
  }

  @Permission('request.raise')
  @Query(() => RequestType, { nullable: true, description: 'The open request that already asks the same.' })
  async openRequest(
    @CurrentActor() actor: Actor,
    @Args('subject') subject: RequestSubjectInput,
  ): Promise<RequestType | null> {
    const found = await this.show.findSame(actor, subject);
    return found && typeOf(found);
  }

  @ResolveField(() => WorkflowType, { nullable: true })
  async workflow(@Parent() request: RequestType, @Context() context: RequestContext): Promise<WorkflowType | null> {
    return request.workflowId === null ? null : this.workflows.workflow(context, request.workflowId);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async decidedBy(@Parent() request: RequestType, @Context() context: RequestContext): Promise<PersonType | null> {
    return request.decidedById === null ? null : this.loaders.person(context, request.decidedById);
  }
}

@Resolver(() => RequestAskerType)
export class RequestAskersResolver {
  constructor(private readonly loaders: IdentityLoaders) {}

  @ResolveField(() => PersonType)
  async person(@Parent() asker: RequestAskerType, @Context() context: RequestContext): Promise<PersonType> {
    return this.loaders.person(context, asker.personId);
  }
}

@Resolver()
export class AnswerRequestsResolver {
  constructor(
    private readonly show: ShowRequestsQuery,
    private readonly askService: AskRequestService,
    private readonly grantService: GrantRequestService,
    private readonly refuseService: RefuseRequestService,
    private readonly withdrawService: WithdrawRequestService,
  ) {}

  @Permission('request.raise')
  @Mutation(() => AskedRequestType, { description: 'The same question asked twice joins the first.' })
  async askRequest(@CurrentActor() actor: Actor, @Args('input') input: AskRequestInput): Promise<AskedRequestType> {
    const { subject, justification, runId } = input;
    const { requestId, joined } = await this.askService.ask(actor, { ...subject, justification, runId });
    return { request: await this.get(actor, requestId), joined };
  }

  @Permission('request.decide')
  @Mutation(() => RequestType, { description: 'Does the thing and tells everybody who asked.' })
  async grantRequest(@CurrentActor() actor: Actor, @Args('input') input: GrantRequestInput): Promise<RequestType> {
    await this.grantService.grant(actor, input);
    return this.get(actor, input.requestId);
  }

  @Permission('request.decide')
  @Mutation(() => RequestType)
  async refuseRequest(
    @CurrentActor() actor: Actor,
    @Args('requestId', { type: () => ID }) requestId: string,
    @Args('revision', { type: () => Int }) revision: number,
    @Args('reason') reason: string,
  ): Promise<RequestType> {
    await this.refuseService.refuse(actor, requestId, revision, reason);
    return this.get(actor, requestId);
  }

  @SignedIn('Only one’s own question can be withdrawn.')
  @Mutation(() => RequestType)
  async withdrawRequest(
    @CurrentActor() actor: Actor,
    @Args('requestId', { type: () => ID }) requestId: string,
  ): Promise<RequestType> {
    await this.withdrawService.withdraw(actor, requestId);
    return this.get(actor, requestId);
  }

  @SignedIn('Only the answers to one’s own questions are marked.')
  @Mutation(() => Int, { description: 'Remembers that the answers to the own requests were shown.' })
  async noteRequestAnswers(@CurrentActor() actor: Actor): Promise<number> {
    return this.show.noteSeen(actor);
  }

  private async get(actor: Actor, id: string): Promise<RequestType> {
    const found = await this.show.find(actor, id);
    if (!found) throw notFound('request');
    return typeOf(found);
  }
}

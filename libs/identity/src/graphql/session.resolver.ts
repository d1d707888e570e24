import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  type Actor,
  CurrentActor,
  CurrentRequest,
  Database,
  notSignedIn,
  Public,
  type RequestContext,
  Settings,
  SignedIn,
} from '@groundswell/platform';
import { PeopleDirectory } from '../directory/people-directory.js';
import { Permissions } from '../domain/permissions.js';
import { InvitationsService } from '../invite-person/invitations.service.js';
import { ManagePeopleService } from '../manage-people/manage-people.service.js';
import { SetUpService } from '../set-up/set-up.service.js';
import { SignInLinksService } from '../sign-in/sign-in-links.service.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import {
  AcceptInvitationInput,
  ChooseOrganisationType,
  InvitationPreviewType,
  MeType,
  SetUpInput,
  SetupStateType,
  SignInInput,
  SignInResultType,
} from './identity.type.js';
import { PRODUCT_VERSION } from './product-version.js';

@Resolver()
export class SessionResolver {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly directory: PeopleDirectory,
    private readonly permissions: Permissions,
    private readonly setUpService: SetUpService,
    private readonly signInService: SignInService,
    private readonly links: SignInLinksService,
  ) {}

  @Public('The page must know whether to show the set-up or the sign-in.')
  @Query(() => SetupStateType)
  async setup(): Promise<SetupStateType> {
    return { needed: await this.setUpService.isNeeded(), demo: this.settings.demo, productVersion: PRODUCT_VERSION };
  }

  @Public('Null tells the page that nobody is signed in.')
  @Query(() => MeType, { nullable: true })
  async me(@CurrentRequest() request: RequestContext): Promise<MeType | null> {
    return request.actor ? this.describe(request.actor) : null;
  }

  @Public('Guarded by the one-time token from the terminal.')
  @Mutation(() => MeType)
  async setUp(@CurrentRequest() request: RequestContext, @Args('input') input: SetUpInput): Promise<MeType> {
    return this.enter(request, await this.setUpService.setUp(input.token, input));
  }

  @Public('Signing in is how one becomes someone.')
  @Mutation(() => SignInResultType)
  async signIn(
    @CurrentRequest() request: RequestContext,
    @Args('input') input: SignInInput,
  ): Promise<MeType | ChooseOrganisationType> {
    const answer = await this.signInService.signIn(input, request.remoteAddress);
    return answer.kind === 'choose' ? { organisations: answer.organisations } : this.enter(request, answer);
  }

  @Public('Guarded by the token of the link; demo mode only.')
  @Mutation(() => MeType)
  async signInWithLink(@CurrentRequest() request: RequestContext, @Args('token') token: string): Promise<MeType> {
    return this.enter(request, await this.links.signInWithLink(token));
  }

  @SignedIn('Ends one’s own session.')
  @Mutation(() => Boolean)
  async signOut(@CurrentRequest() request: RequestContext, @CurrentActor() actor: Actor): Promise<boolean> {
    if (request.sessionToken) await this.signInService.signOut(actor, request.sessionToken);
    request.setSessionCookie?.(null);
    return true;
  }

  private async enter(request: RequestContext, entered: { actor: Actor; sessionToken: string }): Promise<MeType> {
    if (!request.setSessionCookie) throw notSignedIn();
    request.setSessionCookie(entered.sessionToken);
    request.actAs(entered.actor);
    return this.describe(entered.actor);
  }

  private async describe(actor: Actor): Promise<MeType> {
    return this.database.transaction(actor.organisationId, async (tx) => ({
      person: await this.directory.getActive(tx, actor.personId),
      organisation: await this.directory.getOrganisation(tx, actor.organisationId),
      permissions: this.permissions.held(actor),
    }));
  }
}

@Resolver()
export class OwnAccountResolver {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly people: ManagePeopleService,
    private readonly database: Database,
    private readonly directory: PeopleDirectory,
    private readonly permissions: Permissions,
  ) {}

  @Public('Guarded by the token of the invitation.')
  @Query(() => InvitationPreviewType, { nullable: true })
  async invitation(@Args('token') token: string): Promise<InvitationPreviewType | null> {
    const found = await this.invitations.preview(token);
    return found && { ...found.invitation, organisationName: found.organisationName };
  }

  @Public('Guarded by the token of the invitation.')
  @Mutation(() => MeType)
  async acceptInvitation(
    @CurrentRequest() request: RequestContext,
    @Args('input') input: AcceptInvitationInput,
  ): Promise<MeType> {
    const { actor, sessionToken } = await this.invitations.accept(input.token, input.name, input.password);
    request.setSessionCookie?.(sessionToken);
    request.actAs(actor);
    return this.database.transaction(actor.organisationId, async (tx) => ({
      person: await this.directory.getActive(tx, actor.personId),
      organisation: await this.directory.getOrganisation(tx, actor.organisationId),
      permissions: this.permissions.held(actor),
    }));
  }

  @SignedIn('Changes one’s own password.')
  @Mutation(() => Boolean)
  async changePassword(
    @CurrentRequest() request: RequestContext,
    @CurrentActor() actor: Actor,
    @Args('current') current: string,
    @Args('next') next: string,
  ): Promise<boolean> {
    request.setSessionCookie?.(await this.people.changePassword(actor, current, next));
    return true;
  }
}

import { Args, Field, GraphQLISODateTime, ID, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Permission, SignedIn } from '@groundswell/platform';
import { OwnCredentialsQuery } from '../set-own-credential/own-credentials.query.js';
import { SetOwnCredentialService } from '../set-own-credential/set-own-credential.service.js';
import { LookAfterSignIn } from '../look-after-sign-in/look-after-sign-in.service.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { SignOutService } from '../sign-out/sign-out.service.js';
import { ConnectorType } from './connectors.type.js';
import { PresentConnector, type ShownConnector } from './present-connector.js';

@ObjectType('OwnCredential', { description: 'Whether a credential of one’s own is set. Never the credential.' })
export class OwnCredentialType {
  @Field() name!: string;
  @Field() label!: string;
  @Field(() => GraphQLISODateTime, { nullable: true }) setAt!: Date | null;
  @Field({ description: 'Set for another server than the connector has now, and not used.' }) unused!: boolean;
  /** `whereUsed` is added by the library that knows bindings. */
  connectorId!: string;
}

@ObjectType('OwnCredentials', { description: 'What a person has of their own for one connector.' })
export class OwnCredentialsType {
  @Field(() => ConnectorType) connector!: ShownConnector;
  @Field({ description: 'Whether the person can work with it as it is.' }) ready!: boolean;
  @Field(() => [OwnCredentialType]) credentials!: readonly OwnCredentialType[];
}

/** Credentials of one's own, and signing in for oneself or for the house. */
@Resolver()
export class CredentialsResolver {
  constructor(
    private readonly own: OwnCredentialsQuery,
    private readonly credential: SetOwnCredentialService,
    private readonly signIn: SignInService,
    private readonly look: LookAfterSignIn,
    private readonly signOut: SignOutService,
    private readonly present: PresentConnector,
  ) {}

  @Permission('credential.set-own')
  @Query(() => [OwnCredentialsType])
  async myCredentials(@CurrentActor() actor: Actor): Promise<OwnCredentialsType[]> {
    const found = await this.own.of(actor);
    return found.map(({ connector, ready, credentials }) => ({
      ready,
      connector: this.present.connector(actor, connector),
      credentials: credentials.map((credential) => ({ ...credential, connectorId: connector.id })),
    }));
  }

  @Permission('credential.set-own')
  @Mutation(() => ConnectorType, {
    description: 'Goes in here and out only to the connector, for calls in one’s own name.',
  })
  async setMyCredential(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
    @Args('name') name: string,
    @Args('value') value: string,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.credential.set(actor, connectorId, name, value));
  }

  @Permission('credential.set-own')
  @Mutation(() => ConnectorType)
  async removeMyCredential(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
    @Args('name') name: string,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.credential.remove(actor, connectorId, name));
  }

  @Permission('credential.set-own')
  @Mutation(() => String, {
    description: 'The address at which to sign in. It leads back to the page connectors/sign-in.',
  })
  async beginConnectorSignIn(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
    @Args('versionId', { type: () => ID, nullable: true }) versionId: string | null,
  ): Promise<string> {
    return this.signIn.begin(actor, connectorId, versionId);
  }

  @Permission('credential.set-own')
  @Mutation(() => ConnectorType, { description: 'What the authorization server sent the person back with. Good once.' })
  async finishConnectorSignIn(
    @CurrentActor() actor: Actor,
    @Args('state') state: string,
    @Args('code', { type: () => String, nullable: true }) code: string | null,
    @Args('iss', { type: () => String, nullable: true }) iss: string | null,
    @Args('error', { type: () => String, nullable: true }) error: string | null,
  ): Promise<ShownConnector> {
    const connector = await this.look.finish(actor, {
      state,
      code: code ?? null,
      iss: iss ?? null,
      error: error ?? null,
    });
    return this.present.connector(actor, connector);
  }

  @SignedIn('Whose sign-in it is decides which permission the service asks for.')
  @Mutation(() => ConnectorType, { description: 'Forgets the sign-in: one’s own, or the one of the house.' })
  async signOutOfConnector(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
    @Args('ofHouse', { type: () => Boolean }) ofHouse: boolean,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.signOut.signOut(actor, connectorId, ofHouse));
  }
}

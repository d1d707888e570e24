import {
  Args,
  Field,
  GraphQLISODateTime,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Permissions } from '@groundswell/identity';
import { type Actor, CurrentActor, Database, Permission } from '@groundswell/platform';
import { SetClientService } from '../set-client/set-client.service.js';
import { AuthorizationServers } from '../sign-in/authorization-server.js';
import { ClientsRepository, type ShownClient } from '../sign-in/clients.repository.js';
import { ConnectorType } from './connectors.type.js';
import { PresentConnector, type ShownConnector } from './present-connector.js';

@ObjectType('ConnectorClient', {
  description: 'How an operator registered us by hand at an authorization server. Never the secret.',
})
export class ConnectorClientType {
  @Field() clientId!: string;
  @Field({ description: 'Where we are known so; the client goes nowhere else.' }) authorizationServer!: string;
  @Field() hasSecret!: boolean;
  @Field(() => GraphQLISODateTime) setAt!: Date;
}

@InputType('ConnectorClientInput')
export class ConnectorClientInput {
  @Field(() => ID) connectorId!: string;
  @Field(() => ID, { nullable: true, description: 'A prepared version; the present one if absent.' })
  versionId?: string | null;
  @Field() clientId!: string;
  @Field(() => String, { nullable: true }) clientSecret?: string | null;
}

/** Clients that an operator registered by hand. */
@Resolver(() => ConnectorType)
export class ConnectorClientResolver {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly service: SetClientService,
    private readonly clients: ClientsRepository,
    private readonly servers: AuthorizationServers,
    private readonly present: PresentConnector,
  ) {}

  @Permission('connector.update')
  @Query(() => String, {
    description: 'The address that an operator enters who registers us by hand at an authorization server.',
  })
  connectorReturnAddress(): string {
    return this.servers.returnUrl;
  }

  @Permission('connector.update')
  @Mutation(() => ConnectorType, { description: 'The secret goes in here and out only to the authorization server.' })
  async setConnectorClient(
    @CurrentActor() actor: Actor,
    @Args('input') input: ConnectorClientInput,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.service.set(actor, input));
  }

  @Permission('connector.update')
  @Mutation(() => ConnectorType)
  async removeConnectorClient(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.service.remove(actor, connectorId));
  }

  @ResolveField(() => ConnectorClientType, { nullable: true })
  async client(@Parent() { stored }: ShownConnector, @CurrentActor() actor: Actor): Promise<ShownClient | null> {
    if (stored.signIn !== 'oauth' || !this.permissions.can(actor, 'connector.read-secret-state')) return null;
    const place = { connectorId: stored.id, issuer: stored.issuer };
    return this.database.transaction(actor.organisationId, (tx) => this.clients.shown(tx, place));
  }
}

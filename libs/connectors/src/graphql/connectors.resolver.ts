import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext, SignedIn } from '@groundswell/platform';
import { Catalogue } from '../catalogue/catalogue.js';
import { DiscoverToolsService } from '../discover-tools/discover-tools.service.js';
import { RecordSetUpMinutesService } from '../record-set-up/record-set-up-minutes.service.js';
import { RegisterConnectorService } from '../register-connector/register-connector.service.js';
import { SetSecretService } from '../set-secret/set-secret.service.js';
import { TestConnectorService } from '../test-connector/test-connector.service.js';
import { RegisterConnectorInput } from './connectors.input.js';
import { ConnectorsLoaders } from './connectors.loaders.js';
import { CatalogueEntryType, ConnectorTestType, ConnectorType, ToolType } from './connectors.type.js';
import { PresentConnector, type ShownConnector } from './present-connector.js';
import { ShowConnectorsQuery } from './show-connectors.query.js';

@Resolver(() => ConnectorType)
export class ConnectorsResolver {
  constructor(
    private readonly show: ShowConnectorsQuery,
    private readonly present: PresentConnector,
    private readonly loaders: ConnectorsLoaders,
    private readonly people: IdentityLoaders,
    private readonly catalogue: Catalogue,
  ) {}

  @Permission('connector.create')
  @Query(() => [CatalogueEntryType], { description: 'The commands that the operator allows.' })
  connectorCatalogue(): CatalogueEntryType[] {
    return this.catalogue.entries().map((entry) => this.present.entry(entry));
  }

  @Permission('connector.read')
  @Query(() => [ConnectorType])
  async connectors(@CurrentActor() actor: Actor): Promise<ShownConnector[]> {
    return this.show.all(actor);
  }

  @Permission('connector.read')
  @Query(() => ConnectorType, { nullable: true })
  async connector(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ShownConnector | null> {
    return this.show.find(actor, id);
  }

  @ResolveField(() => String)
  async status(@Parent() { stored }: ShownConnector, @Context() context: RequestContext): Promise<string> {
    return this.present.status(stored, await this.loaders.toolsOf(context, stored.id));
  }

  @ResolveField(() => [ToolType])
  async tools(@Parent() { id }: ShownConnector, @Context() context: RequestContext): Promise<ToolType[]> {
    return (await this.loaders.toolsOf(context, id)).map((tool) => this.present.tool(tool));
  }

  @ResolveField(() => PersonType)
  async createdBy(@Parent() { createdById }: ShownConnector, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, createdById);
  }
}

@Resolver(() => ConnectorType)
export class ConnectorChangesResolver {
  constructor(
    private readonly show: ShowConnectorsQuery,
    private readonly present: PresentConnector,
    private readonly register: RegisterConnectorService,
    private readonly discover: DiscoverToolsService,
    private readonly secret: SetSecretService,
    private readonly test: TestConnectorService,
    private readonly setUp: RecordSetUpMinutesService,
  ) {}

  @Permission('connector.create')
  @Mutation(() => ConnectorType, { description: 'Discovers and pins its tools; every tool starts blocked.' })
  async registerConnector(
    @CurrentActor() actor: Actor,
    @Args('input') input: RegisterConnectorInput,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.register.register(actor, input));
  }

  @Permission('connector.update')
  @Mutation(() => ConnectorType, { description: 'Asks the server again; changed tools go into quarantine.' })
  async discoverTools(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
    @Args('versionId', {
      type: () => ID,
      nullable: true,
      description: 'A prepared version; the present one if absent.',
    })
    versionId: string | null,
  ): Promise<ShownConnector> {
    await this.discover.discover(actor, connectorId, versionId ?? null);
    return this.present.connector(actor, await this.show.get(actor, connectorId));
  }

  @Permission('connector.update')
  @Mutation(() => ConnectorType, { description: 'Goes in here and out only to the connector.' })
  async setConnectorSecret(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
    @Args('name') name: string,
    @Args('value') value: string,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.secret.set(actor, connectorId, name, value));
  }

  @Permission('connector.test')
  @Mutation(() => ConnectorTestType)
  async testConnector(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
  ): Promise<ConnectorTestType> {
    return this.test.test(actor, connectorId);
  }

  @SignedIn('What the minutes were spent on decides which permission the service asks for.')
  @Mutation(() => Boolean, { description: 'Minutes that a set-up took; they add up.' })
  async recordSetUpMinutes(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID, nullable: true }) connectorId: string | null,
    @Args('layerId', { type: () => ID, nullable: true }) layerId: string | null,
    @Args('minutes', { type: () => Int }) minutes: number,
  ): Promise<boolean> {
    await this.setUp.record(actor, { connectorId, layerId }, minutes);
    return true;
  }
}

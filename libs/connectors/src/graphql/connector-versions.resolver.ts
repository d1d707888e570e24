import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdentityLoaders, PersonType } from '@groundswell/identity';
import { type Actor, CurrentActor, Permission, type RequestContext } from '@groundswell/platform';
import { ChangeConnectorService } from '../change-connector/change-connector.service.js';
import { MoveBindingsService } from '../move-bindings/move-bindings.service.js';
import { ConnectorVersionDifferenceQuery } from '../move-bindings/version-difference.query.js';
import {
  ChangeConnectorInput,
  ConnectorHealthLookType,
  ConnectorMoveType,
  ConnectorVersionDifferenceType,
  ConnectorVersionType,
} from './connector-versions.type.js';
import { ConnectorType, ToolType } from './connectors.type.js';
import { PresentConnector, type ShownConnector } from './present-connector.js';
import { ShowVersionsQuery } from './show-versions.query.js';

@Resolver(() => ConnectorType)
export class ConnectorVersionsResolver {
  constructor(
    private readonly show: ShowVersionsQuery,
    private readonly present: PresentConnector,
    private readonly difference: ConnectorVersionDifferenceQuery,
    private readonly changes: ChangeConnectorService,
    private readonly moves: MoveBindingsService,
  ) {}

  @ResolveField(() => [ConnectorVersionType], { description: 'The newest first.' })
  async versions(@Parent() connector: ShownConnector, @CurrentActor() actor: Actor): Promise<ConnectorVersionType[]> {
    return this.show.versionsOf(actor, connector.id, connector.versionId);
  }

  @ResolveField(() => [ConnectorMoveType], { name: 'moves', description: 'The latest first.' })
  async movesOf(@Parent() connector: ShownConnector, @CurrentActor() actor: Actor): Promise<ConnectorMoveType[]> {
    return this.show.movesOf(actor, connector.id);
  }

  @ResolveField(() => [ConnectorHealthLookType], { description: 'The last 50 looks at its server, the latest first.' })
  async healthHistory(
    @Parent() connector: ShownConnector,
    @CurrentActor() actor: Actor,
  ): Promise<readonly ConnectorHealthLookType[]> {
    return this.show.healthOf(actor, connector.id);
  }

  @Permission('connector.read')
  @Query(() => ConnectorVersionDifferenceType, {
    description: 'What moving the bindings to this version would change.',
  })
  async connectorVersionDifference(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
    @Args('versionId', { type: () => ID }) versionId: string,
  ): Promise<ConnectorVersionDifferenceType> {
    return this.show.difference(await this.difference.toVersion(actor, connectorId, versionId));
  }

  @Permission('connector.update')
  @Mutation(() => ConnectorVersionType, { description: 'Makes a new version, which nothing uses until bindings move.' })
  async changeConnector(
    @CurrentActor() actor: Actor,
    @Args('input') input: ChangeConnectorInput,
  ): Promise<ConnectorVersionType> {
    const { connector, versionId } = await this.changes.change(actor, input);
    return this.show.getVersion(actor, connector, versionId);
  }

  @Permission('connector.update')
  @Mutation(() => ConnectorType, {
    description: 'Lets every binding of the connector lead to another of its versions.',
  })
  async moveBindings(
    @CurrentActor() actor: Actor,
    @Args('connectorId', { type: () => ID }) connectorId: string,
    @Args('toVersionId', { type: () => ID }) toVersionId: string,
    @Args('seenVersionId', {
      type: () => ID,
      description: 'The version that was the present one in what was looked at.',
    })
    seenVersionId: string,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.moves.move(actor, { connectorId, toVersionId, seenVersionId }));
  }
}

/** The tools of one version, and who made it. */
@Resolver(() => ConnectorVersionType)
export class ConnectorVersionFieldsResolver {
  constructor(
    private readonly show: ShowVersionsQuery,
    private readonly people: IdentityLoaders,
  ) {}

  @ResolveField(() => [ToolType])
  async tools(@Parent() version: ConnectorVersionType, @CurrentActor() actor: Actor): Promise<ToolType[]> {
    return this.show.toolsOf(actor, version.id);
  }

  @ResolveField(() => PersonType)
  async createdBy(
    @Parent() { createdById }: ConnectorVersionType,
    @Context() context: RequestContext,
  ): Promise<PersonType> {
    return this.people.person(context, createdById);
  }
}

/** Who moved the bindings. */
@Resolver(() => ConnectorMoveType)
export class ConnectorMoveFieldsResolver {
  constructor(private readonly people: IdentityLoaders) {}

  @ResolveField(() => PersonType)
  async movedBy(@Parent() { movedById }: ConnectorMoveType, @Context() context: RequestContext): Promise<PersonType> {
    return this.people.person(context, movedById);
  }
}

import { Context, Field, ID, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  ConnectorType,
  ConnectorVersionDifferenceType,
  OwnCredentialType,
  SecretStateType,
  ToolType,
} from '@groundswell/connectors';
import { CurrentActor, requestLoader, type Actor, type RequestContext } from '@groundswell/platform';
import { VersionStatusEnum, WorkflowLoaders, WorkflowType } from '@groundswell/workflows';
import { WhereUsedQuery, type WhereUsed, type WorkflowUse } from '../where-used/where-used.query.js';

@ObjectType('WorkflowUse', { description: 'A version of a workflow that uses a connector or one of its tools.' })
export class WorkflowUseType {
  @Field(() => ID) versionId!: string;
  @Field(() => Int) versionNumber!: number;
  @Field(() => VersionStatusEnum) status!: string;
  @Field(() => [String], { description: 'The tools of the connector that it binds.' }) toolNames!: readonly string[];
  @Field(() => String, { nullable: true, description: 'The title at the root of its lineage, where it was adapted.' })
  lineageTitle!: string | null;
  @Field(() => ID) lineageRootId!: string;
  workflowId!: string;
}

@ObjectType('WhereUsed', { description: 'What uses something, of what you may see.' })
export class WhereUsedType {
  @Field(() => [WorkflowUseType]) uses!: readonly WorkflowUseType[];
  @Field(() => Int, { description: 'Workflows that use it too and that you may not see.' }) hidden!: number;
}

function shown({ workflowId, versionId, number, status, toolNames, root, rootId }: WorkflowUse): WorkflowUseType {
  return {
    ...{ workflowId, versionId, versionNumber: number, status, toolNames },
    lineageTitle: root?.title ?? null,
    lineageRootId: rootId,
  };
}

const USES = Symbol('uses of connector');

/** What uses a connector, read once a request however many of its tools ask. */
function usesOf(context: RequestContext, actor: Actor, used: WhereUsedQuery, connectorId: string): Promise<WhereUsed> {
  const known = requestLoader(context, USES, () => new Map<string, Promise<WhereUsed>>());
  const asked = known.get(connectorId) ?? used.ofConnector(actor, connectorId);
  known.set(connectorId, asked);
  return asked;
}

/** The workflow of a use; null would be one that went while it was read. */
@Resolver(() => WorkflowUseType)
export class WorkflowUseResolver {
  constructor(private readonly workflows: WorkflowLoaders) {}

  @ResolveField(() => WorkflowType, { nullable: true })
  async workflow(@Parent() use: WorkflowUseType, @Context() context: RequestContext): Promise<WorkflowType | null> {
    return this.workflows.workflow(context, use.workflowId);
  }
}

/** Where a connector is used: by which versions of which workflows. */
@Resolver(() => ConnectorType)
export class ConnectorUseResolver {
  constructor(private readonly used: WhereUsedQuery) {}

  @ResolveField(() => WhereUsedType)
  async whereUsed(
    @Parent() connector: ConnectorType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<WhereUsedType> {
    const { uses, hidden } = await usesOf(context, actor, this.used, connector.id);
    return { uses: uses.map(shown), hidden };
  }
}

/** Where a tool is used, in whichever version of its connector it was bound. */
@Resolver(() => ToolType)
export class ToolUseResolver {
  constructor(private readonly used: WhereUsedQuery) {}

  @ResolveField(() => WhereUsedType, {
    description: 'While the tool is quarantined, just these bindings are suspended.',
  })
  async whereUsed(
    @Parent() tool: ToolType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<WhereUsedType> {
    const { uses, hidden } = await usesOf(context, actor, this.used, tool.connectorId);
    // Of what is hidden it is not told which tools it binds.
    return { uses: uses.filter((use) => use.toolNames.includes(tool.name)).map(shown), hidden };
  }
}

/** Where a credential of the house is used: by every version that binds its connector, whoever runs it. */
@Resolver(() => SecretStateType)
export class SecretUseResolver {
  constructor(private readonly used: WhereUsedQuery) {}

  @ResolveField(() => WhereUsedType, { description: 'What would stop working without it.' })
  async whereUsed(
    @Parent() secret: SecretStateType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<WhereUsedType> {
    const { uses, hidden } = await usesOf(context, actor, this.used, secret.connectorId);
    return { uses: uses.map(shown), hidden };
  }
}

/** Where a credential of one's own is used: by what binds its connector, in runs of one's own. */
@Resolver(() => OwnCredentialType)
export class OwnCredentialUseResolver {
  constructor(private readonly used: WhereUsedQuery) {}

  @ResolveField(() => WhereUsedType, { description: 'What works with it when the person runs it; nobody else does.' })
  async whereUsed(
    @Parent() credential: OwnCredentialType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<WhereUsedType> {
    if (credential.unused) return { uses: [], hidden: 0 };
    const { uses, hidden } = await usesOf(context, actor, this.used, credential.connectorId);
    return { uses: uses.map(shown), hidden };
  }
}

/** What a move of bindings reaches. */
@Resolver(() => ConnectorVersionDifferenceType)
export class VersionDifferenceUseResolver {
  constructor(private readonly used: WhereUsedQuery) {}

  @ResolveField(() => [WorkflowUseType], { description: 'Every workflow and adaptation that would go along.' })
  async affects(
    @Parent() difference: ConnectorVersionDifferenceType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<WorkflowUseType[]> {
    return (await usesOf(context, actor, this.used, difference.connectorId)).uses.map(shown);
  }

  @ResolveField(() => Int, { description: 'Workflows that would go along too and that you may not see.' })
  async affectsHidden(
    @Parent() difference: ConnectorVersionDifferenceType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<number> {
    return (await usesOf(context, actor, this.used, difference.connectorId)).hidden;
  }
}

import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, JsonScalar, Permission, type RequestContext } from '@groundswell/platform';
import { AcceptToolDefinitionService } from '../accept-tool-definition/accept-tool-definition.service.js';
import { CallToolService } from '../call-tool/call-tool.service.js';
import type { ToolStatus } from '../domain/tool-status.js';
import { LabelToolService } from '../label-tool/label-tool.service.js';
import { SetToolStatusService } from '../set-tool-status/set-tool-status.service.js';
import { LabelToolInput } from './connectors.input.js';
import { ConnectorsLoaders } from './connectors.loaders.js';
import { ConnectorType, ToolStatusEnum, ToolType } from './connectors.type.js';
import { PresentConnector, type ShownConnector } from './present-connector.js';
import { type PolicyRefusalType, type ToolCallOutputType, ToolCallResultUnion } from './tool-call.type.js';

@Resolver(() => ToolType)
export class ToolsResolver {
  constructor(
    private readonly present: PresentConnector,
    private readonly loaders: ConnectorsLoaders,
    private readonly label: LabelToolService,
    private readonly status: SetToolStatusService,
    private readonly acceptance: AcceptToolDefinitionService,
    private readonly trial: CallToolService,
  ) {}

  @ResolveField(() => ConnectorType)
  async connector(
    @Parent() { connectorId }: ToolType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.loaders.connector(context, connectorId));
  }

  @Permission('tool.label')
  @Mutation(() => ToolType, { description: 'Confirms the labels of a tool.' })
  async labelTool(@CurrentActor() actor: Actor, @Args('input') input: LabelToolInput): Promise<ToolType> {
    return this.present.tool(await this.label.label(actor, input.toolId, input));
  }

  @Permission('tool.set-status')
  @Mutation(() => ToolType, { description: 'Allows or blocks a tool; holds from the next call on.' })
  async setToolStatus(
    @CurrentActor() actor: Actor,
    @Args('toolId', { type: () => ID }) toolId: string,
    @Args('status', { type: () => ToolStatusEnum }) status: ToolStatus,
  ): Promise<ToolType> {
    return this.present.tool(await this.status.set(actor, toolId, status));
  }

  @Permission('tool.set-status')
  @Mutation(() => ToolType, { description: 'Pins the changed definition that was shown.' })
  async acceptToolDefinition(
    @CurrentActor() actor: Actor,
    @Args('toolId', { type: () => ID }) toolId: string,
  ): Promise<ToolType> {
    return this.present.tool(await this.acceptance.accept(actor, toolId));
  }

  @Permission('tool.call')
  @Mutation(() => ToolCallResultUnion, { description: 'A live trial while building: the governed call path, no run.' })
  async callTool(
    @CurrentActor() actor: Actor,
    @Args('toolId', { type: () => ID }) toolId: string,
    @Args('workflowId', { type: () => ID }) workflowId: string,
    @Args('arguments', { type: () => JsonScalar }) args: unknown,
  ): Promise<ToolCallOutputType | PolicyRefusalType> {
    const result = await this.trial.call(actor, toolId, workflowId, args);
    if ('refusal' in result) return { explanation: result.refusal };
    return { content: result.output.content, isError: result.output.isError, durationMs: result.durationMs };
  }
}

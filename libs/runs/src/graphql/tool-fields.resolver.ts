import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  ConnectorsLoaders,
  ConnectorType,
  PresentConnector,
  ToolType,
  type ShownConnector,
} from '@groundswell/connectors';
import { Permissions } from '@groundswell/identity';
import { CurrentActor, Database, Permission, type Actor, type RequestContext } from '@groundswell/platform';
import { PlainPermissionType, PolicyExplanationType } from '@groundswell/policies';
import {
  BindingType,
  SearchWorkflowsQuery,
  WorkflowLibrary,
  WorkflowLoaders,
  WorkflowType,
} from '@groundswell/workflows';
import { ToolPermissionsQuery } from '../tools/tool-permissions.query.js';
import { RunLoaders } from './run.loaders.js';
import { ApprovalType, StepType } from './run.type.js';

const USED_BY_SHOWN = 100;

/** The tool that a step called. */
@Resolver(() => StepType)
export class StepToolResolver {
  constructor(
    private readonly connectors: ConnectorsLoaders,
    private readonly present: PresentConnector,
  ) {}

  @ResolveField(() => ToolType, { nullable: true })
  async tool(@Parent() step: StepType, @Context() context: RequestContext): Promise<ToolType | null> {
    return step.toolId === null ? null : this.present.tool(await this.connectors.tool(context, step.toolId));
  }
}

/** The tool that people are asked about. */
@Resolver(() => ApprovalType)
export class ApprovalToolResolver {
  constructor(
    private readonly connectors: ConnectorsLoaders,
    private readonly present: PresentConnector,
  ) {}

  @ResolveField(() => ToolType)
  async tool(@Parent() approval: ApprovalType, @Context() context: RequestContext): Promise<ToolType> {
    return this.present.tool(await this.connectors.tool(context, approval.toolId));
  }
}

/** What a version binds, by name. */
@Resolver(() => BindingType)
export class BindingFieldsResolver {
  constructor(
    private readonly connectors: ConnectorsLoaders,
    private readonly present: PresentConnector,
  ) {}

  @ResolveField(() => ConnectorType)
  async connector(
    @Parent() binding: BindingType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<ShownConnector> {
    return this.present.connector(actor, await this.connectors.connector(context, binding.connectorId));
  }

  @ResolveField(() => [ToolType])
  async tools(@Parent() binding: BindingType, @Context() context: RequestContext): Promise<ToolType[]> {
    const tools = await Promise.all(binding.toolIds.map((id) => this.connectors.tool(context, id)));
    return tools.map((tool) => this.present.tool(tool));
  }
}

/** The connectors of a workflow, and how often it ran. Empty for a workflow that the person may not open. */
@Resolver(() => WorkflowType)
export class WorkflowToolsResolver {
  constructor(
    private readonly runs: RunLoaders,
    private readonly connectorsOf: ConnectorsLoaders,
    private readonly present: PresentConnector,
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
  ) {}

  @ResolveField(() => [ConnectorType], { description: 'Bound by the published version, or by the draft.' })
  async connectors(
    @Parent() workflow: WorkflowType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<ShownConnector[]> {
    if (!this.mayRead(actor, workflow)) return [];
    const found = await Promise.all(workflow.boundConnectorIds.map((id) => this.connectorsOf.connector(context, id)));
    return found.map((connector) => this.present.connector(actor, connector));
  }

  @ResolveField(() => Int, { description: 'Runs that were real work, whoever ran them. Practice is not counted.' })
  async runCount(
    @Parent() workflow: WorkflowType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<number> {
    return this.mayRead(actor, workflow) ? this.runs.runCount(context, workflow.id) : 0;
  }

  private mayRead(actor: Actor, workflow: WorkflowType): boolean {
    return this.permissions.can(actor, 'workflow.read', this.library.subject(workflow));
  }
}

/** Who uses a connector. */
@Resolver(() => ConnectorType)
export class ConnectorFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly search: SearchWorkflowsQuery,
    private readonly workflows: WorkflowLoaders,
  ) {}

  @ResolveField(() => [WorkflowType], { description: 'Workflows that bind it, of those that you may see.' })
  async usedBy(
    @Parent() connector: ConnectorType,
    @CurrentActor() actor: Actor,
    @Context() context: RequestContext,
  ): Promise<WorkflowType[]> {
    const { ids } = await this.find(actor, connector.id, USED_BY_SHOWN);
    const found = await Promise.all(ids.map((id) => this.workflows.workflow(context, id)));
    return found.filter((workflow) => workflow !== null);
  }

  @ResolveField(() => Int)
  async usedByCount(@Parent() connector: ConnectorType, @CurrentActor() actor: Actor): Promise<number> {
    return (await this.find(actor, connector.id, 1)).totalCount;
  }

  private find(actor: Actor, connectorId: string, first: number) {
    return this.database.transaction(actor.organisationId, (tx) =>
      this.search.search(tx, actor, { connectorId }, 'TITLE', first, null),
    );
  }
}

/** What a workflow may do with its tools, in plain words. */
@Resolver()
export class RunToolsResolver {
  constructor(
    private readonly database: Database,
    private readonly query: ToolPermissionsQuery,
  ) {}

  @Permission('workflow.read')
  @Query(() => [PlainPermissionType])
  async whatItMayDo(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID }) workflowId: string,
  ): Promise<readonly PlainPermissionType[]> {
    return this.database.transaction(actor.organisationId, (tx) => this.query.ofWorkflow(tx, actor, workflowId));
  }

  @Permission('workflow.read')
  @Query(() => PolicyExplanationType)
  async explainToolCall(
    @CurrentActor() actor: Actor,
    @Args('workflowId', { type: () => ID }) workflowId: string,
    @Args('toolId', { type: () => ID }) toolId: string,
  ): Promise<PolicyExplanationType> {
    return this.database.transaction(actor.organisationId, (tx) => this.query.explain(tx, actor, workflowId, toolId));
  }
}

import { Global, Module } from '@nestjs/common';
import { ToolDirectory } from '@groundswell/workflows';
import { CallTreeQuery } from '../call-workflow/call-tree.query.js';
import { ToolCaller } from '../engine/tool-caller.js';
import {
  ApprovalToolResolver,
  BindingFieldsResolver,
  ConnectorFieldsResolver,
  RunToolsResolver,
  StepToolResolver,
  WorkflowToolsResolver,
} from '../graphql/tool-fields.resolver.js';
import {
  ConnectorUseResolver,
  OwnCredentialUseResolver,
  SecretUseResolver,
  ToolUseResolver,
  VersionDifferenceUseResolver,
  WorkflowUseResolver,
} from '../graphql/where-used.resolver.js';
import { WhereUsedQuery } from '../where-used/where-used.query.js';
import { ConnectorToolDirectory, ConnectorToolOffers } from './connector-tools.js';
import { GovernedToolCaller } from './governed-tool-caller.js';
import { StoppableTools } from './stoppable-tools.js';
import { ToolOffers } from './tool-offers.js';
import { ExplainResolver } from '../graphql/explain.resolver.js';
import { ExplainForPersonQuery } from './explain-for-person.query.js';
import { HeldWorkQuery } from '../work-history/held-work.query.js';
import { RefusedStartsQuery } from '../work-history/refused-starts.query.js';
import { WorkHistoryQuery } from '../work-history/work-history.query.js';
import { ToolPermissionsQuery } from './tool-permissions.query.js';

/**
 * Where runs, workflows and connectors meet: this is the first library that sees them all, so it implements what workflows
 * ask about tools and adds the fields that lead from one to the other.
 */
@Global()
@Module({
  providers: [
    { provide: ToolDirectory, useClass: ConnectorToolDirectory },
    { provide: ToolOffers, useClass: ConnectorToolOffers },
    { provide: ToolCaller, useClass: GovernedToolCaller },
    CallTreeQuery,
    StoppableTools,
    ToolPermissionsQuery,
    WhereUsedQuery,
    ConnectorUseResolver,
    OwnCredentialUseResolver,
    SecretUseResolver,
    ToolUseResolver,
    VersionDifferenceUseResolver,
    WorkflowUseResolver,
    HeldWorkQuery,
    RefusedStartsQuery,
    WorkHistoryQuery,
    ExplainForPersonQuery,
    ExplainResolver,
    ApprovalToolResolver,
    BindingFieldsResolver,
    ConnectorFieldsResolver,
    RunToolsResolver,
    StepToolResolver,
    WorkflowToolsResolver,
  ],
  exports: [ToolDirectory, ToolOffers, ToolCaller],
})
export class RunToolsModule {}

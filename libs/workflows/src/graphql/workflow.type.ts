import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type {
  ConnectorId,
  OrganisationId,
  PersonId,
  TeamId,
  ToolId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import { LayerScopeEnum, type LayerScope } from '@groundswell/policies';
import type { Stage } from '../domain/stage.js';
import type { WorkflowSummary } from '../library/workflow-summary.js';

/** The stages as GraphQL shows them. */
export enum StageEnum {
  idea = 'idea',
  draft = 'draft',
  pilot = 'pilot',
  production = 'production',
  paused = 'paused',
  retired = 'retired',
}
registerEnumType(StageEnum, { name: 'Stage', description: 'Where a workflow stands on its way into daily work.' });

/**
 * A workflow in GraphQL. Upper libraries add fields to it; the properties without a field are there for their resolvers.
 * It may stand for a workflow that the person only sees mentioned, so fields that tell more than its name ask again.
 */
@ObjectType('Workflow', { description: 'A named, owned piece of work. What it does stands in its versions.' })
export class WorkflowType implements WorkflowSummary {
  @Field(() => ID) id!: WorkflowId;
  @Field() title!: string;
  @Field(() => StageEnum) stage!: Stage;
  @Field(() => Int) revision!: number;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  @Field(() => Int, { description: 'Adaptations between the root and this workflow: 0 for a root.' }) depth!: number;
  @Field(() => Int, { description: 'Workflows adapted directly from this one.' }) adaptationCount!: number;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it first entered pilot.' })
  enteredPilotAt!: Date | null;
  organisationId!: OrganisationId;
  task!: string;
  teamId!: TeamId;
  ownerId!: PersonId;
  operatorOwnerId!: PersonId | null;
  pausedFrom!: Stage | null;
  stageReason!: string | null;
  createdById!: PersonId;
  publishedVersionId!: WorkflowVersionId | null;
  adaptedFromVersionId!: WorkflowVersionId | null;
  adaptedFromWorkflowId!: WorkflowId | null;
  rootId!: WorkflowId;
  path!: readonly WorkflowId[];
  boundConnectorIds!: readonly ConnectorId[];
  boundToolIds!: readonly ToolId[];
}

@ObjectType('WorkflowPage')
export class WorkflowPageType {
  @Field(() => [WorkflowType]) items!: readonly WorkflowType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => String, { nullable: true }) nextCursor!: string | null;
}

@ObjectType('WorkflowActions', { description: 'What the signed-in person may do with a workflow now.' })
export class WorkflowActionsType {
  @Field() edit!: boolean;
  @Field() submit!: boolean;
  @Field() review!: boolean;
  @Field() adapt!: boolean;
  @Field() run!: boolean;
  @Field() changeStage!: boolean;
  @Field() setOwner!: boolean;
}

/** A node of the lineage in GraphQL; the hours that each branch saved are added by an upper library. */
@ObjectType('LineageNode', { description: 'A workflow in the tree made by adapting.' })
export class LineageNodeType {
  @Field(() => ID) workflowId!: string;
  @Field() title!: string;
  @Field(() => ID, { nullable: true }) parentWorkflowId!: string | null;
  @Field(() => Int, { nullable: true }) parentVersionNumber!: number | null;
  @Field(() => Int) depth!: number;
  @Field(() => StageEnum) stage!: Stage;
  @Field() teamName!: string;
  @Field() ownerName!: string;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  @Field({ description: 'Whether this person may open it; if not, title and owner are withheld.' }) readable!: boolean;
}

@ObjectType('InheritedBinding', {
  description: 'A connector that came along with adapting: by reference, never a secret.',
})
export class InheritedBindingType {
  @Field(() => ID) connectorId!: string;
  @Field() connectorName!: string;
  @Field(() => [String]) toolNames!: readonly string[];
  @Field(() => ID) fromWorkflowId!: string;
  @Field() fromWorkflowTitle!: string;
  @Field(() => Int) fromVersionNumber!: number;
}

@ObjectType('InheritedLayer', { description: 'A policy layer that governs the workflow and was set elsewhere.' })
export class InheritedLayerType {
  @Field(() => ID) layerId!: string;
  @Field(() => LayerScopeEnum) scope!: LayerScope;
  @Field() name!: string;
  @Field({ description: 'Where it comes from, in plain words.' }) origin!: string;
  @Field(() => Int, { description: 'Rules and obligations together.' }) ruleCount!: number;
}

@ObjectType('Inherited', { description: 'What the workflow did not have to set up itself.' })
export class InheritedType {
  @Field(() => [InheritedBindingType]) bindings!: readonly InheritedBindingType[];
  @Field(() => [InheritedLayerType]) layers!: readonly InheritedLayerType[];
  @Field(() => Int) cases!: number;
}

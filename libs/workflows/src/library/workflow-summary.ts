import type {
  ConnectorId,
  OrganisationId,
  PersonId,
  TeamId,
  ToolId,
  WorkflowId,
  WorkflowVersionId,
} from '@groundswell/kernel';
import { depthOf } from '../domain/lineage.js';
import type { Stage } from '../domain/stage.js';
import type { WorkflowEntity } from '../persistence/workflow.entity.js';

/** A workflow as other libraries may know it. Its content stands in its versions. */
export interface WorkflowSummary {
  readonly id: WorkflowId;
  readonly organisationId: OrganisationId;
  readonly title: string;
  readonly task: string;
  readonly teamId: TeamId;
  readonly ownerId: PersonId;
  readonly operatorOwnerId: PersonId | null;
  readonly stage: Stage;
  readonly pausedFrom: Stage | null;
  /** Why it is paused, retired or back in draft. */
  readonly stageReason: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly createdById: PersonId;
  readonly enteredPilotAt: Date | null;
  readonly publishedVersionId: WorkflowVersionId | null;
  readonly adaptedFromVersionId: WorkflowVersionId | null;
  readonly adaptedFromWorkflowId: WorkflowId | null;
  readonly rootId: WorkflowId;
  /** The ancestors from the root down to the parent. */
  readonly path: readonly WorkflowId[];
  readonly depth: number;
  readonly adaptationCount: number;
  readonly boundConnectorIds: readonly ConnectorId[];
  readonly boundToolIds: readonly ToolId[];
}

/** The summary of a stored workflow. */
export function summaryOf(workflow: WorkflowEntity): WorkflowSummary {
  return {
    id: workflow.id,
    organisationId: workflow.organisationId,
    title: workflow.title,
    task: workflow.task,
    teamId: workflow.teamId,
    ownerId: workflow.ownerId,
    operatorOwnerId: workflow.operatorOwnerId,
    stage: workflow.stage,
    pausedFrom: workflow.pausedFrom,
    stageReason: workflow.stageReason,
    revision: workflow.revision,
    createdAt: workflow.createdAt,
    createdById: workflow.createdById,
    enteredPilotAt: workflow.enteredPilotAt,
    publishedVersionId: workflow.publishedVersionId,
    adaptedFromVersionId: workflow.adaptedFromVersionId,
    adaptedFromWorkflowId: workflow.adaptedFromWorkflowId,
    rootId: workflow.rootId,
    path: workflow.path,
    depth: depthOf(workflow),
    adaptationCount: workflow.adaptationCount,
    boundConnectorIds: workflow.boundConnectorIds,
    boundToolIds: workflow.boundToolIds,
  };
}

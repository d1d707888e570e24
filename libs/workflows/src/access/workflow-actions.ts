import { Injectable } from '@nestjs/common';
import type { Actor } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { nextStages } from '../domain/stage.js';
import type { VersionSummary } from '../library/version-summary.js';
import type { WorkflowSummary } from '../library/workflow-summary.js';
import { versionSubject, workflowSubject } from './workflow-access.js';

/** What a person may do with a workflow as it stands: permissions and states together. */
export interface AllowedActions {
  readonly edit: boolean;
  readonly submit: boolean;
  readonly review: boolean;
  readonly adapt: boolean;
  readonly run: boolean;
  readonly changeStage: boolean;
  readonly setOwner: boolean;
}

/** Tells the page which buttons to offer. The services ask again. */
@Injectable()
export class WorkflowActions {
  constructor(private readonly permissions: Permissions) {}

  /** @param open the draft or the version in review, if there is one */
  of(actor: Actor, workflow: WorkflowSummary, open: VersionSummary | null): AllowedActions {
    const subject = workflowSubject(workflow);
    const may = (permission: string): boolean => this.permissions.can(actor, permission, subject);
    const alive = workflow.stage !== 'retired';
    const { stage, pausedFrom, revision } = workflow;
    const hasPublishedVersion = workflow.publishedVersionId !== null;
    return {
      edit: alive && may('workflow.edit'),
      submit: alive && open?.status === 'draft' && may('workflow.submit'),
      review:
        alive &&
        open?.status === 'submitted' &&
        !open.editorIds.includes(actor.personId) &&
        this.permissions.can(actor, 'workflow.review', versionSubject(open)),
      adapt: hasPublishedVersion && may('workflow.adapt'),
      run: (hasPublishedVersion || open !== null) && may('workflow.run'),
      changeStage:
        may('workflow.change-stage') && nextStages({ stage, pausedFrom, revision, hasPublishedVersion }).length > 0,
      setOwner: alive && may('workflow.set-owner'),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { WorkflowAccess, workflowSubject } from '../access/workflow-access.js';
import { placeBelow } from '../domain/lineage.js';
import { notPublished } from '../domain/workflows.errors.js';
import { WORKFLOW_ADAPTED } from '../domain/workflows.events.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { summaryOf, type WorkflowSummary } from '../library/workflow-summary.js';
import { MakeWorkflowService, type NewWorkflowInput } from '../make-workflow/make-workflow.service.js';
import { contentOf } from '../persistence/versions.repository.js';
import { WorkflowsRepository } from '../persistence/workflows.repository.js';

/** What a person gives to adapt a version. */
export interface AdaptWorkflowInput extends Omit<NewWorkflowInput, 'ownerId'> {
  readonly versionId: string;
}

/**
 * Makes a new workflow from a published version. Its first draft begins with the version's content: bindings name the same
 * connectors and tools, never a secret, and the policy stack follows from the lineage, so nothing is copied that could go stale.
 */
@Injectable()
export class AdaptWorkflowService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly access: WorkflowAccess,
    private readonly workflows: WorkflowsRepository,
    private readonly maker: MakeWorkflowService,
    private readonly journal: WorkflowJournal,
  ) {}

  /** The same client key of the same person answers with the workflow that it made the first time. */
  async adapt(actor: Actor, input: AdaptWorkflowInput): Promise<WorkflowSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      // Held before the words of the new title are written: renaming the parent takes the two in this order as well.
      const { workflow: parent, version } = await this.access.lockVersion(tx, actor, input.versionId);
      this.permissions.require(actor, 'workflow.adapt', workflowSubject(parent));
      if (version.status !== 'published') throw notPublished();
      const content = {
        ...contentOf(version),
        changeNote: `Adapted from “${parent.title}”, version ${version.number}.`,
      };
      const { versionId: _source, ...wishes } = input;
      const { workflow, created } = await this.maker.make(tx, actor, wishes, {
        content,
        adaptedFrom: version,
        placeOf: (id) => placeBelow(parent.id, parent, id),
      });
      if (!created) return summaryOf(workflow);
      await this.workflows.countAdaptation(tx, parent.id);
      await this.journal.record(tx, actor, {
        type: WORKFLOW_ADAPTED,
        workflowId: workflow.id,
        details: { title: workflow.title, from: parent.title, fromWorkflowId: parent.id, fromVersion: version.number },
        news: { fromWorkflowId: parent.id, fromVersionId: version.id, personId: actor.personId },
      });
      return summaryOf(workflow);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { rootPlace } from '../domain/lineage.js';
import { WORKFLOW_REGISTERED } from '../domain/workflows.events.js';
import { FIRST_DRAFT } from '../domain/workflow-version.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { MakeWorkflowService, type NewWorkflowInput } from '../make-workflow/make-workflow.service.js';
import { summaryOf, type WorkflowSummary } from '../library/workflow-summary.js';

/** Registers a workflow that is adapted from nothing. */
@Injectable()
export class RegisterWorkflowService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly maker: MakeWorkflowService,
    private readonly journal: WorkflowJournal,
  ) {}

  /** The same client key of the same person answers with the workflow that it made the first time. */
  async register(actor: Actor, input: NewWorkflowInput): Promise<WorkflowSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      this.permissions.require(actor, 'workflow.create');
      const { workflow, created } = await this.maker.make(tx, actor, input, {
        content: FIRST_DRAFT,
        adaptedFrom: null,
        placeOf: rootPlace,
      });
      if (!created) return summaryOf(workflow);
      await this.journal.record(tx, actor, {
        type: WORKFLOW_REGISTERED,
        workflowId: workflow.id,
        details: { title: workflow.title, teamId: workflow.teamId, ownerId: workflow.ownerId },
        news: { personId: actor.personId },
      });
      return summaryOf(workflow);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { InputFaults, isId, notFound, type PersonId } from '@groundswell/kernel';
import { Database, type Actor, type Tx } from '@groundswell/platform';
import { PeopleDirectory } from '@groundswell/identity';
import { WorkflowAccess } from '../access/workflow-access.js';
import { workflowRetired } from '../domain/workflows.errors.js';
import { WORKFLOW_OWNER_SET } from '../domain/workflows.events.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { summaryOf, type WorkflowSummary } from '../library/workflow-summary.js';
import { WorkflowsRepository } from '../persistence/workflows.repository.js';

/** The owner, and the person accountable for the result in daily work; null leaves that place empty. */
export interface SetOwnerInput {
  readonly workflowId: string;
  readonly ownerId: string;
  readonly operatorOwnerId?: string | null;
}

/** Hands a workflow over. */
@Injectable()
export class SetOwnerService {
  constructor(
    private readonly database: Database,
    private readonly access: WorkflowAccess,
    private readonly workflows: WorkflowsRepository,
    private readonly people: PeopleDirectory,
    private readonly journal: WorkflowJournal,
  ) {}

  /** The same owners again change nothing. */
  async set(actor: Actor, input: SetOwnerInput): Promise<WorkflowSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.access.lockFor(tx, actor, 'workflow.set-owner', input.workflowId);
      if (workflow.stage === 'retired') throw workflowRetired();
      const faults = new InputFaults();
      const ownerId = await this.person(tx, faults, 'ownerId', input.ownerId);
      const operatorOwnerId =
        input.operatorOwnerId == null ? null : await this.person(tx, faults, 'operatorOwnerId', input.operatorOwnerId);
      faults.throwIfAny();
      if (workflow.ownerId === ownerId && workflow.operatorOwnerId === operatorOwnerId) return summaryOf(workflow);
      await this.workflows.change(tx, workflow.id, workflow.revision, { ownerId, operatorOwnerId });
      await this.journal.record(tx, actor, {
        type: WORKFLOW_OWNER_SET,
        workflowId: workflow.id,
        details: { title: workflow.title, before: workflow.ownerId, ownerId, operatorOwnerId },
        news: { ownerId, operatorOwnerId },
      });
      const changed = await this.workflows.find(tx, workflow.id);
      if (!changed) throw notFound('workflow');
      return summaryOf(changed);
    });
  }

  private async person(tx: Tx, faults: InputFaults, path: string, id: string): Promise<PersonId> {
    const known = isId(id) ? await this.people.byIds(tx, [id as PersonId]) : null;
    if (known?.get(id as PersonId)?.active !== true) {
      faults.add(path, 'This person does not work here (any more). Choose someone else.');
    }
    return id as PersonId;
  }
}

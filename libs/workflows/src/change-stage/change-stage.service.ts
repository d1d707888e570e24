import { Inject, Injectable } from '@nestjs/common';
import { notFound, type Clock } from '@groundswell/kernel';
import { CLOCK, Database, type Actor } from '@groundswell/platform';
import { WorkflowAccess } from '../access/workflow-access.js';
import { decideStage, type Stage } from '../domain/stage.js';
import { stageRefused } from '../domain/workflows.errors.js';
import { WORKFLOW_STAGE_CHANGED } from '../domain/workflows.events.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { summaryOf, type WorkflowSummary } from '../library/workflow-summary.js';
import { WorkflowsRepository } from '../persistence/workflows.repository.js';

/** A wished change of stage; `revision` is the one that the page showed. */
export interface ChangeStageInput {
  readonly workflowId: string;
  readonly stage: Stage;
  readonly reason?: string | null;
  readonly revision: number;
}

/** Moves a workflow through its stages, as the table of stages allows. */
@Injectable()
export class ChangeStageService {
  constructor(
    private readonly database: Database,
    private readonly access: WorkflowAccess,
    private readonly workflows: WorkflowsRepository,
    private readonly journal: WorkflowJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async change(actor: Actor, input: ChangeStageInput): Promise<WorkflowSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.access.lockFor(tx, actor, 'workflow.change-stage', input.workflowId);
      const { stage, pausedFrom, revision } = workflow;
      const reason = input.reason?.trim().normalize('NFC') || null;
      const decision = decideStage(
        { stage, pausedFrom, revision, hasPublishedVersion: workflow.publishedVersionId !== null },
        { to: input.stage, cause: 'person', seenRevision: input.revision, reason },
      );
      if (!decision.ok) throw stageRefused(decision.refusal);
      const at = this.clock.now();
      await this.workflows.change(tx, workflow.id, revision, {
        stage: decision.stage,
        pausedFrom: decision.pausedFrom,
        stageReason: reason,
        enteredPilotAt: workflow.enteredPilotAt ?? (decision.stage === 'pilot' ? at : null),
      });
      const change = { from: stage, to: decision.stage };
      await this.workflows.recordStage(tx, workflow, {
        ...change,
        revision: decision.revision,
        at,
        byId: actor.personId,
        reason,
      });
      await this.journal.record(tx, actor, {
        type: WORKFLOW_STAGE_CHANGED,
        workflowId: workflow.id,
        details: { title: workflow.title, ...change, reason },
        news: { ...change, at: at.toISOString(), personId: actor.personId },
      });
      const changed = await this.workflows.find(tx, workflow.id);
      if (!changed) throw notFound('workflow');
      return summaryOf(changed);
    });
  }
}

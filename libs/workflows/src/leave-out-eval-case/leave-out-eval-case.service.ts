import { Inject, Injectable } from '@nestjs/common';
import { notFound, type Clock, type WorkflowId } from '@groundswell/kernel';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowAccess } from '../access/workflow-access.js';
import { EVAL_CASE_LEFT_OUT } from '../domain/workflows.events.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { EvalCasesQuery, type VersionEvalCase } from '../keep-eval-case/eval-cases.query.js';
import { VersionsRepository } from '../persistence/versions.repository.js';
import { StartDraftService } from '../start-draft/start-draft.service.js';

/** Leaves an inherited test case out of the draft and of all versions after it. The workflow that it comes from keeps it. */
@Injectable()
export class LeaveOutEvalCaseService {
  constructor(
    private readonly database: Database,
    private readonly access: WorkflowAccess,
    private readonly query: EvalCasesQuery,
    private readonly versions: VersionsRepository,
    private readonly drafts: StartDraftService,
    private readonly journal: WorkflowJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, also for a case of its own or one that the person may not see; FORBIDDEN */
  async leaveOut(actor: Actor, workflowId: string, evalCaseId: string): Promise<WorkflowId> {
    // Looked for before a draft is started for its sake.
    await this.database.transaction(actor.organisationId, async (tx) => {
      const { id } = await this.access.getReadable(tx, actor, workflowId);
      const latest = await this.versions.findLatest(tx, id);
      if (latest === null) throw notFound('test case');
      await this.inherited(tx, actor, latest.id, evalCaseId);
    });
    const draft = await this.drafts.start(actor, workflowId);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.access.lockFor(tx, actor, 'workflow.edit', draft.workflowId);
      const { kept, originVersionId } = await this.inherited(tx, actor, draft.id, evalCaseId);
      await tx.query(
        `INSERT INTO eval_case_omissions (organisation_id, workflow_id, eval_case_id, from_version, left_out_by_id, left_out_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [actor.organisationId, workflow.id, kept.id, draft.number, actor.personId, this.clock.now()],
      );
      await this.journal.record(tx, actor, {
        type: EVAL_CASE_LEFT_OUT,
        workflowId: workflow.id,
        versionId: draft.id,
        details: { evalCaseId: kept.id, name: kept.name, originVersionId, number: draft.number },
      });
      return workflow.id;
    });
  }

  private async inherited(tx: Tx, actor: Actor, versionId: string, evalCaseId: string): Promise<VersionEvalCase> {
    const { shown } = await this.query.ofVersion(tx, actor, versionId);
    const found = shown.find((one) => one.kept.id === evalCaseId && one.originVersionId !== null);
    if (found === undefined) throw notFound('test case');
    return found;
  }
}

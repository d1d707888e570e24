import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  InputFaults,
  isId,
  newId,
  notFound,
  type Clock,
  type EvalCaseId,
  type JsonObject,
  type RunId,
  type WorkflowId,
} from '@groundswell/kernel';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowAccess } from '../access/workflow-access.js';
import { EVAL_CASE_DROPPED, EVAL_CASE_KEPT } from '../domain/workflows.events.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { EvalCaseEntity } from '../persistence/eval-case.entity.js';
import { StartDraftService } from '../start-draft/start-draft.service.js';

/** What a case is made from. */
export interface NewEvalCase {
  readonly workflowId: WorkflowId;
  readonly runId: RunId;
  readonly name: string;
  readonly inputs: JsonObject;
  readonly expectedOutput: JsonObject | null;
  readonly expectedText: string;
}

const MOST_CASES = 200;

/** Keeps test cases with the draft of a workflow, and takes them away from there. What is published keeps its own. */
@Injectable()
export class KeepEvalCaseService {
  constructor(
    private readonly database: Database,
    private readonly access: WorkflowAccess,
    private readonly drafts: StartDraftService,
    private readonly journal: WorkflowJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same run twice is one case. @throws AppError NOT_FOUND, FORBIDDEN, INPUT_INVALID, EVAL_CASES_FULL */
  async keep(actor: Actor, given: NewEvalCase): Promise<EvalCaseEntity> {
    const faults = new InputFaults();
    const name = faults.text('name', given.name, { label: 'The name', max: 120 });
    const expectedText = faults.text('expectedText', given.expectedText, { label: 'The result', max: 100_000 });
    faults.throwIfAny();
    const draft = await this.drafts.start(actor, given.workflowId);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.access.lockFor(tx, actor, 'workflow.edit', given.workflowId);
      const there = await tx.manager.find(EvalCaseEntity, { where: { ...tx.scope, workflowId: workflow.id } });
      const open = there.filter((one) => one.untilVersion === null);
      const twin = open.find((one) => one.runId === given.runId);
      if (twin !== undefined) return twin;
      if (open.length >= MOST_CASES) throw casesFull();
      const madeAt = this.clock.now();
      const kept = Object.assign(new EvalCaseEntity(), {
        ...given,
        id: newId<EvalCaseId>(madeAt.getTime()),
        organisationId: actor.organisationId,
        fromVersion: draft.number,
        untilVersion: null,
        name,
        expectedText,
        madeById: actor.personId,
        madeAt,
      });
      await insert(tx, kept);
      await this.journal.record(tx, actor, {
        type: EVAL_CASE_KEPT,
        workflowId: workflow.id,
        versionId: draft.id,
        details: { evalCaseId: kept.id, name, runId: given.runId, number: draft.number },
      });
      return kept;
    });
  }

  /** Takes a case away from the draft and all versions after it. @throws AppError NOT_FOUND, FORBIDDEN */
  async drop(actor: Actor, id: string): Promise<WorkflowId> {
    const seen = await this.database.transaction(actor.organisationId, (tx) => find(tx, id));
    const draft = await this.drafts.start(actor, seen.workflowId);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.access.lockFor(tx, actor, 'workflow.edit', seen.workflowId);
      const changed = await tx.query<{ id: string }>(
        `UPDATE eval_cases SET until_version = $3 WHERE organisation_id = $1 AND id = $2 AND until_version IS NULL
         RETURNING id`,
        [tx.scope.organisationId, seen.id, draft.number],
      );
      if (changed.length > 0) {
        await this.journal.record(tx, actor, {
          type: EVAL_CASE_DROPPED,
          workflowId: workflow.id,
          versionId: draft.id,
          details: { evalCaseId: seen.id, name: seen.name, number: draft.number },
        });
      }
      return workflow.id;
    });
  }
}

async function find(tx: Tx, id: string): Promise<EvalCaseEntity> {
  const found = isId(id) ? await tx.manager.findOneBy(EvalCaseEntity, { ...tx.scope, id: id as EvalCaseId }) : null;
  if (found === null) throw notFound('test case');
  return found;
}

async function insert(tx: Tx, kept: EvalCaseEntity): Promise<void> {
  await tx.query(
    `INSERT INTO eval_cases (id, organisation_id, workflow_id, from_version, name, inputs, expected_output, expected_text,
       run_id, made_by_id, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      kept.id,
      kept.organisationId,
      kept.workflowId,
      kept.fromVersion,
      kept.name,
      JSON.stringify(kept.inputs),
      kept.expectedOutput === null ? null : JSON.stringify(kept.expectedOutput),
      kept.expectedText,
      kept.runId,
      kept.madeById,
      kept.madeAt,
    ],
  );
}

function casesFull(): AppError {
  return new AppError(
    'exhausted',
    'EVAL_CASES_FULL',
    `A workflow keeps at most ${MOST_CASES} test cases. Take one away on the build page first.`,
  );
}

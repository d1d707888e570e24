import { Injectable } from '@nestjs/common';
import { AppError, invalidInput } from '@groundswell/kernel';
import { Database, type Actor } from '@groundswell/platform';
import { type EvalCaseType, evalCaseTypeOf, KeepEvalCaseService } from '@groundswell/workflows';
import type { RunEntity } from '../persistence/run.entity.js';
import { RunAccess } from '../show-runs/run-access.js';

/** What somebody wants to keep of a run. */
export interface MakeTestCaseRequest {
  readonly runId: string;
  readonly name: string;
  /** The result that would be right: what the run gave, or that after edits. */
  readonly expectedText: string;
  /** That the person looked at what the case will hold; needed where the run read more than public data. */
  readonly dataChecked: boolean;
}

/** Keeps a run that went well as a test case of its workflow's draft: its inputs, and the result that it should have. */
@Injectable()
export class MakeTestCaseService {
  constructor(
    private readonly database: Database,
    private readonly access: RunAccess,
    private readonly cases: KeepEvalCaseService,
  ) {}

  /** @throws AppError NOT_FOUND, FORBIDDEN, RUN_NOT_EXEMPLARY, INPUT_INVALID */
  async make(actor: Actor, request: MakeTestCaseRequest): Promise<EvalCaseType> {
    const run = await this.database.transaction(actor.organisationId, (tx) =>
      this.access.getReadable(tx, actor, request.runId),
    );
    if (run.status !== 'succeeded' || run.outcome === 'rejected') throw notExemplary();
    if (holdsMore(run) && !request.dataChecked) {
      const message =
        'This run read data that is not public, or took in what outsiders wrote. Whoever changes or reviews the workflow will see the case: look at it, take out what they must not see, and say that you did.';
      throw invalidInput([{ path: 'dataChecked', message }]);
    }
    const asItWas = request.expectedText.trim() === (run.outputText ?? '').trim();
    const kept = await this.cases.keep(actor, {
      workflowId: run.workflowId,
      runId: run.id,
      name: request.name,
      inputs: run.inputs,
      expectedOutput: asItWas ? run.output : null,
      expectedText: request.expectedText,
    });
    return evalCaseTypeOf(kept);
  }
}

/** Whether what a run gave may hold more than everybody may see. */
function holdsMore({ privateData, untrustedContent }: RunEntity): boolean {
  return privateData || untrustedContent;
}

function notExemplary(): AppError {
  return new AppError(
    'conflict',
    'RUN_NOT_EXEMPLARY',
    'Only a run that succeeded, and whose result nobody rejected, can be a test case.',
  );
}

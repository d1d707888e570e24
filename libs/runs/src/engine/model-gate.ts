import { Injectable } from '@nestjs/common';
import { Database } from '@groundswell/platform';
import { PolicyStacks } from '@groundswell/policies';
import type { RunFailure } from '../domain/run-failure.js';
import type { RunWork } from './run-work.js';
import { WorkRefused } from './work-refused.js';

/** Asks the stack before each turn whether the model may be used: a layer that was tightened binds running runs too. */
@Injectable()
export class ModelGate {
  constructor(
    private readonly database: Database,
    private readonly stacks: PolicyStacks,
  ) {}

  /** @throws WorkRefused with the rule that said so */
  async pass(work: RunWork): Promise<void> {
    const { run, actor } = work;
    const explanation = await this.database.transaction(run.organisationId, (tx) =>
      this.stacks.explainModelUse(tx, {
        actor,
        workflowId: run.workflowId,
        model: run.model,
        mode: run.mode,
        trigger: run.trigger,
      }),
    );
    if (explanation.allowed) return;
    const failure: RunFailure = {
      code: 'POLICY_DENIED',
      message: explanation.sentence,
      nextStep: explanation.requestable[0] ?? 'Ask a steward what this workflow may use.',
      explanation,
    };
    throw new WorkRefused(failure, true);
  }
}

import { Injectable } from '@nestjs/common';
import { notFound } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { PolicyStacks, type PolicyExplanation } from '@groundswell/policies';
import { WorkflowLibrary } from '@groundswell/workflows';
import { runFailure, type RunFailure } from '../domain/run-failure.js';
import type { RunWork } from './run-work.js';
import { WorkRefused } from './work-refused.js';

/**
 * Asks the stack before each turn whether the run may go on, whether the model may be used, and what it may cost: a layer that
 * was tightened binds running runs too.
 */
@Injectable()
export class ModelGate {
  constructor(
    private readonly stacks: PolicyStacks,
    private readonly library: WorkflowLibrary,
  ) {}

  /** @throws WorkRefused with the rule that said so */
  async pass(tx: Tx, work: RunWork): Promise<void> {
    const { run } = work;
    const going = await this.going(tx, work);
    const model = await this.stacks.explainModelUse(tx, { ...questionOf(work), model: run.model });
    if (!going.allowed) throw new WorkRefused(denied(going), true);
    if (!model.allowed) throw new WorkRefused(denied(model), true);
    const limit = going.duties.maxCostMicros;
    if (limit !== null && run.costMicros >= limit) throw new WorkRefused(limitLowered(going), true);
  }

  private async going(tx: Tx, work: RunWork): Promise<PolicyExplanation> {
    const { workflowId, maxTurns, maxCostMicros } = work.run;
    const stage = await this.library.stageOf(tx, workflowId);
    if (stage === null) throw notFound('workflow');
    return this.stacks.explainRun(tx, { ...questionOf(work), stage, maxTurns, maxCostMicros });
  }
}

function questionOf({ run, actor, callerIds }: RunWork) {
  return { actor, workflowId: run.workflowId, callerIds, mode: run.mode, trigger: run.trigger };
}

function denied(explanation: PolicyExplanation): RunFailure {
  return {
    code: 'POLICY_DENIED',
    message: explanation.sentence,
    nextStep: explanation.requestable[0] ?? 'Ask a steward what this workflow may use.',
    explanation,
  };
}

function limitLowered(explanation: PolicyExplanation): RunFailure {
  return {
    ...runFailure(
      'LIMIT_COST_REACHED',
      'The run reached the cost that a policy layer allows it by now, so it was stopped before its next turn.',
      'Start it with a smaller task, or ask a steward for a higher limit.',
    ),
    explanation,
  };
}

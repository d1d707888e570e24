import { Injectable } from '@nestjs/common';
import type { FieldFault, JsonObject } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { Approver, PolicyExplanation } from '@groundswell/policies';
import { argumentFaults } from '../domain/argument-faults.js';
import { callDigest } from '../domain/tool-definition.js';
import { definitionOf } from '../persistence/tool-record.js';
import { CallGate } from './call-gate.service.js';
import type { GovernedCallRequest } from './call-request.js';

/** What would become of a call that nobody makes yet. */
export type JudgedCall =
  | { readonly kind: 'refused'; readonly message: string; readonly explanation: PolicyExplanation | null }
  /** The arguments do not fit the tool. */
  | { readonly kind: 'misfit'; readonly faults: readonly FieldFault[] }
  | {
      readonly kind: 'judged';
      readonly arguments: JsonObject;
      readonly argumentsDigest: string;
      readonly approvers: readonly Approver[];
      readonly explanation: PolicyExplanation;
    };

type Question = Pick<
  GovernedCallRequest,
  'actor' | 'workflowId' | 'callerIds' | 'runId' | 'toolId' | 'arguments' | 'labels' | 'trigger'
> & {
  /** What the call was before somebody changed it: the key that keeps a write from being done twice stays. */
  readonly original: JsonObject;
};

/**
 * Judges a call by all that stands with us: authority, stack, stops, status, and the pinned definition's schema. What the server
 * lists at that moment is asked when the call is made, by the same gate.
 */
@Injectable()
export class JudgeCall {
  constructor(private readonly gate: CallGate) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND */
  async judge(tx: Tx, question: Question): Promise<JudgedCall> {
    const admitted = await this.gate.admit(tx, question);
    if ('refusal' in admitted) {
      const { refusal } = admitted;
      if (refusal.kind === 'quarantined') return { kind: 'refused', message: refusal.message, explanation: null };
      return { kind: 'refused', message: refusal.explanation.sentence, explanation: refusal.explanation };
    }
    const { tool, explanation } = admitted;
    const { id: toolId, digest: definitionDigest, idempotencyArgument: key } = tool;
    const kept = key === null ? undefined : question.original[key];
    const args = key === null || kept === undefined ? question.arguments : { ...question.arguments, [key]: kept };
    const faults = argumentFaults(definitionOf(tool).inputSchema, args);
    if (faults.length > 0) return { kind: 'misfit', faults };
    const argumentsDigest = callDigest({ toolId, definitionDigest, arguments: args });
    const approvers = explanation.duties.approvals;
    return { kind: 'judged', arguments: args, argumentsDigest, approvers, explanation };
  }
}

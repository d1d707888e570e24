import type { AuditEntryId, JsonObject, JsonValue, PersonId, ToolId } from '@groundswell/kernel';
import type { JudgedCall } from '@groundswell/connectors';
import type { Tx } from '@groundswell/platform';
import type { Approver, PolicyExplanation } from '@groundswell/policies';
import type { RunLabels } from '../domain/run-labels.js';
import type { RunEntity } from '../persistence/run.entity.js';
import type { BoundTool, RunWork } from './run-work.js';

/** One call that the model asked for. */
export interface CallRequest {
  readonly work: RunWork;
  readonly tool: BoundTool;
  readonly arguments: JsonObject;
  /** The agreements that people gave to this very call. */
  readonly approval: {
    readonly argumentsDigest: string;
    readonly approvers: readonly Approver[];
    /** Who changed the arguments before. */
    readonly editedById: PersonId | null;
  } | null;
  /** Runs in the transaction of the audit entry, before the tool is called. If it throws, nothing is called. */
  readonly beforeCall: (tx: Tx, auditEntryId: AuditEntryId) => Promise<void>;
}

/** What became of it. */
export type CallOutcome =
  | {
      readonly kind: 'answered';
      readonly content: JsonValue;
      readonly text: string;
      readonly isError: boolean;
      /** What the run has taken in by it. */
      readonly labels: RunLabels;
    }
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly explanation: PolicyExplanation | null;
      readonly auditEntryId: AuditEntryId | null;
    }
  | {
      readonly kind: 'approval-needed';
      readonly approvers: readonly Approver[];
      readonly reason: string;
      readonly argumentsDigest: string;
      readonly explanation: PolicyExplanation;
    }
  /** The tool was certainly not reached. */
  | { readonly kind: 'unreached'; readonly message: string }
  /** The call went out and no answer came back; `cut` when a person's stop or cancel broke it off. */
  | { readonly kind: 'unanswered'; readonly message: string; readonly cut?: boolean };

/** A call with arguments that a person changed, to be judged before anybody is bound to it. */
export interface ChangedCall {
  readonly run: RunEntity;
  readonly toolId: ToolId;
  readonly arguments: JsonObject;
  /** As the run had asked for it. */
  readonly original: JsonObject;
}

/** The engine's way to tools. Its one implementation goes through the governed call path of `connectors`. */
export abstract class ToolCaller {
  abstract call(request: CallRequest): Promise<CallOutcome>;
  /** What would become of a call on the authority of the run's person, without making it. */
  abstract judge(tx: Tx, call: ChangedCall): Promise<JudgedCall>;
}

import type { AuditEntryId, JsonObject, JsonValue } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { Approver, PolicyExplanation } from '@groundswell/policies';
import type { RunLabels } from '../domain/run-labels.js';
import type { BoundTool, RunWork } from './run-work.js';

/** One call that the model asked for. */
export interface CallRequest {
  readonly work: RunWork;
  readonly tool: BoundTool;
  readonly arguments: JsonObject;
  /** The agreements that people gave to this very call. */
  readonly approval: { readonly argumentsDigest: string; readonly approvers: readonly Approver[] } | null;
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
  /** The call went out and no answer came back. */
  | { readonly kind: 'unanswered'; readonly message: string };

/** The engine's way to tools. Its one implementation goes through the governed call path of `connectors`. */
export abstract class ToolCaller {
  abstract call(request: CallRequest): Promise<CallOutcome>;
}

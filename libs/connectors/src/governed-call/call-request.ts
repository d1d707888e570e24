import type { AuditEntryId, JsonObject, PersonId, RunId, ToolId, WorkflowId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import type { Approver, PolicyExplanation, RunLabels, Trigger } from '@groundswell/policies';
import type { DefinitionChange } from '../domain/tool-difference.js';
import type { ToolOutput } from '../domain/tool-output.js';

/** The code of a call that was cut off: a stop covered it, or its caller gave it up. */
export const CALL_CUT = 'CONNECTOR_CANCELLED';

/** One call that somebody wants to be made. */
export interface GovernedCallRequest {
  /** Whose authority counts; the stack of the workflow limits it further. */
  readonly actor: Actor;
  readonly workflowId: WorkflowId;
  /** The workflows that call this one: their stacks must allow it too. */
  readonly callerIds?: readonly WorkflowId[];
  readonly toolId: ToolId;
  readonly arguments: JsonObject;
  /** What the run has been through so far; nothing yet if absent. */
  readonly labels?: RunLabels;
  readonly trigger?: Trigger;
  readonly runId?: RunId;
  /** The agreements that people gave to this very call. Used up by the caller in `beforeCall`. */
  readonly approval?: {
    readonly argumentsDigest: string;
    readonly approvers: readonly Approver[];
    /** Who changed the arguments that the run had asked for; written into the audit entry. */
    readonly editedById?: PersonId | null;
  } | null;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /**
   * Runs in the transaction of the audit entry, before the tool is called. If it throws, nothing is called. What it stored is gone
   * where the entry cannot be stored; only what it leaves to the commit tells.
   */
  readonly beforeCall?: (tx: Tx, auditEntryId: AuditEntryId) => Promise<void>;
  /** Runs in a transaction of its own when the call is over, however it ended. */
  readonly afterCall?: (tx: Tx, ended: EndedCall) => Promise<void>;
}

interface Ended {
  readonly auditEntryId: AuditEntryId;
  readonly explanation: PolicyExplanation;
  readonly durationMs: number;
  /** The labels that the run carries from now on. */
  readonly labels: RunLabels;
}

/** A call that went out. */
export type EndedCall =
  | (Ended & { readonly kind: 'answered'; readonly output: ToolOutput })
  /**
   * No answer came back, or none that fits: what a write did is unknown. `answered` is not among these reasons: a server
   * that answers with an error has answered.
   */
  | (Ended & { readonly kind: 'unanswered'; readonly code: string; readonly message: string });

/** What became of a request. Only the first two kinds reached the tool. */
export type GovernedCallResult =
  | EndedCall
  /** The policy stack, or the state of the tool, forbids it. */
  | { readonly kind: 'refused'; readonly explanation: PolicyExplanation; readonly auditEntryId: AuditEntryId }
  /** Allowed once these people agree to these arguments. */
  | {
      readonly kind: 'approval-needed';
      readonly argumentsDigest: string;
      readonly approvers: readonly Approver[];
      readonly reason: string;
      readonly explanation: PolicyExplanation;
    }
  /** The definition is not what a person approved. */
  | {
      readonly kind: 'quarantined';
      readonly message: string;
      readonly changes: readonly DefinitionChange[];
      readonly auditEntryId: AuditEntryId;
    }
  /** The tool was certainly not called. */
  | { readonly kind: 'unreached'; readonly code: string; readonly message: string };

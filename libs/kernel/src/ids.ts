/** Branded identifiers: every id is a UUID string at run time, and a distinct type at compile time. */
declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type OrganisationId = Id<'organisation'>;
export type PersonId = Id<'person'>;
export type TeamId = Id<'team'>;
export type SessionId = Id<'session'>;
export type WorkflowId = Id<'workflow'>;
export type WorkflowVersionId = Id<'workflow-version'>;
export type PolicyLayerId = Id<'policy-layer'>;
export type ConnectorId = Id<'connector'>;
export type ConnectorVersionId = Id<'connector-version'>;
export type ToolId = Id<'tool'>;
export type RunId = Id<'run'>;
export type StepId = Id<'step'>;
export type InputFileId = Id<'input-file'>;
export type BatchId = Id<'batch'>;
export type ApprovalId = Id<'approval'>;
export type AuditEntryId = Id<'audit-entry'>;
export type TimeEntryId = Id<'time-entry'>;
export type CostEntryId = Id<'cost-entry'>;
export type EvalCaseId = Id<'eval-case'>;
export type BaselineId = Id<'baseline'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text has the shape of an id (lower-case UUID). Says nothing about its existence. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/**
 * A new time-ordered id (UUID version 7, RFC 9562): later ids sort behind earlier ones, which keeps index pages warm.
 * @param atMs milliseconds since the epoch; the default is the wall clock.
 */
export function newId<T extends Id<string>>(atMs: number = Date.now()): T {
  const bytes = new Uint8Array(16);
  globalThis.crypto.getRandomValues(bytes);
  let rest = Math.max(0, Math.floor(atMs));
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
}

export type {
  ApprovalId,
  AuditEntryId,
  BatchId,
  BaselineId,
  ConnectorId,
  ConnectorVersionId,
  CostEntryId,
  EvalCaseId,
  Id,
  InputFileId,
  OrganisationId,
  PersonId,
  PolicyLayerId,
  RunId,
  SessionId,
  StepId,
  TeamId,
  TimeEntryId,
  ToolId,
  WorkflowId,
  WorkflowVersionId,
} from './ids.js';
export { isId, newId } from './ids.js';
export type { Clock } from './clock.js';
export { ManualClock, systemClock } from './clock.js';
export type { Micros, PicoUsd } from './money.js';
export type { DatedRate } from './loaded-rate.js';
export { rateInForce } from './loaded-rate.js';
export { MICROS_PER_UNIT, payForMinutes, picoUsdToMicros } from './money.js';
export type { AppErrorOptions, ErrorKind, FieldFault } from './app-error.js';
export { AppError, invalidInput, notFound, staleRevision } from './app-error.js';
export { assertNever } from './assert-never.js';
export type { JsonObject, JsonValue } from './canonical-json.js';
export { canonicalJson } from './canonical-json.js';
export type { TextRule } from './input-faults.js';
export { InputFaults } from './input-faults.js';

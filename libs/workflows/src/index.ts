export { WorkflowsModule } from './workflows.module.js';
export type { WorkflowFacts } from './access/workflow-access.js';
export { workflowSubject } from './access/workflow-access.js';
export type { AdaptWorkflowInput } from './adapt-workflow/adapt-workflow.service.js';
export { AdaptWorkflowService } from './adapt-workflow/adapt-workflow.service.js';
export type { ChosenBinding } from './bindings/bindings.service.js';
export type { ChangeStageInput } from './change-stage/change-stage.service.js';
export { ChangeStageService } from './change-stage/change-stage.service.js';
export type { CalledWorkflow } from './domain/called-workflow.js';
export { CALL_LIMITS, callNames } from './domain/called-workflow.js';
export type { ClosedLayer, ClosedVersion, ClosureContext } from './domain/closure.js';
export { assertUnchanged, closureDigest } from './domain/closure.js';
export type { CheckedValues } from './domain/input-schema.js';
export {
  checkInputs,
  checkOutput,
  documentInputs,
  inputNames,
  inputSchemaFaults,
  outputSchemaFaults,
  tableInputs,
  templateInputs,
} from './domain/input-schema.js';
export type { BlockedReason } from './domain/publish-blocks.js';
export type { ReadRehearsal, Rehearsal, RehearsalScope, RehearsalTurn, RehearsedToolUse } from './domain/rehearsal.js';
export { readRehearsal } from './domain/rehearsal.js';
export type { Stage } from './domain/stage.js';
export { LIVE_STAGES, STAGES } from './domain/stage.js';
export type { ParsedTemplate, Template, TemplateFault, TemplatePath, TemplateScope } from './domain/template.js';
export {
  checkTemplate,
  escapeTemplate,
  faultText,
  fillJson,
  inputScope,
  parseTemplate,
  renderTemplate,
  renderValue,
  TEMPLATE_LIMITS,
} from './domain/template.js';
export type { BindingNames, VersionChange } from './domain/version-difference.js';
export { versionDifference } from './domain/version-difference.js';
export type { VersionBinding, VersionContent, VersionLimits, VersionStatus } from './domain/workflow-version.js';
export { contentFaults, REHEARSED_QUESTION, VERSION_STATUSES } from './domain/workflow-version.js';
export {
  VERSION_PUBLISHED,
  VERSION_REVIEWED,
  VERSION_SAVED,
  VERSION_STARTED,
  VERSION_SUBMITTED,
  WORKFLOW_ADAPTED,
  WORKFLOW_OWNER_SET,
  WORKFLOW_REGISTERED,
  WORKFLOW_STAGE_CHANGED,
} from './domain/workflows.events.js';
export { VersionStatusEnum } from './graphql/workflow-version.type.js';
export { BindingType, versionTypeOf, WorkflowVersionType } from './graphql/workflow-version.type.js';
export { VersionChangeType } from './graphql/workflow-version.type.js';
export { LineageNodeType, StageEnum, WorkflowType } from './graphql/workflow.type.js';
export type { NewEvalCase } from './keep-eval-case/keep-eval-case.service.js';
export { KeepEvalCaseService } from './keep-eval-case/keep-eval-case.service.js';
export { EvalCaseType, evalCaseTypeOf } from './graphql/eval-cases.resolver.js';
export { WorkflowLoaders } from './graphql/workflow.loaders.js';
export { HomeWorkflowsQuery } from './library/home-workflows.query.js';
export type { StageChange } from './library/stage-history.query.js';
export { StageHistoryQuery } from './library/stage-history.query.js';
export type { VersionSummary } from './library/version-summary.js';
export type { Runnable } from './library/workflow-library.js';
export { WorkflowLibrary } from './library/workflow-library.js';
export type { WorkflowSummary } from './library/workflow-summary.js';
export type { NewWorkflowInput } from './make-workflow/make-workflow.service.js';
export type { DirectoryConnector, DirectoryTool } from './ports/tool-directory.js';
export { ToolDirectory } from './ports/tool-directory.js';
export { RegisterWorkflowService } from './register-workflow/register-workflow.service.js';
export { ReviewQueueQuery } from './review-queue/review-queue.query.js';
export type { ReviewResult, ReviewVersionInput } from './review-version/review-version.service.js';
export { ReviewVersionService } from './review-version/review-version.service.js';
export type { SaveDraftInput } from './save-draft/save-draft.service.js';
export { SaveDraftService } from './save-draft/save-draft.service.js';
export type { FoundWorkflows, WorkflowSearch, WorkflowSort } from './search/search-workflows.query.js';
export { SearchWorkflowsQuery } from './search/search-workflows.query.js';
export type { SetOwnerInput } from './set-owner/set-owner.service.js';
export { SetOwnerService } from './set-owner/set-owner.service.js';
export { StartDraftService } from './start-draft/start-draft.service.js';
export type { BoundVersion, WhereBound } from './where-bound/where-bound.query.js';
export { WhereBoundQuery } from './where-bound/where-bound.query.js';
export { SubmitVersionService } from './submit-version/submit-version.service.js';

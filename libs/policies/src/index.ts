export { PoliciesModule } from './policies.module.js';
export { AccessCheck } from './access/access-check.service.js';
export type { Conditions } from './domain/conditions.js';
export type { Column, ColumnType } from './domain/conditions-to-sql.js';
export type { LayerVerdict, PolicyExplanation, PossibleRequest, UsedException } from './domain/explanation.js';
export type { LayerContent } from './domain/layer-input.js';
export type { LayerScope } from './domain/layer.js';
export {
  POLICY_EXCEPTION_ENDED,
  POLICY_EXCEPTION_EXPIRING,
  POLICY_EXCEPTION_GRANTED,
  POLICY_LAYER_CHANGED,
} from './domain/policies.events.js';
export type { PermissionName, SubjectType } from './domain/role-rules.js';
export { isPermissionName, PERMISSION_NAMES, SUBJECT_FIELDS } from './domain/role-rules.js';
export type { Approver, Obligation, ObligationKind, PolicyRule, RuleEffect } from './domain/rule.js';
export type { Ancestor, Decision, Duties } from './domain/stack.js';
export { STARTER_MODELS } from './domain/starter-layer.js';
export type {
  DataClass,
  ModelSubject,
  PolicyAction,
  PolicyQuestion,
  PolicySubjectType,
  Risk,
  RunLabels,
  RunMode,
  Stage,
  ToolSubject,
  Trigger,
  WorkflowSubject,
} from './domain/subjects.js';
export { NO_LABELS } from './domain/subjects.js';
export { latestExpiry, LONGEST_EXCEPTION_DAYS } from './domain/exception.js';
export type { GrantExceptionRequest } from './grant-exception/grant-exception.service.js';
export { GrantExceptionService } from './grant-exception/grant-exception.service.js';
export { PolicyExceptionType } from './graphql/policy-exception.type.js';
export { LayerVerdictType, PlainPermissionType, PolicyExplanationType } from './graphql/policy-explanation.type.js';
export { LayerScopeEnum, PolicyLayerType } from './graphql/policy-layer.type.js';
export type { StoredLayer } from './persistence/policy-layers.query.js';
export { PolicyLayersQuery } from './persistence/policy-layers.query.js';
export type { TargetNames } from './ports/layer-targets.js';
export { LayerTargets } from './ports/layer-targets.js';
export type {
  HeldWork,
  PastCall,
  PastRun,
  PastWork,
  PresentWork,
  RefusedStart,
  WantedThing,
} from './ports/work-history.js';
export { WorkHistory } from './ports/work-history.js';
export type { GovernedWorkflow } from './ports/lineage.port.js';
export { LineagePort } from './ports/lineage.port.js';
export type { SaveLayerRequest } from './save-layer/save-policy-layer.service.js';
export type { ProposedChange } from './simulate-policy/read-policy-change.service.js';
export type { SimulationResult } from './simulate-policy/simulate-policy.query.js';
export { SimulatePolicyQuery } from './simulate-policy/simulate-policy.query.js';
export type { AccessForecast } from './simulate-access/access-tally.js';
export { SimulateAccessQuery } from './simulate-access/simulate-access.query.js';
export { AccessForecastType } from './graphql/access-forecast.type.js';
export { PolicySimulationType } from './graphql/simulation.type.js';
export { RevokeExceptionService } from './revoke-exception/revoke-exception.service.js';
export { SavePolicyLayerService } from './save-layer/save-policy-layer.service.js';
export type { LayerOrigin } from './stacks/layer-origin.js';
export type { PlainPermission } from './stacks/plain-permissions.js';
export type { GovernedTool } from './domain/governed-tool.js';
export type { ModelQuestion, RunQuestion, ToolCallQuestion } from './stacks/policy-stacks.service.js';
export { PolicyStacks } from './stacks/policy-stacks.service.js';
export type { ExceptionFilter, ShownException } from './show-exceptions/list-exceptions.query.js';
export { ListExceptionsQuery } from './show-exceptions/list-exceptions.query.js';
export type { ActiveStop, StoppableAct, StopReachRule, StopScope } from './domain/stop.js';
export { stopSentence, stoppedExplanation } from './domain/stop.js';
export type { Haltable, ReachedRun, StopReach, StopTarget } from './ports/stoppable-work.js';
export { StoppableWork } from './ports/stoppable-work.js';
export type { RaiseStopRequest } from './raise-stop/raise-stop.service.js';
export { RaiseStopService } from './raise-stop/raise-stop.service.js';
export { ReleaseStopService } from './release-stop/release-stop.service.js';
export { STOP_RAISED, STOP_RELEASED, STOPS_SIGNAL } from './domain/policies.events.js';
export { ActiveStops } from './stops/active-stops.service.js';
export { lockOutStops } from './stops/stop-lock.js';

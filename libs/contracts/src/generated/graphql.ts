/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AcceptInvitationInput = {
  name: string;
  password: string;
  token: string;
};

export type AdaptWorkflowInput = {
  /** The same key again answers with the same workflow. */
  clientKey?: string | null | undefined;
  task: string;
  teamId: string;
  title: string;
  versionId: string;
};

export type AddModelPriceInput = {
  contextTokens?: number | null | undefined;
  /** YYYY-MM-DD: from the beginning of that day on, from now on if it is today. */
  fromDay: string;
  maxOutputTokens?: number | null | undefined;
  /** The exact id under which the service knows the model. */
  model: string;
  note?: string;
  tiers: Array<PriceTierInput>;
};

export type AnswerQuestionInput = {
  answer: string;
  /** The waiting step. */
  stepId: string;
};

export type AskRequestInput = {
  justification: string;
  runId?: string | null | undefined;
  subject: RequestSubjectInput;
};

export type AuditFilter = {
  action?: string | null | undefined;
  connectorId?: string | null | undefined;
  personId?: string | null | undefined;
  runId?: string | null | undefined;
  search?: string | null | undefined;
  since?: string | null | undefined;
  toolId?: string | null | undefined;
  until?: string | null | undefined;
  workflowId?: string | null | undefined;
};

/** Stated by a person, or timed on three and more samples. */
export type BaselineMethod =
  | 'stated'
  | 'timed';

export type BatchRowFilter =
  | 'all'
  | 'failed'
  | 'faulty'
  | 'succeeded'
  | 'underWay'
  | 'waiting'
  | 'waitingForPeople';

/** faulty: never fitted; refused: turned away at its start; left: not reached before it was cancelled. */
export type BatchRowState =
  | 'cancelled'
  | 'failed'
  | 'faulty'
  | 'left'
  | 'refused'
  | 'started'
  | 'stopped'
  | 'succeeded'
  | 'waiting';

export type BatchStatus =
  | 'cancelled'
  | 'draft'
  | 'finished'
  | 'paused'
  | 'running';

export type BindingInput = {
  connectorId: string;
  toolIds: Array<string>;
};

export type BudgetLevel =
  | 'organisation'
  | 'team'
  | 'workflow';

export type ChangeConnectorInput = {
  catalogueKey?: string | null | undefined;
  connectorId: string;
  credentialMode: CredentialMode;
  dataClass: DataClass;
  limits?: ConnectorLimitsInput | null | undefined;
  /** Those that stay are left out, unless the address changes. */
  secrets: Array<SecretInput>;
  /** The newest version that was seen. */
  seenNumber: number;
  settings: unknown;
  signIn: SignInKind;
  transport: string;
  url?: string | null | undefined;
};

/** The outcome and the minutes of a run, in one tap. */
export type ConfirmRunInput = {
  humanMinutes: number;
  /** What the page measured. */
  measuredHumanSeconds?: number | null | undefined;
  outcome: Outcome;
  runId: string;
};

export type ConnectorClientInput = {
  clientId: string;
  clientSecret?: string | null | undefined;
  connectorId: string;
  /** A prepared version; the present one if absent. */
  versionId?: string | null | undefined;
};

export type ConnectorLimitsInput = {
  callsPerMinute?: number | null | undefined;
  maxConcurrent?: number | null | undefined;
  timeoutMs?: number | null | undefined;
};

export type CostKind =
  | 'build'
  | 'connectorSetup'
  | 'licence'
  | 'model'
  | 'overhead'
  | 'policySetup'
  | 'review'
  | 'tool'
  | 'training'
  | 'upkeep';

export type CreateTeamInput = {
  name: string;
};

/** Whose credentials a connector works with: those of the house, or of the person behind each call. */
export type CredentialMode =
  | 'personal'
  | 'shared';

/** What kind of data a connector gives access to. */
export type DataClass =
  | 'confidential'
  | 'internal'
  | 'personal'
  | 'public';

export type DecideApprovalInput = {
  approvalId: string;
  approve: boolean;
  argumentsDigest: string;
  /** Told to the model when the call is declined. */
  reason?: string | null | undefined;
};

export type EditApprovalInput = {
  approvalId: string;
  /** The whole of the new arguments. */
  arguments: unknown;
  /** Of the arguments that the person saw. */
  argumentsDigest: string;
};

/** Narrows a ledger. What is left out does not narrow. */
export type EntryFilter = {
  /** The key of a figure: only the lines behind it. */
  figure?: string | null | undefined;
  grade?: EvidenceGrade | null | undefined;
  kind?: CostKind | null | undefined;
  /** YYYY-MM, in the organisation’s time zone. */
  month?: string | null | undefined;
  personId?: string | null | undefined;
  runId?: string | null | undefined;
  workflowId?: string | null | undefined;
};

/** Runs of this version, runs of any version of its workflow, or a guess from the size of what is sent. */
export type EstimateBasis =
  | 'computed'
  | 'version'
  | 'workflow';

/** Measured: timed on both sides. Confirmed: a person looked. Estimated: nobody did. */
export type EvidenceGrade =
  | 'confirmed'
  | 'estimated'
  | 'measured';

/** How an exception ended. */
export type ExceptionEnd =
  | 'expired'
  | 'replaced'
  | 'revoked';

export type ExplainForPersonInput = {
  personId: string;
  /** The run has read private data. */
  privateData?: boolean | null | undefined;
  /** The run has reached outside. */
  reachedOutside?: boolean | null | undefined;
  toolId: string;
  /** How the run was started; by the person unless told. */
  trigger?: RunTrigger | null | undefined;
  /** The run has taken in untrusted content. */
  untrustedContent?: boolean | null | undefined;
  workflowId: string;
};

export type FiringStatus =
  | 'refused'
  | 'skipped'
  | 'started'
  | 'waiting';

export type GrantExceptionInput = {
  /** Who asked for it: someone else than who grants it. */
  askedById: string;
  /** At most 90 days ahead. */
  expiresAt: string;
  /** Why it is needed. */
  justification: string;
  layerId: string;
  ruleId: string;
  workflowId: string;
};

export type GrantRequestInput = {
  answer?: string | null | undefined;
  /** The connector that was registered for it. */
  connectorId?: string | null | undefined;
  /** When the exception ends. */
  expiresAt?: string | null | undefined;
  requestId: string;
  revision: number;
};

export type InvitePersonInput = {
  email: string;
  name: string;
  roles: Array<Role>;
  teamIds: Array<string>;
};

export type LabelToolInput = {
  /** Null for none; left out, it stays as it is. */
  idempotencyArgument?: string | null | undefined;
  reachesOutside: boolean;
  returnsUntrusted: boolean;
  risk: Risk;
  toolId: string;
};

export type LayerChangeKind =
  | 'added'
  | 'changed'
  | 'removed'
  | 'renamed'
  | 'sealed'
  | 'unsealed';

/** Where a policy layer is set. */
export type LayerScope =
  | 'connector'
  | 'organisation'
  | 'team'
  | 'workflow';

/** A month’s budget of the organisation, a team or a workflow; or what the run itself may cost. */
export type LimitLevel =
  | 'organisation'
  | 'run'
  | 'team'
  | 'workflow';

export type MakeTestCaseInput = {
  /** That the person looked at what the case will hold, and who will see it. */
  dataChecked: boolean;
  /** The result that would be right: what the run gave, or that after edits. */
  expectedText: string;
  name: string;
  runId: string;
};

/** What becomes of times that fell due while nobody was at work. */
export type MissedRule =
  | 'all'
  | 'once'
  | 'skip';

export type ObligationInput = {
  conditions: unknown;
  id?: string | null | undefined;
  kind: ObligationKind;
  reason: string;
  /** Absent: as it was; not sealed when new. */
  sealed?: boolean | null | undefined;
  value: unknown;
};

/** What must happen for an allowed call. */
export type ObligationKind =
  | 'approval'
  | 'costLimit'
  | 'redaction'
  | 'review';

/** The person’s verdict on a run’s output. */
export type Outcome =
  | 'accepted'
  | 'edited'
  | 'rejected';

/** What a person found out about a write whose answer was lost. */
export type OutcomeVerdict =
  | 'done'
  | 'notDone'
  | 'repeat';

/** What becomes of a time that falls due while an earlier run is open. */
export type OverlapRule =
  | 'allow'
  | 'queue'
  | 'skip';

export type PlanPointInput = {
  high: number;
  low: number;
  monthsFromStart: number;
};

export type PolicyExceptionsFilter = {
  /** Also those that have ended. */
  ended?: boolean | null | undefined;
  layerId?: string | null | undefined;
  workflowId?: string | null | undefined;
};

export type PolicyRuleInput = {
  action: string;
  conditions: unknown;
  effect: RuleEffect;
  /** Of a rule that the layer has; absent for a new one. */
  id?: string | null | undefined;
  reason: string;
  sealed: boolean;
  subject: string;
};

export type PrepareBatchInput = {
  /** An uploaded table: CSV, or an Excel file. */
  fileId: string;
  mode: RunMode;
  /** Of a workbook; its first when left out. */
  sheet?: string | null | undefined;
  workflowId: string;
};

export type PreviewScheduleInput = {
  cron: string;
  inputs: unknown;
  timeZone: string;
  workflowId: string;
};

/** US dollars per million tokens, as decimals with at most six places. */
export type PriceTierInput = {
  cacheRead: string;
  /** Written for an hour. */
  cacheWrite1h: string;
  /** Written for five minutes. */
  cacheWrite5m: string;
  input: string;
  output: string;
  /** The largest prompt that it covers; absent for the last one. */
  upToPromptTokens?: number | null | undefined;
};

export type ProposedGrantInput = {
  layerId: string;
  ruleId: string;
  workflowId: string;
};

export type RaiseStopInput = {
  /** Measure the time to stop, without stopping anything. */
  drill?: boolean;
  reason: string;
  scope: StopScope;
  /** Absent for everything in the organisation. */
  targetId?: string | null | undefined;
};

/** A table of a form: an uploaded or pasted one, and the fields of its rows. */
export type ReadTableInput = {
  /** Left out, they are guessed by their headings. */
  columns?: Array<string | null | undefined> | null | undefined;
  fileId: string;
  /** An object schema: the fields of one row. */
  schema: unknown;
  /** Of a workbook; its first when left out. */
  sheet?: string | null | undefined;
};

export type RecordRunInput = {
  humanMinutes: number;
  idempotencyKey: string;
  inputs: unknown;
  note: string;
  outcome: Outcome;
  outputText: string;
  ranAt: string;
  workflowId: string;
};

export type RegisterConnectorInput = {
  catalogueKey?: string | null | undefined;
  /** The same submit twice makes one connector. */
  clientKey?: string | null | undefined;
  /** shared, if left out. */
  credentialMode?: CredentialMode | null | undefined;
  dataClass: DataClass;
  description: string;
  limits?: ConnectorLimitsInput | null | undefined;
  name: string;
  /** stdio: by the name of the setting. http: by the name of the header. */
  secrets: Array<SecretInput>;
  settings: unknown;
  /** static, if left out. */
  signIn?: SignInKind | null | undefined;
  /** stdio, for a command of the catalogue, or http, for an address. */
  transport: string;
  url?: string | null | undefined;
};

export type RegisterWorkflowInput = {
  /** The same key again answers with the same workflow. */
  clientKey?: string | null | undefined;
  /** Left out: whoever registers it. */
  ownerId?: string | null | undefined;
  /** The tedious task in plain words. */
  task: string;
  teamId: string;
  title: string;
};

/** What is asked for. rule is a widening: that a layer lists what no rule of it allows yet. */
export type RequestKind =
  | 'connector'
  | 'credential'
  | 'exception'
  | 'rule'
  | 'tool';

export type RequestState =
  | 'granted'
  | 'open'
  | 'refused'
  | 'withdrawn';

/** What is asked for; which ids it needs follows from the kind. */
export type RequestSubjectInput = {
  connectorId?: string | null | undefined;
  kind: RequestKind;
  layerId?: string | null | undefined;
  ruleId?: string | null | undefined;
  toolId?: string | null | undefined;
  /** The system to connect, in one’s own words. */
  wanted?: string | null | undefined;
  workflowId?: string | null | undefined;
};

/** An exception past a rule, a rule that allows, or a tool that a steward allows. */
export type RequestableKind =
  | 'exception'
  | 'rule'
  | 'tool';

export type ReviewRunInput = {
  /** Needed with a concern. */
  note?: string | null | undefined;
  runId: string;
  verdict: ReviewVerdict;
};

export type ReviewVerdict =
  | 'concern'
  | 'fine';

export type ReviewVersionInput = {
  /** Approving publishes the version. */
  approve: boolean;
  comment: string;
  reviewMinutes: number;
  revision: number;
  versionId: string;
};

/** How far a tool’s effect goes, as a steward says. */
export type Risk =
  | 'destructive'
  | 'read'
  | 'write';

/** What a person may do; several add up. */
export type Role =
  | 'auditor'
  | 'builder'
  | 'leader'
  | 'owner'
  | 'runner'
  | 'steward';

export type RuleEffect =
  | 'allow'
  | 'deny';

/** What is left out does not narrow. */
export type RunFilter = {
  actorId?: string | null | undefined;
  /** Only runs that carry this label. */
  label?: RunLabel | null | undefined;
  mine?: boolean | null | undefined;
  mode?: RunMode | null | undefined;
  /** Only successful work on which nobody has given a verdict yet. */
  needsConfirmation?: boolean | null | undefined;
  since?: string | null | undefined;
  status?: Array<RunStatus> | null | undefined;
  trigger?: RunTrigger | null | undefined;
  until?: string | null | undefined;
  workflowId?: string | null | undefined;
};

/** What a run has taken in or reached. */
export type RunLabel =
  | 'privateData'
  | 'reachedOutside'
  | 'untrustedContent';

/** Live: a model. Practice: the stand-in that replays the rehearsal. Recorded: done elsewhere. */
export type RunMode =
  | 'live'
  | 'practice'
  | 'recorded';

/** Where a run stands. The last four are ends. */
export type RunStatus =
  | 'cancelled'
  | 'failed'
  | 'queued'
  | 'running'
  | 'stopped'
  | 'succeeded'
  | 'waiting';

/** What started a run. */
export type RunTrigger =
  | 'hand'
  | 'mcp'
  | 'person'
  | 'schedule'
  | 'webhook';

/** What a waiting run waits for. */
export type RunWait =
  | 'answer'
  | 'approval'
  | 'call'
  | 'outcomeUnknown';

export type SaveDraftInput = {
  bindings: Array<BindingInput>;
  /** Workflows that it may call; left out: those of before. */
  calls?: Array<string> | null | undefined;
  changeNote: string;
  inputSchema: unknown;
  instructions: string;
  maxCostMicros: number;
  maxMinutes?: number | null | undefined;
  /** Questions that a run may ask its person; none if left out. */
  maxQuestions?: number | null | undefined;
  maxTokens?: number | null | undefined;
  maxTurns: number;
  model: string;
  outputSchema?: unknown;
  rehearsal?: unknown;
  /** The revision that was opened; a newer one answers with a conflict. */
  revision: number;
  sampleInputs: unknown;
  task?: string | null | undefined;
  title?: string | null | undefined;
  versionId: string;
};

export type SavePolicyLayerInput = {
  /** Absent for a new layer. */
  id?: string | null | undefined;
  name: string;
  obligations: Array<ObligationInput>;
  /** The revision that was changed; needed with an id. */
  revision?: number | null | undefined;
  rules: Array<PolicyRuleInput>;
  scope: LayerScope;
  targetId?: string | null | undefined;
};

export type SaveScheduleInput = {
  cron: string;
  /** A schedule to change; a new one without. */
  id?: string | null | undefined;
  inputs: unknown;
  missedCap?: number;
  missedRule: MissedRule;
  name: string;
  overlapRule: OverlapRule;
  /** Needed with the id: the revision that was seen. */
  revision?: number | null | undefined;
  timeZone: string;
  workflowId: string;
};

export type SaveWebhookInput = {
  /** Null: the body itself holds the inputs. */
  mapping?: unknown;
  name: string;
  ratePerMinute?: number;
  workflowId: string;
};

/** What is left out does not narrow; ended ones are shown only when asked for. */
export type ScheduleFilter = {
  mine?: boolean | null | undefined;
  state?: ScheduleState | null | undefined;
  workflowId?: string | null | undefined;
};

export type ScheduleState =
  | 'active'
  | 'ended'
  | 'paused';

export type SecretInput = {
  name: string;
  value: string;
};

/** Give either the minutes, or three and more timed samples. */
export type SetBaselineInput = {
  minutes?: number | null | undefined;
  /** Asked for when it takes the place of an earlier one. */
  reason?: string | null | undefined;
  samples?: Array<number> | null | undefined;
  workflowId: string;
};

export type SetBudgetInput = {
  level: BudgetLevel;
  limitMicros: number;
  /** The revision that was seen; absent where there was none. */
  revision?: number | null | undefined;
  /** The team or the workflow. */
  targetId?: string | null | undefined;
};

export type SetUpInput = {
  currency: string;
  email: string;
  name: string;
  organisationName: string;
  password: string;
  timeZone: string;
  token: string;
};

/** What a person found out about a write whose answer was lost. */
export type SettleOutcomeInput = {
  reason: string;
  stepId: string;
  verdict: OutcomeVerdict;
};

export type SignInInput = {
  email: string;
  organisationId?: string | null | undefined;
  password: string;
};

/** How it proves who it is: with secrets that were entered, or by signing in at an authorization server. */
export type SignInKind =
  | 'oauth'
  | 'static';

/** What to try: exactly one of layer, grant and revokeExceptionId. */
export type SimulatePolicyInput = {
  /** How far back to look; 30 unless told. */
  days?: number | null | undefined;
  grant?: ProposedGrantInput | null | undefined;
  layer?: SavePolicyLayerInput | null | undefined;
  revokeExceptionId?: string | null | undefined;
};

/** How an answer would have differed; duties: only in what is hidden, in the cost limit or in reviews. */
export type SimulatedChange =
  | 'allowed'
  | 'approvalAdded'
  | 'approvalDropped'
  | 'duties'
  | 'refused';

export type SpendingGroup =
  | 'person'
  | 'run'
  | 'team'
  | 'version'
  | 'workflow';

/** Where a workflow stands on its way into daily work. */
export type Stage =
  | 'draft'
  | 'idea'
  | 'paused'
  | 'pilot'
  | 'production'
  | 'retired';

export type StartRunInput = {
  /** The same submit twice has the same key, and makes one run. */
  idempotencyKey: string;
  inputs: unknown;
  mode: RunMode;
  /** A run of one’s own that came to nothing; this one stands for it. */
  retryOf?: string | null | undefined;
  /** A draft or a version in review, to try it. */
  versionId?: string | null | undefined;
  workflowId: string;
};

export type StepKind =
  | 'approval'
  | 'model'
  | 'output'
  | 'tool';

/** Unknown: a write whose answer was lost; a person must look. */
export type StepStatus =
  | 'cancelled'
  | 'done'
  | 'failed'
  | 'intended'
  | 'refused'
  | 'unknown'
  | 'waiting';

/** What is stopped. lineage is a workflow with all that was adapted from it; person is a person’s runs. */
export type StopScope =
  | 'connector'
  | 'lineage'
  | 'organisation'
  | 'person'
  | 'run'
  | 'tool'
  | 'workflow';

export type ToolStatus =
  | 'allowed'
  | 'blocked'
  | 'quarantined';

export type TriggerKind =
  | 'schedule'
  | 'webhook';

export type UpdateOrganisationInput = {
  currency?: string | null | undefined;
  fteHoursPerYear?: number | null | undefined;
  loadedRateMicrosPerHour?: number | null | undefined;
  name?: string | null | undefined;
  timeZone?: string | null | undefined;
  usdRateMicros?: number | null | undefined;
};

/** Superseded: it was published until a newer one was. */
export type VersionStatus =
  | 'draft'
  | 'published'
  | 'rejected'
  | 'submitted'
  | 'superseded';

/** All given parts must fit. Retired ones are found only by their stage. */
export type WorkflowFilter = {
  adaptedFromId?: string | null | undefined;
  connectorId?: string | null | undefined;
  mayWrite?: boolean | null | undefined;
  mine?: boolean | null | undefined;
  ownerId?: string | null | undefined;
  search?: string | null | undefined;
  stage?: Array<Stage> | null | undefined;
  teamId?: string | null | undefined;
};

export type WorkflowSort =
  | 'MOST_ADAPTED'
  | 'NEWEST'
  | 'RELEVANCE'
  | 'TITLE';

export type SessionMeFragment = { permissions: Array<string>, person: { id: string, name: string, email: string, roles: Array<Role>, teams: Array<{ id: string, name: string }> }, organisation: { id: string, name: string, currency: string, timeZone: string, fteHoursPerYear: number, loadedRateMicrosPerHour: number, usdRateMicros: number, demo: boolean } };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { setup: { needed: boolean, demo: boolean, productVersion: string }, me: { permissions: Array<string>, person: { id: string, name: string, email: string, roles: Array<Role>, teams: Array<{ id: string, name: string }> }, organisation: { id: string, name: string, currency: string, timeZone: string, fteHoursPerYear: number, loadedRateMicrosPerHour: number, usdRateMicros: number, demo: boolean } } | null };

export type FigureDefinitionsQueryVariables = Exact<{ [key: string]: never; }>;


export type FigureDefinitionsQuery = { figureDefinitions: Array<{ key: string, title: string, definition: string, formula: string, unit: string, source: string }> };

export type PaletteWorkflowsQueryVariables = Exact<{
  search: string;
}>;


export type PaletteWorkflowsQuery = { workflows: { items: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }> } };

export type PaletteRunsQueryVariables = Exact<{ [key: string]: never; }>;


export type PaletteRunsQuery = { runs: { items: Array<{ id: string, createdAt: string, mode: RunMode, workflow: { id: string, title: string } }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: boolean };

export type AuditEntriesQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditEntriesQuery = { auditEntries: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, seq: number, at: string, action: string, sentence: string, actorName: string, actorId: string | null, subjectType: string, subjectId: string | null, workflowId: string | null, runId: string | null, connectorId: string | null, details: unknown, hash: string }> } };

export type VerifyAuditQueryVariables = Exact<{ [key: string]: never; }>;


export type VerifyAuditQuery = { verifyAudit: { ok: boolean, entries: number, firstBadSeq: number | null, provenFrom: number | null, checkpoints: number, message: string } };

export type AuditCheckpointsQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditCheckpointsQuery = { auditCheckpoints: Array<{ seq: number, kind: string, at: string, keyId: string }> };

export type TakeAuditCheckpointMutationVariables = Exact<{ [key: string]: never; }>;


export type TakeAuditCheckpointMutation = { takeAuditCheckpoint: { seq: number, at: string, document: string } };

export type BatchHeadFragment = { id: string, name: string, sheet: string | null, mode: RunMode, status: BatchStatus, pauseReason: string | null, revision: number, rowCount: number, createdAt: string, startedAt: string | null, endedAt: string | null, actor: { id: string, name: string }, workflow: { id: string, title: string }, counts: { faulty: number, waiting: number, underWay: number, waitingForPeople: number, succeeded: number, failed: number, left: number, costMicros: number } };

export type BatchFormQueryVariables = Exact<{
  id: string;
}>;


export type BatchFormQuery = { workflow: { id: string, title: string, stage: Stage, can: { run: boolean }, publishedVersion: { id: string, number: number, inputSchema: unknown, rehearsal: unknown } | null } | null, modelService: { liveConfigured: boolean, baseUrl: string | null, practiceExplanation: string } };

export type PrepareBatchMutationVariables = Exact<{
  input: PrepareBatchInput;
}>;


export type PrepareBatchMutation = { prepareBatch: { id: string } };

export type BatchBodyFragment = { headings: Array<string>, columns: Array<string | null>, id: string, name: string, sheet: string | null, mode: RunMode, status: BatchStatus, pauseReason: string | null, revision: number, rowCount: number, createdAt: string, startedAt: string | null, endedAt: string | null, pauseRefusal: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, missingCredential: { connectorId: string, connectorName: string, own: boolean } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, version: { id: string, number: number, inputSchema: unknown }, can: { start: boolean, pause: boolean, resume: boolean, cancel: boolean, retry: boolean }, actor: { id: string, name: string }, workflow: { id: string, title: string }, counts: { faulty: number, waiting: number, underWay: number, waitingForPeople: number, succeeded: number, failed: number, left: number, costMicros: number } };

export type BatchPageQueryVariables = Exact<{
  id: string;
}>;


export type BatchPageQuery = { batch: { headings: Array<string>, columns: Array<string | null>, id: string, name: string, sheet: string | null, mode: RunMode, status: BatchStatus, pauseReason: string | null, revision: number, rowCount: number, createdAt: string, startedAt: string | null, endedAt: string | null, pauseRefusal: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, missingCredential: { connectorId: string, connectorName: string, own: boolean } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, version: { id: string, number: number, inputSchema: unknown }, can: { start: boolean, pause: boolean, resume: boolean, cancel: boolean, retry: boolean }, actor: { id: string, name: string }, workflow: { id: string, title: string }, counts: { faulty: number, waiting: number, underWay: number, waitingForPeople: number, succeeded: number, failed: number, left: number, costMicros: number } } | null };

export type BatchChangedSubscriptionVariables = Exact<{
  batchId: string;
}>;


export type BatchChangedSubscription = { batchChanged: { headings: Array<string>, columns: Array<string | null>, id: string, name: string, sheet: string | null, mode: RunMode, status: BatchStatus, pauseReason: string | null, revision: number, rowCount: number, createdAt: string, startedAt: string | null, endedAt: string | null, pauseRefusal: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, missingCredential: { connectorId: string, connectorName: string, own: boolean } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, version: { id: string, number: number, inputSchema: unknown }, can: { start: boolean, pause: boolean, resume: boolean, cancel: boolean, retry: boolean }, actor: { id: string, name: string }, workflow: { id: string, title: string }, counts: { faulty: number, waiting: number, underWay: number, waitingForPeople: number, succeeded: number, failed: number, left: number, costMicros: number } } };

export type BatchRowsQueryVariables = Exact<{
  id: string;
  filter: BatchRowFilter;
  after: number;
}>;


export type BatchRowsQuery = { batch: { id: string, rows: { totalCount: number, nextAfter: number | null, items: Array<{ number: number, cells: Array<string>, state: BatchRowState, refusal: string | null, runId: string | null, waitingFor: RunWait | null, outputText: string | null, costMicros: number | null, faults: Array<{ column: number | null, message: string }>, failure: { message: string } | null }> } } | null };

export type BatchEstimateQueryVariables = Exact<{
  workflowId: string;
  count: number;
}>;


export type BatchEstimateQuery = { estimateRuns: { basis: EstimateBasis, basedOnRuns: number, expectedCostMicros: number, highCostMicros: number, mostCostMicros: number } };

export type BatchListQueryVariables = Exact<{
  workflowId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type BatchListQuery = { batches: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, name: string, sheet: string | null, mode: RunMode, status: BatchStatus, pauseReason: string | null, revision: number, rowCount: number, createdAt: string, startedAt: string | null, endedAt: string | null, actor: { id: string, name: string }, workflow: { id: string, title: string }, counts: { faulty: number, waiting: number, underWay: number, waitingForPeople: number, succeeded: number, failed: number, left: number, costMicros: number } }> } };

export type ChooseBatchColumnsMutationVariables = Exact<{
  batchId: string;
  columns: Array<string | null | undefined> | string;
}>;


export type ChooseBatchColumnsMutation = { chooseBatchColumns: { id: string } };

export type StartBatchMutationVariables = Exact<{
  batchId: string;
  leaveOutFaulty: boolean;
}>;


export type StartBatchMutation = { startBatch: { id: string } };

export type PauseBatchMutationVariables = Exact<{
  batchId: string;
}>;


export type PauseBatchMutation = { pauseBatch: { id: string } };

export type ResumeBatchMutationVariables = Exact<{
  batchId: string;
}>;


export type ResumeBatchMutation = { resumeBatch: { id: string } };

export type CancelBatchMutationVariables = Exact<{
  batchId: string;
}>;


export type CancelBatchMutation = { cancelBatch: { id: string } };

export type RetryBatchMutationVariables = Exact<{
  batchId: string;
}>;


export type RetryBatchMutation = { retryBatch: { id: string } };

export type BudgetLineFragment = { id: string, level: BudgetLevel, targetId: string, name: string, month: string, limitMicros: number, spentMicros: number, reservedMicros: number, leftMicros: number, forecastMicros: number | null, warnedPercent: number | null, refuses: boolean, runsStopped: number, revision: number, setAt: string, setBy: { id: string, name: string } | null };

export type BudgetsPageQueryVariables = Exact<{ [key: string]: never; }>;


export type BudgetsPageQuery = { budgets: Array<{ id: string, level: BudgetLevel, targetId: string, name: string, month: string, limitMicros: number, spentMicros: number, reservedMicros: number, leftMicros: number, forecastMicros: number | null, warnedPercent: number | null, refuses: boolean, runsStopped: number, revision: number, setAt: string, setBy: { id: string, name: string } | null }> };

export type BudgetTargetsQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type BudgetTargetsQuery = { teams: Array<{ id: string, name: string }>, workflows: { items: Array<{ id: string, title: string }> } };

export type SetBudgetMutationVariables = Exact<{
  input: SetBudgetInput;
}>;


export type SetBudgetMutation = { setBudget: { id: string, level: BudgetLevel, targetId: string, name: string, month: string, limitMicros: number, spentMicros: number, reservedMicros: number, leftMicros: number, forecastMicros: number | null, warnedPercent: number | null, refuses: boolean, runsStopped: number, revision: number, setAt: string, setBy: { id: string, name: string } | null } };

export type RemoveBudgetMutationVariables = Exact<{
  id: string;
  revision: number;
}>;


export type RemoveBudgetMutation = { removeBudget: boolean };

export type SpendingPageQueryVariables = Exact<{
  by: SpendingGroup;
  month?: string | null | undefined;
}>;


export type SpendingPageQuery = { spending: { month: string, everybody: boolean, totalLines: number, total: { runs: number, attempts: number, amountMicros: number, estimatedMicros: number, costPicoUsd: string, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number }, lines: Array<{ id: string, name: string, workflowId: string | null, runs: number, attempts: number, amountMicros: number, estimatedMicros: number, costPicoUsd: string, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number }> } };

export type SpendingAmountsFragment = { runs: number, attempts: number, amountMicros: number, estimatedMicros: number, costPicoUsd: string, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number };

export type ModelsPageQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsPageQuery = { modelPrices: Array<{ listId: string, model: string, inputPerMTok: number, outputPerMTok: number, cacheReadPerMTok: number, cacheWritePerMTok: number, cacheWrite1hPerMTok: number, upToPromptTokens: number | null, contextTokens: number | null, maxOutputTokens: number | null, validFrom: string, note: string }>, modelService: { liveConfigured: boolean, baseUrl: string | null } };

export type ModelPriceLineFragment = { listId: string, model: string, inputPerMTok: number, outputPerMTok: number, cacheReadPerMTok: number, cacheWritePerMTok: number, cacheWrite1hPerMTok: number, upToPromptTokens: number | null, contextTokens: number | null, maxOutputTokens: number | null, validFrom: string, note: string };

export type AddModelPriceMutationVariables = Exact<{
  input: AddModelPriceInput;
}>;


export type AddModelPriceMutation = { addModelPrice: Array<{ listId: string, model: string, inputPerMTok: number, outputPerMTok: number, cacheReadPerMTok: number, cacheWritePerMTok: number, cacheWrite1hPerMTok: number, upToPromptTokens: number | null, contextTokens: number | null, maxOutputTokens: number | null, validFrom: string, note: string }> };

export type DraftBodyFragment = { id: string, number: number, status: VersionStatus, revision: number, instructions: string, inputSchema: unknown, outputSchema: unknown, sampleInputs: unknown, model: string, rehearsal: unknown, changeNote: string, reviewComment: string | null, faults: Array<{ path: string, message: string }>, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null, maxQuestions: number | null }, bindings: Array<{ inherited: boolean, connector: { id: string, name: string }, tools: Array<{ id: string }> }>, calls: Array<{ workflowId: string, title: string, versionNumber: number, name: string }> };

export type BuildPageQueryVariables = Exact<{
  id: string;
}>;


export type BuildPageQuery = { workflow: { id: string, title: string, task: string, stage: Stage, team: { id: string, name: string }, can: { edit: boolean, submit: boolean }, baseline: { id: string, minutes: number } | null, adaptedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null, draftVersion: { id: string, number: number, status: VersionStatus, revision: number, instructions: string, inputSchema: unknown, outputSchema: unknown, sampleInputs: unknown, model: string, rehearsal: unknown, changeNote: string, reviewComment: string | null, faults: Array<{ path: string, message: string }>, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null, maxQuestions: number | null }, bindings: Array<{ inherited: boolean, connector: { id: string, name: string }, tools: Array<{ id: string }> }>, calls: Array<{ workflowId: string, title: string, versionNumber: number, name: string }> } | null, publishedVersion: { id: string, number: number } | null, inherited: { cases: number, bindings: Array<{ connectorId: string, connectorName: string, toolNames: Array<string>, fromWorkflowId: string, fromWorkflowTitle: string, fromVersionNumber: number }>, layers: Array<{ layerId: string, scope: LayerScope, name: string, origin: string, ruleCount: number }> } } | null };

export type BuildChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type BuildChoicesQuery = { workflows: { items: Array<{ id: string, title: string, task: string, publishedVersion: { id: string, number: number } | null }> }, connectors: Array<{ id: string, name: string, description: string, dataClass: DataClass, status: string, health: { state: string, message: string | null }, tools: Array<{ inputSchema: unknown, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, connector: { id: string, name: string } }> }>, modelPrices: Array<{ model: string, inputPerMTok: number, outputPerMTok: number, note: string }> };

export type SaveDraftMutationVariables = Exact<{
  input: SaveDraftInput;
}>;


export type SaveDraftMutation = { saveDraft: { id: string, number: number, status: VersionStatus, revision: number, instructions: string, inputSchema: unknown, outputSchema: unknown, sampleInputs: unknown, model: string, rehearsal: unknown, changeNote: string, reviewComment: string | null, workflow: { id: string, title: string, task: string }, faults: Array<{ path: string, message: string }>, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null, maxQuestions: number | null }, bindings: Array<{ inherited: boolean, connector: { id: string, name: string }, tools: Array<{ id: string }> }>, calls: Array<{ workflowId: string, title: string, versionNumber: number, name: string }> } };

export type SubmitVersionMutationVariables = Exact<{
  versionId: string;
  buildMinutes: number;
}>;


export type SubmitVersionMutation = { submitVersion: { id: string, status: VersionStatus, workflow: { id: string } } };

export type CallToolMutationVariables = Exact<{
  toolId: string;
  workflowId: string;
  arguments: unknown;
}>;


export type CallToolMutation = { callTool:
    | { __typename: 'PolicyRefusal', explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } }
    | { __typename: 'ToolCallOutput', content: unknown, isError: boolean, durationMs: number }
   };

export type ReviewPageQueryVariables = Exact<{
  id: string;
}>;


export type ReviewPageQuery = { workflowVersion: { rehearsal: unknown, id: string, number: number, status: VersionStatus, revision: number, instructions: string, inputSchema: unknown, outputSchema: unknown, sampleInputs: unknown, model: string, changeNote: string, digest: string | null, createdAt: string, submittedAt: string | null, publishedAt: string | null, reviewComment: string | null, workflow: { id: string, title: string, task: string, stage: Stage, team: { id: string, name: string }, owner: { id: string, name: string }, can: { review: boolean }, publishedVersion: { id: string, number: number } | null, adaptedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null, baseline: { id: string, minutes: number } | null }, calls: Array<{ workflowId: string, title: string, versionNumber: number, name: string }>, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null, maxQuestions: number | null }, builder: { id: string, name: string }, reviewer: { id: string, name: string } | null, bindings: Array<{ connectorVersionId: string, inherited: boolean, connector: { id: string, name: string }, tools: Array<{ id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean }> }> } | null };

export type ReviewVersionMutationVariables = Exact<{
  input: ReviewVersionInput;
}>;


export type ReviewVersionMutation = { reviewVersion:
    | { __typename: 'PublishBlocked', reasons: Array<{ code: string, message: string, nextStep: string, askFor: { connectorId: string, toolId: string | null } | null }> }
    | { __typename: 'WorkflowVersion', id: string, number: number, status: VersionStatus }
   };

export type TestCasesQueryVariables = Exact<{
  workflowId: string;
}>;


export type TestCasesQuery = { workflow: { id: string, can: { edit: boolean }, publishedVersion: { id: string, number: number, status: VersionStatus, rehearsal: unknown, inputSchema: unknown, hiddenEvalCases: number, evalCases: Array<{ id: string, name: string, inputs: unknown, expectedText: string, runId: string, madeAt: string, madeBy: { id: string, name: string }, inheritedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null }> } | null, draftVersion: { id: string, number: number, status: VersionStatus, rehearsal: unknown, inputSchema: unknown, hiddenEvalCases: number, evalCases: Array<{ id: string, name: string, inputs: unknown, expectedText: string, runId: string, madeAt: string, madeBy: { id: string, name: string }, inheritedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null }> } | null } | null, modelService: { liveConfigured: boolean, baseUrl: string | null, practiceExplanation: string } };

export type TestedVersionFragment = { id: string, number: number, status: VersionStatus, rehearsal: unknown, inputSchema: unknown, hiddenEvalCases: number, evalCases: Array<{ id: string, name: string, inputs: unknown, expectedText: string, runId: string, madeAt: string, madeBy: { id: string, name: string }, inheritedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null }> };

export type KeptCaseFragment = { id: string, name: string, inputs: unknown, expectedText: string, runId: string, madeAt: string, madeBy: { id: string, name: string }, inheritedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null };

export type DropEvalCaseMutationVariables = Exact<{
  evalCaseId: string;
}>;


export type DropEvalCaseMutation = { dropEvalCase: string };

export type LeaveOutEvalCaseMutationVariables = Exact<{
  workflowId: string;
  evalCaseId: string;
}>;


export type LeaveOutEvalCaseMutation = { leaveOutEvalCase: string };

export type ConnectorsQueryVariables = Exact<{ [key: string]: never; }>;


export type ConnectorsQuery = { connectors: Array<{ id: string, name: string, description: string, transport: string, dataClass: DataClass, status: string, usedByCount: number, health: { state: string, checkedAt: string | null, message: string | null }, tools: Array<{ id: string, risk: Risk, status: ToolStatus, drift: { detectedAt: string } | null }> }> };

export type ConnectorCatalogueQueryVariables = Exact<{ [key: string]: never; }>;


export type ConnectorCatalogueQuery = { connectorCatalogue: Array<{ key: string, title: string, description: string, transport: string, settings: Array<{ name: string, label: string, secret: boolean, required: boolean, help: string, kind: string, choices: Array<string>, fallback: string | null }> }> };

export type ConnectorToolFragment = { inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } };

export type ConnectorBodyFragment = { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> };

export type ConnectorPageQueryVariables = Exact<{
  id: string;
}>;


export type ConnectorPageQuery = { connector: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } | null };

export type RegisterConnectorMutationVariables = Exact<{
  input: RegisterConnectorInput;
}>;


export type RegisterConnectorMutation = { registerConnector: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } };

export type DiscoverToolsMutationVariables = Exact<{
  connectorId: string;
}>;


export type DiscoverToolsMutation = { discoverTools: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } };

export type LabelToolMutationVariables = Exact<{
  input: LabelToolInput;
}>;


export type LabelToolMutation = { labelTool: { inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } } };

export type SetToolStatusMutationVariables = Exact<{
  toolId: string;
  status: ToolStatus;
}>;


export type SetToolStatusMutation = { setToolStatus: { inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } } };

export type AcceptToolDefinitionMutationVariables = Exact<{
  toolId: string;
}>;


export type AcceptToolDefinitionMutation = { acceptToolDefinition: { inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } } };

export type SetConnectorSecretMutationVariables = Exact<{
  connectorId: string;
  name: string;
  value: string;
}>;


export type SetConnectorSecretMutation = { setConnectorSecret: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } };

export type TestConnectorMutationVariables = Exact<{
  connectorId: string;
}>;


export type TestConnectorMutation = { testConnector: { ok: boolean, message: string, toolCount: number, durationMs: number } };

export type RecordSetUpMinutesMutationVariables = Exact<{
  connectorId?: string | null | undefined;
  layerId?: string | null | undefined;
  minutes: number;
}>;


export type RecordSetUpMinutesMutation = { recordSetUpMinutes: boolean };

export type MyCredentialsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyCredentialsQuery = { myCredentials: Array<{ ready: boolean, connector: { id: string, name: string, signIn: SignInKind, credentialMode: CredentialMode }, credentials: Array<{ name: string, label: string, setAt: string | null, unused: boolean, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }> }> };

export type SetMyCredentialMutationVariables = Exact<{
  connectorId: string;
  name: string;
  value: string;
}>;


export type SetMyCredentialMutation = { setMyCredential: { id: string } };

export type RemoveMyCredentialMutationVariables = Exact<{
  connectorId: string;
  name: string;
}>;


export type RemoveMyCredentialMutation = { removeMyCredential: { id: string } };

export type BeginConnectorSignInMutationVariables = Exact<{
  connectorId: string;
  versionId?: string | null | undefined;
}>;


export type BeginConnectorSignInMutation = { beginConnectorSignIn: string };

export type FinishConnectorSignInMutationVariables = Exact<{
  state: string;
  code?: string | null | undefined;
  iss?: string | null | undefined;
  error?: string | null | undefined;
}>;


export type FinishConnectorSignInMutation = { finishConnectorSignIn: { id: string, name: string, credentialMode: CredentialMode } };

export type SignOutOfConnectorMutationVariables = Exact<{
  connectorId: string;
  ofHouse: boolean;
}>;


export type SignOutOfConnectorMutation = { signOutOfConnector: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } };

export type ConnectorReturnAddressQueryVariables = Exact<{ [key: string]: never; }>;


export type ConnectorReturnAddressQuery = { connectorReturnAddress: string };

export type SetConnectorClientMutationVariables = Exact<{
  input: ConnectorClientInput;
}>;


export type SetConnectorClientMutation = { setConnectorClient: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } };

export type RemoveConnectorClientMutationVariables = Exact<{
  connectorId: string;
}>;


export type RemoveConnectorClientMutation = { removeConnectorClient: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } };

export type WorkflowUseLineFragment = { versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null };

export type ConnectorVersionLineFragment = { id: string, number: number, present: boolean, transport: string, address: string, catalogueKey: string | null, url: string | null, settings: unknown, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, createdAt: string, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string } };

export type ConnectorVersionsQueryVariables = Exact<{
  id: string;
}>;


export type ConnectorVersionsQuery = { connector: { id: string, name: string, description: string, version: number, versionId: string, secrets: Array<{ name: string }>, versions: Array<{ id: string, number: number, present: boolean, transport: string, address: string, catalogueKey: string | null, url: string | null, settings: unknown, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, createdAt: string, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string } }>, moves: Array<{ id: string, fromNumber: number, toNumber: number, added: Array<string>, removed: Array<string>, changed: Array<string>, settings: Array<string>, movedAt: string, movedBy: { id: string, name: string } }>, healthHistory: Array<{ id: string, state: string, message: string | null, toolCount: number | null, durationMs: number, checkedAt: string }> } | null };

export type ConnectorVersionPageQueryVariables = Exact<{
  connectorId: string;
  versionId: string;
}>;


export type ConnectorVersionPageQuery = { connector: { id: string, name: string } | null, connectorVersionDifference: { added: Array<string>, removed: Array<string>, unchanged: number, toLookAt: Array<string>, affectsHidden: number, from: { id: string, number: number, present: boolean, transport: string, address: string, catalogueKey: string | null, url: string | null, settings: unknown, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, createdAt: string, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string } }, to: { id: string, number: number, present: boolean, transport: string, address: string, catalogueKey: string | null, url: string | null, settings: unknown, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, createdAt: string, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }>, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string } }, settings: Array<{ area: string, label: string, before: string | null, after: string | null }>, changed: Array<{ name: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> }>, affects: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } };

export type ChangeConnectorMutationVariables = Exact<{
  input: ChangeConnectorInput;
}>;


export type ChangeConnectorMutation = { changeConnector: { id: string, number: number } };

export type MoveBindingsMutationVariables = Exact<{
  connectorId: string;
  toVersionId: string;
  seenVersionId: string;
}>;


export type MoveBindingsMutation = { moveBindings: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } };

export type DiscoverToolsOfVersionMutationVariables = Exact<{
  connectorId: string;
  versionId: string;
}>;


export type DiscoverToolsOfVersionMutation = { discoverTools: { id: string, name: string, description: string, transport: string, address: string, dataClass: DataClass, credentialMode: CredentialMode, signIn: SignInKind, issuer: string, version: number, versionId: string, status: string, sandboxed: boolean, usedByCount: number, setUpMinutes: number | null, createdAt: string, client: { clientId: string, authorizationServer: string, hasSecret: boolean, setAt: string } | null, limits: { callsPerMinute: number, maxConcurrent: number, timeoutMs: number }, createdBy: { id: string, name: string }, health: { state: string, checkedAt: string | null, message: string | null }, secrets: Array<{ name: string, set: boolean, setAt: string | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> } }>, usedBy: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string } }>, tools: Array<{ inputSchema: unknown, keyArguments: Array<string>, idempotencyArgument: string | null, digest: string, pinnedAt: string, id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, drift: { detectedAt: string, changes: Array<{ area: string, label: string, before: string | null, after: string | null }> } | null, whereUsed: { hidden: number, uses: Array<{ versionId: string, versionNumber: number, status: VersionStatus, toolNames: Array<string>, lineageTitle: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } | null }> }, connector: { id: string, name: string } }> } };

export type CompoundingFiguresFragment = { asOf: string, currency: string, startMonth: string, liveNow: number, planNow: number | null, liveWorkflows: Array<{ month: string, count: number }>, planByMonth: Array<{ month: string, low: number, high: number }>, plan: Array<{ monthsFromStart: number, low: number, high: number }>, marginalCosts: Array<{ n: number, workflowId: string, title: string, enteredPilotAt: string, buildMicros: number, reviewMicros: number, setUpMicros: number, totalMicros: number, avoidedMicros: number }>, averageCost: Array<{ month: string, micros: number }>, learningRate: { enough: boolean, explanation: string, percent: number | null, lowPercent: number | null, highPercent: number | null, a: number | null, k: number | null }, hours: Array<{ month: string, measured: number, confirmed: number, estimated: number }>, hoursTotal: { measured: number, confirmed: number, estimated: number, estimatedScaled: number, explanation: string, lost: number, headline: number }, fteSaved: { headline: number, withEstimated: number, explanation: string }, reuse: { enough: boolean, explanation: string, any: number, binding: number, layer: number, prompt: number }, netValue: { headlineMicros: number, withEstimatedMicros: number, costMicros: number, paybackMonth: string | null, explanation: string }, reproduction: { enough: boolean, value: number | null, explanation: string }, stream: Array<{ month: string, rootId: string, rootTitle: string, workflows: number, hours: number }> };

export type CompoundingQueryVariables = Exact<{
  months: number;
}>;


export type CompoundingQuery = { compounding: { asOf: string, currency: string, startMonth: string, liveNow: number, planNow: number | null, liveWorkflows: Array<{ month: string, count: number }>, planByMonth: Array<{ month: string, low: number, high: number }>, plan: Array<{ monthsFromStart: number, low: number, high: number }>, marginalCosts: Array<{ n: number, workflowId: string, title: string, enteredPilotAt: string, buildMicros: number, reviewMicros: number, setUpMicros: number, totalMicros: number, avoidedMicros: number }>, averageCost: Array<{ month: string, micros: number }>, learningRate: { enough: boolean, explanation: string, percent: number | null, lowPercent: number | null, highPercent: number | null, a: number | null, k: number | null }, hours: Array<{ month: string, measured: number, confirmed: number, estimated: number }>, hoursTotal: { measured: number, confirmed: number, estimated: number, estimatedScaled: number, explanation: string, lost: number, headline: number }, fteSaved: { headline: number, withEstimated: number, explanation: string }, reuse: { enough: boolean, explanation: string, any: number, binding: number, layer: number, prompt: number }, netValue: { headlineMicros: number, withEstimatedMicros: number, costMicros: number, paybackMonth: string | null, explanation: string }, reproduction: { enough: boolean, value: number | null, explanation: string }, stream: Array<{ month: string, rootId: string, rootTitle: string, workflows: number, hours: number }> } };

export type SetPlanMutationVariables = Exact<{
  input: Array<PlanPointInput> | PlanPointInput;
}>;


export type SetPlanMutation = { setPlan: { asOf: string, currency: string, startMonth: string, liveNow: number, planNow: number | null, liveWorkflows: Array<{ month: string, count: number }>, planByMonth: Array<{ month: string, low: number, high: number }>, plan: Array<{ monthsFromStart: number, low: number, high: number }>, marginalCosts: Array<{ n: number, workflowId: string, title: string, enteredPilotAt: string, buildMicros: number, reviewMicros: number, setUpMicros: number, totalMicros: number, avoidedMicros: number }>, averageCost: Array<{ month: string, micros: number }>, learningRate: { enough: boolean, explanation: string, percent: number | null, lowPercent: number | null, highPercent: number | null, a: number | null, k: number | null }, hours: Array<{ month: string, measured: number, confirmed: number, estimated: number }>, hoursTotal: { measured: number, confirmed: number, estimated: number, estimatedScaled: number, explanation: string, lost: number, headline: number }, fteSaved: { headline: number, withEstimated: number, explanation: string }, reuse: { enough: boolean, explanation: string, any: number, binding: number, layer: number, prompt: number }, netValue: { headlineMicros: number, withEstimatedMicros: number, costMicros: number, paybackMonth: string | null, explanation: string }, reproduction: { enough: boolean, value: number | null, explanation: string }, stream: Array<{ month: string, rootId: string, rootTitle: string, workflows: number, hours: number }> } };

export type WorkflowImpactQueryVariables = Exact<{
  id: string;
}>;


export type WorkflowImpactQuery = { workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod, samples: Array<number>, spreadMinutes: number | null, lockedAt: string | null, validFrom: string, setBy: { id: string, name: string } } | null, can: { edit: boolean } } | null, workflowImpact: { workflowId: string, costMicros: number, modelCostMicros: number, runs: number, acceptedShare: number | null, costPerRunMicros: number | null, costPerHourSavedMicros: number | null, hours: { measured: number, confirmed: number, estimated: number, lost: number, headline: number }, months: Array<{ month: string, measured: number, confirmed: number, estimated: number }> } };

export type TimeEntriesQueryVariables = Exact<{
  filter?: EntryFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type TimeEntriesQuery = { timeEntries: { totalCount: number, savedMinutes: number, nextCursor: string | null, items: Array<{ id: string, runId: string | null, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, failed: boolean, at: string, corrects: string | null, note: string | null, workflow: { id: string, title: string }, person: { id: string, name: string } }> } };

export type CostLineFragment = { id: string, kind: CostKind, runId: string | null, minutes: number | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, estimated: boolean, model: string | null, rateMicrosPerHour: number | null, amountMicros: number, at: string, corrects: string | null, note: string | null, workflow: { id: string, title: string } | null, person: { id: string, name: string } | null };

export type FigureWorkflowsQueryVariables = Exact<{
  figure: string;
  month?: string | null | undefined;
}>;


export type FigureWorkflowsQuery = { figureWorkflows: Array<{ title: string, items: Array<{ note: string, at: string | null, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } } }> }> };

export type CostEntriesQueryVariables = Exact<{
  filter?: EntryFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type CostEntriesQuery = { costEntries: { totalCount: number, nextCursor: string | null, amountMicros: number, items: Array<{ id: string, kind: CostKind, runId: string | null, minutes: number | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, estimated: boolean, model: string | null, rateMicrosPerHour: number | null, amountMicros: number, at: string, corrects: string | null, note: string | null, workflow: { id: string, title: string } | null, person: { id: string, name: string } | null }> } };

export type CorrectTimeEntryMutationVariables = Exact<{
  entryId: string;
  humanMinutes: number;
  reason: string;
}>;


export type CorrectTimeEntryMutation = { correctTimeEntry: { id: string } };

export type SetBaselineMutationVariables = Exact<{
  input: SetBaselineInput;
}>;


export type SetBaselineMutation = { setBaseline: { id: string, workflowId: string, minutes: number, method: BaselineMethod, samples: Array<number>, spreadMinutes: number | null, lockedAt: string | null, validFrom: string } };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { home: { teamWorkflows: Array<{ id: string, title: string, task: string, stage: Stage, mayWrite: boolean, depth: number, adaptationCount: number, confirmedMinutes: number, runCount: number, team: { id: string, name: string }, owner: { id: string, name: string }, connectors: Array<{ id: string, name: string }>, publishedVersion: { id: string, number: number } | null, can: { adapt: boolean, run: boolean, edit: boolean } }>, drafts: Array<{ id: string, title: string, stage: Stage, team: { id: string, name: string }, draftVersion: { id: string, number: number, status: VersionStatus } | null }>, adaptedByColleagues: Array<{ id: string, title: string, createdAt: string, owner: { id: string, name: string }, team: { id: string, name: string }, adaptedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null }>, approvals: Array<{ id: string, mode: RunMode, trigger: RunTrigger, status: RunStatus, waitingFor: RunWait | null, waitsUntil: string | null, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, costMicros: number, outcome: Outcome | null, suggestedHumanMinutes: number | null, lostCalls: Array<{ stepId: string, title: string }>, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, actor: { id: string, name: string }, workflow: { id: string, title: string }, version: { id: string, number: number }, timeEntry: { id: string, savedMinutes: number, grade: EvidenceGrade } | null }>, toConfirm: Array<{ id: string, mode: RunMode, trigger: RunTrigger, status: RunStatus, waitingFor: RunWait | null, waitsUntil: string | null, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, costMicros: number, outcome: Outcome | null, suggestedHumanMinutes: number | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, actor: { id: string, name: string }, workflow: { id: string, title: string }, version: { id: string, number: number }, timeEntry: { id: string, savedMinutes: number, grade: EvidenceGrade } | null }>, reviews: Array<{ id: string, number: number, submittedAt: string | null, builder: { id: string, name: string }, workflow: { id: string, title: string } }>, inbox: Array<{ kind: string, title: string, detail: string, link: string, at: string }>, headline: { liveWorkflows: number, confirmedHours: number, estimatedHours: number, netValueMicros: number } | null } };

export type FirstStepsQueryVariables = Exact<{
  people: boolean;
  connectors: boolean;
  policies: boolean;
}>;


export type FirstStepsQuery = { workflows: { totalCount: number }, people?: { totalCount: number }, teams?: Array<{ id: string }>, invitations?: Array<{ id: string }>, connectors?: Array<{ id: string, tools: Array<{ id: string, status: ToolStatus }> }>, policyLayers?: Array<{ id: string, scope: LayerScope, version: number }> };

export type TriggerTroublesQueryVariables = Exact<{ [key: string]: never; }>;


export type TriggerTroublesQuery = { triggerTroubles: Array<{ kind: TriggerKind, id: string, name: string, paused: boolean, leftBehind: boolean, sentence: string, at: string, owner: { id: string, name: string }, workflow: { id: string, title: string } }> };

export type PersonLineFragment = { id: string, name: string, email: string, roles: Array<Role>, active: boolean, createdAt: string, teams: Array<{ id: string, name: string }> };

export type PeopleQueryVariables = Exact<{
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type PeopleQuery = { people: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, name: string, email: string, roles: Array<Role>, active: boolean, createdAt: string, teams: Array<{ id: string, name: string }> }> } };

export type TeamListQueryVariables = Exact<{ [key: string]: never; }>;


export type TeamListQuery = { teams: Array<{ id: string, name: string, memberCount: number }> };

export type OpenInvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenInvitationsQuery = { invitations: Array<{ id: string, email: string, name: string, roles: Array<Role>, expiresAt: string, teams: Array<{ id: string, name: string }>, invitedBy: { id: string, name: string } }> };

export type InvitePersonMutationVariables = Exact<{
  input: InvitePersonInput;
}>;


export type InvitePersonMutation = { invitePerson: { link: string, invitation: { id: string, email: string, name: string, expiresAt: string } } };

export type RevokeInvitationMutationVariables = Exact<{
  id: string;
}>;


export type RevokeInvitationMutation = { revokeInvitation: boolean };

export type CreateTeamMutationVariables = Exact<{
  input: CreateTeamInput;
}>;


export type CreateTeamMutation = { createTeam: { id: string, name: string, memberCount: number } };

export type SetPersonRolesMutationVariables = Exact<{
  personId: string;
  roles: Array<Role> | Role;
}>;


export type SetPersonRolesMutation = { setPersonRoles: { id: string, name: string, email: string, roles: Array<Role>, active: boolean, createdAt: string, teams: Array<{ id: string, name: string }> } };

export type SetPersonTeamsMutationVariables = Exact<{
  personId: string;
  teamIds: Array<string> | string;
}>;


export type SetPersonTeamsMutation = { setPersonTeams: { id: string, name: string, email: string, roles: Array<Role>, active: boolean, createdAt: string, teams: Array<{ id: string, name: string }> } };

export type DeactivatePersonMutationVariables = Exact<{
  personId: string;
}>;


export type DeactivatePersonMutation = { deactivatePerson: { id: string, name: string, email: string, roles: Array<Role>, active: boolean, createdAt: string, teams: Array<{ id: string, name: string }> } };

export type UpdateOrganisationMutationVariables = Exact<{
  input: UpdateOrganisationInput;
}>;


export type UpdateOrganisationMutation = { updateOrganisation: { id: string, name: string, currency: string, timeZone: string, fteHoursPerYear: number, loadedRateMicrosPerHour: number, usdRateMicros: number, demo: boolean } };

export type SetUpMutationVariables = Exact<{
  input: SetUpInput;
}>;


export type SetUpMutation = { setUp: { permissions: Array<string>, person: { id: string, name: string, email: string, roles: Array<Role>, teams: Array<{ id: string, name: string }> }, organisation: { id: string, name: string, currency: string, timeZone: string, fteHoursPerYear: number, loadedRateMicrosPerHour: number, usdRateMicros: number, demo: boolean } } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'ChooseOrganisation', organisations: Array<{ id: string, name: string }> }
    | { __typename: 'Me', permissions: Array<string>, person: { id: string, name: string, email: string, roles: Array<Role>, teams: Array<{ id: string, name: string }> }, organisation: { id: string, name: string, currency: string, timeZone: string, fteHoursPerYear: number, loadedRateMicrosPerHour: number, usdRateMicros: number, demo: boolean } }
   };

export type SignInWithLinkMutationVariables = Exact<{
  token: string;
}>;


export type SignInWithLinkMutation = { signInWithLink: { permissions: Array<string>, person: { id: string, name: string, email: string, roles: Array<Role>, teams: Array<{ id: string, name: string }> }, organisation: { id: string, name: string, currency: string, timeZone: string, fteHoursPerYear: number, loadedRateMicrosPerHour: number, usdRateMicros: number, demo: boolean } } };

export type InvitationPreviewQueryVariables = Exact<{
  token: string;
}>;


export type InvitationPreviewQuery = { invitation: { organisationName: string, email: string, name: string, roles: Array<Role>, expiresAt: string } | null };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { permissions: Array<string>, person: { id: string, name: string, email: string, roles: Array<Role>, teams: Array<{ id: string, name: string }> }, organisation: { id: string, name: string, currency: string, timeZone: string, fteHoursPerYear: number, loadedRateMicrosPerHour: number, usdRateMicros: number, demo: boolean } } };

export type ChangePasswordMutationVariables = Exact<{
  current: string;
  next: string;
}>;


export type ChangePasswordMutation = { changePassword: boolean };

export type ExplainForPersonQueryVariables = Exact<{
  input: ExplainForPersonInput;
}>;


export type ExplainForPersonQuery = { explainForPerson: { allowed: boolean, inTheCourse: Array<string>, person: { id: string, name: string }, roles: Array<{ allowed: boolean, sentence: string }>, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, asks: Array<{ obligationId: string, layerId: string, layerName: string, sealed: boolean, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } } };

export type PolicyPeopleQueryVariables = Exact<{ [key: string]: never; }>;


export type PolicyPeopleQuery = { people: { items: Array<{ id: string, name: string, roles: Array<Role>, active: boolean }> } };

export type PolicyLayersQueryVariables = Exact<{ [key: string]: never; }>;


export type PolicyLayersQuery = { policyLayers: Array<{ id: string, scope: LayerScope, name: string, targetId: string | null, targetName: string | null, version: number, updatedAt: string, updatedBy: { id: string, name: string } | null, rules: Array<{ id: string, effect: RuleEffect, sentence: string, reason: string, sealed: boolean }>, obligations: Array<{ id: string, kind: ObligationKind, sentence: string, reason: string, sealed: boolean }> }> };

export type LayerBodyFragment = { id: string, scope: LayerScope, name: string, targetId: string | null, targetName: string | null, version: number, revision: number, updatedAt: string, updatedBy: { id: string, name: string } | null, rules: Array<{ id: string, effect: RuleEffect, action: string, subject: string, conditions: unknown, reason: string, sealed: boolean, sentence: string }>, obligations: Array<{ id: string, kind: ObligationKind, conditions: unknown, value: unknown, reason: string, sealed: boolean, sentence: string }> };

export type PolicyLayerPageQueryVariables = Exact<{
  id: string;
}>;


export type PolicyLayerPageQuery = { policyLayer: { id: string, scope: LayerScope, name: string, targetId: string | null, targetName: string | null, version: number, revision: number, updatedAt: string, governs: Array<{ workflowId: string, title: string, stage: string, throughTitle: string | null }>, updatedBy: { id: string, name: string } | null, rules: Array<{ id: string, effect: RuleEffect, action: string, subject: string, conditions: unknown, reason: string, sealed: boolean, sentence: string }>, obligations: Array<{ id: string, kind: ObligationKind, conditions: unknown, value: unknown, reason: string, sealed: boolean, sentence: string }> } | null };

export type PolicyLayerVersionsQueryVariables = Exact<{
  layerId: string;
}>;


export type PolicyLayerVersionsQuery = { policyLayerVersions: Array<{ version: number, name: string, savedAt: string, rules: unknown, obligations: unknown, savedBy: { id: string, name: string } | null, changes: Array<{ kind: LayerChangeKind, before: string | null, after: string | null }> }> };

export type PolicyTargetsQueryVariables = Exact<{ [key: string]: never; }>;


export type PolicyTargetsQuery = { teams: Array<{ id: string, name: string }>, connectors: Array<{ id: string, name: string, tools: Array<{ id: string, name: string }> }>, workflows: { items: Array<{ id: string, title: string }> }, modelPrices: Array<{ model: string }> };

export type SavePolicyLayerMutationVariables = Exact<{
  input: SavePolicyLayerInput;
}>;


export type SavePolicyLayerMutation = { savePolicyLayer: { id: string, scope: LayerScope, name: string, targetId: string | null, targetName: string | null, version: number, revision: number, updatedAt: string, updatedBy: { id: string, name: string } | null, rules: Array<{ id: string, effect: RuleEffect, action: string, subject: string, conditions: unknown, reason: string, sealed: boolean, sentence: string }>, obligations: Array<{ id: string, kind: ObligationKind, conditions: unknown, value: unknown, reason: string, sealed: boolean, sentence: string }> } };

export type RecordPolicyMinutesMutationVariables = Exact<{
  layerId: string;
  minutes: number;
}>;


export type RecordPolicyMinutesMutation = { recordSetUpMinutes: boolean };

export type ReviewLineFragment = { runId: string, percent: number, drawnAt: string, mayReview: boolean, run: { id: string, status: RunStatus, createdAt: string, outcome: Outcome | null, workflow: { id: string, title: string }, actor: { id: string, name: string } } };

export type RunsToReviewQueryVariables = Exact<{ [key: string]: never; }>;


export type RunsToReviewQuery = { runsToReview: Array<{ runId: string, percent: number, drawnAt: string, mayReview: boolean, run: { id: string, status: RunStatus, createdAt: string, outcome: Outcome | null, workflow: { id: string, title: string }, actor: { id: string, name: string } } }> };

export type ReviewRunMutationVariables = Exact<{
  input: ReviewRunInput;
}>;


export type ReviewRunMutation = { reviewRun: Array<{ runId: string, percent: number, drawnAt: string, mayReview: boolean, run: { id: string, status: RunStatus, createdAt: string, outcome: Outcome | null, workflow: { id: string, title: string }, actor: { id: string, name: string } } }> };

export type RequestsQueryVariables = Exact<{
  state?: RequestState | null | undefined;
  kind?: RequestKind | null | undefined;
  after?: string | null | undefined;
}>;


export type RequestsQuery = { requests: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> }> } };

export type MyRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyRequestsQuery = { myRequests: Array<{ id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> }> };

export type RequestPageQueryVariables = Exact<{
  id: string;
}>;


export type RequestPageQuery = { request: { id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> } | null };

export type GrantRequestMutationVariables = Exact<{
  input: GrantRequestInput;
}>;


export type GrantRequestMutation = { grantRequest: { id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> } };

export type RefuseRequestMutationVariables = Exact<{
  requestId: string;
  revision: number;
  reason: string;
}>;


export type RefuseRequestMutation = { refuseRequest: { id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> } };

export type WithdrawRequestMutationVariables = Exact<{
  requestId: string;
}>;


export type WithdrawRequestMutation = { withdrawRequest: { id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> } };

export type NoteRequestAnswersMutationVariables = Exact<{ [key: string]: never; }>;


export type NoteRequestAnswersMutation = { noteRequestAnswers: number };

export type HandOversQueryVariables = Exact<{ [key: string]: never; }>;


export type HandOversQuery = { handOvers: Array<{ leftAt: string | null, suggestion: string, workflow: { id: string, title: string, stage: Stage, team: { id: string, name: string } }, formerOwner: { id: string, name: string }, suggestedOwner: { id: string, name: string } | null }> };

export type PeopleToHandOverToQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type PeopleToHandOverToQuery = { people: { items: Array<{ id: string, name: string, active: boolean }> } };

export type HandOverWorkflowMutationVariables = Exact<{
  workflowId: string;
  ownerId: string;
}>;


export type HandOverWorkflowMutation = { handOverWorkflow: { id: string, title: string, owner: { id: string, name: string } } };

export type AccessAnswersFragment = { allowed: number, approval: number, refused: number };

export type AccessFragment = { days: number, cut: boolean, people: number, confirmedMinutes: number, calls: { allowed: number, approval: number, refused: number }, starts: { allowed: number, approval: number, refused: number }, workflows: Array<{ workflowId: string, title: string, people: number, confirmedMinutes: number, binds: boolean, runnable: boolean, scheduled: boolean, fromNowOn: Array<string>, calls: { allowed: number, approval: number, refused: number }, starts: { allowed: number, approval: number, refused: number } }> };

export type SimulateRequestQueryVariables = Exact<{
  requestId: string;
  connectorId?: string | null | undefined;
}>;


export type SimulateRequestQuery = { simulateRequest: { policy: { days: number, since: string, judgedRuns: number, judgedCalls: number, judgedSchedules: number, judgedStarts: number, cut: boolean, runs: number, starts: number, people: number, confirmedMinutes: number, counts: { refused: number, allowed: number, approvalAdded: number, approvalDropped: number, duties: number }, workflows: Array<{ workflowId: string, title: string, runs: number, starts: number, people: number, confirmedMinutes: number, fromNowOn: Array<string>, counts: { refused: number, allowed: number, approvalAdded: number, approvalDropped: number, duties: number } }>, examples: Array<{ runId: string | null, stepId: string | null, workflowId: string, workflowTitle: string, at: string, kind: SimulatedChange, before: string, after: string, actor: { id: string, name: string } | null }>, changes: Array<{ kind: LayerChangeKind, before: string | null, after: string | null }> } | null, access: { days: number, cut: boolean, people: number, confirmedMinutes: number, calls: { allowed: number, approval: number, refused: number }, starts: { allowed: number, approval: number, refused: number }, workflows: Array<{ workflowId: string, title: string, people: number, confirmedMinutes: number, binds: boolean, runnable: boolean, scheduled: boolean, fromNowOn: Array<string>, calls: { allowed: number, approval: number, refused: number }, starts: { allowed: number, approval: number, refused: number } }> } | null, alike: Array<{ connectorId: string, name: string }> } };

export type RunEstimateQueryVariables = Exact<{
  workflowId: string;
  versionId?: string | null | undefined;
  count?: number;
}>;


export type RunEstimateQuery = { estimateRuns: { basis: EstimateBasis, basedOnRuns: number, runs: number, medianCostMicros: number, p90CostMicros: number, medianSeconds: number, p90Seconds: number, expectedCostMicros: number, highCostMicros: number } };

export type RunOriginQueryVariables = Exact<{
  id: string;
}>;


export type RunOriginQuery = { run: { id: string, origin: { kind: RunTrigger, id: string, name: string } | null } | null };

export type RunFormQueryVariables = Exact<{
  id: string;
}>;


export type RunFormQuery = { workflow: { id: string, title: string, stage: Stage, mayWrite: boolean, baseline: { id: string, minutes: number } | null, can: { run: boolean, edit: boolean, adapt: boolean, review: boolean }, publishedVersion: { id: string, number: number, status: VersionStatus, instructions: string, inputSchema: unknown, sampleInputs: unknown, model: string, rehearsal: unknown, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null } } | null, draftVersion: { id: string, number: number, status: VersionStatus, instructions: string, inputSchema: unknown, sampleInputs: unknown, model: string, rehearsal: unknown, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null } } | null } | null, whatItMayDo: Array<{ toolId: string | null, toolName: string, connectorName: string, allowed: boolean, sentence: string, origin: string, originLayerId: string | null, obligations: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }> }>, modelService: { liveConfigured: boolean, baseUrl: string | null, practiceExplanation: string } };

export type ModelServiceStateFragment = { liveConfigured: boolean, baseUrl: string | null, practiceExplanation: string };

export type ModelServiceOnlyQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelServiceOnlyQuery = { modelService: { liveConfigured: boolean, baseUrl: string | null, practiceExplanation: string } };

export type RunnableVersionFragment = { id: string, number: number, status: VersionStatus, instructions: string, inputSchema: unknown, sampleInputs: unknown, model: string, rehearsal: unknown, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null } };

export type StartRunMutationVariables = Exact<{
  input: StartRunInput;
}>;


export type StartRunMutation = { startRun:
    | { __typename: 'Run', id: string, status: RunStatus }
    | { __typename: 'RunRefused', code: string, message: string, nextStep: string, fields: Array<{ path: string, message: string }>, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, missingCredential: { connectorId: string, connectorName: string, own: boolean } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null }
   };

export type RunBodyFragment = { id: string, treeCostMicros: number, mode: RunMode, trigger: RunTrigger, status: RunStatus, revision: number, inputs: unknown, output: unknown, outputText: string | null, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number, costMicros: number, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, outcome: Outcome | null, note: string | null, retryOf: string | null, retriedBy: string | null, waitingFor: RunWait | null, waitsUntil: string | null, suggestedHumanMinutes: number | null, parentRun: { id: string, workflow: { id: string, title: string } } | null, childRuns: Array<{ id: string, status: RunStatus, waitingFor: RunWait | null, outputText: string | null, costMicros: number, workflow: { id: string, title: string } }>, files: Array<{ id: string, name: string }>, actor: { id: string, name: string }, workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod } | null, can: { adapt: boolean, run: boolean } }, version: { id: string, number: number, status: VersionStatus, model: string, instructions: string, inputSchema: unknown }, failure: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, steps: Array<{ id: string, seq: number, kind: StepKind, status: StepStatus, title: string, startedAt: string, endedAt: string | null, durationMs: number | null, arguments: unknown, result: unknown, text: string | null, practice: boolean, costMicros: number | null, auditEntryId: string | null, editedBy: { id: string, name: string } | null, tool: { id: string, name: string, title: string, risk: Risk, connector: { id: string, name: string } } | null, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null }>, pendingApproval: { id: string, stepId: string, arguments: unknown, argumentsDigest: string, reason: string, requestedAt: string, expiresAt: string, mayDecide: boolean, mayEdit: boolean, originalArguments: unknown, editedBy: { id: string, name: string } | null, agreedBy: Array<{ id: string, name: string }>, preview: { before: unknown, after: unknown, text: string | null } | null, tool: { id: string, name: string, title: string, description: string, risk: Risk, inputSchema: unknown, reachesOutside: boolean, connector: { id: string, name: string } } } | null, timeEntry: { id: string, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string, note: string | null } | null, can: { cancel: boolean, approve: boolean, settle: boolean, confirm: boolean, rerun: boolean, retry: boolean, makeTestCase: boolean, answer: boolean } };

export type RunPageQueryVariables = Exact<{
  id: string;
}>;


export type RunPageQuery = { run: { id: string, treeCostMicros: number, mode: RunMode, trigger: RunTrigger, status: RunStatus, revision: number, inputs: unknown, output: unknown, outputText: string | null, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number, costMicros: number, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, outcome: Outcome | null, note: string | null, retryOf: string | null, retriedBy: string | null, waitingFor: RunWait | null, waitsUntil: string | null, suggestedHumanMinutes: number | null, parentRun: { id: string, workflow: { id: string, title: string } } | null, childRuns: Array<{ id: string, status: RunStatus, waitingFor: RunWait | null, outputText: string | null, costMicros: number, workflow: { id: string, title: string } }>, files: Array<{ id: string, name: string }>, actor: { id: string, name: string }, workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod } | null, can: { adapt: boolean, run: boolean } }, version: { id: string, number: number, status: VersionStatus, model: string, instructions: string, inputSchema: unknown }, failure: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, steps: Array<{ id: string, seq: number, kind: StepKind, status: StepStatus, title: string, startedAt: string, endedAt: string | null, durationMs: number | null, arguments: unknown, result: unknown, text: string | null, practice: boolean, costMicros: number | null, auditEntryId: string | null, editedBy: { id: string, name: string } | null, tool: { id: string, name: string, title: string, risk: Risk, connector: { id: string, name: string } } | null, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null }>, pendingApproval: { id: string, stepId: string, arguments: unknown, argumentsDigest: string, reason: string, requestedAt: string, expiresAt: string, mayDecide: boolean, mayEdit: boolean, originalArguments: unknown, editedBy: { id: string, name: string } | null, agreedBy: Array<{ id: string, name: string }>, preview: { before: unknown, after: unknown, text: string | null } | null, tool: { id: string, name: string, title: string, description: string, risk: Risk, inputSchema: unknown, reachesOutside: boolean, connector: { id: string, name: string } } } | null, timeEntry: { id: string, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string, note: string | null } | null, can: { cancel: boolean, approve: boolean, settle: boolean, confirm: boolean, rerun: boolean, retry: boolean, makeTestCase: boolean, answer: boolean } } | null };

export type RunChangedSubscriptionVariables = Exact<{
  runId: string;
}>;


export type RunChangedSubscription = { runChanged: { id: string, treeCostMicros: number, mode: RunMode, trigger: RunTrigger, status: RunStatus, revision: number, inputs: unknown, output: unknown, outputText: string | null, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number, costMicros: number, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, outcome: Outcome | null, note: string | null, retryOf: string | null, retriedBy: string | null, waitingFor: RunWait | null, waitsUntil: string | null, suggestedHumanMinutes: number | null, parentRun: { id: string, workflow: { id: string, title: string } } | null, childRuns: Array<{ id: string, status: RunStatus, waitingFor: RunWait | null, outputText: string | null, costMicros: number, workflow: { id: string, title: string } }>, files: Array<{ id: string, name: string }>, actor: { id: string, name: string }, workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod } | null, can: { adapt: boolean, run: boolean } }, version: { id: string, number: number, status: VersionStatus, model: string, instructions: string, inputSchema: unknown }, failure: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, steps: Array<{ id: string, seq: number, kind: StepKind, status: StepStatus, title: string, startedAt: string, endedAt: string | null, durationMs: number | null, arguments: unknown, result: unknown, text: string | null, practice: boolean, costMicros: number | null, auditEntryId: string | null, editedBy: { id: string, name: string } | null, tool: { id: string, name: string, title: string, risk: Risk, connector: { id: string, name: string } } | null, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null }>, pendingApproval: { id: string, stepId: string, arguments: unknown, argumentsDigest: string, reason: string, requestedAt: string, expiresAt: string, mayDecide: boolean, mayEdit: boolean, originalArguments: unknown, editedBy: { id: string, name: string } | null, agreedBy: Array<{ id: string, name: string }>, preview: { before: unknown, after: unknown, text: string | null } | null, tool: { id: string, name: string, title: string, description: string, risk: Risk, inputSchema: unknown, reachesOutside: boolean, connector: { id: string, name: string } } } | null, timeEntry: { id: string, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string, note: string | null } | null, can: { cancel: boolean, approve: boolean, settle: boolean, confirm: boolean, rerun: boolean, retry: boolean, makeTestCase: boolean, answer: boolean } } };

export type CancelRunMutationVariables = Exact<{
  runId: string;
}>;


export type CancelRunMutation = { cancelRun: { id: string, treeCostMicros: number, mode: RunMode, trigger: RunTrigger, status: RunStatus, revision: number, inputs: unknown, output: unknown, outputText: string | null, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number, costMicros: number, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, outcome: Outcome | null, note: string | null, retryOf: string | null, retriedBy: string | null, waitingFor: RunWait | null, waitsUntil: string | null, suggestedHumanMinutes: number | null, parentRun: { id: string, workflow: { id: string, title: string } } | null, childRuns: Array<{ id: string, status: RunStatus, waitingFor: RunWait | null, outputText: string | null, costMicros: number, workflow: { id: string, title: string } }>, files: Array<{ id: string, name: string }>, actor: { id: string, name: string }, workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod } | null, can: { adapt: boolean, run: boolean } }, version: { id: string, number: number, status: VersionStatus, model: string, instructions: string, inputSchema: unknown }, failure: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, steps: Array<{ id: string, seq: number, kind: StepKind, status: StepStatus, title: string, startedAt: string, endedAt: string | null, durationMs: number | null, arguments: unknown, result: unknown, text: string | null, practice: boolean, costMicros: number | null, auditEntryId: string | null, editedBy: { id: string, name: string } | null, tool: { id: string, name: string, title: string, risk: Risk, connector: { id: string, name: string } } | null, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null }>, pendingApproval: { id: string, stepId: string, arguments: unknown, argumentsDigest: string, reason: string, requestedAt: string, expiresAt: string, mayDecide: boolean, mayEdit: boolean, originalArguments: unknown, editedBy: { id: string, name: string } | null, agreedBy: Array<{ id: string, name: string }>, preview: { before: unknown, after: unknown, text: string | null } | null, tool: { id: string, name: string, title: string, description: string, risk: Risk, inputSchema: unknown, reachesOutside: boolean, connector: { id: string, name: string } } } | null, timeEntry: { id: string, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string, note: string | null } | null, can: { cancel: boolean, approve: boolean, settle: boolean, confirm: boolean, rerun: boolean, retry: boolean, makeTestCase: boolean, answer: boolean } } };

export type DecideApprovalMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;


export type DecideApprovalMutation = { decideApproval: { id: string, treeCostMicros: number, mode: RunMode, trigger: RunTrigger, status: RunStatus, revision: number, inputs: unknown, output: unknown, outputText: string | null, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number, costMicros: number, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, outcome: Outcome | null, note: string | null, retryOf: string | null, retriedBy: string | null, waitingFor: RunWait | null, waitsUntil: string | null, suggestedHumanMinutes: number | null, parentRun: { id: string, workflow: { id: string, title: string } } | null, childRuns: Array<{ id: string, status: RunStatus, waitingFor: RunWait | null, outputText: string | null, costMicros: number, workflow: { id: string, title: string } }>, files: Array<{ id: string, name: string }>, actor: { id: string, name: string }, workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod } | null, can: { adapt: boolean, run: boolean } }, version: { id: string, number: number, status: VersionStatus, model: string, instructions: string, inputSchema: unknown }, failure: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, steps: Array<{ id: string, seq: number, kind: StepKind, status: StepStatus, title: string, startedAt: string, endedAt: string | null, durationMs: number | null, arguments: unknown, result: unknown, text: string | null, practice: boolean, costMicros: number | null, auditEntryId: string | null, editedBy: { id: string, name: string } | null, tool: { id: string, name: string, title: string, risk: Risk, connector: { id: string, name: string } } | null, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null }>, pendingApproval: { id: string, stepId: string, arguments: unknown, argumentsDigest: string, reason: string, requestedAt: string, expiresAt: string, mayDecide: boolean, mayEdit: boolean, originalArguments: unknown, editedBy: { id: string, name: string } | null, agreedBy: Array<{ id: string, name: string }>, preview: { before: unknown, after: unknown, text: string | null } | null, tool: { id: string, name: string, title: string, description: string, risk: Risk, inputSchema: unknown, reachesOutside: boolean, connector: { id: string, name: string } } } | null, timeEntry: { id: string, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string, note: string | null } | null, can: { cancel: boolean, approve: boolean, settle: boolean, confirm: boolean, rerun: boolean, retry: boolean, makeTestCase: boolean, answer: boolean } } };

export type RecordRunMutationVariables = Exact<{
  input: RecordRunInput;
}>;


export type RecordRunMutation = { recordRun: { id: string } };

export type ConfirmRunMutationVariables = Exact<{
  input: ConfirmRunInput;
}>;


export type ConfirmRunMutation = { confirmRun: { id: string, runId: string | null, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string } };

export type RunsListQueryVariables = Exact<{
  filter?: RunFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type RunsListQuery = { runs: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, mode: RunMode, trigger: RunTrigger, status: RunStatus, waitingFor: RunWait | null, waitsUntil: string | null, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, costMicros: number, outcome: Outcome | null, suggestedHumanMinutes: number | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, actor: { id: string, name: string }, workflow: { id: string, title: string }, version: { id: string, number: number }, timeEntry: { id: string, savedMinutes: number, grade: EvidenceGrade } | null }> } };

export type SettleOutcomeMutationVariables = Exact<{
  input: SettleOutcomeInput;
}>;


export type SettleOutcomeMutation = { settleOutcome: { id: string, treeCostMicros: number, mode: RunMode, trigger: RunTrigger, status: RunStatus, revision: number, inputs: unknown, output: unknown, outputText: string | null, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number, costMicros: number, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, outcome: Outcome | null, note: string | null, retryOf: string | null, retriedBy: string | null, waitingFor: RunWait | null, waitsUntil: string | null, suggestedHumanMinutes: number | null, parentRun: { id: string, workflow: { id: string, title: string } } | null, childRuns: Array<{ id: string, status: RunStatus, waitingFor: RunWait | null, outputText: string | null, costMicros: number, workflow: { id: string, title: string } }>, files: Array<{ id: string, name: string }>, actor: { id: string, name: string }, workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod } | null, can: { adapt: boolean, run: boolean } }, version: { id: string, number: number, status: VersionStatus, model: string, instructions: string, inputSchema: unknown }, failure: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, steps: Array<{ id: string, seq: number, kind: StepKind, status: StepStatus, title: string, startedAt: string, endedAt: string | null, durationMs: number | null, arguments: unknown, result: unknown, text: string | null, practice: boolean, costMicros: number | null, auditEntryId: string | null, editedBy: { id: string, name: string } | null, tool: { id: string, name: string, title: string, risk: Risk, connector: { id: string, name: string } } | null, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null }>, pendingApproval: { id: string, stepId: string, arguments: unknown, argumentsDigest: string, reason: string, requestedAt: string, expiresAt: string, mayDecide: boolean, mayEdit: boolean, originalArguments: unknown, editedBy: { id: string, name: string } | null, agreedBy: Array<{ id: string, name: string }>, preview: { before: unknown, after: unknown, text: string | null } | null, tool: { id: string, name: string, title: string, description: string, risk: Risk, inputSchema: unknown, reachesOutside: boolean, connector: { id: string, name: string } } } | null, timeEntry: { id: string, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string, note: string | null } | null, can: { cancel: boolean, approve: boolean, settle: boolean, confirm: boolean, rerun: boolean, retry: boolean, makeTestCase: boolean, answer: boolean } } };

export type RunWordsSubscriptionVariables = Exact<{
  runId: string;
}>;


export type RunWordsSubscription = { runWords: { stepId: string, attempt: number, from: number, text: string } };

export type EditApprovalMutationVariables = Exact<{
  input: EditApprovalInput;
}>;


export type EditApprovalMutation = { editApproval: { id: string, treeCostMicros: number, mode: RunMode, trigger: RunTrigger, status: RunStatus, revision: number, inputs: unknown, output: unknown, outputText: string | null, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number, costMicros: number, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, outcome: Outcome | null, note: string | null, retryOf: string | null, retriedBy: string | null, waitingFor: RunWait | null, waitsUntil: string | null, suggestedHumanMinutes: number | null, parentRun: { id: string, workflow: { id: string, title: string } } | null, childRuns: Array<{ id: string, status: RunStatus, waitingFor: RunWait | null, outputText: string | null, costMicros: number, workflow: { id: string, title: string } }>, files: Array<{ id: string, name: string }>, actor: { id: string, name: string }, workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod } | null, can: { adapt: boolean, run: boolean } }, version: { id: string, number: number, status: VersionStatus, model: string, instructions: string, inputSchema: unknown }, failure: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, steps: Array<{ id: string, seq: number, kind: StepKind, status: StepStatus, title: string, startedAt: string, endedAt: string | null, durationMs: number | null, arguments: unknown, result: unknown, text: string | null, practice: boolean, costMicros: number | null, auditEntryId: string | null, editedBy: { id: string, name: string } | null, tool: { id: string, name: string, title: string, risk: Risk, connector: { id: string, name: string } } | null, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null }>, pendingApproval: { id: string, stepId: string, arguments: unknown, argumentsDigest: string, reason: string, requestedAt: string, expiresAt: string, mayDecide: boolean, mayEdit: boolean, originalArguments: unknown, editedBy: { id: string, name: string } | null, agreedBy: Array<{ id: string, name: string }>, preview: { before: unknown, after: unknown, text: string | null } | null, tool: { id: string, name: string, title: string, description: string, risk: Risk, inputSchema: unknown, reachesOutside: boolean, connector: { id: string, name: string } } } | null, timeEntry: { id: string, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string, note: string | null } | null, can: { cancel: boolean, approve: boolean, settle: boolean, confirm: boolean, rerun: boolean, retry: boolean, makeTestCase: boolean, answer: boolean } } };

export type MakeTestCaseMutationVariables = Exact<{
  input: MakeTestCaseInput;
}>;


export type MakeTestCaseMutation = { makeTestCase: { id: string, name: string, fromVersion: number } };

export type RunFilterChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type RunFilterChoicesQuery = { people: { items: Array<{ id: string, name: string }> }, workflows: { items: Array<{ id: string, title: string }> } };

export type AnswerQuestionMutationVariables = Exact<{
  input: AnswerQuestionInput;
}>;


export type AnswerQuestionMutation = { answerQuestion: { id: string, treeCostMicros: number, mode: RunMode, trigger: RunTrigger, status: RunStatus, revision: number, inputs: unknown, output: unknown, outputText: string | null, inputTokens: number, outputTokens: number, cacheReadTokens: number, cacheWriteTokens: number, costMicros: number, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, outcome: Outcome | null, note: string | null, retryOf: string | null, retriedBy: string | null, waitingFor: RunWait | null, waitsUntil: string | null, suggestedHumanMinutes: number | null, parentRun: { id: string, workflow: { id: string, title: string } } | null, childRuns: Array<{ id: string, status: RunStatus, waitingFor: RunWait | null, outputText: string | null, costMicros: number, workflow: { id: string, title: string } }>, files: Array<{ id: string, name: string }>, actor: { id: string, name: string }, workflow: { id: string, title: string, baseline: { id: string, minutes: number, method: BaselineMethod } | null, can: { adapt: boolean, run: boolean } }, version: { id: string, number: number, status: VersionStatus, model: string, instructions: string, inputSchema: unknown }, failure: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, steps: Array<{ id: string, seq: number, kind: StepKind, status: StepStatus, title: string, startedAt: string, endedAt: string | null, durationMs: number | null, arguments: unknown, result: unknown, text: string | null, practice: boolean, costMicros: number | null, auditEntryId: string | null, editedBy: { id: string, name: string } | null, tool: { id: string, name: string, title: string, risk: Risk, connector: { id: string, name: string } } | null, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null }>, pendingApproval: { id: string, stepId: string, arguments: unknown, argumentsDigest: string, reason: string, requestedAt: string, expiresAt: string, mayDecide: boolean, mayEdit: boolean, originalArguments: unknown, editedBy: { id: string, name: string } | null, agreedBy: Array<{ id: string, name: string }>, preview: { before: unknown, after: unknown, text: string | null } | null, tool: { id: string, name: string, title: string, description: string, risk: Risk, inputSchema: unknown, reachesOutside: boolean, connector: { id: string, name: string } } } | null, timeEntry: { id: string, baselineMinutes: number, humanMinutes: number, savedMinutes: number, grade: EvidenceGrade, outcome: Outcome | null, at: string, note: string | null } | null, can: { cancel: boolean, approve: boolean, settle: boolean, confirm: boolean, rerun: boolean, retry: boolean, makeTestCase: boolean, answer: boolean } } };

export type StopPageQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StopPageQuery = { activeStops: Array<{ id: string, scope: StopScope, targetId: string, targetName: string, sentence: string, reason: string, drill: boolean, raisedAt: string, releasedAt: string | null, releaseReason: string | null, processCount: number, seenByAllMs: number | null, mayRelease: boolean, raisedBy: { id: string, name: string }, releasedBy: { id: string, name: string } | null, reach: { runs: number, workflows: number, people: number, examples: Array<{ runId: string, title: string, personName: string, status: string }> }, sightings: Array<{ processId: string, tookMs: number }> }>, stops: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, scope: StopScope, targetId: string, targetName: string, sentence: string, reason: string, drill: boolean, raisedAt: string, releasedAt: string | null, releaseReason: string | null, processCount: number, seenByAllMs: number | null, mayRelease: boolean, raisedBy: { id: string, name: string }, releasedBy: { id: string, name: string } | null, reach: { runs: number, workflows: number, people: number, examples: Array<{ runId: string, title: string, personName: string, status: string }> }, sightings: Array<{ processId: string, tookMs: number }> }> } };

export type StopByIdQueryVariables = Exact<{
  id: string;
}>;


export type StopByIdQuery = { stop: { id: string, scope: StopScope, targetId: string, targetName: string, sentence: string, reason: string, drill: boolean, raisedAt: string, releasedAt: string | null, releaseReason: string | null, processCount: number, seenByAllMs: number | null, mayRelease: boolean, raisedBy: { id: string, name: string }, releasedBy: { id: string, name: string } | null, reach: { runs: number, workflows: number, people: number, examples: Array<{ runId: string, title: string, personName: string, status: string }> }, sightings: Array<{ processId: string, tookMs: number }> } | null };

export type ScheduleLineFragment = { id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null };

export type FiringLineFragment = { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null };

export type ScheduleBodyFragment = { inputs: unknown, missedRule: MissedRule, missedCap: number, overlapRule: OverlapRule, nextTimes: Array<string>, revision: number, id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null };

export type TriggeredWorkflowFragment = { id: string, title: string, stage: Stage, can: { run: boolean }, publishedVersion: { id: string, inputSchema: unknown, sampleInputs: unknown } | null };

export type WorkflowTriggersQueryVariables = Exact<{
  id: string;
}>;


export type WorkflowTriggersQuery = { workflow: { id: string, title: string, stage: Stage, can: { run: boolean }, publishedVersion: { id: string, inputSchema: unknown, sampleInputs: unknown } | null } | null, schedules: { totalCount: number, items: Array<{ id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null }> }, webhooks: Array<{ id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } }> };

export type SchedulesQueryVariables = Exact<{
  filter?: ScheduleFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type SchedulesQuery = { schedules: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null }> } };

export type SchedulePageQueryVariables = Exact<{
  id: string;
}>;


export type SchedulePageQuery = { schedule: { inputs: unknown, missedRule: MissedRule, missedCap: number, overlapRule: OverlapRule, nextTimes: Array<string>, revision: number, id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, workflow: { id: string, title: string, stage: Stage, can: { run: boolean }, publishedVersion: { id: string, inputSchema: unknown, sampleInputs: unknown } | null }, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null } | null };

export type ScheduleFiringsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type ScheduleFiringsQuery = { schedule: { id: string, firings: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, refusal: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, missingCredential: { connectorId: string, connectorName: string, own: boolean } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, run: { id: string, status: RunStatus } | null }> } } | null };

export type PreviewScheduleQueryVariables = Exact<{
  input: PreviewScheduleInput;
}>;


export type PreviewScheduleQuery = { previewSchedule: { words: string | null, nextTimes: Array<string>, faults: Array<{ path: string, message: string }>, refusal: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, missingCredential: { connectorId: string, connectorName: string, own: boolean } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null } };

export type SaveScheduleMutationVariables = Exact<{
  input: SaveScheduleInput;
}>;


export type SaveScheduleMutation = { saveSchedule: { inputs: unknown, missedRule: MissedRule, missedCap: number, overlapRule: OverlapRule, nextTimes: Array<string>, revision: number, id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null } };

export type FireScheduleMutationVariables = Exact<{
  id: string;
}>;


export type FireScheduleMutation = { fireSchedule: { inputs: unknown, missedRule: MissedRule, missedCap: number, overlapRule: OverlapRule, nextTimes: Array<string>, revision: number, id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null } };

export type PauseScheduleMutationVariables = Exact<{
  id: string;
  reason?: string | null | undefined;
}>;


export type PauseScheduleMutation = { pauseSchedule: { inputs: unknown, missedRule: MissedRule, missedCap: number, overlapRule: OverlapRule, nextTimes: Array<string>, revision: number, id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null } };

export type ResumeScheduleMutationVariables = Exact<{
  id: string;
}>;


export type ResumeScheduleMutation = { resumeSchedule: { inputs: unknown, missedRule: MissedRule, missedCap: number, overlapRule: OverlapRule, nextTimes: Array<string>, revision: number, id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null } };

export type TakeOverScheduleMutationVariables = Exact<{
  id: string;
}>;


export type TakeOverScheduleMutation = { takeOverSchedule: { inputs: unknown, missedRule: MissedRule, missedCap: number, overlapRule: OverlapRule, nextTimes: Array<string>, revision: number, id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null } };

export type EndScheduleMutationVariables = Exact<{
  id: string;
}>;


export type EndScheduleMutation = { endSchedule: { inputs: unknown, missedRule: MissedRule, missedCap: number, overlapRule: OverlapRule, nextTimes: Array<string>, revision: number, id: string, name: string, words: string, cron: string, timeZone: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, nextDueAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string }, lastFiring: { id: string, dueAt: string, standsFor: number, status: FiringStatus, code: string | null, reason: string | null, nextStep: string | null, byHand: boolean, run: { id: string, status: RunStatus } | null } | null } };

export type WebhookLineFragment = { id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } };

export type WebhookBodyFragment = { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } };

export type WebhooksQueryVariables = Exact<{
  mine?: boolean | null | undefined;
}>;


export type WebhooksQuery = { webhooks: Array<{ id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } }> };

export type WebhookPageQueryVariables = Exact<{
  id: string;
}>;


export type WebhookPageQuery = { webhook: { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, workflow: { id: string, title: string, stage: Stage, can: { run: boolean }, publishedVersion: { id: string, inputSchema: unknown, sampleInputs: unknown } | null }, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean } } | null };

export type WebhookDeliveriesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type WebhookDeliveriesQuery = { webhook: { id: string, deliveries: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, messageId: string | null, receivedAt: string, remoteAddress: string, bodyBytes: number, accepted: boolean, code: string | null, reason: string | null, refusal: { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, missingCredential: { connectorId: string, connectorName: string, own: boolean } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null } | null, run: { id: string, status: RunStatus } | null }> } } | null };

export type CreateWebhookMutationVariables = Exact<{
  input: SaveWebhookInput;
}>;


export type CreateWebhookMutation = { createWebhook: { secret: string, webhook: { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } } } };

export type ChangeWebhookMutationVariables = Exact<{
  id: string;
  revision: number;
  input: SaveWebhookInput;
}>;


export type ChangeWebhookMutation = { changeWebhook: { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } } };

export type RotateWebhookSecretMutationVariables = Exact<{
  id: string;
  overlapHours: number;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: { secret: string, webhook: { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } } } };

export type PauseWebhookMutationVariables = Exact<{
  id: string;
  reason?: string | null | undefined;
}>;


export type PauseWebhookMutation = { pauseWebhook: { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } } };

export type ResumeWebhookMutationVariables = Exact<{
  id: string;
}>;


export type ResumeWebhookMutation = { resumeWebhook: { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } } };

export type TakeOverWebhookMutationVariables = Exact<{
  id: string;
}>;


export type TakeOverWebhookMutation = { takeOverWebhook: { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } } };

export type DeleteWebhookMutationVariables = Exact<{
  id: string;
}>;


export type DeleteWebhookMutation = { deleteWebhook: { mapping: unknown, ratePerMinute: number, revision: number, id: string, name: string, url: string, state: ScheduleState, pauseCode: string | null, pauseReason: string | null, pausedAt: string | null, lastDeliveryAt: string | null, can: { change: boolean, pause: boolean, resume: boolean, takeOver: boolean, end: boolean }, owner: { id: string, name: string, active: boolean }, workflow: { id: string, title: string } } };

export type LibraryQueryVariables = Exact<{
  filter?: WorkflowFilter | null | undefined;
  sort?: WorkflowSort | null | undefined;
  after?: string | null | undefined;
}>;


export type LibraryQuery = { workflows: { totalCount: number, nextCursor: string | null, items: Array<{ id: string, title: string, task: string, stage: Stage, mayWrite: boolean, depth: number, adaptationCount: number, confirmedMinutes: number, runCount: number, team: { id: string, name: string }, owner: { id: string, name: string }, connectors: Array<{ id: string, name: string }>, publishedVersion: { id: string, number: number } | null, can: { adapt: boolean, run: boolean, edit: boolean } }> } };

export type LibraryFiltersQueryVariables = Exact<{ [key: string]: never; }>;


export type LibraryFiltersQuery = { teams: Array<{ id: string, name: string }>, connectors: Array<{ id: string, name: string }> };

export type TeamChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type TeamChoicesQuery = { teams: Array<{ id: string, name: string }> };

export type RegisterWorkflowMutationVariables = Exact<{
  input: RegisterWorkflowInput;
}>;


export type RegisterWorkflowMutation = { registerWorkflow: { id: string, title: string } };

export type WorkflowHeadFragment = { id: string, title: string, task: string, stage: Stage, revision: number, retiredReason: string | null, stageReason: string | null, nextStages: Array<Stage>, createdAt: string, depth: number, adaptationCount: number, confirmedMinutes: number, runCount: number, mayWrite: boolean, team: { id: string, name: string }, owner: { id: string, name: string }, operatorOwner: { id: string, name: string } | null, publishedVersion: { id: string, number: number, publishedAt: string | null } | null, draftVersion: { id: string, number: number, status: VersionStatus } | null, adaptedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null, baseline: { id: string, minutes: number, method: BaselineMethod, spreadMinutes: number | null, lockedAt: string | null } | null, can: { edit: boolean, submit: boolean, review: boolean, adapt: boolean, run: boolean, changeStage: boolean, setOwner: boolean } };

export type WorkflowHeaderQueryVariables = Exact<{
  id: string;
}>;


export type WorkflowHeaderQuery = { workflow: { id: string, title: string, task: string, stage: Stage, revision: number, retiredReason: string | null, stageReason: string | null, nextStages: Array<Stage>, createdAt: string, depth: number, adaptationCount: number, confirmedMinutes: number, runCount: number, mayWrite: boolean, team: { id: string, name: string }, owner: { id: string, name: string }, operatorOwner: { id: string, name: string } | null, publishedVersion: { id: string, number: number, publishedAt: string | null } | null, draftVersion: { id: string, number: number, status: VersionStatus } | null, adaptedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null, baseline: { id: string, minutes: number, method: BaselineMethod, spreadMinutes: number | null, lockedAt: string | null } | null, can: { edit: boolean, submit: boolean, review: boolean, adapt: boolean, run: boolean, changeStage: boolean, setOwner: boolean } } | null };

export type VersionBodyFragment = { id: string, number: number, status: VersionStatus, revision: number, instructions: string, inputSchema: unknown, outputSchema: unknown, sampleInputs: unknown, model: string, changeNote: string, digest: string | null, createdAt: string, submittedAt: string | null, publishedAt: string | null, reviewComment: string | null, calls: Array<{ workflowId: string, title: string, versionNumber: number, name: string }>, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null, maxQuestions: number | null }, builder: { id: string, name: string }, reviewer: { id: string, name: string } | null, bindings: Array<{ connectorVersionId: string, inherited: boolean, connector: { id: string, name: string }, tools: Array<{ id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean }> }> };

export type WhatItDoesQueryVariables = Exact<{
  id: string;
}>;


export type WhatItDoesQuery = { workflow: { id: string, task: string, publishedVersion: { id: string, number: number, status: VersionStatus, revision: number, instructions: string, inputSchema: unknown, outputSchema: unknown, sampleInputs: unknown, model: string, changeNote: string, digest: string | null, createdAt: string, submittedAt: string | null, publishedAt: string | null, reviewComment: string | null, calls: Array<{ workflowId: string, title: string, versionNumber: number, name: string }>, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null, maxQuestions: number | null }, builder: { id: string, name: string }, reviewer: { id: string, name: string } | null, bindings: Array<{ connectorVersionId: string, inherited: boolean, connector: { id: string, name: string }, tools: Array<{ id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean }> }> } | null, draftVersion: { id: string, number: number, status: VersionStatus, revision: number, instructions: string, inputSchema: unknown, outputSchema: unknown, sampleInputs: unknown, model: string, changeNote: string, digest: string | null, createdAt: string, submittedAt: string | null, publishedAt: string | null, reviewComment: string | null, calls: Array<{ workflowId: string, title: string, versionNumber: number, name: string }>, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null, maxQuestions: number | null }, builder: { id: string, name: string }, reviewer: { id: string, name: string } | null, bindings: Array<{ connectorVersionId: string, inherited: boolean, connector: { id: string, name: string }, tools: Array<{ id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean }> }> } | null } | null };

export type WhatItMayDoQueryVariables = Exact<{
  workflowId: string;
}>;


export type WhatItMayDoQuery = { whatItMayDo: Array<{ toolId: string | null, toolName: string, connectorName: string, allowed: boolean, sentence: string, origin: string, originLayerId: string | null, obligations: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }> }> };

export type InheritedThingsFragment = { cases: number, bindings: Array<{ connectorId: string, connectorName: string, toolNames: Array<string>, fromWorkflowId: string, fromWorkflowTitle: string, fromVersionNumber: number }>, layers: Array<{ layerId: string, scope: LayerScope, name: string, origin: string, ruleCount: number }> };

export type WorkflowLineageQueryVariables = Exact<{
  id: string;
}>;


export type WorkflowLineageQuery = { workflow: { id: string, title: string, lineage: Array<{ workflowId: string, title: string, parentWorkflowId: string | null, parentVersionNumber: number | null, depth: number, stage: Stage, teamName: string, ownerName: string, createdAt: string, readable: boolean, hoursSaved: number }>, inherited: { cases: number, bindings: Array<{ connectorId: string, connectorName: string, toolNames: Array<string>, fromWorkflowId: string, fromWorkflowTitle: string, fromVersionNumber: number }>, layers: Array<{ layerId: string, scope: LayerScope, name: string, origin: string, ruleCount: number }> } } | null };

export type WorkflowVersionsQueryVariables = Exact<{
  id: string;
}>;


export type WorkflowVersionsQuery = { workflow: { id: string, versions: Array<{ id: string, number: number, status: VersionStatus, changeNote: string, digest: string | null, createdAt: string, submittedAt: string | null, publishedAt: string | null, reviewComment: string | null, builder: { id: string, name: string }, reviewer: { id: string, name: string } | null }> } | null };

export type VersionDifferenceQueryVariables = Exact<{
  fromId: string;
  toId: string;
}>;


export type VersionDifferenceQuery = { versionDifference: Array<{ area: string, label: string, before: string | null, after: string | null }> };

export type ChangeStageMutationVariables = Exact<{
  workflowId: string;
  stage: Stage;
  reason?: string | null | undefined;
  revision: number;
}>;


export type ChangeStageMutation = { changeStage: { id: string, title: string, task: string, stage: Stage, revision: number, retiredReason: string | null, stageReason: string | null, nextStages: Array<Stage>, createdAt: string, depth: number, adaptationCount: number, confirmedMinutes: number, runCount: number, mayWrite: boolean, team: { id: string, name: string }, owner: { id: string, name: string }, operatorOwner: { id: string, name: string } | null, publishedVersion: { id: string, number: number, publishedAt: string | null } | null, draftVersion: { id: string, number: number, status: VersionStatus } | null, adaptedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null, baseline: { id: string, minutes: number, method: BaselineMethod, spreadMinutes: number | null, lockedAt: string | null } | null, can: { edit: boolean, submit: boolean, review: boolean, adapt: boolean, run: boolean, changeStage: boolean, setOwner: boolean } } };

export type SetWorkflowOwnerMutationVariables = Exact<{
  workflowId: string;
  ownerId: string;
  operatorOwnerId?: string | null | undefined;
}>;


export type SetWorkflowOwnerMutation = { setWorkflowOwner: { id: string, title: string, task: string, stage: Stage, revision: number, retiredReason: string | null, stageReason: string | null, nextStages: Array<Stage>, createdAt: string, depth: number, adaptationCount: number, confirmedMinutes: number, runCount: number, mayWrite: boolean, team: { id: string, name: string }, owner: { id: string, name: string }, operatorOwner: { id: string, name: string } | null, publishedVersion: { id: string, number: number, publishedAt: string | null } | null, draftVersion: { id: string, number: number, status: VersionStatus } | null, adaptedFrom: { id: string, number: number, workflow: { id: string, title: string } } | null, baseline: { id: string, minutes: number, method: BaselineMethod, spreadMinutes: number | null, lockedAt: string | null } | null, can: { edit: boolean, submit: boolean, review: boolean, adapt: boolean, run: boolean, changeStage: boolean, setOwner: boolean } } };

export type OwnerChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnerChoicesQuery = { people: { items: Array<{ id: string, name: string, active: boolean }> } };

export type AdaptPreviewQueryVariables = Exact<{
  id: string;
}>;


export type AdaptPreviewQuery = { workflow: { id: string, title: string, task: string, mayWrite: boolean, team: { id: string, name: string }, can: { adapt: boolean }, publishedVersion: { id: string, number: number, status: VersionStatus, revision: number, instructions: string, inputSchema: unknown, outputSchema: unknown, sampleInputs: unknown, model: string, changeNote: string, digest: string | null, createdAt: string, submittedAt: string | null, publishedAt: string | null, reviewComment: string | null, calls: Array<{ workflowId: string, title: string, versionNumber: number, name: string }>, limits: { maxTurns: number, maxCostMicros: number, maxTokens: number | null, maxMinutes: number | null, maxQuestions: number | null }, builder: { id: string, name: string }, reviewer: { id: string, name: string } | null, bindings: Array<{ connectorVersionId: string, inherited: boolean, connector: { id: string, name: string }, tools: Array<{ id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean }> }> } | null, inherited: { cases: number, bindings: Array<{ connectorId: string, connectorName: string, toolNames: Array<string>, fromWorkflowId: string, fromWorkflowTitle: string, fromVersionNumber: number }>, layers: Array<{ layerId: string, scope: LayerScope, name: string, origin: string, ruleCount: number }> } } | null, teams: Array<{ id: string, name: string }>, whatItMayDo: Array<{ toolName: string, connectorName: string, allowed: boolean, sentence: string, origin: string, originLayerId: string | null, obligations: Array<string> }> };

export type AdaptWorkflowMutationVariables = Exact<{
  input: AdaptWorkflowInput;
}>;


export type AdaptWorkflowMutation = { adaptWorkflow: { id: string, title: string } };

export type StartDraftMutationVariables = Exact<{
  workflowId: string;
}>;


export type StartDraftMutation = { startDraft: { id: string, number: number } };

export type ExceptionLineFragment = { id: string, layerId: string, layerName: string, layerScope: LayerScope, ruleId: string, ruleSentence: string, workflowId: string, workflowTitle: string | null, justification: string, grantedAt: string, expiresAt: string, remindedAt: string | null, endedAt: string | null, endedHow: ExceptionEnd | null, endReason: string | null, inForce: boolean, idle: string | null, askedBy: { id: string, name: string } | null, grantedBy: { id: string, name: string } | null, endedBy: { id: string, name: string } | null };

export type PolicyExceptionsQueryVariables = Exact<{
  filter?: PolicyExceptionsFilter | null | undefined;
}>;


export type PolicyExceptionsQuery = { policyExceptions: Array<{ id: string, layerId: string, layerName: string, layerScope: LayerScope, ruleId: string, ruleSentence: string, workflowId: string, workflowTitle: string | null, justification: string, grantedAt: string, expiresAt: string, remindedAt: string | null, endedAt: string | null, endedHow: ExceptionEnd | null, endReason: string | null, inForce: boolean, idle: string | null, askedBy: { id: string, name: string } | null, grantedBy: { id: string, name: string } | null, endedBy: { id: string, name: string } | null }> };

export type GrantExceptionMutationVariables = Exact<{
  input: GrantExceptionInput;
}>;


export type GrantExceptionMutation = { grantException: { id: string, layerId: string, layerName: string, layerScope: LayerScope, ruleId: string, ruleSentence: string, workflowId: string, workflowTitle: string | null, justification: string, grantedAt: string, expiresAt: string, remindedAt: string | null, endedAt: string | null, endedHow: ExceptionEnd | null, endReason: string | null, inForce: boolean, idle: string | null, askedBy: { id: string, name: string } | null, grantedBy: { id: string, name: string } | null, endedBy: { id: string, name: string } | null } };

export type RevokeExceptionMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type RevokeExceptionMutation = { revokeException: { id: string, layerId: string, layerName: string, layerScope: LayerScope, ruleId: string, ruleSentence: string, workflowId: string, workflowTitle: string | null, justification: string, grantedAt: string, expiresAt: string, remindedAt: string | null, endedAt: string | null, endedHow: ExceptionEnd | null, endReason: string | null, inForce: boolean, idle: string | null, askedBy: { id: string, name: string } | null, grantedBy: { id: string, name: string } | null, endedBy: { id: string, name: string } | null } };

export type FileNameQueryVariables = Exact<{
  id: string;
}>;


export type FileNameQuery = { inputFile: { id: string, name: string } };

export type WorkbookSheetsQueryVariables = Exact<{
  id: string;
}>;


export type WorkbookSheetsQuery = { inputFile: { id: string, sheets: Array<string> } };

export type ReadTableQueryVariables = Exact<{
  input: ReadTableInput;
}>;


export type ReadTableQuery = { readTable: { sheets: Array<string>, sheet: string | null, headings: Array<string>, columns: Array<string | null>, faults: Array<{ message: string }>, rows: Array<{ number: number, cells: Array<string>, values: unknown, faults: Array<{ column: number | null, message: string }> }> } };

export type KeptRefusalFragment = { code: string, message: string, nextStep: string, explanation: { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> } | null, missingCredential: { connectorId: string, connectorName: string, own: boolean } | null, limit: { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> } | null };

export type LimitReachedFragment = { level: LimitLevel, name: string | null, month: string | null, limitMicros: number, spentMicros: number, leftMicros: number, turnMicros: number, tells: Array<{ id: string, name: string }> };

export type RequestLineFragment = { id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> };

export type OpenRequestQueryVariables = Exact<{
  subject: RequestSubjectInput;
}>;


export type OpenRequestQuery = { openRequest: { id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> } | null };

export type AskRequestMutationVariables = Exact<{
  input: AskRequestInput;
}>;


export type AskRequestMutation = { askRequest: { joined: boolean, request: { id: string, kind: RequestKind, state: RequestState, revision: number, title: string, connectorId: string | null, toolId: string | null, layerId: string | null, ruleId: string | null, runId: string | null, wanted: string | null, askedAt: string, endedAt: string | null, answer: string | null, exceptionId: string | null, expiresAt: string | null, mine: boolean, mayDecide: boolean, mayWithdraw: boolean, isNews: boolean, workflow: { id: string, title: string } | null, decidedBy: { id: string, name: string } | null, askers: Array<{ justification: string, askedAt: string, person: { id: string, name: string } }> } } };

export type WorkflowCardFragment = { id: string, title: string, task: string, stage: Stage, mayWrite: boolean, depth: number, adaptationCount: number, confirmedMinutes: number, runCount: number, team: { id: string, name: string }, owner: { id: string, name: string }, connectors: Array<{ id: string, name: string }>, publishedVersion: { id: string, number: number } | null, can: { adapt: boolean, run: boolean, edit: boolean } };

export type ExplanationFragment = { allowed: boolean, sentence: string, decidingLayerId: string | null, decidingLayerName: string | null, ruleId: string | null, reason: string | null, obligations: Array<string>, requestable: Array<string>, mayRequest: Array<{ kind: RequestableKind, layerId: string | null, layerName: string | null, ruleId: string | null, toolId: string | null, text: string }>, exceptions: Array<{ exceptionId: string, layerId: string, layerName: string, reason: string, expiresAt: string }>, layers: Array<{ layerId: string, layerName: string, scope: LayerScope, allowed: boolean, ruleId: string | null, reason: string | null }> };

export type ToolLineFragment = { id: string, name: string, title: string, description: string, risk: Risk, returnsUntrusted: boolean, reachesOutside: boolean, status: ToolStatus, labelled: boolean, connector: { id: string, name: string } };

export type RunLineFragment = { id: string, mode: RunMode, trigger: RunTrigger, status: RunStatus, waitingFor: RunWait | null, waitsUntil: string | null, createdAt: string, startedAt: string | null, endedAt: string | null, durationMs: number | null, costMicros: number, outcome: Outcome | null, suggestedHumanMinutes: number | null, labels: { privateData: boolean, untrustedContent: boolean, reachedOutside: boolean }, actor: { id: string, name: string }, workflow: { id: string, title: string }, version: { id: string, number: number }, timeEntry: { id: string, savedMinutes: number, grade: EvidenceGrade } | null };

export type LayerDifferenceFragment = { kind: LayerChangeKind, before: string | null, after: string | null };

export type CountsFragment = { refused: number, allowed: number, approvalAdded: number, approvalDropped: number, duties: number };

export type SimulationFragment = { days: number, since: string, judgedRuns: number, judgedCalls: number, judgedSchedules: number, judgedStarts: number, cut: boolean, runs: number, starts: number, people: number, confirmedMinutes: number, counts: { refused: number, allowed: number, approvalAdded: number, approvalDropped: number, duties: number }, workflows: Array<{ workflowId: string, title: string, runs: number, starts: number, people: number, confirmedMinutes: number, fromNowOn: Array<string>, counts: { refused: number, allowed: number, approvalAdded: number, approvalDropped: number, duties: number } }>, examples: Array<{ runId: string | null, stepId: string | null, workflowId: string, workflowTitle: string, at: string, kind: SimulatedChange, before: string, after: string, actor: { id: string, name: string } | null }>, changes: Array<{ kind: LayerChangeKind, before: string | null, after: string | null }> };

export type SimulatePolicyQueryVariables = Exact<{
  input: SimulatePolicyInput;
}>;


export type SimulatePolicyQuery = { simulatePolicy: { days: number, since: string, judgedRuns: number, judgedCalls: number, judgedSchedules: number, judgedStarts: number, cut: boolean, runs: number, starts: number, people: number, confirmedMinutes: number, counts: { refused: number, allowed: number, approvalAdded: number, approvalDropped: number, duties: number }, workflows: Array<{ workflowId: string, title: string, runs: number, starts: number, people: number, confirmedMinutes: number, fromNowOn: Array<string>, counts: { refused: number, allowed: number, approvalAdded: number, approvalDropped: number, duties: number } }>, examples: Array<{ runId: string | null, stepId: string | null, workflowId: string, workflowTitle: string, at: string, kind: SimulatedChange, before: string, after: string, actor: { id: string, name: string } | null }>, changes: Array<{ kind: LayerChangeKind, before: string | null, after: string | null }> } };

export type StopLineFragment = { id: string, scope: StopScope, targetId: string, targetName: string, sentence: string, reason: string, drill: boolean, raisedAt: string, releasedAt: string | null, releaseReason: string | null, processCount: number, seenByAllMs: number | null, mayRelease: boolean, raisedBy: { id: string, name: string }, releasedBy: { id: string, name: string } | null, reach: { runs: number, workflows: number, people: number, examples: Array<{ runId: string, title: string, personName: string, status: string }> }, sightings: Array<{ processId: string, tookMs: number }> };

export type ActiveStopsQueryVariables = Exact<{ [key: string]: never; }>;


export type ActiveStopsQuery = { activeStops: Array<{ id: string, scope: StopScope, targetId: string, targetName: string, sentence: string, reason: string, drill: boolean, raisedAt: string, releasedAt: string | null, releaseReason: string | null, processCount: number, seenByAllMs: number | null, mayRelease: boolean, raisedBy: { id: string, name: string }, releasedBy: { id: string, name: string } | null, reach: { runs: number, workflows: number, people: number, examples: Array<{ runId: string, title: string, personName: string, status: string }> }, sightings: Array<{ processId: string, tookMs: number }> }> };

export type StopsOverQueryVariables = Exact<{
  scope: StopScope;
  targetId: string;
}>;


export type StopsOverQuery = { stopsOver: Array<{ id: string, scope: StopScope, targetId: string, targetName: string, sentence: string, reason: string, drill: boolean, raisedAt: string, releasedAt: string | null, releaseReason: string | null, processCount: number, seenByAllMs: number | null, mayRelease: boolean, raisedBy: { id: string, name: string }, releasedBy: { id: string, name: string } | null, reach: { runs: number, workflows: number, people: number, examples: Array<{ runId: string, title: string, personName: string, status: string }> }, sightings: Array<{ processId: string, tookMs: number }> }> };

export type RaiseStopMutationVariables = Exact<{
  input: RaiseStopInput;
}>;


export type RaiseStopMutation = { raiseStop: { id: string, scope: StopScope, targetId: string, targetName: string, sentence: string, reason: string, drill: boolean, raisedAt: string, releasedAt: string | null, releaseReason: string | null, processCount: number, seenByAllMs: number | null, mayRelease: boolean, raisedBy: { id: string, name: string }, releasedBy: { id: string, name: string } | null, reach: { runs: number, workflows: number, people: number, examples: Array<{ runId: string, title: string, personName: string, status: string }> }, sightings: Array<{ processId: string, tookMs: number }> } };

export type ReleaseStopMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type ReleaseStopMutation = { releaseStop: { id: string, scope: StopScope, targetId: string, targetName: string, sentence: string, reason: string, drill: boolean, raisedAt: string, releasedAt: string | null, releaseReason: string | null, processCount: number, seenByAllMs: number | null, mayRelease: boolean, raisedBy: { id: string, name: string }, releasedBy: { id: string, name: string } | null, reach: { runs: number, workflows: number, people: number, examples: Array<{ runId: string, title: string, personName: string, status: string }> }, sightings: Array<{ processId: string, tookMs: number }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SessionMeFragmentDoc = new TypedDocumentString(`
    fragment SessionMe on Me {
  permissions
  person {
    id
    name
    email
    roles
    teams {
      id
      name
    }
  }
  organisation {
    id
    name
    currency
    timeZone
    fteHoursPerYear
    loadedRateMicrosPerHour
    usdRateMicros
    demo
  }
}
    `, {"fragmentName":"SessionMe"}) as unknown as TypedDocumentString<SessionMeFragment, unknown>;
export const BatchHeadFragmentDoc = new TypedDocumentString(`
    fragment BatchHead on Batch {
  id
  name
  sheet
  mode
  status
  pauseReason
  revision
  rowCount
  createdAt
  startedAt
  endedAt
  actor {
    id
    name
  }
  workflow {
    id
    title
  }
  counts {
    faulty
    waiting
    underWay
    waitingForPeople
    succeeded
    failed
    left
    costMicros
  }
}
    `, {"fragmentName":"BatchHead"}) as unknown as TypedDocumentString<BatchHeadFragment, unknown>;
export const ExplanationFragmentDoc = new TypedDocumentString(`
    fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}
    `, {"fragmentName":"Explanation"}) as unknown as TypedDocumentString<ExplanationFragment, unknown>;
export const LimitReachedFragmentDoc = new TypedDocumentString(`
    fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
    `, {"fragmentName":"LimitReached"}) as unknown as TypedDocumentString<LimitReachedFragment, unknown>;
export const KeptRefusalFragmentDoc = new TypedDocumentString(`
    fragment KeptRefusal on RunRefused {
  code
  message
  nextStep
  explanation {
    ...Explanation
  }
  missingCredential {
    connectorId
    connectorName
    own
  }
  limit {
    ...LimitReached
  }
}
    fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`, {"fragmentName":"KeptRefusal"}) as unknown as TypedDocumentString<KeptRefusalFragment, unknown>;
export const BatchBodyFragmentDoc = new TypedDocumentString(`
    fragment BatchBody on Batch {
  ...BatchHead
  headings
  columns
  pauseRefusal {
    ...KeptRefusal
  }
  version {
    id
    number
    inputSchema
  }
  can {
    start
    pause
    resume
    cancel
    retry
  }
}
    fragment BatchHead on Batch {
  id
  name
  sheet
  mode
  status
  pauseReason
  revision
  rowCount
  createdAt
  startedAt
  endedAt
  actor {
    id
    name
  }
  workflow {
    id
    title
  }
  counts {
    faulty
    waiting
    underWay
    waitingForPeople
    succeeded
    failed
    left
    costMicros
  }
}
fragment KeptRefusal on RunRefused {
  code
  message
  nextStep
  explanation {
    ...Explanation
  }
  missingCredential {
    connectorId
    connectorName
    own
  }
  limit {
    ...LimitReached
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`, {"fragmentName":"BatchBody"}) as unknown as TypedDocumentString<BatchBodyFragment, unknown>;
export const BudgetLineFragmentDoc = new TypedDocumentString(`
    fragment BudgetLine on Budget {
  id
  level
  targetId
  name
  month
  limitMicros
  spentMicros
  reservedMicros
  leftMicros
  forecastMicros
  warnedPercent
  refuses
  runsStopped
  revision
  setAt
  setBy {
    id
    name
  }
}
    `, {"fragmentName":"BudgetLine"}) as unknown as TypedDocumentString<BudgetLineFragment, unknown>;
export const SpendingAmountsFragmentDoc = new TypedDocumentString(`
    fragment SpendingAmounts on SpendingSums {
  runs
  attempts
  amountMicros
  estimatedMicros
  costPicoUsd
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
}
    `, {"fragmentName":"SpendingAmounts"}) as unknown as TypedDocumentString<SpendingAmountsFragment, unknown>;
export const ModelPriceLineFragmentDoc = new TypedDocumentString(`
    fragment ModelPriceLine on ModelPrice {
  listId
  model
  inputPerMTok
  outputPerMTok
  cacheReadPerMTok
  cacheWritePerMTok
  cacheWrite1hPerMTok
  upToPromptTokens
  contextTokens
  maxOutputTokens
  validFrom
  note
}
    `, {"fragmentName":"ModelPriceLine"}) as unknown as TypedDocumentString<ModelPriceLineFragment, unknown>;
export const DraftBodyFragmentDoc = new TypedDocumentString(`
    fragment DraftBody on WorkflowVersion {
  id
  number
  status
  revision
  instructions
  inputSchema
  outputSchema
  sampleInputs
  model
  rehearsal
  changeNote
  reviewComment
  faults {
    path
    message
  }
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
    maxQuestions
  }
  bindings {
    inherited
    connector {
      id
      name
    }
    tools {
      id
    }
  }
  calls {
    workflowId
    title
    versionNumber
    name
  }
}
    `, {"fragmentName":"DraftBody"}) as unknown as TypedDocumentString<DraftBodyFragment, unknown>;
export const KeptCaseFragmentDoc = new TypedDocumentString(`
    fragment KeptCase on EvalCase {
  id
  name
  inputs
  expectedText
  runId
  madeAt
  madeBy {
    id
    name
  }
  inheritedFrom {
    id
    number
    workflow {
      id
      title
    }
  }
}
    `, {"fragmentName":"KeptCase"}) as unknown as TypedDocumentString<KeptCaseFragment, unknown>;
export const TestedVersionFragmentDoc = new TypedDocumentString(`
    fragment TestedVersion on WorkflowVersion {
  id
  number
  status
  rehearsal
  inputSchema
  hiddenEvalCases
  evalCases {
    ...KeptCase
  }
}
    fragment KeptCase on EvalCase {
  id
  name
  inputs
  expectedText
  runId
  madeAt
  madeBy {
    id
    name
  }
  inheritedFrom {
    id
    number
    workflow {
      id
      title
    }
  }
}`, {"fragmentName":"TestedVersion"}) as unknown as TypedDocumentString<TestedVersionFragment, unknown>;
export const WorkflowUseLineFragmentDoc = new TypedDocumentString(`
    fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
    `, {"fragmentName":"WorkflowUseLine"}) as unknown as TypedDocumentString<WorkflowUseLineFragment, unknown>;
export const ToolLineFragmentDoc = new TypedDocumentString(`
    fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}
    `, {"fragmentName":"ToolLine"}) as unknown as TypedDocumentString<ToolLineFragment, unknown>;
export const ConnectorToolFragmentDoc = new TypedDocumentString(`
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
    fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`, {"fragmentName":"ConnectorTool"}) as unknown as TypedDocumentString<ConnectorToolFragment, unknown>;
export const ConnectorBodyFragmentDoc = new TypedDocumentString(`
    fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`, {"fragmentName":"ConnectorBody"}) as unknown as TypedDocumentString<ConnectorBodyFragment, unknown>;
export const ConnectorVersionLineFragmentDoc = new TypedDocumentString(`
    fragment ConnectorVersionLine on ConnectorVersion {
  id
  number
  present
  transport
  address
  catalogueKey
  url
  settings
  dataClass
  credentialMode
  signIn
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  createdAt
  createdBy {
    id
    name
  }
}
    `, {"fragmentName":"ConnectorVersionLine"}) as unknown as TypedDocumentString<ConnectorVersionLineFragment, unknown>;
export const CompoundingFiguresFragmentDoc = new TypedDocumentString(`
    fragment CompoundingFigures on Compounding {
  asOf
  currency
  startMonth
  liveNow
  planNow
  liveWorkflows {
    month
    count
  }
  planByMonth {
    month
    low
    high
  }
  plan {
    monthsFromStart
    low
    high
  }
  marginalCosts {
    n
    workflowId
    title
    enteredPilotAt
    buildMicros
    reviewMicros
    setUpMicros
    totalMicros
    avoidedMicros
  }
  averageCost {
    month
    micros
  }
  learningRate {
    enough
    explanation
    percent
    lowPercent
    highPercent
    a
    k
  }
  hours {
    month
    measured
    confirmed
    estimated
  }
  hoursTotal {
    measured
    confirmed
    estimated
    estimatedScaled
    explanation
    lost
    headline
  }
  fteSaved {
    headline
    withEstimated
    explanation
  }
  reuse {
    enough
    explanation
    any
    binding
    layer
    prompt
  }
  netValue {
    headlineMicros
    withEstimatedMicros
    costMicros
    paybackMonth
    explanation
  }
  reproduction {
    enough
    value
    explanation
  }
  stream {
    month
    rootId
    rootTitle
    workflows
    hours
  }
}
    `, {"fragmentName":"CompoundingFigures"}) as unknown as TypedDocumentString<CompoundingFiguresFragment, unknown>;
export const CostLineFragmentDoc = new TypedDocumentString(`
    fragment CostLine on CostEntry {
  id
  kind
  runId
  minutes
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  estimated
  model
  rateMicrosPerHour
  amountMicros
  at
  corrects
  note
  workflow {
    id
    title
  }
  person {
    id
    name
  }
}
    `, {"fragmentName":"CostLine"}) as unknown as TypedDocumentString<CostLineFragment, unknown>;
export const PersonLineFragmentDoc = new TypedDocumentString(`
    fragment PersonLine on Person {
  id
  name
  email
  roles
  active
  createdAt
  teams {
    id
    name
  }
}
    `, {"fragmentName":"PersonLine"}) as unknown as TypedDocumentString<PersonLineFragment, unknown>;
export const LayerBodyFragmentDoc = new TypedDocumentString(`
    fragment LayerBody on PolicyLayer {
  id
  scope
  name
  targetId
  targetName
  version
  revision
  updatedAt
  updatedBy {
    id
    name
  }
  rules {
    id
    effect
    action
    subject
    conditions
    reason
    sealed
    sentence
  }
  obligations {
    id
    kind
    conditions
    value
    reason
    sealed
    sentence
  }
}
    `, {"fragmentName":"LayerBody"}) as unknown as TypedDocumentString<LayerBodyFragment, unknown>;
export const ReviewLineFragmentDoc = new TypedDocumentString(`
    fragment ReviewLine on RunToReview {
  runId
  percent
  drawnAt
  mayReview
  run {
    id
    status
    createdAt
    outcome
    workflow {
      id
      title
    }
    actor {
      id
      name
    }
  }
}
    `, {"fragmentName":"ReviewLine"}) as unknown as TypedDocumentString<ReviewLineFragment, unknown>;
export const AccessAnswersFragmentDoc = new TypedDocumentString(`
    fragment AccessAnswers on AccessCounts {
  allowed
  approval
  refused
}
    `, {"fragmentName":"AccessAnswers"}) as unknown as TypedDocumentString<AccessAnswersFragment, unknown>;
export const AccessFragmentDoc = new TypedDocumentString(`
    fragment Access on AccessForecast {
  days
  cut
  calls {
    ...AccessAnswers
  }
  starts {
    ...AccessAnswers
  }
  people
  confirmedMinutes
  workflows {
    workflowId
    title
    calls {
      ...AccessAnswers
    }
    starts {
      ...AccessAnswers
    }
    people
    confirmedMinutes
    binds
    runnable
    scheduled
    fromNowOn
  }
}
    fragment AccessAnswers on AccessCounts {
  allowed
  approval
  refused
}`, {"fragmentName":"Access"}) as unknown as TypedDocumentString<AccessFragment, unknown>;
export const ModelServiceStateFragmentDoc = new TypedDocumentString(`
    fragment ModelServiceState on ModelService {
  liveConfigured
  baseUrl
  practiceExplanation
}
    `, {"fragmentName":"ModelServiceState"}) as unknown as TypedDocumentString<ModelServiceStateFragment, unknown>;
export const RunnableVersionFragmentDoc = new TypedDocumentString(`
    fragment RunnableVersion on WorkflowVersion {
  id
  number
  status
  instructions
  inputSchema
  sampleInputs
  model
  rehearsal
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
  }
}
    `, {"fragmentName":"RunnableVersion"}) as unknown as TypedDocumentString<RunnableVersionFragment, unknown>;
export const RunBodyFragmentDoc = new TypedDocumentString(`
    fragment RunBody on Run {
  id
  parentRun {
    id
    workflow {
      id
      title
    }
  }
  childRuns {
    id
    status
    waitingFor
    outputText
    costMicros
    workflow {
      id
      title
    }
  }
  treeCostMicros
  files {
    id
    name
  }
  mode
  trigger
  status
  revision
  inputs
  output
  outputText
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  costMicros
  createdAt
  startedAt
  endedAt
  durationMs
  outcome
  note
  retryOf
  retriedBy
  waitingFor
  waitsUntil
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
    baseline {
      id
      minutes
      method
    }
    can {
      adapt
      run
    }
  }
  version {
    id
    number
    status
    model
    instructions
    inputSchema
  }
  failure {
    code
    message
    nextStep
    explanation {
      ...Explanation
    }
    limit {
      ...LimitReached
    }
  }
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  steps {
    id
    seq
    kind
    status
    title
    startedAt
    endedAt
    durationMs
    arguments
    result
    text
    practice
    costMicros
    auditEntryId
    editedBy {
      id
      name
    }
    tool {
      id
      name
      title
      risk
      connector {
        id
        name
      }
    }
    explanation {
      ...Explanation
    }
  }
  pendingApproval {
    id
    stepId
    arguments
    argumentsDigest
    reason
    requestedAt
    expiresAt
    mayDecide
    mayEdit
    originalArguments
    editedBy {
      id
      name
    }
    agreedBy {
      id
      name
    }
    preview {
      before
      after
      text
    }
    tool {
      id
      name
      title
      description
      risk
      inputSchema
      reachesOutside
      connector {
        id
        name
      }
    }
  }
  timeEntry {
    id
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
    note
  }
  can {
    cancel
    approve
    settle
    confirm
    rerun
    retry
    makeTestCase
    answer
  }
}
    fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`, {"fragmentName":"RunBody"}) as unknown as TypedDocumentString<RunBodyFragment, unknown>;
export const FiringLineFragmentDoc = new TypedDocumentString(`
    fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
    `, {"fragmentName":"FiringLine"}) as unknown as TypedDocumentString<FiringLineFragment, unknown>;
export const ScheduleLineFragmentDoc = new TypedDocumentString(`
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
    fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}`, {"fragmentName":"ScheduleLine"}) as unknown as TypedDocumentString<ScheduleLineFragment, unknown>;
export const ScheduleBodyFragmentDoc = new TypedDocumentString(`
    fragment ScheduleBody on Schedule {
  ...ScheduleLine
  inputs
  missedRule
  missedCap
  overlapRule
  nextTimes
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}`, {"fragmentName":"ScheduleBody"}) as unknown as TypedDocumentString<ScheduleBodyFragment, unknown>;
export const TriggeredWorkflowFragmentDoc = new TypedDocumentString(`
    fragment TriggeredWorkflow on Workflow {
  id
  title
  stage
  can {
    run
  }
  publishedVersion {
    id
    inputSchema
    sampleInputs
  }
}
    `, {"fragmentName":"TriggeredWorkflow"}) as unknown as TypedDocumentString<TriggeredWorkflowFragment, unknown>;
export const WebhookLineFragmentDoc = new TypedDocumentString(`
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
    `, {"fragmentName":"WebhookLine"}) as unknown as TypedDocumentString<WebhookLineFragment, unknown>;
export const WebhookBodyFragmentDoc = new TypedDocumentString(`
    fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}`, {"fragmentName":"WebhookBody"}) as unknown as TypedDocumentString<WebhookBodyFragment, unknown>;
export const WorkflowHeadFragmentDoc = new TypedDocumentString(`
    fragment WorkflowHead on Workflow {
  id
  title
  task
  stage
  revision
  retiredReason
  stageReason
  nextStages
  createdAt
  depth
  adaptationCount
  confirmedMinutes
  runCount
  mayWrite
  team {
    id
    name
  }
  owner {
    id
    name
  }
  operatorOwner {
    id
    name
  }
  publishedVersion {
    id
    number
    publishedAt
  }
  draftVersion {
    id
    number
    status
  }
  adaptedFrom {
    id
    number
    workflow {
      id
      title
    }
  }
  baseline {
    id
    minutes
    method
    spreadMinutes
    lockedAt
  }
  can {
    edit
    submit
    review
    adapt
    run
    changeStage
    setOwner
  }
}
    `, {"fragmentName":"WorkflowHead"}) as unknown as TypedDocumentString<WorkflowHeadFragment, unknown>;
export const VersionBodyFragmentDoc = new TypedDocumentString(`
    fragment VersionBody on WorkflowVersion {
  id
  calls {
    workflowId
    title
    versionNumber
    name
  }
  number
  status
  revision
  instructions
  inputSchema
  outputSchema
  sampleInputs
  model
  changeNote
  digest
  createdAt
  submittedAt
  publishedAt
  reviewComment
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
    maxQuestions
  }
  builder {
    id
    name
  }
  reviewer {
    id
    name
  }
  bindings {
    connectorVersionId
    inherited
    connector {
      id
      name
    }
    tools {
      id
      name
      title
      description
      risk
      returnsUntrusted
      reachesOutside
      status
      labelled
    }
  }
}
    `, {"fragmentName":"VersionBody"}) as unknown as TypedDocumentString<VersionBodyFragment, unknown>;
export const InheritedThingsFragmentDoc = new TypedDocumentString(`
    fragment InheritedThings on Inherited {
  cases
  bindings {
    connectorId
    connectorName
    toolNames
    fromWorkflowId
    fromWorkflowTitle
    fromVersionNumber
  }
  layers {
    layerId
    scope
    name
    origin
    ruleCount
  }
}
    `, {"fragmentName":"InheritedThings"}) as unknown as TypedDocumentString<InheritedThingsFragment, unknown>;
export const ExceptionLineFragmentDoc = new TypedDocumentString(`
    fragment ExceptionLine on PolicyException {
  id
  layerId
  layerName
  layerScope
  ruleId
  ruleSentence
  workflowId
  workflowTitle
  justification
  askedBy {
    id
    name
  }
  grantedBy {
    id
    name
  }
  grantedAt
  expiresAt
  remindedAt
  endedAt
  endedHow
  endedBy {
    id
    name
  }
  endReason
  inForce
  idle
}
    `, {"fragmentName":"ExceptionLine"}) as unknown as TypedDocumentString<ExceptionLineFragment, unknown>;
export const RequestLineFragmentDoc = new TypedDocumentString(`
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}
    `, {"fragmentName":"RequestLine"}) as unknown as TypedDocumentString<RequestLineFragment, unknown>;
export const WorkflowCardFragmentDoc = new TypedDocumentString(`
    fragment WorkflowCard on Workflow {
  id
  title
  task
  stage
  mayWrite
  depth
  adaptationCount
  confirmedMinutes
  runCount
  team {
    id
    name
  }
  owner {
    id
    name
  }
  connectors {
    id
    name
  }
  publishedVersion {
    id
    number
  }
  can {
    adapt
    run
    edit
  }
}
    `, {"fragmentName":"WorkflowCard"}) as unknown as TypedDocumentString<WorkflowCardFragment, unknown>;
export const RunLineFragmentDoc = new TypedDocumentString(`
    fragment RunLine on Run {
  id
  mode
  trigger
  status
  waitingFor
  waitsUntil
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  createdAt
  startedAt
  endedAt
  durationMs
  costMicros
  outcome
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
  }
  version {
    id
    number
  }
  timeEntry {
    id
    savedMinutes
    grade
  }
}
    `, {"fragmentName":"RunLine"}) as unknown as TypedDocumentString<RunLineFragment, unknown>;
export const CountsFragmentDoc = new TypedDocumentString(`
    fragment Counts on SimulatedCounts {
  refused
  allowed
  approvalAdded
  approvalDropped
  duties
}
    `, {"fragmentName":"Counts"}) as unknown as TypedDocumentString<CountsFragment, unknown>;
export const LayerDifferenceFragmentDoc = new TypedDocumentString(`
    fragment LayerDifference on LayerChange {
  kind
  before
  after
}
    `, {"fragmentName":"LayerDifference"}) as unknown as TypedDocumentString<LayerDifferenceFragment, unknown>;
export const SimulationFragmentDoc = new TypedDocumentString(`
    fragment Simulation on PolicySimulation {
  days
  since
  judgedRuns
  judgedCalls
  judgedSchedules
  judgedStarts
  cut
  counts {
    ...Counts
  }
  runs
  starts
  people
  confirmedMinutes
  workflows {
    workflowId
    title
    counts {
      ...Counts
    }
    runs
    starts
    people
    confirmedMinutes
    fromNowOn
  }
  examples {
    runId
    stepId
    workflowId
    workflowTitle
    at
    kind
    before
    after
    actor {
      id
      name
    }
  }
  changes {
    ...LayerDifference
  }
}
    fragment LayerDifference on LayerChange {
  kind
  before
  after
}
fragment Counts on SimulatedCounts {
  refused
  allowed
  approvalAdded
  approvalDropped
  duties
}`, {"fragmentName":"Simulation"}) as unknown as TypedDocumentString<SimulationFragment, unknown>;
export const StopLineFragmentDoc = new TypedDocumentString(`
    fragment StopLine on Stop {
  id
  scope
  targetId
  targetName
  sentence
  reason
  drill
  raisedAt
  releasedAt
  releaseReason
  processCount
  seenByAllMs
  mayRelease
  raisedBy {
    id
    name
  }
  releasedBy {
    id
    name
  }
  reach {
    runs
    workflows
    people
    examples {
      runId
      title
      personName
      status
    }
  }
  sightings {
    processId
    tookMs
  }
}
    `, {"fragmentName":"StopLine"}) as unknown as TypedDocumentString<StopLineFragment, unknown>;
export const SessionDocument = new TypedDocumentString(`
    query Session {
  setup {
    needed
    demo
    productVersion
  }
  me {
    ...SessionMe
  }
}
    fragment SessionMe on Me {
  permissions
  person {
    id
    name
    email
    roles
    teams {
      id
      name
    }
  }
  organisation {
    id
    name
    currency
    timeZone
    fteHoursPerYear
    loadedRateMicrosPerHour
    usdRateMicros
    demo
  }
}`) as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
export const FigureDefinitionsDocument = new TypedDocumentString(`
    query FigureDefinitions {
  figureDefinitions {
    key
    title
    definition
    formula
    unit
    source
  }
}
    `) as unknown as TypedDocumentString<FigureDefinitionsQuery, FigureDefinitionsQueryVariables>;
export const PaletteWorkflowsDocument = new TypedDocumentString(`
    query PaletteWorkflows($search: String!) {
  workflows(filter: {search: $search}, first: 8) {
    items {
      id
      title
      stage
      team {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PaletteWorkflowsQuery, PaletteWorkflowsQueryVariables>;
export const PaletteRunsDocument = new TypedDocumentString(`
    query PaletteRuns {
  runs(filter: {mine: true}, first: 5) {
    items {
      id
      createdAt
      mode
      workflow {
        id
        title
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PaletteRunsQuery, PaletteRunsQueryVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const AuditEntriesDocument = new TypedDocumentString(`
    query AuditEntries($filter: AuditFilter, $after: String) {
  auditEntries(filter: $filter, first: 50, after: $after) {
    totalCount
    nextCursor
    items {
      id
      seq
      at
      action
      sentence
      actorName
      actorId
      subjectType
      subjectId
      workflowId
      runId
      connectorId
      details
      hash
    }
  }
}
    `) as unknown as TypedDocumentString<AuditEntriesQuery, AuditEntriesQueryVariables>;
export const VerifyAuditDocument = new TypedDocumentString(`
    query VerifyAudit {
  verifyAudit {
    ok
    entries
    firstBadSeq
    provenFrom
    checkpoints
    message
  }
}
    `) as unknown as TypedDocumentString<VerifyAuditQuery, VerifyAuditQueryVariables>;
export const AuditCheckpointsDocument = new TypedDocumentString(`
    query AuditCheckpoints {
  auditCheckpoints {
    seq
    kind
    at
    keyId
  }
}
    `) as unknown as TypedDocumentString<AuditCheckpointsQuery, AuditCheckpointsQueryVariables>;
export const TakeAuditCheckpointDocument = new TypedDocumentString(`
    mutation TakeAuditCheckpoint {
  takeAuditCheckpoint {
    seq
    at
    document
  }
}
    `) as unknown as TypedDocumentString<TakeAuditCheckpointMutation, TakeAuditCheckpointMutationVariables>;
export const BatchFormDocument = new TypedDocumentString(`
    query BatchForm($id: ID!) {
  workflow(id: $id) {
    id
    title
    stage
    can {
      run
    }
    publishedVersion {
      id
      number
      inputSchema
      rehearsal
    }
  }
  modelService {
    liveConfigured
    baseUrl
    practiceExplanation
  }
}
    `) as unknown as TypedDocumentString<BatchFormQuery, BatchFormQueryVariables>;
export const PrepareBatchDocument = new TypedDocumentString(`
    mutation PrepareBatch($input: PrepareBatchInput!) {
  prepareBatch(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<PrepareBatchMutation, PrepareBatchMutationVariables>;
export const BatchPageDocument = new TypedDocumentString(`
    query BatchPage($id: ID!) {
  batch(id: $id) {
    ...BatchBody
  }
}
    fragment BatchHead on Batch {
  id
  name
  sheet
  mode
  status
  pauseReason
  revision
  rowCount
  createdAt
  startedAt
  endedAt
  actor {
    id
    name
  }
  workflow {
    id
    title
  }
  counts {
    faulty
    waiting
    underWay
    waitingForPeople
    succeeded
    failed
    left
    costMicros
  }
}
fragment BatchBody on Batch {
  ...BatchHead
  headings
  columns
  pauseRefusal {
    ...KeptRefusal
  }
  version {
    id
    number
    inputSchema
  }
  can {
    start
    pause
    resume
    cancel
    retry
  }
}
fragment KeptRefusal on RunRefused {
  code
  message
  nextStep
  explanation {
    ...Explanation
  }
  missingCredential {
    connectorId
    connectorName
    own
  }
  limit {
    ...LimitReached
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<BatchPageQuery, BatchPageQueryVariables>;
export const BatchChangedDocument = new TypedDocumentString(`
    subscription BatchChanged($batchId: ID!) {
  batchChanged(batchId: $batchId) {
    ...BatchBody
  }
}
    fragment BatchHead on Batch {
  id
  name
  sheet
  mode
  status
  pauseReason
  revision
  rowCount
  createdAt
  startedAt
  endedAt
  actor {
    id
    name
  }
  workflow {
    id
    title
  }
  counts {
    faulty
    waiting
    underWay
    waitingForPeople
    succeeded
    failed
    left
    costMicros
  }
}
fragment BatchBody on Batch {
  ...BatchHead
  headings
  columns
  pauseRefusal {
    ...KeptRefusal
  }
  version {
    id
    number
    inputSchema
  }
  can {
    start
    pause
    resume
    cancel
    retry
  }
}
fragment KeptRefusal on RunRefused {
  code
  message
  nextStep
  explanation {
    ...Explanation
  }
  missingCredential {
    connectorId
    connectorName
    own
  }
  limit {
    ...LimitReached
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<BatchChangedSubscription, BatchChangedSubscriptionVariables>;
export const BatchRowsDocument = new TypedDocumentString(`
    query BatchRows($id: ID!, $filter: BatchRowFilter!, $after: Int!) {
  batch(id: $id) {
    id
    rows(filter: $filter, first: 50, after: $after) {
      totalCount
      nextAfter
      items {
        number
        cells
        state
        refusal
        runId
        waitingFor
        outputText
        costMicros
        faults {
          column
          message
        }
        failure {
          message
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BatchRowsQuery, BatchRowsQueryVariables>;
export const BatchEstimateDocument = new TypedDocumentString(`
    query BatchEstimate($workflowId: ID!, $count: Int!) {
  estimateRuns(workflowId: $workflowId, count: $count) {
    basis
    basedOnRuns
    expectedCostMicros
    highCostMicros
    mostCostMicros
  }
}
    `) as unknown as TypedDocumentString<BatchEstimateQuery, BatchEstimateQueryVariables>;
export const BatchListDocument = new TypedDocumentString(`
    query BatchList($workflowId: ID, $after: String) {
  batches(workflowId: $workflowId, after: $after) {
    totalCount
    nextCursor
    items {
      ...BatchHead
    }
  }
}
    fragment BatchHead on Batch {
  id
  name
  sheet
  mode
  status
  pauseReason
  revision
  rowCount
  createdAt
  startedAt
  endedAt
  actor {
    id
    name
  }
  workflow {
    id
    title
  }
  counts {
    faulty
    waiting
    underWay
    waitingForPeople
    succeeded
    failed
    left
    costMicros
  }
}`) as unknown as TypedDocumentString<BatchListQuery, BatchListQueryVariables>;
export const ChooseBatchColumnsDocument = new TypedDocumentString(`
    mutation ChooseBatchColumns($batchId: ID!, $columns: [String]!) {
  chooseBatchColumns(batchId: $batchId, columns: $columns) {
    id
  }
}
    `) as unknown as TypedDocumentString<ChooseBatchColumnsMutation, ChooseBatchColumnsMutationVariables>;
export const StartBatchDocument = new TypedDocumentString(`
    mutation StartBatch($batchId: ID!, $leaveOutFaulty: Boolean!) {
  startBatch(batchId: $batchId, leaveOutFaulty: $leaveOutFaulty) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartBatchMutation, StartBatchMutationVariables>;
export const PauseBatchDocument = new TypedDocumentString(`
    mutation PauseBatch($batchId: ID!) {
  pauseBatch(batchId: $batchId) {
    id
  }
}
    `) as unknown as TypedDocumentString<PauseBatchMutation, PauseBatchMutationVariables>;
export const ResumeBatchDocument = new TypedDocumentString(`
    mutation ResumeBatch($batchId: ID!) {
  resumeBatch(batchId: $batchId) {
    id
  }
}
    `) as unknown as TypedDocumentString<ResumeBatchMutation, ResumeBatchMutationVariables>;
export const CancelBatchDocument = new TypedDocumentString(`
    mutation CancelBatch($batchId: ID!) {
  cancelBatch(batchId: $batchId) {
    id
  }
}
    `) as unknown as TypedDocumentString<CancelBatchMutation, CancelBatchMutationVariables>;
export const RetryBatchDocument = new TypedDocumentString(`
    mutation RetryBatch($batchId: ID!) {
  retryBatch(batchId: $batchId) {
    id
  }
}
    `) as unknown as TypedDocumentString<RetryBatchMutation, RetryBatchMutationVariables>;
export const BudgetsPageDocument = new TypedDocumentString(`
    query BudgetsPage {
  budgets {
    ...BudgetLine
  }
}
    fragment BudgetLine on Budget {
  id
  level
  targetId
  name
  month
  limitMicros
  spentMicros
  reservedMicros
  leftMicros
  forecastMicros
  warnedPercent
  refuses
  runsStopped
  revision
  setAt
  setBy {
    id
    name
  }
}`) as unknown as TypedDocumentString<BudgetsPageQuery, BudgetsPageQueryVariables>;
export const BudgetTargetsDocument = new TypedDocumentString(`
    query BudgetTargets($search: String) {
  teams {
    id
    name
  }
  workflows(filter: {search: $search}, first: 50) {
    items {
      id
      title
    }
  }
}
    `) as unknown as TypedDocumentString<BudgetTargetsQuery, BudgetTargetsQueryVariables>;
export const SetBudgetDocument = new TypedDocumentString(`
    mutation SetBudget($input: SetBudgetInput!) {
  setBudget(input: $input) {
    ...BudgetLine
  }
}
    fragment BudgetLine on Budget {
  id
  level
  targetId
  name
  month
  limitMicros
  spentMicros
  reservedMicros
  leftMicros
  forecastMicros
  warnedPercent
  refuses
  runsStopped
  revision
  setAt
  setBy {
    id
    name
  }
}`) as unknown as TypedDocumentString<SetBudgetMutation, SetBudgetMutationVariables>;
export const RemoveBudgetDocument = new TypedDocumentString(`
    mutation RemoveBudget($id: ID!, $revision: Int!) {
  removeBudget(id: $id, revision: $revision)
}
    `) as unknown as TypedDocumentString<RemoveBudgetMutation, RemoveBudgetMutationVariables>;
export const SpendingPageDocument = new TypedDocumentString(`
    query SpendingPage($by: SpendingGroup!, $month: String) {
  spending(by: $by, month: $month) {
    month
    everybody
    totalLines
    total {
      ...SpendingAmounts
    }
    lines {
      id
      name
      workflowId
      runs
      attempts
      amountMicros
      estimatedMicros
      costPicoUsd
      inputTokens
      outputTokens
      cacheReadTokens
      cacheWriteTokens
    }
  }
}
    fragment SpendingAmounts on SpendingSums {
  runs
  attempts
  amountMicros
  estimatedMicros
  costPicoUsd
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
}`) as unknown as TypedDocumentString<SpendingPageQuery, SpendingPageQueryVariables>;
export const ModelsPageDocument = new TypedDocumentString(`
    query ModelsPage {
  modelPrices {
    ...ModelPriceLine
  }
  modelService {
    liveConfigured
    baseUrl
  }
}
    fragment ModelPriceLine on ModelPrice {
  listId
  model
  inputPerMTok
  outputPerMTok
  cacheReadPerMTok
  cacheWritePerMTok
  cacheWrite1hPerMTok
  upToPromptTokens
  contextTokens
  maxOutputTokens
  validFrom
  note
}`) as unknown as TypedDocumentString<ModelsPageQuery, ModelsPageQueryVariables>;
export const AddModelPriceDocument = new TypedDocumentString(`
    mutation AddModelPrice($input: AddModelPriceInput!) {
  addModelPrice(input: $input) {
    ...ModelPriceLine
  }
}
    fragment ModelPriceLine on ModelPrice {
  listId
  model
  inputPerMTok
  outputPerMTok
  cacheReadPerMTok
  cacheWritePerMTok
  cacheWrite1hPerMTok
  upToPromptTokens
  contextTokens
  maxOutputTokens
  validFrom
  note
}`) as unknown as TypedDocumentString<AddModelPriceMutation, AddModelPriceMutationVariables>;
export const BuildPageDocument = new TypedDocumentString(`
    query BuildPage($id: ID!) {
  workflow(id: $id) {
    id
    title
    task
    stage
    team {
      id
      name
    }
    can {
      edit
      submit
    }
    baseline {
      id
      minutes
    }
    adaptedFrom {
      id
      number
      workflow {
        id
        title
      }
    }
    draftVersion {
      ...DraftBody
    }
    publishedVersion {
      id
      number
    }
    inherited {
      ...InheritedThings
    }
  }
}
    fragment DraftBody on WorkflowVersion {
  id
  number
  status
  revision
  instructions
  inputSchema
  outputSchema
  sampleInputs
  model
  rehearsal
  changeNote
  reviewComment
  faults {
    path
    message
  }
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
    maxQuestions
  }
  bindings {
    inherited
    connector {
      id
      name
    }
    tools {
      id
    }
  }
  calls {
    workflowId
    title
    versionNumber
    name
  }
}
fragment InheritedThings on Inherited {
  cases
  bindings {
    connectorId
    connectorName
    toolNames
    fromWorkflowId
    fromWorkflowTitle
    fromVersionNumber
  }
  layers {
    layerId
    scope
    name
    origin
    ruleCount
  }
}`) as unknown as TypedDocumentString<BuildPageQuery, BuildPageQueryVariables>;
export const BuildChoicesDocument = new TypedDocumentString(`
    query BuildChoices {
  workflows(filter: {stage: [pilot, production]}, first: 100) {
    items {
      id
      title
      task
      publishedVersion {
        id
        number
      }
    }
  }
  connectors {
    id
    name
    description
    dataClass
    status
    health {
      state
      message
    }
    tools {
      ...ToolLine
      inputSchema
    }
  }
  modelPrices {
    model
    inputPerMTok
    outputPerMTok
    note
  }
}
    fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<BuildChoicesQuery, BuildChoicesQueryVariables>;
export const SaveDraftDocument = new TypedDocumentString(`
    mutation SaveDraft($input: SaveDraftInput!) {
  saveDraft(input: $input) {
    ...DraftBody
    workflow {
      id
      title
      task
    }
  }
}
    fragment DraftBody on WorkflowVersion {
  id
  number
  status
  revision
  instructions
  inputSchema
  outputSchema
  sampleInputs
  model
  rehearsal
  changeNote
  reviewComment
  faults {
    path
    message
  }
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
    maxQuestions
  }
  bindings {
    inherited
    connector {
      id
      name
    }
    tools {
      id
    }
  }
  calls {
    workflowId
    title
    versionNumber
    name
  }
}`) as unknown as TypedDocumentString<SaveDraftMutation, SaveDraftMutationVariables>;
export const SubmitVersionDocument = new TypedDocumentString(`
    mutation SubmitVersion($versionId: ID!, $buildMinutes: Int!) {
  submitVersion(versionId: $versionId, buildMinutes: $buildMinutes) {
    id
    status
    workflow {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitVersionMutation, SubmitVersionMutationVariables>;
export const CallToolDocument = new TypedDocumentString(`
    mutation CallTool($toolId: ID!, $workflowId: ID!, $arguments: JSON!) {
  callTool(toolId: $toolId, workflowId: $workflowId, arguments: $arguments) {
    __typename
    ... on ToolCallOutput {
      content
      isError
      durationMs
    }
    ... on PolicyRefusal {
      explanation {
        ...Explanation
      }
    }
  }
}
    fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<CallToolMutation, CallToolMutationVariables>;
export const ReviewPageDocument = new TypedDocumentString(`
    query ReviewPage($id: ID!) {
  workflowVersion(id: $id) {
    ...VersionBody
    rehearsal
    workflow {
      id
      title
      task
      stage
      team {
        id
        name
      }
      owner {
        id
        name
      }
      can {
        review
      }
      publishedVersion {
        id
        number
      }
      adaptedFrom {
        id
        number
        workflow {
          id
          title
        }
      }
      baseline {
        id
        minutes
      }
    }
  }
}
    fragment VersionBody on WorkflowVersion {
  id
  calls {
    workflowId
    title
    versionNumber
    name
  }
  number
  status
  revision
  instructions
  inputSchema
  outputSchema
  sampleInputs
  model
  changeNote
  digest
  createdAt
  submittedAt
  publishedAt
  reviewComment
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
    maxQuestions
  }
  builder {
    id
    name
  }
  reviewer {
    id
    name
  }
  bindings {
    connectorVersionId
    inherited
    connector {
      id
      name
    }
    tools {
      id
      name
      title
      description
      risk
      returnsUntrusted
      reachesOutside
      status
      labelled
    }
  }
}`) as unknown as TypedDocumentString<ReviewPageQuery, ReviewPageQueryVariables>;
export const ReviewVersionDocument = new TypedDocumentString(`
    mutation ReviewVersion($input: ReviewVersionInput!) {
  reviewVersion(input: $input) {
    __typename
    ... on WorkflowVersion {
      id
      number
      status
    }
    ... on PublishBlocked {
      reasons {
        code
        message
        nextStep
        askFor {
          connectorId
          toolId
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReviewVersionMutation, ReviewVersionMutationVariables>;
export const TestCasesDocument = new TypedDocumentString(`
    query TestCases($workflowId: ID!) {
  workflow(id: $workflowId) {
    id
    can {
      edit
    }
    publishedVersion {
      ...TestedVersion
    }
    draftVersion {
      ...TestedVersion
    }
  }
  modelService {
    ...ModelServiceState
  }
}
    fragment TestedVersion on WorkflowVersion {
  id
  number
  status
  rehearsal
  inputSchema
  hiddenEvalCases
  evalCases {
    ...KeptCase
  }
}
fragment KeptCase on EvalCase {
  id
  name
  inputs
  expectedText
  runId
  madeAt
  madeBy {
    id
    name
  }
  inheritedFrom {
    id
    number
    workflow {
      id
      title
    }
  }
}
fragment ModelServiceState on ModelService {
  liveConfigured
  baseUrl
  practiceExplanation
}`) as unknown as TypedDocumentString<TestCasesQuery, TestCasesQueryVariables>;
export const DropEvalCaseDocument = new TypedDocumentString(`
    mutation DropEvalCase($evalCaseId: ID!) {
  dropEvalCase(evalCaseId: $evalCaseId)
}
    `) as unknown as TypedDocumentString<DropEvalCaseMutation, DropEvalCaseMutationVariables>;
export const LeaveOutEvalCaseDocument = new TypedDocumentString(`
    mutation LeaveOutEvalCase($workflowId: ID!, $evalCaseId: ID!) {
  leaveOutEvalCase(workflowId: $workflowId, evalCaseId: $evalCaseId)
}
    `) as unknown as TypedDocumentString<LeaveOutEvalCaseMutation, LeaveOutEvalCaseMutationVariables>;
export const ConnectorsDocument = new TypedDocumentString(`
    query Connectors {
  connectors {
    id
    name
    description
    transport
    dataClass
    status
    usedByCount
    health {
      state
      checkedAt
      message
    }
    tools {
      id
      risk
      status
      drift {
        detectedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectorsQuery, ConnectorsQueryVariables>;
export const ConnectorCatalogueDocument = new TypedDocumentString(`
    query ConnectorCatalogue {
  connectorCatalogue {
    key
    title
    description
    transport
    settings {
      name
      label
      secret
      required
      help
      kind
      choices
      fallback
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectorCatalogueQuery, ConnectorCatalogueQueryVariables>;
export const ConnectorPageDocument = new TypedDocumentString(`
    query ConnectorPage($id: ID!) {
  connector(id: $id) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<ConnectorPageQuery, ConnectorPageQueryVariables>;
export const RegisterConnectorDocument = new TypedDocumentString(`
    mutation RegisterConnector($input: RegisterConnectorInput!) {
  registerConnector(input: $input) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<RegisterConnectorMutation, RegisterConnectorMutationVariables>;
export const DiscoverToolsDocument = new TypedDocumentString(`
    mutation DiscoverTools($connectorId: ID!) {
  discoverTools(connectorId: $connectorId) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<DiscoverToolsMutation, DiscoverToolsMutationVariables>;
export const LabelToolDocument = new TypedDocumentString(`
    mutation LabelTool($input: LabelToolInput!) {
  labelTool(input: $input) {
    ...ConnectorTool
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<LabelToolMutation, LabelToolMutationVariables>;
export const SetToolStatusDocument = new TypedDocumentString(`
    mutation SetToolStatus($toolId: ID!, $status: ToolStatus!) {
  setToolStatus(toolId: $toolId, status: $status) {
    ...ConnectorTool
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<SetToolStatusMutation, SetToolStatusMutationVariables>;
export const AcceptToolDefinitionDocument = new TypedDocumentString(`
    mutation AcceptToolDefinition($toolId: ID!) {
  acceptToolDefinition(toolId: $toolId) {
    ...ConnectorTool
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<AcceptToolDefinitionMutation, AcceptToolDefinitionMutationVariables>;
export const SetConnectorSecretDocument = new TypedDocumentString(`
    mutation SetConnectorSecret($connectorId: ID!, $name: String!, $value: String!) {
  setConnectorSecret(connectorId: $connectorId, name: $name, value: $value) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<SetConnectorSecretMutation, SetConnectorSecretMutationVariables>;
export const TestConnectorDocument = new TypedDocumentString(`
    mutation TestConnector($connectorId: ID!) {
  testConnector(connectorId: $connectorId) {
    ok
    message
    toolCount
    durationMs
  }
}
    `) as unknown as TypedDocumentString<TestConnectorMutation, TestConnectorMutationVariables>;
export const RecordSetUpMinutesDocument = new TypedDocumentString(`
    mutation RecordSetUpMinutes($connectorId: ID, $layerId: ID, $minutes: Int!) {
  recordSetUpMinutes(
    connectorId: $connectorId
    layerId: $layerId
    minutes: $minutes
  )
}
    `) as unknown as TypedDocumentString<RecordSetUpMinutesMutation, RecordSetUpMinutesMutationVariables>;
export const MyCredentialsDocument = new TypedDocumentString(`
    query MyCredentials {
  myCredentials {
    ready
    connector {
      id
      name
      signIn
      credentialMode
    }
    credentials {
      name
      label
      setAt
      unused
      whereUsed {
        hidden
        uses {
          ...WorkflowUseLine
        }
      }
    }
  }
}
    fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<MyCredentialsQuery, MyCredentialsQueryVariables>;
export const SetMyCredentialDocument = new TypedDocumentString(`
    mutation SetMyCredential($connectorId: ID!, $name: String!, $value: String!) {
  setMyCredential(connectorId: $connectorId, name: $name, value: $value) {
    id
  }
}
    `) as unknown as TypedDocumentString<SetMyCredentialMutation, SetMyCredentialMutationVariables>;
export const RemoveMyCredentialDocument = new TypedDocumentString(`
    mutation RemoveMyCredential($connectorId: ID!, $name: String!) {
  removeMyCredential(connectorId: $connectorId, name: $name) {
    id
  }
}
    `) as unknown as TypedDocumentString<RemoveMyCredentialMutation, RemoveMyCredentialMutationVariables>;
export const BeginConnectorSignInDocument = new TypedDocumentString(`
    mutation BeginConnectorSignIn($connectorId: ID!, $versionId: ID) {
  beginConnectorSignIn(connectorId: $connectorId, versionId: $versionId)
}
    `) as unknown as TypedDocumentString<BeginConnectorSignInMutation, BeginConnectorSignInMutationVariables>;
export const FinishConnectorSignInDocument = new TypedDocumentString(`
    mutation FinishConnectorSignIn($state: String!, $code: String, $iss: String, $error: String) {
  finishConnectorSignIn(state: $state, code: $code, iss: $iss, error: $error) {
    id
    name
    credentialMode
  }
}
    `) as unknown as TypedDocumentString<FinishConnectorSignInMutation, FinishConnectorSignInMutationVariables>;
export const SignOutOfConnectorDocument = new TypedDocumentString(`
    mutation SignOutOfConnector($connectorId: ID!, $ofHouse: Boolean!) {
  signOutOfConnector(connectorId: $connectorId, ofHouse: $ofHouse) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<SignOutOfConnectorMutation, SignOutOfConnectorMutationVariables>;
export const ConnectorReturnAddressDocument = new TypedDocumentString(`
    query ConnectorReturnAddress {
  connectorReturnAddress
}
    `) as unknown as TypedDocumentString<ConnectorReturnAddressQuery, ConnectorReturnAddressQueryVariables>;
export const SetConnectorClientDocument = new TypedDocumentString(`
    mutation SetConnectorClient($input: ConnectorClientInput!) {
  setConnectorClient(input: $input) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<SetConnectorClientMutation, SetConnectorClientMutationVariables>;
export const RemoveConnectorClientDocument = new TypedDocumentString(`
    mutation RemoveConnectorClient($connectorId: ID!) {
  removeConnectorClient(connectorId: $connectorId) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<RemoveConnectorClientMutation, RemoveConnectorClientMutationVariables>;
export const ConnectorVersionsDocument = new TypedDocumentString(`
    query ConnectorVersions($id: ID!) {
  connector(id: $id) {
    id
    name
    description
    version
    versionId
    secrets {
      name
    }
    versions {
      ...ConnectorVersionLine
    }
    moves {
      id
      fromNumber
      toNumber
      added
      removed
      changed
      settings
      movedAt
      movedBy {
        id
        name
      }
    }
    healthHistory {
      id
      state
      message
      toolCount
      durationMs
      checkedAt
    }
  }
}
    fragment ConnectorVersionLine on ConnectorVersion {
  id
  number
  present
  transport
  address
  catalogueKey
  url
  settings
  dataClass
  credentialMode
  signIn
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  createdAt
  createdBy {
    id
    name
  }
}`) as unknown as TypedDocumentString<ConnectorVersionsQuery, ConnectorVersionsQueryVariables>;
export const ConnectorVersionPageDocument = new TypedDocumentString(`
    query ConnectorVersionPage($connectorId: ID!, $versionId: ID!) {
  connector(id: $connectorId) {
    id
    name
  }
  connectorVersionDifference(connectorId: $connectorId, versionId: $versionId) {
    from {
      ...ConnectorVersionLine
    }
    to {
      ...ConnectorVersionLine
      tools {
        ...ConnectorTool
      }
    }
    settings {
      area
      label
      before
      after
    }
    added
    removed
    changed {
      name
      changes {
        area
        label
        before
        after
      }
    }
    unchanged
    toLookAt
    affects {
      ...WorkflowUseLine
    }
    affectsHidden
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ConnectorVersionLine on ConnectorVersion {
  id
  number
  present
  transport
  address
  catalogueKey
  url
  settings
  dataClass
  credentialMode
  signIn
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  createdAt
  createdBy {
    id
    name
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<ConnectorVersionPageQuery, ConnectorVersionPageQueryVariables>;
export const ChangeConnectorDocument = new TypedDocumentString(`
    mutation ChangeConnector($input: ChangeConnectorInput!) {
  changeConnector(input: $input) {
    id
    number
  }
}
    `) as unknown as TypedDocumentString<ChangeConnectorMutation, ChangeConnectorMutationVariables>;
export const MoveBindingsDocument = new TypedDocumentString(`
    mutation MoveBindings($connectorId: ID!, $toVersionId: ID!, $seenVersionId: ID!) {
  moveBindings(
    connectorId: $connectorId
    toVersionId: $toVersionId
    seenVersionId: $seenVersionId
  ) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<MoveBindingsMutation, MoveBindingsMutationVariables>;
export const DiscoverToolsOfVersionDocument = new TypedDocumentString(`
    mutation DiscoverToolsOfVersion($connectorId: ID!, $versionId: ID!) {
  discoverTools(connectorId: $connectorId, versionId: $versionId) {
    ...ConnectorBody
  }
}
    fragment ConnectorTool on Tool {
  ...ToolLine
  inputSchema
  keyArguments
  idempotencyArgument
  digest
  pinnedAt
  drift {
    detectedAt
    changes {
      area
      label
      before
      after
    }
  }
  whereUsed {
    hidden
    uses {
      ...WorkflowUseLine
    }
  }
}
fragment ConnectorBody on Connector {
  id
  name
  description
  transport
  address
  dataClass
  credentialMode
  signIn
  client {
    clientId
    authorizationServer
    hasSecret
    setAt
  }
  issuer
  limits {
    callsPerMinute
    maxConcurrent
    timeoutMs
  }
  version
  versionId
  status
  sandboxed
  usedByCount
  setUpMinutes
  createdAt
  createdBy {
    id
    name
  }
  health {
    state
    checkedAt
    message
  }
  secrets {
    name
    set
    setAt
    whereUsed {
      hidden
      uses {
        ...WorkflowUseLine
      }
    }
  }
  usedBy {
    id
    title
    stage
    team {
      id
      name
    }
  }
  tools {
    ...ConnectorTool
  }
}
fragment WorkflowUseLine on WorkflowUse {
  versionId
  versionNumber
  status
  toolNames
  lineageTitle
  workflow {
    id
    title
    stage
    team {
      id
      name
    }
  }
}
fragment ToolLine on Tool {
  id
  name
  title
  description
  risk
  returnsUntrusted
  reachesOutside
  status
  labelled
  connector {
    id
    name
  }
}`) as unknown as TypedDocumentString<DiscoverToolsOfVersionMutation, DiscoverToolsOfVersionMutationVariables>;
export const CompoundingDocument = new TypedDocumentString(`
    query Compounding($months: Int!) {
  compounding(months: $months) {
    ...CompoundingFigures
  }
}
    fragment CompoundingFigures on Compounding {
  asOf
  currency
  startMonth
  liveNow
  planNow
  liveWorkflows {
    month
    count
  }
  planByMonth {
    month
    low
    high
  }
  plan {
    monthsFromStart
    low
    high
  }
  marginalCosts {
    n
    workflowId
    title
    enteredPilotAt
    buildMicros
    reviewMicros
    setUpMicros
    totalMicros
    avoidedMicros
  }
  averageCost {
    month
    micros
  }
  learningRate {
    enough
    explanation
    percent
    lowPercent
    highPercent
    a
    k
  }
  hours {
    month
    measured
    confirmed
    estimated
  }
  hoursTotal {
    measured
    confirmed
    estimated
    estimatedScaled
    explanation
    lost
    headline
  }
  fteSaved {
    headline
    withEstimated
    explanation
  }
  reuse {
    enough
    explanation
    any
    binding
    layer
    prompt
  }
  netValue {
    headlineMicros
    withEstimatedMicros
    costMicros
    paybackMonth
    explanation
  }
  reproduction {
    enough
    value
    explanation
  }
  stream {
    month
    rootId
    rootTitle
    workflows
    hours
  }
}`) as unknown as TypedDocumentString<CompoundingQuery, CompoundingQueryVariables>;
export const SetPlanDocument = new TypedDocumentString(`
    mutation SetPlan($input: [PlanPointInput!]!) {
  setPlan(input: $input) {
    ...CompoundingFigures
  }
}
    fragment CompoundingFigures on Compounding {
  asOf
  currency
  startMonth
  liveNow
  planNow
  liveWorkflows {
    month
    count
  }
  planByMonth {
    month
    low
    high
  }
  plan {
    monthsFromStart
    low
    high
  }
  marginalCosts {
    n
    workflowId
    title
    enteredPilotAt
    buildMicros
    reviewMicros
    setUpMicros
    totalMicros
    avoidedMicros
  }
  averageCost {
    month
    micros
  }
  learningRate {
    enough
    explanation
    percent
    lowPercent
    highPercent
    a
    k
  }
  hours {
    month
    measured
    confirmed
    estimated
  }
  hoursTotal {
    measured
    confirmed
    estimated
    estimatedScaled
    explanation
    lost
    headline
  }
  fteSaved {
    headline
    withEstimated
    explanation
  }
  reuse {
    enough
    explanation
    any
    binding
    layer
    prompt
  }
  netValue {
    headlineMicros
    withEstimatedMicros
    costMicros
    paybackMonth
    explanation
  }
  reproduction {
    enough
    value
    explanation
  }
  stream {
    month
    rootId
    rootTitle
    workflows
    hours
  }
}`) as unknown as TypedDocumentString<SetPlanMutation, SetPlanMutationVariables>;
export const WorkflowImpactDocument = new TypedDocumentString(`
    query WorkflowImpact($id: ID!) {
  workflow(id: $id) {
    id
    title
    baseline {
      id
      minutes
      method
      samples
      spreadMinutes
      lockedAt
      validFrom
      setBy {
        id
        name
      }
    }
    can {
      edit
    }
  }
  workflowImpact(workflowId: $id) {
    workflowId
    costMicros
    modelCostMicros
    runs
    acceptedShare
    costPerRunMicros
    costPerHourSavedMicros
    hours {
      measured
      confirmed
      estimated
      lost
      headline
    }
    months {
      month
      measured
      confirmed
      estimated
    }
  }
}
    `) as unknown as TypedDocumentString<WorkflowImpactQuery, WorkflowImpactQueryVariables>;
export const TimeEntriesDocument = new TypedDocumentString(`
    query TimeEntries($filter: EntryFilter, $after: String) {
  timeEntries(filter: $filter, first: 50, after: $after) {
    totalCount
    savedMinutes
    nextCursor
    items {
      id
      runId
      baselineMinutes
      humanMinutes
      savedMinutes
      grade
      outcome
      failed
      at
      corrects
      note
      workflow {
        id
        title
      }
      person {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TimeEntriesQuery, TimeEntriesQueryVariables>;
export const FigureWorkflowsDocument = new TypedDocumentString(`
    query FigureWorkflows($figure: String!, $month: String) {
  figureWorkflows(figure: $figure, month: $month) {
    title
    items {
      note
      at
      workflow {
        id
        title
        stage
        team {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FigureWorkflowsQuery, FigureWorkflowsQueryVariables>;
export const CostEntriesDocument = new TypedDocumentString(`
    query CostEntries($filter: EntryFilter, $after: String) {
  costEntries(filter: $filter, first: 50, after: $after) {
    totalCount
    nextCursor
    amountMicros
    items {
      ...CostLine
    }
  }
}
    fragment CostLine on CostEntry {
  id
  kind
  runId
  minutes
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  estimated
  model
  rateMicrosPerHour
  amountMicros
  at
  corrects
  note
  workflow {
    id
    title
  }
  person {
    id
    name
  }
}`) as unknown as TypedDocumentString<CostEntriesQuery, CostEntriesQueryVariables>;
export const CorrectTimeEntryDocument = new TypedDocumentString(`
    mutation CorrectTimeEntry($entryId: ID!, $humanMinutes: Int!, $reason: String!) {
  correctTimeEntry(
    entryId: $entryId
    humanMinutes: $humanMinutes
    reason: $reason
  ) {
    id
  }
}
    `) as unknown as TypedDocumentString<CorrectTimeEntryMutation, CorrectTimeEntryMutationVariables>;
export const SetBaselineDocument = new TypedDocumentString(`
    mutation SetBaseline($input: SetBaselineInput!) {
  setBaseline(input: $input) {
    id
    workflowId
    minutes
    method
    samples
    spreadMinutes
    lockedAt
    validFrom
  }
}
    `) as unknown as TypedDocumentString<SetBaselineMutation, SetBaselineMutationVariables>;
export const HomeDocument = new TypedDocumentString(`
    query Home {
  home {
    teamWorkflows {
      ...WorkflowCard
    }
    drafts {
      id
      title
      stage
      team {
        id
        name
      }
      draftVersion {
        id
        number
        status
      }
    }
    adaptedByColleagues {
      id
      title
      createdAt
      owner {
        id
        name
      }
      team {
        id
        name
      }
      adaptedFrom {
        id
        number
        workflow {
          id
          title
        }
      }
    }
    approvals {
      ...RunLine
      lostCalls {
        stepId
        title
      }
    }
    toConfirm {
      ...RunLine
    }
    reviews {
      id
      number
      submittedAt
      builder {
        id
        name
      }
      workflow {
        id
        title
      }
    }
    inbox {
      kind
      title
      detail
      link
      at
    }
    headline {
      liveWorkflows
      confirmedHours
      estimatedHours
      netValueMicros
    }
  }
}
    fragment WorkflowCard on Workflow {
  id
  title
  task
  stage
  mayWrite
  depth
  adaptationCount
  confirmedMinutes
  runCount
  team {
    id
    name
  }
  owner {
    id
    name
  }
  connectors {
    id
    name
  }
  publishedVersion {
    id
    number
  }
  can {
    adapt
    run
    edit
  }
}
fragment RunLine on Run {
  id
  mode
  trigger
  status
  waitingFor
  waitsUntil
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  createdAt
  startedAt
  endedAt
  durationMs
  costMicros
  outcome
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
  }
  version {
    id
    number
  }
  timeEntry {
    id
    savedMinutes
    grade
  }
}`) as unknown as TypedDocumentString<HomeQuery, HomeQueryVariables>;
export const FirstStepsDocument = new TypedDocumentString(`
    query FirstSteps($people: Boolean!, $connectors: Boolean!, $policies: Boolean!) {
  workflows(first: 1) {
    totalCount
  }
  people(first: 2) @include(if: $people) {
    totalCount
  }
  teams @include(if: $people) {
    id
  }
  invitations @include(if: $people) {
    id
  }
  connectors @include(if: $connectors) {
    id
    tools {
      id
      status
    }
  }
  policyLayers @include(if: $policies) {
    id
    scope
    version
  }
}
    `) as unknown as TypedDocumentString<FirstStepsQuery, FirstStepsQueryVariables>;
export const TriggerTroublesDocument = new TypedDocumentString(`
    query TriggerTroubles {
  triggerTroubles {
    kind
    id
    name
    paused
    leftBehind
    sentence
    at
    owner {
      id
      name
    }
    workflow {
      id
      title
    }
  }
}
    `) as unknown as TypedDocumentString<TriggerTroublesQuery, TriggerTroublesQueryVariables>;
export const PeopleDocument = new TypedDocumentString(`
    query People($search: String, $after: String) {
  people(search: $search, first: 50, after: $after) {
    totalCount
    nextCursor
    items {
      ...PersonLine
    }
  }
}
    fragment PersonLine on Person {
  id
  name
  email
  roles
  active
  createdAt
  teams {
    id
    name
  }
}`) as unknown as TypedDocumentString<PeopleQuery, PeopleQueryVariables>;
export const TeamListDocument = new TypedDocumentString(`
    query TeamList {
  teams {
    id
    name
    memberCount
  }
}
    `) as unknown as TypedDocumentString<TeamListQuery, TeamListQueryVariables>;
export const OpenInvitationsDocument = new TypedDocumentString(`
    query OpenInvitations {
  invitations {
    id
    email
    name
    roles
    expiresAt
    teams {
      id
      name
    }
    invitedBy {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<OpenInvitationsQuery, OpenInvitationsQueryVariables>;
export const InvitePersonDocument = new TypedDocumentString(`
    mutation InvitePerson($input: InvitePersonInput!) {
  invitePerson(input: $input) {
    link
    invitation {
      id
      email
      name
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<InvitePersonMutation, InvitePersonMutationVariables>;
export const RevokeInvitationDocument = new TypedDocumentString(`
    mutation RevokeInvitation($id: ID!) {
  revokeInvitation(id: $id)
}
    `) as unknown as TypedDocumentString<RevokeInvitationMutation, RevokeInvitationMutationVariables>;
export const CreateTeamDocument = new TypedDocumentString(`
    mutation CreateTeam($input: CreateTeamInput!) {
  createTeam(input: $input) {
    id
    name
    memberCount
  }
}
    `) as unknown as TypedDocumentString<CreateTeamMutation, CreateTeamMutationVariables>;
export const SetPersonRolesDocument = new TypedDocumentString(`
    mutation SetPersonRoles($personId: ID!, $roles: [Role!]!) {
  setPersonRoles(personId: $personId, roles: $roles) {
    ...PersonLine
  }
}
    fragment PersonLine on Person {
  id
  name
  email
  roles
  active
  createdAt
  teams {
    id
    name
  }
}`) as unknown as TypedDocumentString<SetPersonRolesMutation, SetPersonRolesMutationVariables>;
export const SetPersonTeamsDocument = new TypedDocumentString(`
    mutation SetPersonTeams($personId: ID!, $teamIds: [ID!]!) {
  setPersonTeams(personId: $personId, teamIds: $teamIds) {
    ...PersonLine
  }
}
    fragment PersonLine on Person {
  id
  name
  email
  roles
  active
  createdAt
  teams {
    id
    name
  }
}`) as unknown as TypedDocumentString<SetPersonTeamsMutation, SetPersonTeamsMutationVariables>;
export const DeactivatePersonDocument = new TypedDocumentString(`
    mutation DeactivatePerson($personId: ID!) {
  deactivatePerson(personId: $personId) {
    ...PersonLine
  }
}
    fragment PersonLine on Person {
  id
  name
  email
  roles
  active
  createdAt
  teams {
    id
    name
  }
}`) as unknown as TypedDocumentString<DeactivatePersonMutation, DeactivatePersonMutationVariables>;
export const UpdateOrganisationDocument = new TypedDocumentString(`
    mutation UpdateOrganisation($input: UpdateOrganisationInput!) {
  updateOrganisation(input: $input) {
    id
    name
    currency
    timeZone
    fteHoursPerYear
    loadedRateMicrosPerHour
    usdRateMicros
    demo
  }
}
    `) as unknown as TypedDocumentString<UpdateOrganisationMutation, UpdateOrganisationMutationVariables>;
export const SetUpDocument = new TypedDocumentString(`
    mutation SetUp($input: SetUpInput!) {
  setUp(input: $input) {
    ...SessionMe
  }
}
    fragment SessionMe on Me {
  permissions
  person {
    id
    name
    email
    roles
    teams {
      id
      name
    }
  }
  organisation {
    id
    name
    currency
    timeZone
    fteHoursPerYear
    loadedRateMicrosPerHour
    usdRateMicros
    demo
  }
}`) as unknown as TypedDocumentString<SetUpMutation, SetUpMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on Me {
      ...SessionMe
    }
    ... on ChooseOrganisation {
      organisations {
        id
        name
      }
    }
  }
}
    fragment SessionMe on Me {
  permissions
  person {
    id
    name
    email
    roles
    teams {
      id
      name
    }
  }
  organisation {
    id
    name
    currency
    timeZone
    fteHoursPerYear
    loadedRateMicrosPerHour
    usdRateMicros
    demo
  }
}`) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignInWithLinkDocument = new TypedDocumentString(`
    mutation SignInWithLink($token: String!) {
  signInWithLink(token: $token) {
    ...SessionMe
  }
}
    fragment SessionMe on Me {
  permissions
  person {
    id
    name
    email
    roles
    teams {
      id
      name
    }
  }
  organisation {
    id
    name
    currency
    timeZone
    fteHoursPerYear
    loadedRateMicrosPerHour
    usdRateMicros
    demo
  }
}`) as unknown as TypedDocumentString<SignInWithLinkMutation, SignInWithLinkMutationVariables>;
export const InvitationPreviewDocument = new TypedDocumentString(`
    query InvitationPreview($token: String!) {
  invitation(token: $token) {
    organisationName
    email
    name
    roles
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<InvitationPreviewQuery, InvitationPreviewQueryVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    ...SessionMe
  }
}
    fragment SessionMe on Me {
  permissions
  person {
    id
    name
    email
    roles
    teams {
      id
      name
    }
  }
  organisation {
    id
    name
    currency
    timeZone
    fteHoursPerYear
    loadedRateMicrosPerHour
    usdRateMicros
    demo
  }
}`) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($current: String!, $next: String!) {
  changePassword(current: $current, next: $next)
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const ExplainForPersonDocument = new TypedDocumentString(`
    query ExplainForPerson($input: ExplainForPersonInput!) {
  explainForPerson(input: $input) {
    allowed
    person {
      id
      name
    }
    roles {
      allowed
      sentence
    }
    explanation {
      ...Explanation
      asks {
        obligationId
        layerId
        layerName
        sealed
        text
      }
      exceptions {
        exceptionId
        layerId
        layerName
        reason
        expiresAt
      }
    }
    inTheCourse
  }
}
    fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<ExplainForPersonQuery, ExplainForPersonQueryVariables>;
export const PolicyPeopleDocument = new TypedDocumentString(`
    query PolicyPeople {
  people(first: 100) {
    items {
      id
      name
      roles
      active
    }
  }
}
    `) as unknown as TypedDocumentString<PolicyPeopleQuery, PolicyPeopleQueryVariables>;
export const PolicyLayersDocument = new TypedDocumentString(`
    query PolicyLayers {
  policyLayers {
    id
    scope
    name
    targetId
    targetName
    version
    updatedAt
    updatedBy {
      id
      name
    }
    rules {
      id
      effect
      sentence
      reason
      sealed
    }
    obligations {
      id
      kind
      sentence
      reason
      sealed
    }
  }
}
    `) as unknown as TypedDocumentString<PolicyLayersQuery, PolicyLayersQueryVariables>;
export const PolicyLayerPageDocument = new TypedDocumentString(`
    query PolicyLayerPage($id: ID!) {
  policyLayer(id: $id) {
    ...LayerBody
    governs {
      workflowId
      title
      stage
      throughTitle
    }
  }
}
    fragment LayerBody on PolicyLayer {
  id
  scope
  name
  targetId
  targetName
  version
  revision
  updatedAt
  updatedBy {
    id
    name
  }
  rules {
    id
    effect
    action
    subject
    conditions
    reason
    sealed
    sentence
  }
  obligations {
    id
    kind
    conditions
    value
    reason
    sealed
    sentence
  }
}`) as unknown as TypedDocumentString<PolicyLayerPageQuery, PolicyLayerPageQueryVariables>;
export const PolicyLayerVersionsDocument = new TypedDocumentString(`
    query PolicyLayerVersions($layerId: ID!) {
  policyLayerVersions(layerId: $layerId) {
    version
    name
    savedAt
    savedBy {
      id
      name
    }
    rules
    obligations
    changes {
      ...LayerDifference
    }
  }
}
    fragment LayerDifference on LayerChange {
  kind
  before
  after
}`) as unknown as TypedDocumentString<PolicyLayerVersionsQuery, PolicyLayerVersionsQueryVariables>;
export const PolicyTargetsDocument = new TypedDocumentString(`
    query PolicyTargets {
  teams {
    id
    name
  }
  connectors {
    id
    name
    tools {
      id
      name
    }
  }
  workflows(first: 100, sort: TITLE) {
    items {
      id
      title
    }
  }
  modelPrices {
    model
  }
}
    `) as unknown as TypedDocumentString<PolicyTargetsQuery, PolicyTargetsQueryVariables>;
export const SavePolicyLayerDocument = new TypedDocumentString(`
    mutation SavePolicyLayer($input: SavePolicyLayerInput!) {
  savePolicyLayer(input: $input) {
    ...LayerBody
  }
}
    fragment LayerBody on PolicyLayer {
  id
  scope
  name
  targetId
  targetName
  version
  revision
  updatedAt
  updatedBy {
    id
    name
  }
  rules {
    id
    effect
    action
    subject
    conditions
    reason
    sealed
    sentence
  }
  obligations {
    id
    kind
    conditions
    value
    reason
    sealed
    sentence
  }
}`) as unknown as TypedDocumentString<SavePolicyLayerMutation, SavePolicyLayerMutationVariables>;
export const RecordPolicyMinutesDocument = new TypedDocumentString(`
    mutation RecordPolicyMinutes($layerId: ID!, $minutes: Int!) {
  recordSetUpMinutes(layerId: $layerId, minutes: $minutes)
}
    `) as unknown as TypedDocumentString<RecordPolicyMinutesMutation, RecordPolicyMinutesMutationVariables>;
export const RunsToReviewDocument = new TypedDocumentString(`
    query RunsToReview {
  runsToReview {
    ...ReviewLine
  }
}
    fragment ReviewLine on RunToReview {
  runId
  percent
  drawnAt
  mayReview
  run {
    id
    status
    createdAt
    outcome
    workflow {
      id
      title
    }
    actor {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RunsToReviewQuery, RunsToReviewQueryVariables>;
export const ReviewRunDocument = new TypedDocumentString(`
    mutation ReviewRun($input: ReviewRunInput!) {
  reviewRun(input: $input) {
    ...ReviewLine
  }
}
    fragment ReviewLine on RunToReview {
  runId
  percent
  drawnAt
  mayReview
  run {
    id
    status
    createdAt
    outcome
    workflow {
      id
      title
    }
    actor {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<ReviewRunMutation, ReviewRunMutationVariables>;
export const RequestsDocument = new TypedDocumentString(`
    query Requests($state: RequestState, $kind: RequestKind, $after: String) {
  requests(state: $state, kind: $kind, after: $after) {
    totalCount
    nextCursor
    items {
      ...RequestLine
    }
  }
}
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RequestsQuery, RequestsQueryVariables>;
export const MyRequestsDocument = new TypedDocumentString(`
    query MyRequests {
  myRequests {
    ...RequestLine
  }
}
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<MyRequestsQuery, MyRequestsQueryVariables>;
export const RequestPageDocument = new TypedDocumentString(`
    query RequestPage($id: ID!) {
  request(id: $id) {
    ...RequestLine
  }
}
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RequestPageQuery, RequestPageQueryVariables>;
export const GrantRequestDocument = new TypedDocumentString(`
    mutation GrantRequest($input: GrantRequestInput!) {
  grantRequest(input: $input) {
    ...RequestLine
  }
}
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<GrantRequestMutation, GrantRequestMutationVariables>;
export const RefuseRequestDocument = new TypedDocumentString(`
    mutation RefuseRequest($requestId: ID!, $revision: Int!, $reason: String!) {
  refuseRequest(requestId: $requestId, revision: $revision, reason: $reason) {
    ...RequestLine
  }
}
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RefuseRequestMutation, RefuseRequestMutationVariables>;
export const WithdrawRequestDocument = new TypedDocumentString(`
    mutation WithdrawRequest($requestId: ID!) {
  withdrawRequest(requestId: $requestId) {
    ...RequestLine
  }
}
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<WithdrawRequestMutation, WithdrawRequestMutationVariables>;
export const NoteRequestAnswersDocument = new TypedDocumentString(`
    mutation NoteRequestAnswers {
  noteRequestAnswers
}
    `) as unknown as TypedDocumentString<NoteRequestAnswersMutation, NoteRequestAnswersMutationVariables>;
export const HandOversDocument = new TypedDocumentString(`
    query HandOvers {
  handOvers {
    leftAt
    suggestion
    workflow {
      id
      title
      stage
      team {
        id
        name
      }
    }
    formerOwner {
      id
      name
    }
    suggestedOwner {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<HandOversQuery, HandOversQueryVariables>;
export const PeopleToHandOverToDocument = new TypedDocumentString(`
    query PeopleToHandOverTo($search: String) {
  people(search: $search, first: 200) {
    items {
      id
      name
      active
    }
  }
}
    `) as unknown as TypedDocumentString<PeopleToHandOverToQuery, PeopleToHandOverToQueryVariables>;
export const HandOverWorkflowDocument = new TypedDocumentString(`
    mutation HandOverWorkflow($workflowId: ID!, $ownerId: ID!) {
  handOverWorkflow(workflowId: $workflowId, ownerId: $ownerId) {
    id
    title
    owner {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<HandOverWorkflowMutation, HandOverWorkflowMutationVariables>;
export const SimulateRequestDocument = new TypedDocumentString(`
    query SimulateRequest($requestId: ID!, $connectorId: ID) {
  simulateRequest(requestId: $requestId, connectorId: $connectorId) {
    policy {
      ...Simulation
    }
    access {
      ...Access
    }
    alike {
      connectorId
      name
    }
  }
}
    fragment AccessAnswers on AccessCounts {
  allowed
  approval
  refused
}
fragment Access on AccessForecast {
  days
  cut
  calls {
    ...AccessAnswers
  }
  starts {
    ...AccessAnswers
  }
  people
  confirmedMinutes
  workflows {
    workflowId
    title
    calls {
      ...AccessAnswers
    }
    starts {
      ...AccessAnswers
    }
    people
    confirmedMinutes
    binds
    runnable
    scheduled
    fromNowOn
  }
}
fragment LayerDifference on LayerChange {
  kind
  before
  after
}
fragment Counts on SimulatedCounts {
  refused
  allowed
  approvalAdded
  approvalDropped
  duties
}
fragment Simulation on PolicySimulation {
  days
  since
  judgedRuns
  judgedCalls
  judgedSchedules
  judgedStarts
  cut
  counts {
    ...Counts
  }
  runs
  starts
  people
  confirmedMinutes
  workflows {
    workflowId
    title
    counts {
      ...Counts
    }
    runs
    starts
    people
    confirmedMinutes
    fromNowOn
  }
  examples {
    runId
    stepId
    workflowId
    workflowTitle
    at
    kind
    before
    after
    actor {
      id
      name
    }
  }
  changes {
    ...LayerDifference
  }
}`) as unknown as TypedDocumentString<SimulateRequestQuery, SimulateRequestQueryVariables>;
export const RunEstimateDocument = new TypedDocumentString(`
    query RunEstimate($workflowId: ID!, $versionId: ID, $count: Int! = 1) {
  estimateRuns(workflowId: $workflowId, versionId: $versionId, count: $count) {
    basis
    basedOnRuns
    runs
    medianCostMicros
    p90CostMicros
    medianSeconds
    p90Seconds
    expectedCostMicros
    highCostMicros
  }
}
    `) as unknown as TypedDocumentString<RunEstimateQuery, RunEstimateQueryVariables>;
export const RunOriginDocument = new TypedDocumentString(`
    query RunOrigin($id: ID!) {
  run(id: $id) {
    id
    origin {
      kind
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<RunOriginQuery, RunOriginQueryVariables>;
export const RunFormDocument = new TypedDocumentString(`
    query RunForm($id: ID!) {
  workflow(id: $id) {
    id
    title
    stage
    mayWrite
    baseline {
      id
      minutes
    }
    can {
      run
      edit
      adapt
      review
    }
    publishedVersion {
      ...RunnableVersion
    }
    draftVersion {
      ...RunnableVersion
    }
  }
  whatItMayDo(workflowId: $id) {
    toolId
    toolName
    connectorName
    allowed
    sentence
    origin
    originLayerId
    obligations
    mayRequest {
      kind
      layerId
      layerName
      ruleId
      toolId
      text
    }
  }
  modelService {
    ...ModelServiceState
  }
}
    fragment ModelServiceState on ModelService {
  liveConfigured
  baseUrl
  practiceExplanation
}
fragment RunnableVersion on WorkflowVersion {
  id
  number
  status
  instructions
  inputSchema
  sampleInputs
  model
  rehearsal
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
  }
}`) as unknown as TypedDocumentString<RunFormQuery, RunFormQueryVariables>;
export const ModelServiceOnlyDocument = new TypedDocumentString(`
    query ModelServiceOnly {
  modelService {
    ...ModelServiceState
  }
}
    fragment ModelServiceState on ModelService {
  liveConfigured
  baseUrl
  practiceExplanation
}`) as unknown as TypedDocumentString<ModelServiceOnlyQuery, ModelServiceOnlyQueryVariables>;
export const StartRunDocument = new TypedDocumentString(`
    mutation StartRun($input: StartRunInput!) {
  startRun(input: $input) {
    __typename
    ... on Run {
      id
      status
    }
    ... on RunRefused {
      ...KeptRefusal
      fields {
        path
        message
      }
    }
  }
}
    fragment KeptRefusal on RunRefused {
  code
  message
  nextStep
  explanation {
    ...Explanation
  }
  missingCredential {
    connectorId
    connectorName
    own
  }
  limit {
    ...LimitReached
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<StartRunMutation, StartRunMutationVariables>;
export const RunPageDocument = new TypedDocumentString(`
    query RunPage($id: ID!) {
  run(id: $id) {
    ...RunBody
  }
}
    fragment RunBody on Run {
  id
  parentRun {
    id
    workflow {
      id
      title
    }
  }
  childRuns {
    id
    status
    waitingFor
    outputText
    costMicros
    workflow {
      id
      title
    }
  }
  treeCostMicros
  files {
    id
    name
  }
  mode
  trigger
  status
  revision
  inputs
  output
  outputText
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  costMicros
  createdAt
  startedAt
  endedAt
  durationMs
  outcome
  note
  retryOf
  retriedBy
  waitingFor
  waitsUntil
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
    baseline {
      id
      minutes
      method
    }
    can {
      adapt
      run
    }
  }
  version {
    id
    number
    status
    model
    instructions
    inputSchema
  }
  failure {
    code
    message
    nextStep
    explanation {
      ...Explanation
    }
    limit {
      ...LimitReached
    }
  }
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  steps {
    id
    seq
    kind
    status
    title
    startedAt
    endedAt
    durationMs
    arguments
    result
    text
    practice
    costMicros
    auditEntryId
    editedBy {
      id
      name
    }
    tool {
      id
      name
      title
      risk
      connector {
        id
        name
      }
    }
    explanation {
      ...Explanation
    }
  }
  pendingApproval {
    id
    stepId
    arguments
    argumentsDigest
    reason
    requestedAt
    expiresAt
    mayDecide
    mayEdit
    originalArguments
    editedBy {
      id
      name
    }
    agreedBy {
      id
      name
    }
    preview {
      before
      after
      text
    }
    tool {
      id
      name
      title
      description
      risk
      inputSchema
      reachesOutside
      connector {
        id
        name
      }
    }
  }
  timeEntry {
    id
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
    note
  }
  can {
    cancel
    approve
    settle
    confirm
    rerun
    retry
    makeTestCase
    answer
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<RunPageQuery, RunPageQueryVariables>;
export const RunChangedDocument = new TypedDocumentString(`
    subscription RunChanged($runId: ID!) {
  runChanged(runId: $runId) {
    ...RunBody
  }
}
    fragment RunBody on Run {
  id
  parentRun {
    id
    workflow {
      id
      title
    }
  }
  childRuns {
    id
    status
    waitingFor
    outputText
    costMicros
    workflow {
      id
      title
    }
  }
  treeCostMicros
  files {
    id
    name
  }
  mode
  trigger
  status
  revision
  inputs
  output
  outputText
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  costMicros
  createdAt
  startedAt
  endedAt
  durationMs
  outcome
  note
  retryOf
  retriedBy
  waitingFor
  waitsUntil
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
    baseline {
      id
      minutes
      method
    }
    can {
      adapt
      run
    }
  }
  version {
    id
    number
    status
    model
    instructions
    inputSchema
  }
  failure {
    code
    message
    nextStep
    explanation {
      ...Explanation
    }
    limit {
      ...LimitReached
    }
  }
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  steps {
    id
    seq
    kind
    status
    title
    startedAt
    endedAt
    durationMs
    arguments
    result
    text
    practice
    costMicros
    auditEntryId
    editedBy {
      id
      name
    }
    tool {
      id
      name
      title
      risk
      connector {
        id
        name
      }
    }
    explanation {
      ...Explanation
    }
  }
  pendingApproval {
    id
    stepId
    arguments
    argumentsDigest
    reason
    requestedAt
    expiresAt
    mayDecide
    mayEdit
    originalArguments
    editedBy {
      id
      name
    }
    agreedBy {
      id
      name
    }
    preview {
      before
      after
      text
    }
    tool {
      id
      name
      title
      description
      risk
      inputSchema
      reachesOutside
      connector {
        id
        name
      }
    }
  }
  timeEntry {
    id
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
    note
  }
  can {
    cancel
    approve
    settle
    confirm
    rerun
    retry
    makeTestCase
    answer
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<RunChangedSubscription, RunChangedSubscriptionVariables>;
export const CancelRunDocument = new TypedDocumentString(`
    mutation CancelRun($runId: ID!) {
  cancelRun(runId: $runId) {
    ...RunBody
  }
}
    fragment RunBody on Run {
  id
  parentRun {
    id
    workflow {
      id
      title
    }
  }
  childRuns {
    id
    status
    waitingFor
    outputText
    costMicros
    workflow {
      id
      title
    }
  }
  treeCostMicros
  files {
    id
    name
  }
  mode
  trigger
  status
  revision
  inputs
  output
  outputText
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  costMicros
  createdAt
  startedAt
  endedAt
  durationMs
  outcome
  note
  retryOf
  retriedBy
  waitingFor
  waitsUntil
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
    baseline {
      id
      minutes
      method
    }
    can {
      adapt
      run
    }
  }
  version {
    id
    number
    status
    model
    instructions
    inputSchema
  }
  failure {
    code
    message
    nextStep
    explanation {
      ...Explanation
    }
    limit {
      ...LimitReached
    }
  }
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  steps {
    id
    seq
    kind
    status
    title
    startedAt
    endedAt
    durationMs
    arguments
    result
    text
    practice
    costMicros
    auditEntryId
    editedBy {
      id
      name
    }
    tool {
      id
      name
      title
      risk
      connector {
        id
        name
      }
    }
    explanation {
      ...Explanation
    }
  }
  pendingApproval {
    id
    stepId
    arguments
    argumentsDigest
    reason
    requestedAt
    expiresAt
    mayDecide
    mayEdit
    originalArguments
    editedBy {
      id
      name
    }
    agreedBy {
      id
      name
    }
    preview {
      before
      after
      text
    }
    tool {
      id
      name
      title
      description
      risk
      inputSchema
      reachesOutside
      connector {
        id
        name
      }
    }
  }
  timeEntry {
    id
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
    note
  }
  can {
    cancel
    approve
    settle
    confirm
    rerun
    retry
    makeTestCase
    answer
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<CancelRunMutation, CancelRunMutationVariables>;
export const DecideApprovalDocument = new TypedDocumentString(`
    mutation DecideApproval($input: DecideApprovalInput!) {
  decideApproval(input: $input) {
    ...RunBody
  }
}
    fragment RunBody on Run {
  id
  parentRun {
    id
    workflow {
      id
      title
    }
  }
  childRuns {
    id
    status
    waitingFor
    outputText
    costMicros
    workflow {
      id
      title
    }
  }
  treeCostMicros
  files {
    id
    name
  }
  mode
  trigger
  status
  revision
  inputs
  output
  outputText
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  costMicros
  createdAt
  startedAt
  endedAt
  durationMs
  outcome
  note
  retryOf
  retriedBy
  waitingFor
  waitsUntil
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
    baseline {
      id
      minutes
      method
    }
    can {
      adapt
      run
    }
  }
  version {
    id
    number
    status
    model
    instructions
    inputSchema
  }
  failure {
    code
    message
    nextStep
    explanation {
      ...Explanation
    }
    limit {
      ...LimitReached
    }
  }
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  steps {
    id
    seq
    kind
    status
    title
    startedAt
    endedAt
    durationMs
    arguments
    result
    text
    practice
    costMicros
    auditEntryId
    editedBy {
      id
      name
    }
    tool {
      id
      name
      title
      risk
      connector {
        id
        name
      }
    }
    explanation {
      ...Explanation
    }
  }
  pendingApproval {
    id
    stepId
    arguments
    argumentsDigest
    reason
    requestedAt
    expiresAt
    mayDecide
    mayEdit
    originalArguments
    editedBy {
      id
      name
    }
    agreedBy {
      id
      name
    }
    preview {
      before
      after
      text
    }
    tool {
      id
      name
      title
      description
      risk
      inputSchema
      reachesOutside
      connector {
        id
        name
      }
    }
  }
  timeEntry {
    id
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
    note
  }
  can {
    cancel
    approve
    settle
    confirm
    rerun
    retry
    makeTestCase
    answer
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<DecideApprovalMutation, DecideApprovalMutationVariables>;
export const RecordRunDocument = new TypedDocumentString(`
    mutation RecordRun($input: RecordRunInput!) {
  recordRun(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<RecordRunMutation, RecordRunMutationVariables>;
export const ConfirmRunDocument = new TypedDocumentString(`
    mutation ConfirmRun($input: ConfirmRunInput!) {
  confirmRun(input: $input) {
    id
    runId
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
  }
}
    `) as unknown as TypedDocumentString<ConfirmRunMutation, ConfirmRunMutationVariables>;
export const RunsListDocument = new TypedDocumentString(`
    query RunsList($filter: RunFilter, $after: String) {
  runs(filter: $filter, first: 30, after: $after) {
    totalCount
    nextCursor
    items {
      ...RunLine
    }
  }
}
    fragment RunLine on Run {
  id
  mode
  trigger
  status
  waitingFor
  waitsUntil
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  createdAt
  startedAt
  endedAt
  durationMs
  costMicros
  outcome
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
  }
  version {
    id
    number
  }
  timeEntry {
    id
    savedMinutes
    grade
  }
}`) as unknown as TypedDocumentString<RunsListQuery, RunsListQueryVariables>;
export const SettleOutcomeDocument = new TypedDocumentString(`
    mutation SettleOutcome($input: SettleOutcomeInput!) {
  settleOutcome(input: $input) {
    ...RunBody
  }
}
    fragment RunBody on Run {
  id
  parentRun {
    id
    workflow {
      id
      title
    }
  }
  childRuns {
    id
    status
    waitingFor
    outputText
    costMicros
    workflow {
      id
      title
    }
  }
  treeCostMicros
  files {
    id
    name
  }
  mode
  trigger
  status
  revision
  inputs
  output
  outputText
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  costMicros
  createdAt
  startedAt
  endedAt
  durationMs
  outcome
  note
  retryOf
  retriedBy
  waitingFor
  waitsUntil
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
    baseline {
      id
      minutes
      method
    }
    can {
      adapt
      run
    }
  }
  version {
    id
    number
    status
    model
    instructions
    inputSchema
  }
  failure {
    code
    message
    nextStep
    explanation {
      ...Explanation
    }
    limit {
      ...LimitReached
    }
  }
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  steps {
    id
    seq
    kind
    status
    title
    startedAt
    endedAt
    durationMs
    arguments
    result
    text
    practice
    costMicros
    auditEntryId
    editedBy {
      id
      name
    }
    tool {
      id
      name
      title
      risk
      connector {
        id
        name
      }
    }
    explanation {
      ...Explanation
    }
  }
  pendingApproval {
    id
    stepId
    arguments
    argumentsDigest
    reason
    requestedAt
    expiresAt
    mayDecide
    mayEdit
    originalArguments
    editedBy {
      id
      name
    }
    agreedBy {
      id
      name
    }
    preview {
      before
      after
      text
    }
    tool {
      id
      name
      title
      description
      risk
      inputSchema
      reachesOutside
      connector {
        id
        name
      }
    }
  }
  timeEntry {
    id
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
    note
  }
  can {
    cancel
    approve
    settle
    confirm
    rerun
    retry
    makeTestCase
    answer
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<SettleOutcomeMutation, SettleOutcomeMutationVariables>;
export const RunWordsDocument = new TypedDocumentString(`
    subscription RunWords($runId: ID!) {
  runWords(runId: $runId) {
    stepId
    attempt
    from
    text
  }
}
    `) as unknown as TypedDocumentString<RunWordsSubscription, RunWordsSubscriptionVariables>;
export const EditApprovalDocument = new TypedDocumentString(`
    mutation EditApproval($input: EditApprovalInput!) {
  editApproval(input: $input) {
    ...RunBody
  }
}
    fragment RunBody on Run {
  id
  parentRun {
    id
    workflow {
      id
      title
    }
  }
  childRuns {
    id
    status
    waitingFor
    outputText
    costMicros
    workflow {
      id
      title
    }
  }
  treeCostMicros
  files {
    id
    name
  }
  mode
  trigger
  status
  revision
  inputs
  output
  outputText
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  costMicros
  createdAt
  startedAt
  endedAt
  durationMs
  outcome
  note
  retryOf
  retriedBy
  waitingFor
  waitsUntil
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
    baseline {
      id
      minutes
      method
    }
    can {
      adapt
      run
    }
  }
  version {
    id
    number
    status
    model
    instructions
    inputSchema
  }
  failure {
    code
    message
    nextStep
    explanation {
      ...Explanation
    }
    limit {
      ...LimitReached
    }
  }
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  steps {
    id
    seq
    kind
    status
    title
    startedAt
    endedAt
    durationMs
    arguments
    result
    text
    practice
    costMicros
    auditEntryId
    editedBy {
      id
      name
    }
    tool {
      id
      name
      title
      risk
      connector {
        id
        name
      }
    }
    explanation {
      ...Explanation
    }
  }
  pendingApproval {
    id
    stepId
    arguments
    argumentsDigest
    reason
    requestedAt
    expiresAt
    mayDecide
    mayEdit
    originalArguments
    editedBy {
      id
      name
    }
    agreedBy {
      id
      name
    }
    preview {
      before
      after
      text
    }
    tool {
      id
      name
      title
      description
      risk
      inputSchema
      reachesOutside
      connector {
        id
        name
      }
    }
  }
  timeEntry {
    id
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
    note
  }
  can {
    cancel
    approve
    settle
    confirm
    rerun
    retry
    makeTestCase
    answer
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<EditApprovalMutation, EditApprovalMutationVariables>;
export const MakeTestCaseDocument = new TypedDocumentString(`
    mutation MakeTestCase($input: MakeTestCaseInput!) {
  makeTestCase(input: $input) {
    id
    name
    fromVersion
  }
}
    `) as unknown as TypedDocumentString<MakeTestCaseMutation, MakeTestCaseMutationVariables>;
export const RunFilterChoicesDocument = new TypedDocumentString(`
    query RunFilterChoices {
  people(first: 100) {
    items {
      id
      name
    }
  }
  workflows(first: 100, sort: TITLE) {
    items {
      id
      title
    }
  }
}
    `) as unknown as TypedDocumentString<RunFilterChoicesQuery, RunFilterChoicesQueryVariables>;
export const AnswerQuestionDocument = new TypedDocumentString(`
    mutation AnswerQuestion($input: AnswerQuestionInput!) {
  answerQuestion(input: $input) {
    ...RunBody
  }
}
    fragment RunBody on Run {
  id
  parentRun {
    id
    workflow {
      id
      title
    }
  }
  childRuns {
    id
    status
    waitingFor
    outputText
    costMicros
    workflow {
      id
      title
    }
  }
  treeCostMicros
  files {
    id
    name
  }
  mode
  trigger
  status
  revision
  inputs
  output
  outputText
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  costMicros
  createdAt
  startedAt
  endedAt
  durationMs
  outcome
  note
  retryOf
  retriedBy
  waitingFor
  waitsUntil
  suggestedHumanMinutes
  actor {
    id
    name
  }
  workflow {
    id
    title
    baseline {
      id
      minutes
      method
    }
    can {
      adapt
      run
    }
  }
  version {
    id
    number
    status
    model
    instructions
    inputSchema
  }
  failure {
    code
    message
    nextStep
    explanation {
      ...Explanation
    }
    limit {
      ...LimitReached
    }
  }
  labels {
    privateData
    untrustedContent
    reachedOutside
  }
  steps {
    id
    seq
    kind
    status
    title
    startedAt
    endedAt
    durationMs
    arguments
    result
    text
    practice
    costMicros
    auditEntryId
    editedBy {
      id
      name
    }
    tool {
      id
      name
      title
      risk
      connector {
        id
        name
      }
    }
    explanation {
      ...Explanation
    }
  }
  pendingApproval {
    id
    stepId
    arguments
    argumentsDigest
    reason
    requestedAt
    expiresAt
    mayDecide
    mayEdit
    originalArguments
    editedBy {
      id
      name
    }
    agreedBy {
      id
      name
    }
    preview {
      before
      after
      text
    }
    tool {
      id
      name
      title
      description
      risk
      inputSchema
      reachesOutside
      connector {
        id
        name
      }
    }
  }
  timeEntry {
    id
    baselineMinutes
    humanMinutes
    savedMinutes
    grade
    outcome
    at
    note
  }
  can {
    cancel
    approve
    settle
    confirm
    rerun
    retry
    makeTestCase
    answer
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<AnswerQuestionMutation, AnswerQuestionMutationVariables>;
export const StopPageDocument = new TypedDocumentString(`
    query StopPage($after: String) {
  activeStops {
    ...StopLine
  }
  stops(first: 20, after: $after) {
    totalCount
    nextCursor
    items {
      ...StopLine
    }
  }
}
    fragment StopLine on Stop {
  id
  scope
  targetId
  targetName
  sentence
  reason
  drill
  raisedAt
  releasedAt
  releaseReason
  processCount
  seenByAllMs
  mayRelease
  raisedBy {
    id
    name
  }
  releasedBy {
    id
    name
  }
  reach {
    runs
    workflows
    people
    examples {
      runId
      title
      personName
      status
    }
  }
  sightings {
    processId
    tookMs
  }
}`) as unknown as TypedDocumentString<StopPageQuery, StopPageQueryVariables>;
export const StopByIdDocument = new TypedDocumentString(`
    query StopById($id: ID!) {
  stop(id: $id) {
    ...StopLine
  }
}
    fragment StopLine on Stop {
  id
  scope
  targetId
  targetName
  sentence
  reason
  drill
  raisedAt
  releasedAt
  releaseReason
  processCount
  seenByAllMs
  mayRelease
  raisedBy {
    id
    name
  }
  releasedBy {
    id
    name
  }
  reach {
    runs
    workflows
    people
    examples {
      runId
      title
      personName
      status
    }
  }
  sightings {
    processId
    tookMs
  }
}`) as unknown as TypedDocumentString<StopByIdQuery, StopByIdQueryVariables>;
export const WorkflowTriggersDocument = new TypedDocumentString(`
    query WorkflowTriggers($id: ID!) {
  workflow(id: $id) {
    ...TriggeredWorkflow
  }
  schedules(filter: {workflowId: $id}) {
    totalCount
    items {
      ...ScheduleLine
    }
  }
  webhooks(workflowId: $id) {
    ...WebhookLine
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment TriggeredWorkflow on Workflow {
  id
  title
  stage
  can {
    run
  }
  publishedVersion {
    id
    inputSchema
    sampleInputs
  }
}
fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}`) as unknown as TypedDocumentString<WorkflowTriggersQuery, WorkflowTriggersQueryVariables>;
export const SchedulesDocument = new TypedDocumentString(`
    query Schedules($filter: ScheduleFilter, $after: String) {
  schedules(filter: $filter, after: $after) {
    totalCount
    nextCursor
    items {
      ...ScheduleLine
    }
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}`) as unknown as TypedDocumentString<SchedulesQuery, SchedulesQueryVariables>;
export const SchedulePageDocument = new TypedDocumentString(`
    query SchedulePage($id: ID!) {
  schedule(id: $id) {
    ...ScheduleBody
    workflow {
      ...TriggeredWorkflow
    }
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment ScheduleBody on Schedule {
  ...ScheduleLine
  inputs
  missedRule
  missedCap
  overlapRule
  nextTimes
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}
fragment TriggeredWorkflow on Workflow {
  id
  title
  stage
  can {
    run
  }
  publishedVersion {
    id
    inputSchema
    sampleInputs
  }
}`) as unknown as TypedDocumentString<SchedulePageQuery, SchedulePageQueryVariables>;
export const ScheduleFiringsDocument = new TypedDocumentString(`
    query ScheduleFirings($id: ID!, $after: String) {
  schedule(id: $id) {
    id
    firings(after: $after) {
      totalCount
      nextCursor
      items {
        ...FiringLine
        refusal {
          ...KeptRefusal
        }
      }
    }
  }
}
    fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment KeptRefusal on RunRefused {
  code
  message
  nextStep
  explanation {
    ...Explanation
  }
  missingCredential {
    connectorId
    connectorName
    own
  }
  limit {
    ...LimitReached
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<ScheduleFiringsQuery, ScheduleFiringsQueryVariables>;
export const PreviewScheduleDocument = new TypedDocumentString(`
    query PreviewSchedule($input: PreviewScheduleInput!) {
  previewSchedule(input: $input) {
    words
    nextTimes
    faults {
      path
      message
    }
    refusal {
      ...KeptRefusal
    }
  }
}
    fragment KeptRefusal on RunRefused {
  code
  message
  nextStep
  explanation {
    ...Explanation
  }
  missingCredential {
    connectorId
    connectorName
    own
  }
  limit {
    ...LimitReached
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<PreviewScheduleQuery, PreviewScheduleQueryVariables>;
export const SaveScheduleDocument = new TypedDocumentString(`
    mutation SaveSchedule($input: SaveScheduleInput!) {
  saveSchedule(input: $input) {
    ...ScheduleBody
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment ScheduleBody on Schedule {
  ...ScheduleLine
  inputs
  missedRule
  missedCap
  overlapRule
  nextTimes
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<SaveScheduleMutation, SaveScheduleMutationVariables>;
export const FireScheduleDocument = new TypedDocumentString(`
    mutation FireSchedule($id: ID!) {
  fireSchedule(id: $id) {
    ...ScheduleBody
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment ScheduleBody on Schedule {
  ...ScheduleLine
  inputs
  missedRule
  missedCap
  overlapRule
  nextTimes
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<FireScheduleMutation, FireScheduleMutationVariables>;
export const PauseScheduleDocument = new TypedDocumentString(`
    mutation PauseSchedule($id: ID!, $reason: String) {
  pauseSchedule(id: $id, reason: $reason) {
    ...ScheduleBody
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment ScheduleBody on Schedule {
  ...ScheduleLine
  inputs
  missedRule
  missedCap
  overlapRule
  nextTimes
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<PauseScheduleMutation, PauseScheduleMutationVariables>;
export const ResumeScheduleDocument = new TypedDocumentString(`
    mutation ResumeSchedule($id: ID!) {
  resumeSchedule(id: $id) {
    ...ScheduleBody
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment ScheduleBody on Schedule {
  ...ScheduleLine
  inputs
  missedRule
  missedCap
  overlapRule
  nextTimes
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<ResumeScheduleMutation, ResumeScheduleMutationVariables>;
export const TakeOverScheduleDocument = new TypedDocumentString(`
    mutation TakeOverSchedule($id: ID!) {
  takeOverSchedule(id: $id) {
    ...ScheduleBody
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment ScheduleBody on Schedule {
  ...ScheduleLine
  inputs
  missedRule
  missedCap
  overlapRule
  nextTimes
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<TakeOverScheduleMutation, TakeOverScheduleMutationVariables>;
export const EndScheduleDocument = new TypedDocumentString(`
    mutation EndSchedule($id: ID!) {
  endSchedule(id: $id) {
    ...ScheduleBody
  }
}
    fragment ScheduleLine on Schedule {
  id
  name
  words
  cron
  timeZone
  state
  pauseCode
  pauseReason
  pausedAt
  nextDueAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
  lastFiring {
    ...FiringLine
  }
}
fragment FiringLine on ScheduleFiring {
  id
  dueAt
  standsFor
  status
  code
  reason
  nextStep
  byHand
  run {
    id
    status
  }
}
fragment ScheduleBody on Schedule {
  ...ScheduleLine
  inputs
  missedRule
  missedCap
  overlapRule
  nextTimes
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<EndScheduleMutation, EndScheduleMutationVariables>;
export const WebhooksDocument = new TypedDocumentString(`
    query Webhooks($mine: Boolean) {
  webhooks(mine: $mine) {
    ...WebhookLine
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}`) as unknown as TypedDocumentString<WebhooksQuery, WebhooksQueryVariables>;
export const WebhookPageDocument = new TypedDocumentString(`
    query WebhookPage($id: ID!) {
  webhook(id: $id) {
    ...WebhookBody
    workflow {
      ...TriggeredWorkflow
    }
  }
}
    fragment TriggeredWorkflow on Workflow {
  id
  title
  stage
  can {
    run
  }
  publishedVersion {
    id
    inputSchema
    sampleInputs
  }
}
fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<WebhookPageQuery, WebhookPageQueryVariables>;
export const WebhookDeliveriesDocument = new TypedDocumentString(`
    query WebhookDeliveries($id: ID!, $after: String) {
  webhook(id: $id) {
    id
    deliveries(after: $after) {
      totalCount
      nextCursor
      items {
        id
        messageId
        receivedAt
        remoteAddress
        bodyBytes
        accepted
        code
        reason
        refusal {
          ...KeptRefusal
        }
        run {
          id
          status
        }
      }
    }
  }
}
    fragment KeptRefusal on RunRefused {
  code
  message
  nextStep
  explanation {
    ...Explanation
  }
  missingCredential {
    connectorId
    connectorName
    own
  }
  limit {
    ...LimitReached
  }
}
fragment LimitReached on LimitReached {
  level
  name
  month
  limitMicros
  spentMicros
  leftMicros
  turnMicros
  tells {
    id
    name
  }
}
fragment Explanation on PolicyExplanation {
  allowed
  sentence
  decidingLayerId
  decidingLayerName
  ruleId
  reason
  obligations
  requestable
  mayRequest {
    kind
    layerId
    layerName
    ruleId
    toolId
    text
  }
  exceptions {
    exceptionId
    layerId
    layerName
    reason
    expiresAt
  }
  layers {
    layerId
    layerName
    scope
    allowed
    ruleId
    reason
  }
}`) as unknown as TypedDocumentString<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>;
export const CreateWebhookDocument = new TypedDocumentString(`
    mutation CreateWebhook($input: SaveWebhookInput!) {
  createWebhook(input: $input) {
    secret
    webhook {
      ...WebhookBody
    }
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<CreateWebhookMutation, CreateWebhookMutationVariables>;
export const ChangeWebhookDocument = new TypedDocumentString(`
    mutation ChangeWebhook($id: ID!, $revision: Int!, $input: SaveWebhookInput!) {
  changeWebhook(id: $id, revision: $revision, input: $input) {
    ...WebhookBody
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<ChangeWebhookMutation, ChangeWebhookMutationVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($id: ID!, $overlapHours: Int!) {
  rotateWebhookSecret(id: $id, overlapHours: $overlapHours) {
    secret
    webhook {
      ...WebhookBody
    }
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const PauseWebhookDocument = new TypedDocumentString(`
    mutation PauseWebhook($id: ID!, $reason: String) {
  pauseWebhook(id: $id, reason: $reason) {
    ...WebhookBody
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<PauseWebhookMutation, PauseWebhookMutationVariables>;
export const ResumeWebhookDocument = new TypedDocumentString(`
    mutation ResumeWebhook($id: ID!) {
  resumeWebhook(id: $id) {
    ...WebhookBody
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<ResumeWebhookMutation, ResumeWebhookMutationVariables>;
export const TakeOverWebhookDocument = new TypedDocumentString(`
    mutation TakeOverWebhook($id: ID!) {
  takeOverWebhook(id: $id) {
    ...WebhookBody
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<TakeOverWebhookMutation, TakeOverWebhookMutationVariables>;
export const DeleteWebhookDocument = new TypedDocumentString(`
    mutation DeleteWebhook($id: ID!) {
  deleteWebhook(id: $id) {
    ...WebhookBody
  }
}
    fragment WebhookLine on Webhook {
  id
  name
  url
  state
  pauseCode
  pauseReason
  pausedAt
  lastDeliveryAt
  owner {
    id
    name
    active
  }
  workflow {
    id
    title
  }
}
fragment WebhookBody on Webhook {
  ...WebhookLine
  mapping
  ratePerMinute
  revision
  can {
    change
    pause
    resume
    takeOver
    end
  }
}`) as unknown as TypedDocumentString<DeleteWebhookMutation, DeleteWebhookMutationVariables>;
export const LibraryDocument = new TypedDocumentString(`
    query Library($filter: WorkflowFilter, $sort: WorkflowSort, $after: String) {
  workflows(filter: $filter, sort: $sort, first: 24, after: $after) {
    totalCount
    nextCursor
    items {
      ...WorkflowCard
    }
  }
}
    fragment WorkflowCard on Workflow {
  id
  title
  task
  stage
  mayWrite
  depth
  adaptationCount
  confirmedMinutes
  runCount
  team {
    id
    name
  }
  owner {
    id
    name
  }
  connectors {
    id
    name
  }
  publishedVersion {
    id
    number
  }
  can {
    adapt
    run
    edit
  }
}`) as unknown as TypedDocumentString<LibraryQuery, LibraryQueryVariables>;
export const LibraryFiltersDocument = new TypedDocumentString(`
    query LibraryFilters {
  teams {
    id
    name
  }
  connectors {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<LibraryFiltersQuery, LibraryFiltersQueryVariables>;
export const TeamChoicesDocument = new TypedDocumentString(`
    query TeamChoices {
  teams {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<TeamChoicesQuery, TeamChoicesQueryVariables>;
export const RegisterWorkflowDocument = new TypedDocumentString(`
    mutation RegisterWorkflow($input: RegisterWorkflowInput!) {
  registerWorkflow(input: $input) {
    id
    title
  }
}
    `) as unknown as TypedDocumentString<RegisterWorkflowMutation, RegisterWorkflowMutationVariables>;
export const WorkflowHeaderDocument = new TypedDocumentString(`
    query WorkflowHeader($id: ID!) {
  workflow(id: $id) {
    ...WorkflowHead
  }
}
    fragment WorkflowHead on Workflow {
  id
  title
  task
  stage
  revision
  retiredReason
  stageReason
  nextStages
  createdAt
  depth
  adaptationCount
  confirmedMinutes
  runCount
  mayWrite
  team {
    id
    name
  }
  owner {
    id
    name
  }
  operatorOwner {
    id
    name
  }
  publishedVersion {
    id
    number
    publishedAt
  }
  draftVersion {
    id
    number
    status
  }
  adaptedFrom {
    id
    number
    workflow {
      id
      title
    }
  }
  baseline {
    id
    minutes
    method
    spreadMinutes
    lockedAt
  }
  can {
    edit
    submit
    review
    adapt
    run
    changeStage
    setOwner
  }
}`) as unknown as TypedDocumentString<WorkflowHeaderQuery, WorkflowHeaderQueryVariables>;
export const WhatItDoesDocument = new TypedDocumentString(`
    query WhatItDoes($id: ID!) {
  workflow(id: $id) {
    id
    task
    publishedVersion {
      ...VersionBody
    }
    draftVersion {
      ...VersionBody
    }
  }
}
    fragment VersionBody on WorkflowVersion {
  id
  calls {
    workflowId
    title
    versionNumber
    name
  }
  number
  status
  revision
  instructions
  inputSchema
  outputSchema
  sampleInputs
  model
  changeNote
  digest
  createdAt
  submittedAt
  publishedAt
  reviewComment
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
    maxQuestions
  }
  builder {
    id
    name
  }
  reviewer {
    id
    name
  }
  bindings {
    connectorVersionId
    inherited
    connector {
      id
      name
    }
    tools {
      id
      name
      title
      description
      risk
      returnsUntrusted
      reachesOutside
      status
      labelled
    }
  }
}`) as unknown as TypedDocumentString<WhatItDoesQuery, WhatItDoesQueryVariables>;
export const WhatItMayDoDocument = new TypedDocumentString(`
    query WhatItMayDo($workflowId: ID!) {
  whatItMayDo(workflowId: $workflowId) {
    toolId
    toolName
    connectorName
    allowed
    sentence
    origin
    originLayerId
    obligations
    mayRequest {
      kind
      layerId
      layerName
      ruleId
      toolId
      text
    }
    exceptions {
      exceptionId
      layerId
      layerName
      reason
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<WhatItMayDoQuery, WhatItMayDoQueryVariables>;
export const WorkflowLineageDocument = new TypedDocumentString(`
    query WorkflowLineage($id: ID!) {
  workflow(id: $id) {
    id
    title
    lineage {
      workflowId
      title
      parentWorkflowId
      parentVersionNumber
      depth
      stage
      teamName
      ownerName
      createdAt
      readable
      hoursSaved
    }
    inherited {
      ...InheritedThings
    }
  }
}
    fragment InheritedThings on Inherited {
  cases
  bindings {
    connectorId
    connectorName
    toolNames
    fromWorkflowId
    fromWorkflowTitle
    fromVersionNumber
  }
  layers {
    layerId
    scope
    name
    origin
    ruleCount
  }
}`) as unknown as TypedDocumentString<WorkflowLineageQuery, WorkflowLineageQueryVariables>;
export const WorkflowVersionsDocument = new TypedDocumentString(`
    query WorkflowVersions($id: ID!) {
  workflow(id: $id) {
    id
    versions {
      id
      number
      status
      changeNote
      digest
      createdAt
      submittedAt
      publishedAt
      reviewComment
      builder {
        id
        name
      }
      reviewer {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WorkflowVersionsQuery, WorkflowVersionsQueryVariables>;
export const VersionDifferenceDocument = new TypedDocumentString(`
    query VersionDifference($fromId: ID!, $toId: ID!) {
  versionDifference(fromId: $fromId, toId: $toId) {
    area
    label
    before
    after
  }
}
    `) as unknown as TypedDocumentString<VersionDifferenceQuery, VersionDifferenceQueryVariables>;
export const ChangeStageDocument = new TypedDocumentString(`
    mutation ChangeStage($workflowId: ID!, $stage: Stage!, $reason: String, $revision: Int!) {
  changeStage(
    workflowId: $workflowId
    stage: $stage
    reason: $reason
    revision: $revision
  ) {
    ...WorkflowHead
  }
}
    fragment WorkflowHead on Workflow {
  id
  title
  task
  stage
  revision
  retiredReason
  stageReason
  nextStages
  createdAt
  depth
  adaptationCount
  confirmedMinutes
  runCount
  mayWrite
  team {
    id
    name
  }
  owner {
    id
    name
  }
  operatorOwner {
    id
    name
  }
  publishedVersion {
    id
    number
    publishedAt
  }
  draftVersion {
    id
    number
    status
  }
  adaptedFrom {
    id
    number
    workflow {
      id
      title
    }
  }
  baseline {
    id
    minutes
    method
    spreadMinutes
    lockedAt
  }
  can {
    edit
    submit
    review
    adapt
    run
    changeStage
    setOwner
  }
}`) as unknown as TypedDocumentString<ChangeStageMutation, ChangeStageMutationVariables>;
export const SetWorkflowOwnerDocument = new TypedDocumentString(`
    mutation SetWorkflowOwner($workflowId: ID!, $ownerId: ID!, $operatorOwnerId: ID) {
  setWorkflowOwner(
    workflowId: $workflowId
    ownerId: $ownerId
    operatorOwnerId: $operatorOwnerId
  ) {
    ...WorkflowHead
  }
}
    fragment WorkflowHead on Workflow {
  id
  title
  task
  stage
  revision
  retiredReason
  stageReason
  nextStages
  createdAt
  depth
  adaptationCount
  confirmedMinutes
  runCount
  mayWrite
  team {
    id
    name
  }
  owner {
    id
    name
  }
  operatorOwner {
    id
    name
  }
  publishedVersion {
    id
    number
    publishedAt
  }
  draftVersion {
    id
    number
    status
  }
  adaptedFrom {
    id
    number
    workflow {
      id
      title
    }
  }
  baseline {
    id
    minutes
    method
    spreadMinutes
    lockedAt
  }
  can {
    edit
    submit
    review
    adapt
    run
    changeStage
    setOwner
  }
}`) as unknown as TypedDocumentString<SetWorkflowOwnerMutation, SetWorkflowOwnerMutationVariables>;
export const OwnerChoicesDocument = new TypedDocumentString(`
    query OwnerChoices {
  people(first: 200) {
    items {
      id
      name
      active
    }
  }
}
    `) as unknown as TypedDocumentString<OwnerChoicesQuery, OwnerChoicesQueryVariables>;
export const AdaptPreviewDocument = new TypedDocumentString(`
    query AdaptPreview($id: ID!) {
  workflow(id: $id) {
    id
    title
    task
    mayWrite
    team {
      id
      name
    }
    can {
      adapt
    }
    publishedVersion {
      ...VersionBody
    }
    inherited {
      ...InheritedThings
    }
  }
  teams {
    id
    name
  }
  whatItMayDo(workflowId: $id) {
    toolName
    connectorName
    allowed
    sentence
    origin
    originLayerId
    obligations
  }
}
    fragment VersionBody on WorkflowVersion {
  id
  calls {
    workflowId
    title
    versionNumber
    name
  }
  number
  status
  revision
  instructions
  inputSchema
  outputSchema
  sampleInputs
  model
  changeNote
  digest
  createdAt
  submittedAt
  publishedAt
  reviewComment
  limits {
    maxTurns
    maxCostMicros
    maxTokens
    maxMinutes
    maxQuestions
  }
  builder {
    id
    name
  }
  reviewer {
    id
    name
  }
  bindings {
    connectorVersionId
    inherited
    connector {
      id
      name
    }
    tools {
      id
      name
      title
      description
      risk
      returnsUntrusted
      reachesOutside
      status
      labelled
    }
  }
}
fragment InheritedThings on Inherited {
  cases
  bindings {
    connectorId
    connectorName
    toolNames
    fromWorkflowId
    fromWorkflowTitle
    fromVersionNumber
  }
  layers {
    layerId
    scope
    name
    origin
    ruleCount
  }
}`) as unknown as TypedDocumentString<AdaptPreviewQuery, AdaptPreviewQueryVariables>;
export const AdaptWorkflowDocument = new TypedDocumentString(`
    mutation AdaptWorkflow($input: AdaptWorkflowInput!) {
  adaptWorkflow(input: $input) {
    id
    title
  }
}
    `) as unknown as TypedDocumentString<AdaptWorkflowMutation, AdaptWorkflowMutationVariables>;
export const StartDraftDocument = new TypedDocumentString(`
    mutation StartDraft($workflowId: ID!) {
  startDraft(workflowId: $workflowId) {
    id
    number
  }
}
    `) as unknown as TypedDocumentString<StartDraftMutation, StartDraftMutationVariables>;
export const PolicyExceptionsDocument = new TypedDocumentString(`
    query PolicyExceptions($filter: PolicyExceptionsFilter) {
  policyExceptions(filter: $filter) {
    ...ExceptionLine
  }
}
    fragment ExceptionLine on PolicyException {
  id
  layerId
  layerName
  layerScope
  ruleId
  ruleSentence
  workflowId
  workflowTitle
  justification
  askedBy {
    id
    name
  }
  grantedBy {
    id
    name
  }
  grantedAt
  expiresAt
  remindedAt
  endedAt
  endedHow
  endedBy {
    id
    name
  }
  endReason
  inForce
  idle
}`) as unknown as TypedDocumentString<PolicyExceptionsQuery, PolicyExceptionsQueryVariables>;
export const GrantExceptionDocument = new TypedDocumentString(`
    mutation GrantException($input: GrantExceptionInput!) {
  grantException(input: $input) {
    ...ExceptionLine
  }
}
    fragment ExceptionLine on PolicyException {
  id
  layerId
  layerName
  layerScope
  ruleId
  ruleSentence
  workflowId
  workflowTitle
  justification
  askedBy {
    id
    name
  }
  grantedBy {
    id
    name
  }
  grantedAt
  expiresAt
  remindedAt
  endedAt
  endedHow
  endedBy {
    id
    name
  }
  endReason
  inForce
  idle
}`) as unknown as TypedDocumentString<GrantExceptionMutation, GrantExceptionMutationVariables>;
export const RevokeExceptionDocument = new TypedDocumentString(`
    mutation RevokeException($id: ID!, $reason: String!) {
  revokeException(id: $id, reason: $reason) {
    ...ExceptionLine
  }
}
    fragment ExceptionLine on PolicyException {
  id
  layerId
  layerName
  layerScope
  ruleId
  ruleSentence
  workflowId
  workflowTitle
  justification
  askedBy {
    id
    name
  }
  grantedBy {
    id
    name
  }
  grantedAt
  expiresAt
  remindedAt
  endedAt
  endedHow
  endedBy {
    id
    name
  }
  endReason
  inForce
  idle
}`) as unknown as TypedDocumentString<RevokeExceptionMutation, RevokeExceptionMutationVariables>;
export const FileNameDocument = new TypedDocumentString(`
    query FileName($id: ID!) {
  inputFile(id: $id) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<FileNameQuery, FileNameQueryVariables>;
export const WorkbookSheetsDocument = new TypedDocumentString(`
    query WorkbookSheets($id: ID!) {
  inputFile(id: $id) {
    id
    sheets
  }
}
    `) as unknown as TypedDocumentString<WorkbookSheetsQuery, WorkbookSheetsQueryVariables>;
export const ReadTableDocument = new TypedDocumentString(`
    query ReadTable($input: ReadTableInput!) {
  readTable(input: $input) {
    sheets
    sheet
    headings
    columns
    faults {
      message
    }
    rows {
      number
      cells
      values
      faults {
        column
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadTableQuery, ReadTableQueryVariables>;
export const OpenRequestDocument = new TypedDocumentString(`
    query OpenRequest($subject: RequestSubjectInput!) {
  openRequest(subject: $subject) {
    ...RequestLine
  }
}
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<OpenRequestQuery, OpenRequestQueryVariables>;
export const AskRequestDocument = new TypedDocumentString(`
    mutation AskRequest($input: AskRequestInput!) {
  askRequest(input: $input) {
    joined
    request {
      ...RequestLine
    }
  }
}
    fragment RequestLine on Request {
  id
  kind
  state
  revision
  title
  connectorId
  toolId
  layerId
  ruleId
  runId
  wanted
  askedAt
  endedAt
  answer
  exceptionId
  expiresAt
  mine
  mayDecide
  mayWithdraw
  isNews
  workflow {
    id
    title
  }
  decidedBy {
    id
    name
  }
  askers {
    justification
    askedAt
    person {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<AskRequestMutation, AskRequestMutationVariables>;
export const SimulatePolicyDocument = new TypedDocumentString(`
    query SimulatePolicy($input: SimulatePolicyInput!) {
  simulatePolicy(input: $input) {
    ...Simulation
  }
}
    fragment LayerDifference on LayerChange {
  kind
  before
  after
}
fragment Counts on SimulatedCounts {
  refused
  allowed
  approvalAdded
  approvalDropped
  duties
}
fragment Simulation on PolicySimulation {
  days
  since
  judgedRuns
  judgedCalls
  judgedSchedules
  judgedStarts
  cut
  counts {
    ...Counts
  }
  runs
  starts
  people
  confirmedMinutes
  workflows {
    workflowId
    title
    counts {
      ...Counts
    }
    runs
    starts
    people
    confirmedMinutes
    fromNowOn
  }
  examples {
    runId
    stepId
    workflowId
    workflowTitle
    at
    kind
    before
    after
    actor {
      id
      name
    }
  }
  changes {
    ...LayerDifference
  }
}`) as unknown as TypedDocumentString<SimulatePolicyQuery, SimulatePolicyQueryVariables>;
export const ActiveStopsDocument = new TypedDocumentString(`
    query ActiveStops {
  activeStops {
    ...StopLine
  }
}
    fragment StopLine on Stop {
  id
  scope
  targetId
  targetName
  sentence
  reason
  drill
  raisedAt
  releasedAt
  releaseReason
  processCount
  seenByAllMs
  mayRelease
  raisedBy {
    id
    name
  }
  releasedBy {
    id
    name
  }
  reach {
    runs
    workflows
    people
    examples {
      runId
      title
      personName
      status
    }
  }
  sightings {
    processId
    tookMs
  }
}`) as unknown as TypedDocumentString<ActiveStopsQuery, ActiveStopsQueryVariables>;
export const StopsOverDocument = new TypedDocumentString(`
    query StopsOver($scope: StopScope!, $targetId: ID!) {
  stopsOver(scope: $scope, targetId: $targetId) {
    ...StopLine
  }
}
    fragment StopLine on Stop {
  id
  scope
  targetId
  targetName
  sentence
  reason
  drill
  raisedAt
  releasedAt
  releaseReason
  processCount
  seenByAllMs
  mayRelease
  raisedBy {
    id
    name
  }
  releasedBy {
    id
    name
  }
  reach {
    runs
    workflows
    people
    examples {
      runId
      title
      personName
      status
    }
  }
  sightings {
    processId
    tookMs
  }
}`) as unknown as TypedDocumentString<StopsOverQuery, StopsOverQueryVariables>;
export const RaiseStopDocument = new TypedDocumentString(`
    mutation RaiseStop($input: RaiseStopInput!) {
  raiseStop(input: $input) {
    ...StopLine
  }
}
    fragment StopLine on Stop {
  id
  scope
  targetId
  targetName
  sentence
  reason
  drill
  raisedAt
  releasedAt
  releaseReason
  processCount
  seenByAllMs
  mayRelease
  raisedBy {
    id
    name
  }
  releasedBy {
    id
    name
  }
  reach {
    runs
    workflows
    people
    examples {
      runId
      title
      personName
      status
    }
  }
  sightings {
    processId
    tookMs
  }
}`) as unknown as TypedDocumentString<RaiseStopMutation, RaiseStopMutationVariables>;
export const ReleaseStopDocument = new TypedDocumentString(`
    mutation ReleaseStop($id: ID!, $reason: String!) {
  releaseStop(id: $id, reason: $reason) {
    ...StopLine
  }
}
    fragment StopLine on Stop {
  id
  scope
  targetId
  targetName
  sentence
  reason
  drill
  raisedAt
  releasedAt
  releaseReason
  processCount
  seenByAllMs
  mayRelease
  raisedBy {
    id
    name
  }
  releasedBy {
    id
    name
  }
  reach {
    runs
    workflows
    people
    examples {
      runId
      title
      personName
      status
    }
  }
  sightings {
    processId
    tookMs
  }
}`) as unknown as TypedDocumentString<ReleaseStopMutation, ReleaseStopMutationVariables>;
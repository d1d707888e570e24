/** What a policy rule may speak about. Each action concerns exactly one subject. */
export const ACTIONS = { 'tool.call': 'Tool', 'model.use': 'Model', 'workflow.run': 'Workflow' } as const;
export type PolicyAction = keyof typeof ACTIONS;
export type PolicySubjectType = (typeof ACTIONS)[PolicyAction];

export const RISKS = ['read', 'write', 'destructive'] as const;
export type Risk = (typeof RISKS)[number];
export const DATA_CLASSES = ['public', 'internal', 'confidential', 'personal'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];
export const TRIGGERS = ['person', 'schedule', 'webhook', 'mcp', 'hand'] as const;
export type Trigger = (typeof TRIGGERS)[number];
export const RUN_MODES = ['live', 'practice', 'recorded'] as const;
export type RunMode = (typeof RUN_MODES)[number];
export const STAGES = ['idea', 'draft', 'pilot', 'production', 'paused', 'retired'] as const;
export type Stage = (typeof STAGES)[number];
const ROLE_NAMES = ['runner', 'builder', 'steward', 'leader', 'auditor', 'owner'] as const;

/** What a run has been through so far; the state that stops data theft by prompt injection. */
export interface RunLabels {
  readonly privateData: boolean;
  readonly untrustedContent: boolean;
  readonly reachedOutside: boolean;
}

/** The labels of a run that has done nothing yet. */
export const NO_LABELS: RunLabels = { privateData: false, untrustedContent: false, reachedOutside: false };

/** One tool call as the layers see it. */
export interface ToolSubject {
  readonly type: 'Tool';
  readonly connectorId: string;
  readonly connectorName: string;
  readonly toolName: string;
  readonly risk: Risk;
  readonly dataClass: DataClass;
  readonly returnsUntrusted: boolean;
  readonly reachesOutside: boolean;
  readonly trigger: Trigger;
  readonly actorRoles: readonly string[];
  readonly labels: RunLabels;
}

/** One use of a model as the layers see it. */
export interface ModelSubject {
  readonly type: 'Model';
  readonly model: string;
  readonly mode: RunMode;
  readonly trigger: Trigger;
  readonly actorRoles: readonly string[];
}

/**
 * One start of a workflow as the layers see it. Names neither the workflow nor its team: a rule about one of them would not
 * reach what is adapted from it. A layer set at the workflow or the team does.
 */
export interface WorkflowSubject {
  readonly type: 'Workflow';
  readonly stage: Stage;
  readonly mode: RunMode;
  readonly trigger: Trigger;
  readonly actorRoles: readonly string[];
  readonly maxTurns: number;
  readonly maxCostMicros: number;
}

/** What a policy stack is asked: may this happen? */
export type PolicyQuestion =
  | { readonly action: 'tool.call'; readonly subject: ToolSubject }
  | { readonly action: 'model.use'; readonly subject: ModelSubject }
  | { readonly action: 'workflow.run'; readonly subject: WorkflowSubject };

/** How a field of a subject is compared and said in plain words. */
export type Field =
  | {
      readonly kind: 'text' | 'id' | 'choice' | 'set';
      readonly label: string;
      /** The values that exist, each with its plain words; absent where any text is possible. */
      readonly values?: Readonly<Record<string, string>>;
      /** Where the clause stands in a sentence: after *tools*, after *that*, or at the end. */
      readonly place: 'of' | 'that' | 'when';
      readonly is: (list: string) => string;
      readonly isNot: (list: string) => string;
    }
  | {
      readonly kind: 'yes-no';
      readonly label: string;
      readonly place: 'that' | 'when';
      readonly yes: string;
      readonly no: string;
    }
  | { readonly kind: 'number'; readonly label: string };

const trigger: Field = {
  kind: 'choice',
  label: 'trigger',
  values: {
    person: 'a person',
    schedule: 'a schedule',
    webhook: 'a webhook',
    mcp: 'an MCP client',
    hand: 'hand',
  },
  place: 'when',
  is: (list) => `in runs started by ${list}`,
  isNot: (list) => `in runs not started by ${list}`,
};

const actorRoles: Field = {
  kind: 'set',
  label: 'roles of the person',
  values: Object.fromEntries(ROLE_NAMES.map((role) => [role, `${role}s`])),
  place: 'when',
  is: (list) => `for ${list}`,
  isNot: (list) => `for people who are not ${list}`,
};

const mode: Field = {
  kind: 'choice',
  label: 'mode of the run',
  values: { live: 'live', practice: 'practice', recorded: 'recorded' },
  place: 'when',
  is: (list) => `in ${list} runs`,
  isNot: (list) => `in runs that are not ${list}`,
};

const TOOL: Readonly<Record<string, Field>> = {
  toolName: {
    kind: 'text',
    label: 'tool',
    place: 'of',
    is: (list) => `named ${list}`,
    isNot: (list) => `not named ${list}`,
  },
  connectorName: {
    kind: 'text',
    label: 'connector',
    place: 'of',
    is: (list) => `of the connector ${list}`,
    isNot: (list) => `of any connector but ${list}`,
  },
  connectorId: {
    kind: 'id',
    label: 'connector',
    place: 'of',
    is: (list) => `of the connector ${list}`,
    isNot: (list) => `of any connector but ${list}`,
  },
  dataClass: {
    kind: 'choice',
    label: 'data class',
    values: { public: 'public', internal: 'internal', confidential: 'confidential', personal: 'personal' },
    place: 'of',
    is: (list) => `on ${list} data`,
    isNot: (list) => `on data that is not ${list}`,
  },
  risk: {
    kind: 'choice',
    label: 'risk',
    values: { read: 'read', write: 'write', destructive: 'destroy data' },
    place: 'that',
    is: (list) => list,
    isNot: (list) => `do not ${list}`,
  },
  returnsUntrusted: {
    kind: 'yes-no',
    label: 'returns untrusted content',
    place: 'that',
    yes: 'return untrusted content',
    no: 'return no untrusted content',
  },
  reachesOutside: {
    kind: 'yes-no',
    label: 'reaches outside',
    place: 'that',
    yes: 'reach outside',
    no: 'do not reach outside',
  },
  trigger,
  actorRoles,
  'labels.privateData': {
    kind: 'yes-no',
    label: 'the run has read private data',
    place: 'when',
    yes: 'once the run has read private data',
    no: 'while the run has read no private data',
  },
  'labels.untrustedContent': {
    kind: 'yes-no',
    label: 'the run has taken in untrusted content',
    place: 'when',
    yes: 'once the run has taken in untrusted content',
    no: 'while the run has taken in no untrusted content',
  },
  'labels.reachedOutside': {
    kind: 'yes-no',
    label: 'the run has reached outside',
    place: 'when',
    yes: 'once the run has reached outside',
    no: 'while the run has not reached outside',
  },
};

const MODEL: Readonly<Record<string, Field>> = {
  model: { kind: 'text', label: 'model', place: 'of', is: (list) => list, isNot: (list) => `other than ${list}` },
  mode,
  trigger,
  actorRoles,
};

const WORKFLOW: Readonly<Record<string, Field>> = {
  stage: {
    kind: 'choice',
    label: 'stage',
    values: Object.fromEntries(STAGES.map((stage) => [stage, stage])),
    place: 'of',
    is: (list) => `in the stage ${list}`,
    isNot: (list) => `in any stage but ${list}`,
  },
  mode,
  trigger,
  actorRoles,
  maxTurns: { kind: 'number', label: 'turns' },
  maxCostMicros: { kind: 'number', label: 'millionths of the currency as cost limit' },
};

/** The fields that conditions may name, per subject, in the order in which sentences say them. */
export const FIELDS: Readonly<Record<PolicySubjectType, Readonly<Record<string, Field>>>> = {
  Tool: TOOL,
  Model: MODEL,
  Workflow: WORKFLOW,
};

/** The field of that name, or undefined: only the catalogue's own names count. */
export function findField(subject: PolicySubjectType, name: string): Field | undefined {
  const fields = FIELDS[subject];
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

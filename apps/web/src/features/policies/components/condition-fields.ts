export type SubjectName = 'Tool' | 'Model' | 'Workflow';
export type ActionName = 'tool.call' | 'model.use' | 'workflow.run';

/** How a field of a condition is chosen. */
export interface ConditionField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'choice' | 'yes-no' | 'text' | 'number' | 'connector' | 'tool' | 'model';
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}

/** Each action concerns exactly one kind of thing. */
export const ACTIONS: readonly { readonly value: ActionName; readonly label: string; readonly subject: SubjectName }[] =
  [
    { value: 'tool.call', label: 'call a tool', subject: 'Tool' },
    { value: 'model.use', label: 'use a model', subject: 'Model' },
    { value: 'workflow.run', label: 'run a workflow', subject: 'Workflow' },
  ];

const plain = (...values: string[]) => values.map((value) => ({ value, label: value }));

const TRIGGER: ConditionField = {
  name: 'trigger',
  label: 'The run was started by',
  kind: 'choice',
  values: [
    { value: 'person', label: 'a person' },
    { value: 'schedule', label: 'a schedule' },
    { value: 'webhook', label: 'a webhook' },
    { value: 'mcp', label: 'an MCP client' },
    { value: 'hand', label: 'hand (recorded)' },
  ],
};
const ROLES: ConditionField = {
  name: 'actorRoles',
  label: 'The person is',
  kind: 'choice',
  values: plain('runner', 'builder', 'steward', 'leader', 'auditor', 'owner'),
};
const MODE: ConditionField = {
  name: 'mode',
  label: 'The run is',
  kind: 'choice',
  values: plain('live', 'practice', 'recorded'),
};
const yesNo = (name: string, label: string): ConditionField => ({ name, label, kind: 'yes-no' });

/** The fields that a condition may speak about. The server keeps the same list and has the last word. */
export const CONDITION_FIELDS: Readonly<Record<SubjectName, readonly ConditionField[]>> = {
  Tool: [
    {
      name: 'risk',
      label: 'The tool',
      kind: 'choice',
      values: [
        { value: 'read', label: 'reads' },
        { value: 'write', label: 'writes' },
        { value: 'destructive', label: 'destroys' },
      ],
    },
    { name: 'connectorId', label: 'The connector', kind: 'connector' },
    { name: 'connectorName', label: 'The connector’s name', kind: 'text' },
    { name: 'toolName', label: 'The tool’s name', kind: 'tool' },
    {
      name: 'dataClass',
      label: 'The data is',
      kind: 'choice',
      values: plain('public', 'internal', 'confidential', 'personal'),
    },
    yesNo('returnsUntrusted', 'It returns content of outsiders'),
    yesNo('reachesOutside', 'It reaches outside'),
    yesNo('labels.privateData', 'The run has read private data'),
    yesNo('labels.untrustedContent', 'The run has taken in content of outsiders'),
    yesNo('labels.reachedOutside', 'The run has reached outside'),
    TRIGGER,
    ROLES,
  ],
  Model: [{ name: 'model', label: 'The model', kind: 'model' }, MODE, TRIGGER, ROLES],
  Workflow: [
    {
      name: 'stage',
      label: 'The stage',
      kind: 'choice',
      values: plain('idea', 'draft', 'pilot', 'production', 'paused', 'retired'),
    },
    MODE,
    TRIGGER,
    ROLES,
    { name: 'maxTurns', label: 'Turns at most', kind: 'number' },
    { name: 'maxCostMicros', label: 'Cost limit, in millionths', kind: 'number' },
  ],
};

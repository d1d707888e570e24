import { MICROS_PER_UNIT } from '@groundswell/kernel';
import type { BuildPageQuery, DraftBodyFragment, SaveDraftInput } from '@groundswell/contracts';
import { fieldsOf, mentionedInputs, schemaOf, type FormValues, type SchemaField } from '@groundswell/ui';
import { rehearsalFrom, rehearsalTo, type Rehearsal } from './rehearsal-model.js';

export type BuiltWorkflow = NonNullable<BuildPageQuery['workflow']>;

/** A draft as the build page edits it. */
export interface DraftForm {
  readonly title: string;
  readonly task: string;
  readonly instructions: string;
  readonly inputs: readonly SchemaField[];
  readonly sample: FormValues;
  readonly outputSchema: unknown;
  readonly model: string;
  readonly maxTurns: number;
  /** In whole units of the organisation's currency. */
  readonly maxCost: number;
  /** Null where the draft says nothing. */
  readonly maxTokens: number | null;
  readonly maxMinutes: number | null;
  readonly maxQuestions: number | null;
  readonly toolIds: readonly string[];
  /** Workflows that it may call. */
  readonly callIds: readonly string[];
  readonly rehearsal: Rehearsal;
  readonly changeNote: string;
}

function asValues(sample: unknown): FormValues {
  return typeof sample === 'object' && sample !== null && !Array.isArray(sample) ? { ...sample } : {};
}

/** What the page begins with: the draft as the server has it. */
export function formOf(workflow: BuiltWorkflow, draft: DraftBodyFragment): DraftForm {
  return {
    title: workflow.title,
    task: workflow.task,
    instructions: draft.instructions,
    inputs: fieldsOf(draft.inputSchema),
    sample: asValues(draft.sampleInputs),
    outputSchema: draft.outputSchema ?? null,
    model: draft.model,
    maxTurns: draft.limits.maxTurns,
    maxCost: draft.limits.maxCostMicros / MICROS_PER_UNIT,
    maxTokens: draft.limits.maxTokens ?? null,
    maxMinutes: draft.limits.maxMinutes ?? null,
    maxQuestions: draft.limits.maxQuestions ?? null,
    callIds: draft.calls.map((call) => call.workflowId),
    toolIds: draft.bindings.flatMap((binding) => binding.tools.map((tool) => tool.id)),
    rehearsal: rehearsalFrom(draft.rehearsal),
    changeNote: draft.changeNote,
  };
}

/** Tools grouped by their connector, as the server binds them. Tools that no connector lists any more are let go. */
function bindingsOf(
  toolIds: readonly string[],
  connectors: readonly { id: string; tools: readonly { id: string }[] }[],
): SaveDraftInput['bindings'] {
  const chosen = new Set(toolIds);
  return connectors
    .map((connector) => ({
      connectorId: connector.id,
      toolIds: connector.tools.map((tool) => tool.id).filter((id) => chosen.has(id)),
    }))
    .filter((binding) => binding.toolIds.length > 0);
}

/** What the page sends to save a draft. Samples of inputs that are gone are let go too. */
export function inputOf(
  form: DraftForm,
  draft: { id: string; revision: number },
  connectors: readonly { id: string; tools: readonly { id: string }[] }[],
): SaveDraftInput {
  const keys = new Set(form.inputs.map((field) => field.key));
  return {
    versionId: draft.id,
    revision: draft.revision,
    title: form.title,
    task: form.task,
    instructions: form.instructions,
    inputSchema: schemaOf(form.inputs),
    outputSchema: form.outputSchema,
    sampleInputs: Object.fromEntries(Object.entries(form.sample).filter(([key]) => keys.has(key))),
    model: form.model,
    maxTurns: form.maxTurns,
    maxCostMicros: Math.round(form.maxCost * MICROS_PER_UNIT),
    maxTokens: form.maxTokens,
    maxMinutes: form.maxMinutes,
    maxQuestions: form.maxQuestions,
    bindings: bindingsOf(form.toolIds, connectors),
    calls: [...form.callIds],
    rehearsal: rehearsalTo(form.rehearsal),
    changeNote: form.changeNote,
  };
}

/** What a builder should know before submitting. Hints only: the server judges. */
export function hintsFor(form: DraftForm): string[] {
  const keys = new Set(form.inputs.map((field) => field.key));
  const mentioned = mentionedInputs(form.instructions);
  return [
    ...mentioned
      .filter((key) => !keys.has(key))
      .map((key) => `The instructions mention “${key}”, which is not among the inputs.`),
    ...form.inputs
      .filter((field) => !mentioned.includes(field.key))
      .map((field) => `“${field.label}” is asked for, but the instructions never use it.`),
    ...form.inputs
      .filter((field) => field.required && form.sample[field.key] === undefined)
      .map((field) => `“${field.label}” has no sample: whoever runs it first will not know what to put in.`),
    ...(form.rehearsal.length === 0 ? ['There is no rehearsal: without a model key nobody can practise.'] : []),
  ];
}

import { isId } from '@groundswell/kernel';
import type {
  ConnectorId,
  ConnectorVersionId,
  FieldFault,
  JsonObject,
  JsonValue,
  Micros,
  PersonId,
  ToolId,
} from '@groundswell/kernel';
import { callFaults, callNames, type CalledWorkflow } from './called-workflow.js';
import { checkInputs, inputNames, inputSchemaFaults, outputSchemaFaults } from './input-schema.js';
import { isJsonObject, isStorable, jsonSize } from './json-shape.js';
import { readRehearsal } from './rehearsal.js';
import { TEMPLATE_LIMITS, checkTemplate, faultText, inputScope } from './template.js';

export const VERSION_STATUSES = ['draft', 'submitted', 'published', 'rejected', 'superseded'] as const;
/** `superseded` is a version that was published until a newer one took its place. */
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** The use of one connector by a version: which of its versions, and which of its tools. Never a secret. */
export interface VersionBinding {
  readonly connectorId: ConnectorId;
  readonly connectorVersionId: ConnectorVersionId;
  readonly toolIds: readonly ToolId[];
}

/** What stops a run that goes on too long or costs too much. */
export interface VersionLimits {
  readonly maxTurns: number;
  readonly maxCostMicros: Micros;
  /** All tokens together, in and out. Absent where nothing is said: the digests of versions made before stay as they are. */
  readonly maxTokens?: number;
  /** Of the model and the tools at work; waiting for people does not count. */
  readonly maxMinutes?: number;
  /** Questions that a run may ask its person; absent where it may ask none. */
  readonly maxQuestions?: number;
}

/** Limits as they are stored: what is null is not there. */
export interface StoredLimits {
  readonly maxTurns: number;
  readonly maxCostMicros: Micros;
  readonly maxTokens?: number | null | undefined;
  readonly maxMinutes?: number | null | undefined;
  readonly maxQuestions?: number | null | undefined;
}

export function limitsOf({
  maxTurns,
  maxCostMicros,
  maxTokens,
  maxMinutes,
  maxQuestions,
}: StoredLimits): VersionLimits {
  return {
    maxTurns,
    maxCostMicros,
    ...(maxTokens == null ? {} : { maxTokens }),
    ...(maxMinutes == null ? {} : { maxMinutes }),
    ...(maxQuestions == null ? {} : { maxQuestions }),
  };
}

/** What a builder writes. It may be unfinished in a draft; contentFaults says what is missing. */
export interface VersionContent {
  readonly instructions: string;
  readonly inputSchema: JsonObject;
  readonly outputSchema: JsonObject | null;
  readonly sampleInputs: JsonObject;
  readonly model: string;
  readonly limits: VersionLimits;
  readonly bindings: readonly VersionBinding[];
  /** Workflows that it may call; absent where there are none. */
  readonly calls?: readonly CalledWorkflow[];
  readonly rehearsal: JsonValue;
  readonly changeNote: string;
}

/** What a version begins with when nothing was adapted. */
export const FIRST_DRAFT: VersionContent = {
  instructions: '',
  inputSchema: { type: 'object', properties: {}, required: [] },
  outputSchema: null,
  sampleInputs: {},
  model: 'claude-haiku-5-5',
  limits: { maxTurns: 12, maxCostMicros: 500_000 },
  bindings: [],
  rehearsal: null,
  changeNote: '',
};

export const CONTENT_LIMITS = {
  questions: { from: 1, to: 10 },
  jsonCharacters: 300_000,
  nesting: 24,
  changeNoteCharacters: 2_000,
  modelCharacters: 80,
  bindings: 20,
  toolsPerBinding: 60,
  turns: { from: 1, to: 100 },
  costMicros: { from: 1_000, to: 100_000_000 },
  tokens: { from: 1_000, to: 100_000_000 },
  minutes: { from: 1, to: 1_440 },
} as const;

export type VersionAct = 'save' | 'submit' | 'approve' | 'reject' | 'supersede';

/** The one table of version states. A published version has a single way on, and it changes nothing but the status. */
export const VERSION_TRANSITIONS: Readonly<
  Record<VersionAct, { readonly from: VersionStatus; readonly to: VersionStatus }>
> = {
  save: { from: 'draft', to: 'draft' },
  submit: { from: 'draft', to: 'submitted' },
  approve: { from: 'submitted', to: 'published' },
  reject: { from: 'submitted', to: 'rejected' },
  supersede: { from: 'published', to: 'superseded' },
};

/** The part of a version that its lifecycle depends on. `editorIds` are all people who wrote in it, its builder too. */
export interface VersionState {
  readonly status: VersionStatus;
  readonly revision: number;
  readonly editorIds: readonly PersonId[];
}

export type VersionDecision =
  | { readonly ok: true; readonly status: VersionStatus; readonly revision: number }
  | { readonly ok: false; readonly code: 'stale' | 'not-possible' | 'own-work'; readonly message: string };

/** Judges an act on a version by the table, by the revision that its author saw, and by who they are. */
export function decideVersion(
  state: VersionState,
  act: VersionAct,
  by: PersonId,
  seenRevision: number,
): VersionDecision {
  const transition = VERSION_TRANSITIONS[act];
  if (state.status !== transition.from) {
    return { ok: false, code: 'not-possible', message: NOT_POSSIBLE[act][state.status] ?? 'This is not possible now.' };
  }
  if (seenRevision !== state.revision) {
    return { ok: false, code: 'stale', message: 'Someone changed this version since you opened it.' };
  }
  if ((act === 'approve' || act === 'reject') && state.editorIds.includes(by)) {
    const message =
      'You wrote in this version, so someone else must review it. It waits in the review queue of your colleagues.';
    return { ok: false, code: 'own-work', message };
  }
  return { ok: true, status: transition.to, revision: state.revision + 1 };
}

const REVIEWED = 'This version was reviewed already. Reload the page to see the decision.';
const CLOSED = 'This version cannot be changed any more. Start a new draft from it.';
const NOT_SUBMITTED = 'This version was not submitted for review. Its builder submits it first.';
const IN_REVIEW = 'This version waits for its review and cannot be changed meanwhile.';
const NOT_POSSIBLE: Readonly<Record<VersionAct, Partial<Record<VersionStatus, string>>>> = {
  save: { submitted: IN_REVIEW, published: CLOSED, rejected: CLOSED, superseded: CLOSED },
  submit: { submitted: 'This version is submitted already.', published: CLOSED, rejected: CLOSED, superseded: CLOSED },
  approve: { draft: NOT_SUBMITTED, published: REVIEWED, rejected: REVIEWED, superseded: REVIEWED },
  reject: { draft: NOT_SUBMITTED, published: REVIEWED, rejected: REVIEWED, superseded: REVIEWED },
  supersede: {},
};

/** What even an unfinished draft must keep to, so that it can be stored and shown. Everything else waits for submitting. */
export function storageFaults(content: VersionContent): FieldFault[] {
  const faults: FieldFault[] = [];
  const add = (path: string, message: string): number => faults.push({ path, message });
  const texts = {
    instructions: TEMPLATE_LIMITS.sourceCharacters,
    model: CONTENT_LIMITS.modelCharacters,
    changeNote: CONTENT_LIMITS.changeNoteCharacters,
  };
  for (const [path, limit] of Object.entries(texts)) {
    const text = content[path as keyof typeof texts];
    if (text.length > limit) add(path, `This text has ${text.length} characters; at most ${limit} are allowed.`);
    if (!isStorable(text)) add(path, 'This text contains a character that cannot be stored. Remove it.');
  }
  const documents = {
    inputSchema: content.inputSchema,
    outputSchema: content.outputSchema,
    sampleInputs: content.sampleInputs,
    rehearsal: content.rehearsal,
  };
  for (const [path, value] of Object.entries(documents)) {
    if (path !== 'rehearsal' && value !== null && !isJsonObject(value)) add(path, 'This must be a JSON object.');
    else if (jsonSize(value, CONTENT_LIMITS.nesting) > CONTENT_LIMITS.jsonCharacters) {
      add(
        path,
        `This is too large or nests too deep: at most ${CONTENT_LIMITS.jsonCharacters} characters are allowed.`,
      );
    } else if (!isStorable(value)) add(path, 'This contains a character that cannot be stored. Remove it.');
  }
  const { turns, costMicros } = CONTENT_LIMITS;
  if (!isWithin(content.limits.maxTurns, turns)) add('maxTurns', `Allow between ${turns.from} and ${turns.to} turns.`);
  if (!isWithin(content.limits.maxCostMicros, costMicros)) {
    add('maxCostMicros', 'Allow a cost between 0.001 and 100 units of your currency for one run.');
  }
  const { maxTokens, maxMinutes, maxQuestions } = content.limits;
  if (maxTokens !== undefined && !isWithin(maxTokens, CONTENT_LIMITS.tokens)) {
    add('maxTokens', 'Allow between 1,000 and 100 million tokens, or leave it empty.');
  }
  if (maxQuestions !== undefined && !isWithin(maxQuestions, CONTENT_LIMITS.questions)) {
    add('maxQuestions', 'Allow between 1 and 10 questions, or leave it empty.');
  }
  if (maxMinutes !== undefined && !isWithin(maxMinutes, CONTENT_LIMITS.minutes)) {
    add('maxMinutes', 'Allow between 1 and 1,440 minutes, or leave it empty.');
  }
  return [...faults, ...bindingFaults(content.bindings), ...callFaults(content.calls ?? [])];
}

/** Under which a rehearsal asks the person, where the version may. */
export const REHEARSED_QUESTION = 'person.ask';

function questionNames({ maxQuestions }: VersionLimits): readonly string[] {
  return maxQuestions === undefined ? [] : [REHEARSED_QUESTION];
}

/**
 * Everything that keeps a version from being submitted and run, all at once, each beside its field.
 * @param toolNames the bound tools as `<connector slug>.<tool>`; null leaves the tool names of the rehearsal unchecked.
 */
export function contentFaults(content: VersionContent, toolNames: readonly string[] | null): FieldFault[] {
  const stored = storageFaults(content);
  if (stored.length > 0) return stored;
  const faults: FieldFault[] = [];
  const schemaFaults = inputSchemaFaults(content.inputSchema);
  const names = schemaFaults.length === 0 ? inputNames(content.inputSchema) : [];
  if (content.instructions.trim() === '') {
    faults.push({ path: 'instructions', message: 'Write what is to be done, in plain words.' });
  } else if (schemaFaults.length === 0) {
    const found = checkTemplate(content.instructions, inputScope(names));
    faults.push(...found.map((fault) => ({ path: 'instructions', message: faultText(fault) })));
  }
  faults.push(...schemaFaults);
  if (content.outputSchema !== null) faults.push(...outputSchemaFaults(content.outputSchema));
  if (schemaFaults.length === 0) {
    const sample = checkInputs(content.inputSchema, content.sampleInputs, 'sampleInputs');
    if (!sample.ok) faults.push(...sample.faults);
    if (content.rehearsal !== null) {
      const read = readRehearsal(content.rehearsal, {
        inputNames: names,
        toolNames:
          toolNames === null
            ? null
            : [...toolNames, ...callNames(content.calls ?? []), ...questionNames(content.limits)],
      });
      if (!read.ok) faults.push(...read.faults);
    }
  }
  if (content.model.trim() === '') faults.push({ path: 'model', message: 'Choose a model.' });
  content.bindings.forEach((binding, index) => {
    if (binding.toolIds.length > 0) return;
    faults.push({
      path: `bindings.${index}.toolIds`,
      message: 'Choose at least one tool of this connector, or remove it.',
    });
  });
  if (content.changeNote.trim() === '') {
    faults.push({ path: 'changeNote', message: 'Say in one sentence what is new, for whoever reviews it.' });
  }
  return faults;
}

function bindingFaults(bindings: readonly VersionBinding[]): FieldFault[] {
  const faults: FieldFault[] = [];
  if (bindings.length > CONTENT_LIMITS.bindings) {
    faults.push({ path: 'bindings', message: `At most ${CONTENT_LIMITS.bindings} connectors can be bound.` });
  }
  const seen = new Set<string>();
  bindings.forEach((binding, index) => {
    const path = `bindings.${index}`;
    if (!isId(binding.connectorId))
      faults.push({ path: `${path}.connectorId`, message: 'This is not the id of a connector.' });
    if (seen.has(binding.connectorId))
      faults.push({ path, message: 'This connector is bound twice. Put its tools together.' });
    seen.add(binding.connectorId);
    if (binding.toolIds.length > CONTENT_LIMITS.toolsPerBinding) {
      faults.push({
        path: `${path}.toolIds`,
        message: `At most ${CONTENT_LIMITS.toolsPerBinding} tools of a connector can be bound.`,
      });
    }
    if (binding.toolIds.some((id) => !isId(id)))
      faults.push({ path: `${path}.toolIds`, message: 'One of these is not the id of a tool.' });
    if (new Set(binding.toolIds).size !== binding.toolIds.length)
      faults.push({ path: `${path}.toolIds`, message: 'A tool is listed twice.' });
  });
  return faults;
}

function isWithin(value: number, range: { readonly from: number; readonly to: number }): boolean {
  return Number.isSafeInteger(value) && value >= range.from && value <= range.to;
}

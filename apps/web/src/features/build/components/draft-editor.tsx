import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { BuildChoicesQuery, DraftBodyFragment } from '@groundswell/contracts';
import { JsonView, SchemaForm, schemaOf } from '@groundswell/ui';
import { InheritedList } from '../../../lib/inherited-list.js';
import { JsonToggle } from '../../../lib/json-toggle.js';
import { Section } from '../../../lib/page.js';
import { faultOf, faultsBelow, type Problem } from '../../../lib/problem.js';
import { CallChoice } from './call-choice.js';
import type { BuiltWorkflow, DraftForm } from './draft-model.js';
import { InputsEditor } from './inputs-editor.js';
import { InstructionsEditor } from './instructions-editor.js';
import { ModelAndLimits } from './model-and-limits.js';
import { RehearsalEditor } from './rehearsal-editor.js';
import { rehearsableTools } from './rehearsal-names.js';
import { ToolChoice } from './tool-choice.js';

export interface DraftEditorProps {
  readonly workflow: BuiltWorkflow;
  readonly draft: DraftBodyFragment;
  readonly form: DraftForm;
  readonly choices: BuildChoicesQuery;
  readonly problem: Problem | null;
  readonly onChange: (part: Partial<DraftForm>) => void;
}

/** The messages for the fields of a schema: their paths go through `properties`. */
function faultsOfFields(problem: Problem | null): Record<string, string> {
  const found: Record<string, string> = {};
  for (const fault of problem?.fields ?? []) {
    const key = /inputSchema\.properties\.([^.]+)/.exec(fault.path)?.[1];
    if (key !== undefined) found[key] ??= fault.message;
  }
  return found;
}

/** The messages for workflows that cannot be called. */
function faultsOfCalls(problem: Problem | null): string[] {
  return (problem?.fields ?? []).filter((fault) => fault.path.startsWith('calls')).map((fault) => fault.message);
}

function faultsOfTurns(problem: Problem | null): Record<string, string> {
  const found: Record<string, string> = {};
  for (const fault of problem?.fields ?? []) {
    const turn = /rehearsal\.turns\.(\d+)/.exec(fault.path)?.[1];
    if (turn !== undefined) found[turn] ??= fault.message;
  }
  return found;
}

/** The left side of the build page: everything that makes up the version. */
export function DraftEditor({ workflow, draft, form, choices, problem, onChange }: DraftEditorProps) {
  const inherited = workflow.adaptedFrom != null;
  const inheritedIds = new Set(
    draft.bindings.filter((binding) => binding.inherited).map((binding) => binding.connector.id),
  );
  return (
    <Stack gap="lg">
      {inherited && (
        <Section title="Already in place">
          <InheritedList inherited={workflow.inherited} nothing="Nothing is inherited beyond the words." />
        </Section>
      )}
      <Section title="What it is for">
        <TextInput
          label="Title"
          required
          value={form.title}
          error={faultOf(problem, 'title')}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Textarea
          label="The tedious task"
          required
          autosize
          minRows={3}
          value={form.task}
          error={faultOf(problem, 'task')}
          onChange={(event) => onChange({ task: event.currentTarget.value })}
        />
      </Section>
      <Section title="What it asks for">
        <InputsEditor
          inputs={form.inputs}
          errors={faultsOfFields(problem)}
          error={faultOf(problem, 'inputSchema')}
          onChange={(inputs) => onChange({ inputs })}
        />
      </Section>
      <Section title="Instructions">
        <InstructionsEditor
          value={form.instructions}
          inputs={form.inputs}
          error={faultOf(problem, 'instructions')}
          onChange={(instructions) => onChange({ instructions })}
        />
      </Section>
      <Section title="Tools">
        <ToolChoice
          connectors={choices.connectors}
          inheritedIds={inheritedIds}
          toolIds={form.toolIds}
          error={faultOf(problem, 'bindings')}
          onChange={(toolIds) => onChange({ toolIds })}
        />
      </Section>
      <Section title="Workflows it may call">
        <CallChoice
          workflows={choices.workflows.items.filter((one) => one.id !== workflow.id)}
          calls={draft.calls}
          callIds={form.callIds}
          errors={faultsOfCalls(problem)}
          onChange={(callIds) => onChange({ callIds })}
        />
      </Section>
      <Section title="Sample">
        <Text c="dimmed">Filled in for whoever opens it, so that the first run is one click.</Text>
        <SchemaForm
          asSample
          schema={schemaOf(form.inputs.map((field) => ({ ...field, required: false })))}
          values={form.sample}
          onChange={(sample) => onChange({ sample })}
          errors={faultsBelow(problem, 'sampleInputs')}
        />
      </Section>
      <Section title="Model and limits">
        <ModelAndLimits
          model={form.model}
          maxTurns={form.maxTurns}
          maxCost={form.maxCost}
          maxTokens={form.maxTokens}
          maxMinutes={form.maxMinutes}
          maxQuestions={form.maxQuestions}
          prices={choices.modelPrices}
          problem={problem}
          onChange={onChange}
        />
      </Section>
      <Section title="Rehearsal for practice">
        <RehearsalEditor
          rehearsal={form.rehearsal}
          tools={[
            ...rehearsableTools(choices.connectors, form.toolIds),
            ...draft.calls.map((call) => ({ name: `workflows.${call.name}`, values: [] })),
          ]}
          inputKeys={form.inputs.map((field) => field.key)}
          mayAsk={form.maxQuestions !== null}
          onAllowQuestions={() => onChange({ maxQuestions: 1 })}
          errors={faultsOfTurns(problem)}
          error={faultOf(problem, 'rehearsal')}
          onChange={(rehearsal) => onChange({ rehearsal })}
        />
      </Section>
      <Section title="Shape of the output">
        <JsonToggle
          label="JSON Schema of the output (null for plain text)"
          value={form.outputSchema}
          error={faultOf(problem, 'outputSchema')}
          onChange={(outputSchema) => onChange({ outputSchema })}
        >
          {form.outputSchema === null ? (
            <Text c="dimmed">Plain text.</Text>
          ) : (
            <JsonView value={form.outputSchema} label="JSON Schema of the output" />
          )}
        </JsonToggle>
      </Section>
      <Section title="What changed">
        <TextInput
          label="Note for the reviewer and the list of versions"
          description={
            draft.number === 1 && !inherited
              ? 'One sentence. Of a first version, say what is in it.'
              : 'One sentence: what is different now, and why.'
          }
          required
          value={form.changeNote}
          error={faultOf(problem, 'changeNote')}
          onChange={(event) => onChange({ changeNote: event.currentTarget.value })}
        />
      </Section>
    </Stack>
  );
}

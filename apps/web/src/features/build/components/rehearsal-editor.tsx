import { useState } from 'react';
import { Button, Group, NativeSelect, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { JsonToggle } from '../../../lib/json-toggle.js';
import {
  argumentsFault,
  rehearsalFrom,
  rehearsalTo,
  type Rehearsal,
  type RehearsedTurn,
  type RehearsedUse,
} from './rehearsal-model.js';
import { questionFrom, questionTo, type RehearsedQuestion } from './rehearsed-question.js';
import { sketchValues, valuesHint, type RehearsableTool } from './rehearsal-names.js';

/** What a rehearsal may use: the tools that are bound, and the inputs of the workflow. */
interface Usable {
  readonly tools: readonly RehearsableTool[];
  readonly inputKeys: readonly string[];
  /** Whether the version may ask its person anything. */
  readonly mayAsk: boolean;
  readonly onAllowQuestions: () => void;
}

interface UseProps extends Usable {
  readonly use: RehearsedUse;
  readonly onChange: (use: RehearsedUse) => void;
  readonly onRemove: () => void;
}

function UseEditor({ use, tools, inputKeys, onChange, onRemove }: UseProps) {
  const toolNames = tools.map((tool) => tool.name);
  const tool = tools.find((one) => one.name === use.tool);
  const hint = valuesHint(tool);
  // What somebody typed stays; what this page put there gives way to what the other tool needs.
  const choose = (name: string) => {
    const untouched = use.argumentsText.trim() === '{}' || use.argumentsText === sketchValues(tool, inputKeys);
    const chosen = tools.find((one) => one.name === name);
    onChange({ tool: name, argumentsText: untouched ? sketchValues(chosen, inputKeys) : use.argumentsText });
  };
  const names = use.tool === '' || toolNames.includes(use.tool) ? toolNames : [use.tool, ...toolNames];
  return (
    <Stack gap={8} pl="md">
      <Group align="flex-end" gap={8}>
        <NativeSelect
          label="Then uses"
          data={[{ value: '', label: 'Choose a tool…' }, ...names]}
          value={use.tool}
          style={{ flex: 1 }}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
          Leave it out
        </Button>
      </Group>
      <Textarea
        label="with these values"
        description={`${hint === null ? '' : `${hint} `}Written as JSON. Texts may hold {{inputs.…}} and, after the first tool, {{results.1.text}} or {{results.1.json./0/name}}.`}
        classNames={{ input: 'gs-mono' }}
        autosize
        minRows={2}
        value={use.argumentsText}
        error={argumentsFault(use.argumentsText)}
        onChange={(event) => onChange({ ...use, argumentsText: event.currentTarget.value })}
      />
    </Stack>
  );
}

/** A question to the person: the run waits for the answer, in practice too. */
function QuestionEditor({
  asked,
  mayAsk,
  onAllow,
  onChange,
  onRemove,
}: {
  readonly asked: RehearsedQuestion;
  readonly mayAsk: boolean;
  readonly onAllow: () => void;
  readonly onChange: (use: RehearsedUse) => void;
  readonly onRemove: () => void;
}) {
  const [choices, setChoices] = useState(asked.choices.join('\n'));
  return (
    <Stack gap={8} pl="md">
      <Group align="flex-end" gap={8}>
        <TextInput
          label="Then asks the person"
          description="Texts may hold {{inputs.…}} and, after the first tool, {{results.1.text}}. The answer is a result like that of a tool."
          value={asked.question}
          error={asked.question.trim() === '' ? 'Write the question.' : undefined}
          style={{ flex: 1 }}
          onChange={(event) => onChange(questionTo({ ...asked, question: event.currentTarget.value }))}
        />
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
          Leave it out
        </Button>
      </Group>
      <Textarea
        label="Answers to choose from"
        description="One a line. Left empty, the person answers in their own words."
        autosize
        minRows={2}
        value={choices}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setChoices(text);
          onChange(questionTo({ ...asked, choices: text.split('\n').filter((line) => line.trim() !== '') }));
        }}
      />
      {!mayAsk && (
        <Group gap={8}>
          <Text c="var(--gs-amber)">This draft may not ask anything yet.</Text>
          <Button size="compact-sm" variant="default" onClick={onAllow}>
            Allow one question in a run
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface TurnProps extends Usable {
  readonly turn: RehearsedTurn;
  readonly number: number;
  readonly error: string | undefined;
  readonly onChange: (turn: RehearsedTurn) => void;
  readonly onRemove: () => void;
}

function TurnEditor({ turn, number, error, onChange, onRemove, ...usable }: TurnProps) {
  const { tools, inputKeys, mayAsk, onAllowQuestions } = usable;
  const setUse = (at: number, use: RehearsedUse | null) =>
    onChange({
      ...turn,
      uses: turn.uses.flatMap((one, index) => (index === at ? (use === null ? [] : [use]) : [one])),
    });
  return (
    <Paper p="sm" component="li">
      <Stack gap="sm">
        <Textarea
          label={`Turn ${number}: says`}
          autosize
          minRows={2}
          value={turn.text}
          error={error}
          onChange={(event) => onChange({ ...turn, text: event.currentTarget.value })}
        />
        {turn.uses.map((use, index) => {
          const asked = questionFrom(use);
          const change = { onChange: (now: RehearsedUse) => setUse(index, now), onRemove: () => setUse(index, null) };
          return asked === null ? (
            <UseEditor key={index} use={use} {...usable} {...change} />
          ) : (
            <QuestionEditor key={index} asked={asked} mayAsk={mayAsk} onAllow={onAllowQuestions} {...change} />
          );
        })}
        <Group gap={8}>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() =>
              onChange({
                ...turn,
                uses: [...turn.uses, { tool: tools[0]?.name ?? '', argumentsText: sketchValues(tools[0], inputKeys) }],
              })
            }
          >
            Then uses a tool
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onChange({ ...turn, uses: [...turn.uses, questionTo({ question: '', choices: [] })] })}
          >
            Then asks the person
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={14} aria-hidden="true" />}
            onClick={onRemove}
          >
            Remove turn {number}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

export interface RehearsalEditorProps extends Usable {
  readonly rehearsal: Rehearsal;
  readonly errors: Readonly<Record<string, string>>;
  readonly error: string | undefined;
  readonly onChange: (rehearsal: Rehearsal) => void;
}

/** The script that the practice model replays: what it says, and which tools it then uses. The calls themselves are real. */
export function RehearsalEditor({ rehearsal, errors, error, onChange, ...usable }: RehearsalEditorProps) {
  return (
    <JsonToggle
      label="Rehearsal as JSON"
      value={rehearsalTo(rehearsal)}
      onChange={(value) => onChange(rehearsalFrom(value))}
      error={error}
    >
      <Text c="dimmed">
        For practice without a model: write what it would say and do. The last turn is its answer. The tool calls are
        real, so is what comes back; a question waits for the person’s answer.
      </Text>
      {error !== undefined && <Text c="var(--mantine-color-error)">{error}</Text>}
      <Stack gap="sm" component="ol" className="gs-list">
        {rehearsal.map((turn, index) => (
          <TurnEditor
            key={index}
            turn={turn}
            number={index + 1}
            {...usable}
            error={errors[String(index)]}
            onChange={(changed) => onChange(rehearsal.map((one, at) => (at === index ? changed : one)))}
            onRemove={() => onChange(rehearsal.filter((_, at) => at !== index))}
          />
        ))}
      </Stack>
      <Button
        size="compact-sm"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => onChange([...rehearsal, { text: '', uses: [] }])}
      >
        {rehearsal.length === 0 ? 'Write a rehearsal' : 'Add a turn'}
      </Button>
    </JsonToggle>
  );
}

import { useRef } from 'react';
import { Button, Group, Text, Textarea } from '@mantine/core';
import { mentionedInputs, TemplateText, type SchemaField } from '@groundswell/ui';

export interface InstructionsEditorProps {
  readonly value: string;
  readonly inputs: readonly SchemaField[];
  readonly error: string | undefined;
  readonly onChange: (instructions: string) => void;
}

/** The instructions in plain words; inputs are put in as chips at the cursor. */
export function InstructionsEditor({ value, inputs, error, onChange }: InstructionsEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (key: string) => {
    const element = field.current;
    const chip = `{{inputs.${key}}}`;
    const start = element?.selectionStart ?? value.length;
    const end = element?.selectionEnd ?? start;
    onChange(value.slice(0, start) + chip + value.slice(end));
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(start + chip.length, start + chip.length);
    });
  };
  return (
    <>
      <Group gap={8} aria-label="Inputs to put in" role="group">
        <Text size="xs" c="dimmed">
          {inputs.length === 0 ? 'Inputs can be put in here once there are some.' : 'Put in:'}
        </Text>
        {inputs.map((input) => (
          <Button key={input.key} size="compact-xs" variant="light" onClick={() => insert(input.key)}>
            {input.label}
          </Button>
        ))}
      </Group>
      <Textarea
        ref={field}
        label="What it is told to do"
        required
        description="As you would tell a new colleague: what to look up, what to watch for, what to write, and when to stop."
        autosize
        minRows={8}
        maxRows={28}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {mentionedInputs(value).length > 0 && (
        <details className="app-preview">
          <summary>As it will be read</summary>
          <TemplateText text={value} fields={inputs} />
        </details>
      )}
    </>
  );
}

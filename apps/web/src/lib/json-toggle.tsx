import { useState, type ReactNode } from 'react';
import { Button, Stack, Textarea } from '@mantine/core';

export interface JsonToggleProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** How the same thing is edited by choosing. */
  readonly children: ReactNode;
  readonly error?: string | undefined;
}

/** The same thing edited by choosing or, one click away, as JSON. A text that is not yet valid stays in the field and changes nothing. */
export function JsonToggle({ label, value, onChange, children, error }: JsonToggleProps) {
  const [text, setText] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const accept = (next: string) => {
    setText(next);
    try {
      onChange(JSON.parse(next));
      setFault(null);
    } catch {
      setFault('This is not valid JSON yet; what was there before still holds.');
    }
  };
  return (
    <Stack gap="sm">
      {text === null ? (
        children
      ) : (
        <Textarea
          label={label}
          classNames={{ input: 'gs-mono' }}
          autosize
          minRows={6}
          maxRows={24}
          value={text}
          error={fault ?? error}
          onChange={(event) => accept(event.currentTarget.value)}
        />
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        style={{ alignSelf: 'flex-start' }}
        disabled={fault !== null}
        onClick={() => setText(text === null ? JSON.stringify(value, null, 2) : null)}
      >
        {text === null ? 'As JSON' : 'Back to choosing'}
      </Button>
    </Stack>
  );
}

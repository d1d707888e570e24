import { useEffect, useRef, type ReactNode, type SubmitEvent } from 'react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { Problem } from './problem.js';

/** Says at the head of a form why it was not taken, and moves the reader there. */
export function ProblemNote({ problem }: { problem: Problem | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) place.current?.focus();
  }, [problem]);
  if (problem === null) return null;
  return (
    <Alert
      ref={place}
      tabIndex={-1}
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertCircle aria-hidden="true" />}
      title={problem.title}
    >
      <Text className="gs-break">{problem.message}</Text>
      {problem.correlationId !== undefined && (
        <Text size="xs" c="dimmed" mt={4}>
          Number for your steward: {problem.correlationId}
        </Text>
      )}
    </Alert>
  );
}

/** Says that what is in the form was typed earlier, and offers to start over. */
export function RestoredNote({ restored, onDiscard }: { restored: boolean; onDiscard: () => void }) {
  if (!restored) return null;
  return (
    <Group gap={8} role="status">
      <Text c="dimmed">What you typed earlier is still here.</Text>
      <Button size="compact-sm" variant="subtle" onClick={onDiscard}>
        Start over
      </Button>
    </Group>
  );
}

export interface FormProps {
  readonly onSubmit: () => void;
  readonly problem: Problem | null;
  readonly children: ReactNode;
  readonly label?: string;
}

/** A form: submits on Enter, never reloads the page, and shows its problem first. The server judges; the browser does not. */
export function Form({ onSubmit, problem, children, label }: FormProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // A form in a dialog stands in the tree of the form around it, and must not submit that one too.
    event.stopPropagation();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate aria-label={label}>
      <Stack gap="md">
        <ProblemNote problem={problem} />
        {children}
      </Stack>
    </form>
  );
}

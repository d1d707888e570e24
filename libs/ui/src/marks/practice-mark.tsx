import { IconMasksTheater } from '@tabler/icons-react';
import { Alert, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

const MEANING = 'Scripted answers instead of a model. The tool calls are real. Counted in no figure.';

/** Stands wherever output or figures come from the practice model. Its dashed edge appears nowhere else. */
export function PracticeMark() {
  return (
    <Tooltip label={MEANING}>
      <span className="gs-mark gs-practice">
        <IconMasksTheater size={14} stroke={1.75} aria-hidden="true" />
        Practice
      </span>
    </Tooltip>
  );
}

/** The same label as a full-width note, for the head of a page that shows practice output. */
export function PracticeNote({ children }: { children?: ReactNode }) {
  return (
    <Alert
      className="gs-practice-note"
      variant="transparent"
      icon={<IconMasksTheater aria-hidden="true" />}
      title="Practice"
    >
      {children ?? MEANING}
    </Alert>
  );
}

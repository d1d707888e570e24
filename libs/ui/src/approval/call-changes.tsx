import { Text } from '@mantine/core';
import { ChangeList, type VersionChangeValue } from '../differences/change-list.js';
import { InertText } from '../inert/inert-text.js';

/** What a call would change, as a tool that only reads says it. */
export interface CallPreviewValue {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly text?: string | null;
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Member by member what differs between two values; the values themselves where they have no members. */
export function changesBetween(before: unknown, after: unknown, area: string): readonly VersionChangeValue[] {
  if (!isRecord(before) || !isRecord(after)) {
    return [{ area, label: 'Content', before: shown(before), after: shown(after) }];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ area, label: name, before: shown(before[name]), after: shown(after[name]) }));
}

/** Before and after, where the tool says so; its own words otherwise. */
export function CallPreview({ preview, system }: { preview: CallPreviewValue; system: string }) {
  const { before = null, after = null, text } = preview;
  return (
    <section aria-label={`What changes in ${system}`}>
      <Text fw={550} mb={4}>
        What changes in {system}
      </Text>
      {before === null && after === null ? (
        <InertText text={text ?? ''} />
      ) : (
        <ChangeList changes={changesBetween(before, after, system)} none="It would change nothing." />
      )}
      <Text size="xs" c="dimmed">
        {system} says so itself, looked up just before you were asked.
      </Text>
    </section>
  );
}

/** Who changed the call that the run had asked for, and how. */
export function CallEdit({ by, original, now }: { by: string; original: unknown; now: unknown }) {
  return (
    <section aria-label="What was changed">
      <Text fw={550} mb={4}>
        {by} changed the values that the run asked for
      </Text>
      <ChangeList changes={changesBetween(original, now, 'value')} none="Nothing differs." />
    </section>
  );
}

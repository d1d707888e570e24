import { Text } from '@mantine/core';
import type { LayerChangeKind, LayerDifferenceFragment } from '@groundswell/contracts';
import { ChangeList } from '@groundswell/ui';

const WORDS: Readonly<Record<LayerChangeKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  sealed: 'Sealed: no exception passes it any more',
  unsealed: 'Seal taken off: exceptions can pass it',
  renamed: 'New name',
};

/** What differs between two states of a layer, in plain sentences. */
export function DifferenceList({
  changes,
  none = 'They say the same.',
}: {
  changes: readonly LayerDifferenceFragment[];
  none?: string;
}) {
  if (changes.length === 0) return <Text c="dimmed">{none}</Text>;
  return (
    <ChangeList
      changes={changes.map(({ kind, before, after }) => ({
        label: WORDS[kind],
        area: 'this layer',
        before: before ?? null,
        after: after ?? null,
      }))}
    />
  );
}

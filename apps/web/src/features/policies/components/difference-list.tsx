import { Text } from '@mantine/core';
import type { LayerChangeKind, LayerDifferenceFragment } from '@groundswell/contracts';

const WORDS: Readonly<Record<LayerChangeKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  sealed: 'Sealed, so that no exception passes it',
  unsealed: 'Seal taken off, so that exceptions can pass it',
  renamed: 'New name',
};

function Change({ change }: { change: LayerDifferenceFragment }) {
  const { kind, before, after } = change;
  const sealing = kind === 'sealed' || kind === 'unsealed';
  return (
    <li className="app-difference" data-kind={kind}>
      <Text fw={550} size="sm">
        {WORDS[kind]}
      </Text>
      <div>
        {before != null && !sealing && (
          <Text className="gs-break" c={after == null ? undefined : 'dimmed'}>
            {after == null ? <del>{before}</del> : <>Before: {before}</>}
          </Text>
        )}
        {after != null && <Text className="gs-break">{before == null || sealing ? after : <>Now: {after}</>}</Text>}
      </div>
    </li>
  );
}

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
    <ul className="gs-list">
      {changes.map((change) => (
        <Change key={`${change.kind} ${change.before ?? ''} ${change.after ?? ''}`} change={change} />
      ))}
    </ul>
  );
}

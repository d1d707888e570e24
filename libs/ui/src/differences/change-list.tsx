import { Text } from '@mantine/core';
import { compareWords, type WordPiece } from './word-changes.js';

export interface VersionChangeValue {
  readonly area: string;
  readonly label: string;
  readonly before?: string | null;
  readonly after?: string | null;
}

function Pieces({ pieces }: { pieces: readonly WordPiece[] }) {
  return (
    <span className="gs-change-text">
      {pieces.map((piece, index) =>
        piece.changed ? (
          <span key={index} className="gs-change-mark">
            {piece.text}
          </span>
        ) : (
          <span key={index}>{piece.text}</span>
        ),
      )}
    </span>
  );
}

function Change({ change }: { change: VersionChangeValue }) {
  const before = change.before ?? null;
  const after = change.after ?? null;
  const compared = before !== null && after !== null ? compareWords(before, after) : null;
  return (
    <div className="gs-change">
      <div className="gs-change-head">
        <strong>{change.label}</strong>{' '}
        <Text span c="dimmed" size="xs">
          {change.area}
          {before === null ? ' · added' : after === null ? ' · removed' : ' · changed'}
        </Text>
      </div>
      {before !== null && (
        <div className="gs-change-line" data-side="before">
          <span>Before</span>
          <Pieces pieces={compared?.before ?? [{ text: before, changed: true }]} />
        </div>
      )}
      {after !== null && (
        <div className="gs-change-line" data-side="after">
          <span>After</span>
          <Pieces pieces={compared?.after ?? [{ text: after, changed: false }]} />
        </div>
      )}
    </div>
  );
}

/** Differences between two versions or definitions, each named in words, with the words that changed marked. */
export function ChangeList({
  changes,
  none = 'Nothing differs.',
}: {
  changes: readonly VersionChangeValue[];
  none?: string;
}) {
  if (changes.length === 0) return <Text c="dimmed">{none}</Text>;
  return (
    <div>
      {changes.map((change, index) => (
        <Change key={index} change={change} />
      ))}
    </div>
  );
}

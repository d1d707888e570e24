import { Badge, Text } from '@mantine/core';
import { IconCheck, IconHandStop, IconLock, IconX } from '@tabler/icons-react';

export interface SentencedLayer {
  readonly rules: readonly {
    readonly id: string;
    readonly effect: 'allow' | 'deny';
    readonly sentence: string;
    readonly sealed: boolean;
  }[];
  readonly obligations: readonly { readonly id: string; readonly sentence: string; readonly sealed: boolean }[];
}

function Sealed() {
  return (
    <Badge variant="default" tt="none" leftSection={<IconLock size={12} aria-hidden="true" />}>
      sealed
    </Badge>
  );
}

/** What a layer says, in plain sentences. */
export function LayerSentences({ layer }: { layer: SentencedLayer }) {
  if (layer.rules.length + layer.obligations.length === 0)
    return <Text c="dimmed">It says nothing yet, so it takes nothing away.</Text>;
  return (
    <ul className="gs-list">
      {layer.rules.map((rule) => (
        <li key={rule.id} className="app-sentence">
          {rule.effect === 'allow' ? (
            <IconCheck size={16} aria-hidden="true" />
          ) : (
            <IconX size={16} aria-hidden="true" />
          )}
          <Text className="gs-break">
            {rule.sentence} {rule.sealed && <Sealed />}
          </Text>
        </li>
      ))}
      {layer.obligations.map((obligation) => (
        <li key={obligation.id} className="app-sentence">
          <IconHandStop size={16} aria-hidden="true" />
          <Text className="gs-break">
            {obligation.sentence} {obligation.sealed && <Sealed />}
          </Text>
        </li>
      ))}
    </ul>
  );
}

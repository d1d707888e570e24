import { List, Text } from '@mantine/core';
import type { CompoundingFiguresFragment } from '@groundswell/contracts';
import { EmptyState, EvidenceBar, Figure, formatHours, formatPercent, GroundswellStream, Money } from '@groundswell/ui';
import { Section } from '../../../lib/page.js';

function Reuse({ figures }: { figures: CompoundingFiguresFragment }) {
  const { reuse } = figures;
  if (!reuse.enough) return <Text c="dimmed">{reuse.explanation}</Text>;
  return (
    <div className="app-tiles">
      <Figure
        figure="reuse-share"
        label="Versions that inherit something"
        value={formatPercent(reuse.any)}
        entriesHref="/compounding/workflows?figure=reuse-share"
      />
      <Figure figure="reuse-share" label="a connector" value={formatPercent(reuse.binding)} />
      <Figure figure="reuse-share" label="a policy layer" value={formatPercent(reuse.layer)} />
      <Figure figure="reuse-share" label="instructions" value={formatPercent(reuse.prompt)} />
    </div>
  );
}

/** What stands below the first screen: the groundswell, the split of hours, reuse, and what the figures say in words. */
export function CompoundingDetails({ figures }: { figures: CompoundingFiguresFragment }) {
  return (
    <>
      <Section
        title="The groundswell"
        aside={<Text c="dimmed">Live workflows by the first workflow that they grew from</Text>}
      >
        {figures.stream.length === 0 ? (
          <EmptyState title="It begins with the first live workflow">
            Each workflow that is adapted from another widens the stream of the first.
          </EmptyState>
        ) : (
          <GroundswellStream rows={figures.stream} />
        )}
      </Section>
      <Section title="All hours, by evidence">
        <EvidenceBar hours={{ ...figures.hoursTotal, estimated: figures.hoursTotal.estimatedScaled }} />
        <Text c="dimmed">{figures.hoursTotal.explanation}</Text>
        {figures.hoursTotal.lost > 0 && (
          <Text>Lost to runs that were of no use, and already taken off: {formatHours(figures.hoursTotal.lost)}.</Text>
        )}
      </Section>
      <Section title="Reuse">
        <Reuse figures={figures} />
      </Section>
      <Section title="In words">
        <List size="sm" spacing={4}>
          <List.Item>{figures.learningRate.explanation}</List.Item>
          <List.Item>{figures.fteSaved.explanation}</List.Item>
          <List.Item>
            {figures.netValue.explanation} Spent so far: <Money micros={figures.netValue.costMicros} />. With the
            estimate the net value would be <Money micros={figures.netValue.withEstimatedMicros} />.
          </List.Item>
          <List.Item>{figures.reproduction.explanation}</List.Item>
        </List>
      </Section>
    </>
  );
}

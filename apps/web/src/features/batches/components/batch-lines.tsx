import { Anchor, Text } from '@mantine/core';
import type { BatchHeadFragment } from '@groundswell/contracts';
import { Money, PracticeMark, StackingRow, StackingTable, When, type StackingColumn } from '@groundswell/ui';
import { Link } from 'react-router';
import { progressOf, STATUS_WORDS } from './batch-words.js';

const COLUMNS: readonly StackingColumn[] = [
  { label: 'Batch', plain: true },
  { label: 'State' },
  { label: 'By' },
  { label: 'Done', right: true },
  { label: 'Came to nothing', right: true },
  { label: 'Model cost', right: true },
];

/** Batches as a table: of what, by whom, how far. */
export function BatchLines({ batches }: { batches: readonly BatchHeadFragment[] }) {
  return (
    <StackingTable label="Batches" minWidth={760} columns={COLUMNS}>
      {batches.map((batch) => {
        const { done, of } = progressOf(batch);
        return (
          <StackingRow
            key={batch.id}
            columns={COLUMNS}
            cells={[
              <div key="what">
                <Anchor component={Link} to={`/batches/${batch.id}`} fw={550} className="gs-break">
                  {batch.workflow.title}
                </Anchor>{' '}
                {batch.mode === 'practice' && <PracticeMark />}
                <Text size="xs" c="dimmed" className="gs-break">
                  <When at={batch.createdAt} /> · {batch.name}
                </Text>
              </div>,
              STATUS_WORDS[batch.status],
              batch.actor.name,
              `${done} of ${of}`,
              String(batch.counts.failed),
              batch.mode === 'live' ? <Money key="cost" micros={batch.counts.costMicros} /> : '–',
            ]}
          />
        );
      })}
    </StackingTable>
  );
}

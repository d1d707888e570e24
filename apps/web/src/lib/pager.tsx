import { Button, Group, Text } from '@mantine/core';
import { formatCount } from '@groundswell/ui';
import { useState } from 'react';

export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly totalCount: number;
  readonly nextCursor?: string | null;
}

/** Where a list has been paged to: a stack of cursors, so that one can also go back. Starts over when the filter changes. */
export function useCursor(filterKey: string): {
  readonly after: string | undefined;
  readonly page: number;
  readonly forward: (cursor: string) => void;
  readonly backward: () => void;
} {
  const [state, setState] = useState<{ filterKey: string; cursors: string[] }>({ filterKey, cursors: [] });
  const cursors = state.filterKey === filterKey ? state.cursors : [];
  return {
    after: cursors.at(-1),
    page: cursors.length,
    forward: (cursor) => setState({ filterKey, cursors: [...cursors, cursor] }),
    backward: () => setState({ filterKey, cursors: cursors.slice(0, -1) }),
  };
}

/** The foot of a list: how many there are, and the way to more. */
export function Pager({
  page,
  cursor,
  noun,
  nouns,
}: {
  page: Paged<unknown>;
  cursor: ReturnType<typeof useCursor>;
  noun: string;
  nouns?: string;
}) {
  return (
    <Group justify="space-between">
      <Text c="dimmed" role="status">
        {formatCount(page.totalCount, noun, nouns)}
      </Text>
      {(cursor.page > 0 || page.nextCursor != null) && (
        <Group gap={8}>
          <Button size="compact-sm" variant="default" disabled={cursor.page === 0} onClick={cursor.backward}>
            Back
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={page.nextCursor == null}
            onClick={() => {
              if (page.nextCursor != null) cursor.forward(page.nextCursor);
            }}
          >
            Next
          </Button>
        </Group>
      )}
    </Group>
  );
}

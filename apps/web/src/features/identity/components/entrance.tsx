import type { ReactNode } from 'react';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { GroundswellDrawing } from '@groundswell/ui';
import { usePageTitle } from '../../../lib/page.js';

/** The frame of the pages before one is signed in. */
export function Entrance({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className="app-entrance">
      <Stack gap="lg">
        <div>
          <GroundswellDrawing />
          <Text fw={620}>Groundswell</Text>
        </div>
        <div>
          <Title order={1}>{title}</Title>
          {lead !== undefined && (
            <Text c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
        </div>
        <Paper p="lg">{children}</Paper>
      </Stack>
    </main>
  );
}

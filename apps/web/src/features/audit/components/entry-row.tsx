import { useState } from 'react';
import { Button, Group, Table, Text } from '@mantine/core';
import type { AuditEntriesQuery } from '@groundswell/contracts';
import { formatInstant, JsonView, StackingRow, type StackingColumn } from '@groundswell/ui';
import { Link } from 'react-router';
import type { AuditUrl } from './audit-filters.js';

export type Entry = AuditEntriesQuery['auditEntries']['items'][number];

/** What the list shows of an entry. */
export const ENTRY_COLUMNS: readonly StackingColumn[] = [
  { label: 'No.' },
  { label: 'When' },
  { label: 'Who' },
  { label: 'What', plain: true },
  { label: 'Details', plain: true, silent: true },
];

/** What else of the log one may want to see from here: everything of this person, of this run, … */
function alikes(entry: Entry): { readonly name: string; readonly id: string; readonly label: string }[] {
  const parts = [
    { name: 'person', id: entry.actorId, label: `Everything by ${entry.actorName}` },
    { name: 'workflow', id: entry.workflowId, label: 'Everything of this workflow' },
    { name: 'run', id: entry.runId, label: 'Everything of this run' },
    { name: 'connector', id: entry.connectorId, label: 'Everything of this connector' },
    { name: 'tool', id: entry.subjectType === 'tool' ? entry.subjectId : null, label: 'Everything of this tool' },
  ];
  return parts.flatMap(({ name, id, label }) => (id == null ? [] : [{ name, id, label }]));
}

/** One entry; its details and the ways on are one click away. */
export function EntryRow({ entry, url }: { entry: Entry; url: AuditUrl }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <StackingRow
        columns={ENTRY_COLUMNS}
        cells={[
          entry.seq,
          <time key="at" dateTime={entry.at}>
            {formatInstant(entry.at)}
          </time>,
          entry.actorName,
          <div key="what" className="gs-break">
            {entry.sentence}
            <Text size="xs" c="dimmed">
              {entry.action}
            </Text>
          </div>,
          <Button key="open" size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            Details<span className="gs-hidden"> of entry {entry.seq}</span>
          </Button>,
        ]}
      />
      {open && (
        <Table.Tr role="row">
          <Table.Td colSpan={ENTRY_COLUMNS.length} role="cell" aria-colspan={ENTRY_COLUMNS.length}>
            <JsonView value={entry.details} label={`Details of entry ${entry.seq}`} />
            <Text size="xs" c="dimmed" className="gs-break" mt={4}>
              {entry.subjectType} {entry.subjectId} · hash {entry.hash}
            </Text>
            <Group gap={8} mt={8}>
              {entry.runId != null && (
                <Button component={Link} to={`/runs/${entry.runId}`} size="compact-xs" variant="subtle">
                  Open the run
                </Button>
              )}
              {alikes(entry).map(({ name, id, label }) => (
                <Button key={name} size="compact-xs" variant="subtle" onClick={() => url.set({ [name]: id })}>
                  {label}
                </Button>
              ))}
            </Group>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

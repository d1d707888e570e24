import { Table } from '@mantine/core';
import { AuditEntriesDocument } from '@groundswell/contracts';
import { EmptyState, ScrollRegion } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { AuditFilters, filterFrom } from '../components/audit-filters.js';
import { ChainProof } from '../components/chain-proof.js';
import { EntryRow } from '../components/entry-row.js';
import { ExportLog } from '../components/export-log.js';

/** The audit log: every change and every tool call, in order, in a chain that shows if anything was touched. */
export function AuditPage() {
  const url = useUrlFilter();
  const filter = filterFrom(url);
  const cursor = useCursor(JSON.stringify(filter));
  const fetched = useFetched(AuditEntriesDocument, { filter, after: cursor.after ?? null });
  return (
    <Page
      title="Audit"
      lead="Every change and every tool call, written in the same transaction. Each entry carries the hash of the one before, and signed checkpoints outside the database say how far the log reached."
    >
      <ChainProof />
      <AuditFilters url={url} />
      <ExportLog filter={filter} />
      <FetchedView of={fetched}>
        {({ auditEntries: page }) =>
          page.items.length === 0 ? (
            <EmptyState title="No entries here">Take filters away to see more.</EmptyState>
          ) : (
            <>
              <ScrollRegion label="Audit entries" minWidth={720}>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>No.</Table.Th>
                      <Table.Th>When</Table.Th>
                      <Table.Th>Who</Table.Th>
                      <Table.Th>What</Table.Th>
                      <Table.Th>
                        <span className="gs-hidden">Details</span>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {page.items.map((entry) => (
                      <EntryRow key={entry.id} entry={entry} url={url} />
                    ))}
                  </Table.Tbody>
                </Table>
              </ScrollRegion>
              <Pager page={page} cursor={cursor} noun="entry" nouns="entries" />
            </>
          )
        }
      </FetchedView>
    </Page>
  );
}

import { AuditEntriesDocument } from '@groundswell/contracts';
import { EmptyState, StackingTable } from '@groundswell/ui';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { Pager, useCursor } from '../../../lib/pager.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { AuditFilters, filterFrom } from '../components/audit-filters.js';
import { ChainProof } from '../components/chain-proof.js';
import { ENTRY_COLUMNS, EntryRow } from '../components/entry-row.js';
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
              <StackingTable label="Audit entries" minWidth={720} columns={ENTRY_COLUMNS}>
                {page.items.map((entry) => (
                  <EntryRow key={entry.id} entry={entry} url={url} />
                ))}
              </StackingTable>
              <Pager page={page} cursor={cursor} noun="entry" nouns="entries" />
            </>
          )
        }
      </FetchedView>
    </Page>
  );
}

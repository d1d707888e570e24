import { SegmentedControl, Text } from '@mantine/core';
import { WhatItDoesDocument } from '@groundswell/contracts';
import { EmptyState, SkeletonPage } from '@groundswell/ui';
import { useParams } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';
import { VersionBody } from '../../../lib/version-body.js';

/** What a workflow is told to do: the published version, or the draft for those who may see it. */
export function WhatItDoesTab() {
  const { workflowId = '' } = useParams();
  const url = useUrlFilter();
  const fetched = useFetched(WhatItDoesDocument, { id: workflowId });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {({ workflow }) => {
        const published = workflow?.publishedVersion ?? null;
        const draft = workflow?.draftVersion ?? null;
        const shown = (url.get('version') === 'draft' ? draft : published) ?? draft;
        return (
          <>
            <Section title="The task">
              <Text size="md" className="gs-reading gs-break gs-lines">
                {workflow?.task}
              </Text>
            </Section>
            {published !== null && draft !== null && (
              <SegmentedControl
                aria-label="Version shown"
                data={[
                  { value: 'published', label: `Published: version ${published.number}` },
                  { value: 'draft', label: `Draft: version ${draft.number}` },
                ]}
                value={shown === draft ? 'draft' : 'published'}
                onChange={(version) => url.set({ version: version === 'draft' ? 'draft' : undefined })}
              />
            )}
            {shown === null ? (
              <EmptyState title="Nothing is written yet">The builder has not saved instructions.</EmptyState>
            ) : (
              <VersionBody version={shown} />
            )}
          </>
        );
      }}
    </FetchedView>
  );
}

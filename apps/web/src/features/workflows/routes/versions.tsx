import { Anchor, Badge, Button, Group, NativeSelect, Text } from '@mantine/core';
import {
  VersionDifferenceDocument,
  WorkflowVersionsDocument,
  type WorkflowVersionsQuery,
} from '@groundswell/contracts';
import { ChangeList, EmptyState, When } from '@groundswell/ui';
import { Link, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { useUrlFilter } from '../../../lib/use-url-filter.js';

type Version = NonNullable<WorkflowVersionsQuery['workflow']>['versions'][number];

const STATUS_WORDS: Readonly<Record<Version['status'], string>> = {
  draft: 'draft',
  submitted: 'waits for its review',
  published: 'published',
  rejected: 'sent back',
  superseded: 'replaced by a newer one',
};

function VersionRow({ version, before }: { version: Version; before: Version | undefined }) {
  const at = version.publishedAt ?? version.submittedAt ?? version.createdAt;
  return (
    <li className="app-row">
      <div className="app-row-main">
        <Group gap={8}>
          <Text fw={600}>Version {version.number}</Text>
          <Badge variant={version.status === 'published' ? 'filled' : 'default'} tt="none">
            {STATUS_WORDS[version.status]}
          </Badge>
        </Group>
        <Text className="gs-break">{version.changeNote === '' ? 'No note on what changed.' : version.changeNote}</Text>
        <Text size="xs" c="dimmed" className="gs-break">
          Built by {version.builder.name}
          {version.reviewer != null && `, reviewed by ${version.reviewer.name}`}, <When at={at} />
          {version.reviewComment != null && version.reviewComment !== '' && ` · “${version.reviewComment}”`}
        </Text>
      </div>
      <Group gap={8}>
        {version.status === 'submitted' && (
          <Button component={Link} to={`/versions/${version.id}/review`} size="compact-sm" variant="default">
            Open the review
          </Button>
        )}
        {before !== undefined && (
          <Anchor component={Link} to={`?from=${before.id}&to=${version.id}#difference`} preventScrollReset>
            Compare with version {before.number}
          </Anchor>
        )}
      </Group>
    </li>
  );
}

function Difference({ fromId, toId }: { fromId: string; toId: string }) {
  const fetched = useFetched(VersionDifferenceDocument, { fromId, toId });
  return (
    <FetchedView of={fetched}>
      {(data) => <ChangeList changes={data.versionDifference} none="These two versions say the same." />}
    </FetchedView>
  );
}

function Compare({ versions }: { versions: readonly Version[] }) {
  const url = useUrlFilter();
  const [newest, second] = versions;
  const fromId = url.get('from') ?? second?.id;
  const toId = url.get('to') ?? newest?.id;
  if (fromId === undefined || toId === undefined) return null;
  const data = versions.map((version) => ({ value: version.id, label: `Version ${version.number}` }));
  return (
    <Section title="What changed" id="difference">
      <Group>
        <NativeSelect
          label="From"
          data={data}
          value={fromId}
          onChange={(event) => url.set({ from: event.currentTarget.value })}
        />
        <NativeSelect
          label="To"
          data={data}
          value={toId}
          onChange={(event) => url.set({ to: event.currentTarget.value })}
        />
      </Group>
      <Difference fromId={fromId} toId={toId} />
    </Section>
  );
}

/** All versions of a workflow, and what changed between any two. */
export function VersionsTab() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(WorkflowVersionsDocument, { id: workflowId });
  return (
    <FetchedView of={fetched}>
      {({ workflow }) => {
        if (workflow == null) return <NotHere what="workflow" inPage />;
        const versions = workflow.versions.toSorted((a, b) => b.number - a.number);
        if (versions.length === 0)
          return <EmptyState title="No version yet">The first one appears when its builder saves a draft.</EmptyState>;
        return (
          <>
            <ul className="gs-list">
              {versions.map((version, index) => (
                <VersionRow key={version.id} version={version} before={versions[index + 1]} />
              ))}
            </ul>
            <Compare versions={versions} />
          </>
        );
      }}
    </FetchedView>
  );
}

import { useMemo } from 'react';
import { Anchor } from '@mantine/core';
import { WorkflowLineageDocument, type WorkflowLineageQuery } from '@groundswell/contracts';
import { EmptyState, GroundswellStream, LineageTree, lineageStream } from '@groundswell/ui';
import { Link, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { InheritedList } from '../../../lib/inherited-list.js';
import { Section } from '../../../lib/page.js';
import { useFetched } from '../../../lib/use-fetched.js';

function LineageView({ workflow }: { workflow: NonNullable<WorkflowLineageQuery['workflow']> }) {
  const { lineage, id } = workflow;
  const stream = useMemo(() => lineageStream(lineage, id, new Date().toISOString()), [lineage, id]);
  if (lineage.length < 2) {
    return (
      <>
        <EmptyState title="Nothing has grown from it yet">
          When a colleague adapts this workflow, the branch appears here, with the hours that it saves. The connectors
          and rules of this one come along.
        </EmptyState>
        <Section title="What it inherits">
          <InheritedList
            inherited={workflow.inherited}
            nothing="It is the first of its lineage: it set up what it needed."
          />
        </Section>
      </>
    );
  }
  return (
    <>
      <GroundswellStream
        rows={stream.rows}
        height={140}
        unit="workflow"
        small
        {...(stream.mark === undefined ? {} : { mark: stream.mark })}
      />
      <Section
        title="The whole tree"
        aside={
          <Anchor component={Link} to={`/library?adaptedFrom=${id}`}>
            Only what was adapted from this one
          </Anchor>
        }
      >
        <LineageTree nodes={lineage} here={id} />
      </Section>
      <Section title="What it inherits">
        <InheritedList
          inherited={workflow.inherited}
          nothing="It is the first of its lineage: it set up what it needed."
        />
      </Section>
    </>
  );
}

/** Where a workflow comes from and what grew out of it. */
export function LineageTab() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(WorkflowLineageDocument, { id: workflowId });
  return (
    <FetchedView of={fetched}>
      {(data) =>
        data.workflow == null ? <NotHere what="workflow" inPage /> : <LineageView workflow={data.workflow} />
      }
    </FetchedView>
  );
}

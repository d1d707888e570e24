import { Anchor, Button, Text } from '@mantine/core';
import type { HomeQuery } from '@groundswell/contracts';
import { formatDay, StageBadge, When } from '@groundswell/ui';
import { Link } from 'react-router';

type HomeData = HomeQuery['home'];

/** Drafts that wait to be finished or reviewed. */
export function Drafts({ drafts }: { drafts: HomeData['drafts'] }) {
  return (
    <div>
      {drafts.map((workflow) => (
        <div className="app-row" key={workflow.id}>
          <div className="app-row-main">
            <Anchor component={Link} to={`/workflows/${workflow.id}`} fw={550} className="gs-break">
              {workflow.title}
            </Anchor>
            <Text size="xs" c="dimmed">
              {workflow.team.name}
              {workflow.draftVersion != null &&
                ` · version ${workflow.draftVersion.number}${workflow.draftVersion.status === 'submitted' ? ', waits for its review' : ''}`}
            </Text>
          </div>
          <div className="app-row-side">
            <StageBadge stage={workflow.stage} inReview={workflow.draftVersion?.status === 'submitted'} />
            {workflow.draftVersion?.status !== 'submitted' && (
              <Button component={Link} to={`/workflows/${workflow.id}/build`} size="compact-sm" variant="default">
                Go on building
              </Button>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}

/** Workflows that others grew out of this person's. */
export function AdaptedByColleagues({ workflows }: { workflows: HomeData['adaptedByColleagues'] }) {
  return (
    <div>
      {workflows.map((workflow) => (
        <div className="app-row" key={workflow.id}>
          <div className="app-row-main">
            <Anchor component={Link} to={`/workflows/${workflow.id}/lineage`} fw={550} className="gs-break">
              {workflow.title}
            </Anchor>
            <Text size="xs" c="dimmed" className="gs-break">
              {workflow.owner.name}, {workflow.team.name}, on {formatDay(workflow.createdAt)}
              {workflow.adaptedFrom != null &&
                ` · from “${workflow.adaptedFrom.workflow.title}”, version ${workflow.adaptedFrom.number}`}
            </Text>
          </div>
        </div>
      ))}
    </div>
  );
}

/** The steward's inbox: drift, unhealthy connectors, and whatever else waits for a decision. Links stay inside this site. */
export function Inbox({ items }: { items: HomeData['inbox'] }) {
  return (
    <div>
      {items.map((item) => (
        <div className="app-row" key={`${item.kind}-${item.link}-${item.at}`}>
          <div className="app-row-main">
            <Anchor component={Link} to={item.link} fw={550} className="gs-break">
              {item.title}
            </Anchor>
            <Text className="gs-break">{item.detail}</Text>
          </div>
          <Text size="xs" c="dimmed">
            <When at={item.at} />
          </Text>
        </div>
      ))}
    </div>
  );
}

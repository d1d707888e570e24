import { Button } from '@mantine/core';
import { HomeDocument, type HomeQuery } from '@groundswell/contracts';
import { EmptyState, SkeletonCards } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { WorkflowCard } from '../../../lib/workflow-card.js';
import { AdaptedByColleagues, Drafts, Inbox } from '../components/builder-lists.js';
import { Headline } from '../components/headline.js';
import { NeedsYou } from '../components/needs-you.js';

type HomeData = HomeQuery['home'];

function FirstSteps() {
  const { can } = useSession();
  return (
    <EmptyState
      title="No workflow in your teams yet"
      action={
        <>
          {can('workflow.create') && (
            <Button component={Link} to="/workflows/new">
              Register a workflow
            </Button>
          )}{' '}
          <Button component={Link} to="/library" variant="default">
            Look through the library
          </Button>
        </>
      }
    >
      Someone else may have built what you need: adapting takes minutes. Otherwise begin with one tedious task that you
      do every week.
    </EmptyState>
  );
}

function HomeSections({ home }: { home: HomeData }) {
  return (
    <>
      <NeedsYou home={home} />
      {home.headline != null && <Headline headline={home.headline} />}
      {home.inbox.length > 0 && (
        <Section title="Inbox">
          <Inbox items={home.inbox} />
        </Section>
      )}
      {home.drafts.length > 0 && (
        <Section title="Your drafts">
          <Drafts drafts={home.drafts} />
        </Section>
      )}
      {home.adaptedByColleagues.length > 0 && (
        <Section title="Colleagues adapted your work">
          <AdaptedByColleagues workflows={home.adaptedByColleagues} />
        </Section>
      )}
      <Section title="Workflows of your teams">
        {home.teamWorkflows.length === 0 ? (
          <FirstSteps />
        ) : (
          <div className="gs-cards">
            {home.teamWorkflows.map((workflow) => (
              <WorkflowCard key={workflow.id} workflow={workflow} />
            ))}
          </div>
        )}
      </Section>
    </>
  );
}

/** The first page: what waits for this person, by role, and what their teams use. */
export function HomePage() {
  const { me, can } = useSession();
  const home = useFetched(HomeDocument, {}, { dependsOn: ['Run', 'WorkflowVersion', 'Workflow', 'TimeEntry'] });
  return (
    <Page
      title={`Good day, ${me.person.name.split(' ')[0] ?? me.person.name}`}
      tabTitle="Home"
      actions={
        can('workflow.create') && (
          <Button component={Link} to="/workflows/new" variant="default">
            Register a workflow
          </Button>
        )
      }
    >
      <FetchedView of={home} skeleton={<SkeletonCards />}>
        {(data) => <HomeSections home={data.home} />}
      </FetchedView>
    </Page>
  );
}

import { Button, Text } from '@mantine/core';
import { FirstStepsDocument, HomeDocument, type HomeQuery } from '@groundswell/contracts';
import { EmptyState, SkeletonCards } from '@groundswell/ui';
import { Link } from 'react-router';
import { FetchedView } from '../../../lib/fetched-view.js';
import { Page, Section } from '../../../lib/page.js';
import { useSession } from '../../../lib/session.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { WorkflowCard } from '../../../lib/workflow-card.js';
import { AdaptedByColleagues, Drafts, Inbox } from '../components/builder-lists.js';
import { FirstSteps } from '../components/first-steps.js';
import { firstSteps, type FirstStep } from '../components/first-steps-model.js';
import { Headline } from '../components/headline.js';
import { NeedsYou } from '../components/needs-you.js';
import { TriggerTroubles } from '../components/trigger-troubles.js';
import { WhereToLook } from '../components/where-to-look.js';

type HomeData = HomeQuery['home'];

interface HomePart {
  readonly home: HomeData;
  /** Null while they are on their way. */
  readonly steps: readonly FirstStep[] | null;
  readonly anyInLibrary: boolean;
}

/** Why there is no workflow of one's teams to show, and what to do about it. */
function NoTeamWorkflows({ home, anyInLibrary }: { home: HomeData; anyInLibrary: boolean }) {
  const { me, can } = useSession();
  if (home.reviews.length + home.drafts.length > 0)
    return <Text c="dimmed">None is in use yet. What is being built or reviewed stands above.</Text>;
  if (me.person.teams.length === 0 && anyInLibrary)
    return (
      <EmptyState
        title="You are in no team yet"
        action={
          <>
            {can('person.update') && (
              <Button component={Link} to="/people">
                Put yourself into a team
              </Button>
            )}{' '}
            <Button component={Link} to="/library" variant="default">
              Look through the library
            </Button>
          </>
        }
      >
        The workflows of your teams appear here.{!can('person.update') && ' An owner puts people into teams.'}
      </EmptyState>
    );
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
          {anyInLibrary && (
            <Button component={Link} to="/library" variant="default">
              Look through the library
            </Button>
          )}
        </>
      }
    >
      {anyInLibrary
        ? 'Someone else may have built what you need: adapting takes minutes. Otherwise begin with one tedious task that you do every week.'
        : 'Nobody has registered one yet. Begin with one tedious task that you do every week.'}
    </EmptyState>
  );
}

function HomeSections({ home, steps, anyInLibrary }: HomePart) {
  const { can } = useSession();
  return (
    <>
      <NeedsYou home={home} />
      <TriggerTroubles />
      {steps !== null && steps.length > 0 && <FirstSteps steps={steps} />}
      {home.headline != null && <Headline headline={home.headline} />}
      {home.inbox.length > 0 && (
        <Section title="Inbox">
          <Inbox items={home.inbox} />
        </Section>
      )}
      {can('audit.verify') && !can('policy.edit') && (
        <Section title="Where to look">
          <WhereToLook />
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
      {home.teamWorkflows.length === 0 ? (
        // Who only oversees runs nothing, so their teams' workflows are in the library.
        steps?.length === 0 &&
        (can('workflow.run') || can('workflow.create')) && (
          <Section title="Workflows of your teams">
            <NoTeamWorkflows home={home} anyInLibrary={anyInLibrary} />
          </Section>
        )
      ) : (
        <Section title="Workflows of your teams">
          <div className="gs-cards">
            {home.teamWorkflows.map((workflow) => (
              <WorkflowCard key={workflow.id} workflow={workflow} />
            ))}
          </div>
        </Section>
      )}
    </>
  );
}

/** The first page: what waits for this person, by role, and what their teams use. */
export function HomePage() {
  const { me, can } = useSession();
  const home = useFetched(HomeDocument, {}, { dependsOn: ['Run', 'WorkflowVersion', 'Workflow', 'TimeEntry'] });
  const beginnings = useFetched(
    FirstStepsDocument,
    { people: can('person.invite'), connectors: can('connector.create'), policies: can('policy.edit') },
    { dependsOn: ['Workflow', 'Person', 'Team', 'Invitation', 'IssuedInvitation', 'Connector', 'Tool', 'PolicyLayer'] },
  );
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
        {(data) => (
          <HomeSections
            home={data.home}
            steps={beginnings.data === undefined ? null : firstSteps(beginnings.data, can)}
            anyInLibrary={(beginnings.data?.workflows.totalCount ?? 1) > 0}
          />
        )}
      </FetchedView>
    </Page>
  );
}

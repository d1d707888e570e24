import { useEffect, useRef, useState } from 'react';
import { Anchor, Button, Text } from '@mantine/core';
import { IconGitFork, IconHammer, IconHourglass } from '@tabler/icons-react';
import { WorkflowHeaderDocument, type WorkflowHeadFragment } from '@groundswell/contracts';
import { RiskMark, SkeletonPage, StageBadge } from '@groundswell/ui';
import { Link, NavLink, Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { FetchedView, NotHere } from '../../../lib/fetched-view.js';
import { Page } from '../../../lib/page.js';
import { StopBanner } from '../../../lib/stop-banner.js';
import { StopButton } from '../../../lib/stop-button.js';
import { useFetched } from '../../../lib/use-fetched.js';
import { ManageDialog } from '../components/manage-dialog.js';
import { StartDraftButton } from '../components/start-draft-button.js';

const TABS = [
  { to: '.', label: 'Run', end: true },
  { to: 'what-it-does', label: 'What it does' },
  { to: 'what-it-may-do', label: 'What it may do' },
  { to: 'lineage', label: 'Lineage' },
  { to: 'versions', label: 'Versions' },
  { to: 'test-cases', label: 'Test cases' },
  { to: 'runs', label: 'Runs' },
  { to: 'triggers', label: 'Triggers' },
  { to: 'impact', label: 'Impact' },
] as const;

function InReview({ workflow }: { workflow: WorkflowHeadFragment }) {
  const { draftVersion, can } = workflow;
  if (draftVersion?.status !== 'submitted') return null;
  return (
    <span className={`gs-status ${can.review ? 'gs-tone-amber' : 'gs-tone-calm'}`}>
      <IconHourglass size={16} aria-hidden="true" /> Version {draftVersion.number} waits for its review
    </span>
  );
}

function Lead({ workflow }: { workflow: WorkflowHeadFragment }) {
  return (
    <div className="app-row-side">
      <StageBadge stage={workflow.stage} inReview={workflow.draftVersion?.status === 'submitted'} />
      <InReview workflow={workflow} />
      <RiskMark risk={workflow.mayWrite ? 'write' : 'read'} />
      <span>
        {workflow.team.name} · owned by {workflow.owner.name}
        {workflow.operatorOwner != null && ` · answered for by ${workflow.operatorOwner.name}`}
      </span>
      {workflow.adaptedFrom != null && (
        <span>
          adapted from{' '}
          <Anchor component={Link} to={`/workflows/${workflow.adaptedFrom.workflow.id}`}>
            {workflow.adaptedFrom.workflow.title}
          </Anchor>
          , version {workflow.adaptedFrom.number}
        </span>
      )}
    </div>
  );
}

function Actions({ workflow, onManage }: { workflow: WorkflowHeadFragment; onManage: () => void }) {
  const { can, draftVersion, publishedVersion } = workflow;
  const navigate = useNavigate();
  return (
    <>
      {can.adapt && publishedVersion != null && (
        <Button component={Link} to="adapt" leftSection={<IconGitFork size={16} aria-hidden="true" />}>
          Adapt
        </Button>
      )}
      {can.edit && draftVersion?.status === 'draft' && (
        <Button component={Link} to="build" variant="default" leftSection={<IconHammer size={16} aria-hidden="true" />}>
          Build
        </Button>
      )}
      {can.edit && draftVersion == null && workflow.stage !== 'retired' && (
        <StartDraftButton workflowId={workflow.id} onStarted={() => void navigate('build')} />
      )}
      {draftVersion?.status === 'submitted' && (
        <Button component={Link} to={`/versions/${draftVersion.id}/review`} variant="default">
          {can.review ? 'Review the submitted version' : 'See the submitted version'}
        </Button>
      )}
      {(can.changeStage || can.setOwner) && (
        <Button variant="default" onClick={onManage}>
          Stage and owner…
        </Button>
      )}
      <StopButton scopes={['workflow', 'lineage']} targetId={workflow.id} name={workflow.title} />
    </>
  );
}

/** The tabs; on a narrow screen the open one is brought into view. */
function Tabs() {
  const tabs = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    tabs.current?.querySelector('[aria-current=page]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <nav ref={tabs} className="app-tabs" aria-label="About this workflow">
      {TABS.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={'end' in tab} className="app-tab" data-keep-focus preventScrollReset>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}

function WorkflowFrame({ workflow }: { workflow: WorkflowHeadFragment }) {
  const [managing, setManaging] = useState(false);
  return (
    <Page
      title={workflow.title}
      back={{ to: '/library', label: 'Library' }}
      lead={<Lead workflow={workflow} />}
      actions={<Actions workflow={workflow} onManage={() => setManaging(true)} />}
    >
      <StopBanner scope="workflow" targetId={workflow.id} />
      {workflow.retiredReason != null && <Text>Retired: {workflow.retiredReason}</Text>}
      {workflow.retiredReason == null && workflow.stageReason != null && (
        <Text>
          Why it is in stage {workflow.stage}: {workflow.stageReason}
        </Text>
      )}
      <Tabs />
      <Outlet />
      {managing && <ManageDialog workflow={workflow} onClose={() => setManaging(false)} />}
    </Page>
  );
}

/** One workflow: its head, its tabs, and the open tab below. */
export function WorkflowPage() {
  const { workflowId = '' } = useParams();
  const fetched = useFetched(WorkflowHeaderDocument, { id: workflowId });
  return (
    <FetchedView of={fetched} skeleton={<SkeletonPage />}>
      {(data) =>
        data.workflow == null ? (
          <NotHere what="workflow" />
        ) : (
          <WorkflowFrame key={data.workflow.id} workflow={data.workflow} />
        )
      }
    </FetchedView>
  );
}

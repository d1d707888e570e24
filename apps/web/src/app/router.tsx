import type { ComponentType } from 'react';
import { SkeletonPage } from '@groundswell/ui';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { pageThatNeeds, type PageNeeds } from './needs.js';
import { NoSuchPage, PageFault } from './page-fault.js';
import { Shell } from './shell/shell.js';

function Loading() {
  return (
    <div className="app-entrance">
      <SkeletonPage />
    </div>
  );
}

/** A page that is loaded when it is first gone to. */
function page(path: string, load: () => Promise<ComponentType>, children?: RouteObject[]): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }), ...(children === undefined ? {} : { children }) };
}

/** A page that is closed to whoever lacks the permission. */
function closedPage(path: string, needs: PageNeeds, load: () => Promise<ComponentType>): RouteObject {
  return page(path, async () => pageThatNeeds(needs, await load()));
}

const policies: PageNeeds = { permission: 'policy.read', title: 'Policies' };

// Features never import each other: where a page is made of parts of several, it is put together here.
const workflowTabs: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import('../features/runs/routes/start-run.js')).StartRunTab }),
  },
  page('what-it-does', async () => (await import('../features/workflows/routes/what-it-does.js')).WhatItDoesTab),
  page('what-it-may-do', async () => (await import('../features/workflows/routes/what-it-may-do.js')).WhatItMayDoTab),
  page('lineage', async () => (await import('../features/workflows/routes/lineage.js')).LineageTab),
  page('versions', async () => (await import('../features/workflows/routes/versions.js')).VersionsTab),
  page('test-cases', async () => {
    const [{ TestCasesTab }, { Check }] = await Promise.all([
      import('../features/build/routes/test-cases.js'),
      import('../features/runs/components/check.js'),
    ]);
    return () => <TestCasesTab Check={Check} />;
  }),
  page('runs', async () => (await import('../features/runs/routes/workflow-runs.js')).WorkflowRunsTab),
  page('triggers', async () => (await import('../features/triggers/routes/workflow-triggers.js')).WorkflowTriggersTab),
  page('impact', async () => (await import('../features/figures/routes/impact.js')).ImpactTab),
];

const inside: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('../features/home/routes/home.js')).HomePage }) },
  page('library', async () => (await import('../features/workflows/routes/library.js')).LibraryPage),
  page('workflows', async () => () => <Navigate to="/library" replace />),
  closedPage(
    'workflows/new',
    { permission: 'workflow.create', title: 'Register a workflow' },
    async () => (await import('../features/workflows/routes/register.js')).RegisterWorkflowPage,
  ),
  page(
    'workflows/:workflowId/batch',
    async () => (await import('../features/batches/routes/prepare-batch.js')).PrepareBatchPage,
  ),
  page('workflows/:workflowId/adapt', async () => (await import('../features/workflows/routes/adapt.js')).AdaptPage),
  page(
    'workflows/:workflowId/record',
    async () => (await import('../features/runs/routes/record-run.js')).RecordRunPage,
  ),
  page('workflows/:workflowId/build', async () => {
    const [{ BuildPage }, { Trial }, { Check }] = await Promise.all([
      import('../features/build/routes/build.js'),
      import('../features/runs/components/trial.js'),
      import('../features/runs/components/check.js'),
    ]);
    return () => <BuildPage Trial={Trial} Check={Check} />;
  }),
  page(
    'workflows/:workflowId',
    async () => (await import('../features/workflows/routes/workflow.js')).WorkflowPage,
    workflowTabs,
  ),
  page('versions/:versionId/review', async () => (await import('../features/build/routes/review.js')).ReviewPage),
  page('runs', async () => (await import('../features/runs/routes/runs.js')).RunsPage),
  page('runs/:runId', async () => (await import('../features/runs/routes/run.js')).RunPage),
  page('batches', async () => (await import('../features/batches/routes/batches.js')).BatchesPage),
  page('batches/:batchId', async () => (await import('../features/batches/routes/batch.js')).BatchPage),
  page('triggers', async () => (await import('../features/triggers/routes/triggers.js')).TriggersPage),
  page(
    'triggers/schedules/:scheduleId',
    async () => (await import('../features/triggers/routes/schedule.js')).SchedulePage,
  ),
  page(
    'triggers/webhooks/:webhookId',
    async () => (await import('../features/triggers/routes/webhook.js')).WebhookPage,
  ),
  page('connectors', async () => (await import('../features/connectors/routes/connectors.js')).ConnectorsPage),
  closedPage(
    'connectors/new',
    { permission: 'connector.create', title: 'Register a connector' },
    async () => (await import('../features/connectors/routes/register.js')).RegisterConnectorPage,
  ),
  page(
    'connectors/sign-in',
    async () => (await import('../features/connectors/routes/sign-in-return.js')).SignInReturnPage,
  ),
  page('credentials', async () => (await import('../features/connectors/routes/credentials.js')).CredentialsPage),
  page(
    'connectors/:connectorId/change',
    async () => (await import('../features/connectors/routes/change.js')).ChangeConnectorPage,
  ),
  page(
    'connectors/:connectorId/versions/:versionId',
    async () => (await import('../features/connectors/routes/version.js')).ConnectorVersionPage,
  ),
  page(
    'connectors/:connectorId',
    async () => (await import('../features/connectors/routes/connector.js')).ConnectorPage,
  ),
  closedPage('policies', policies, async () => (await import('../features/policies/routes/policies.js')).PoliciesPage),
  closedPage(
    'policies/new',
    { permission: 'policy.edit', title: 'Add a policy layer' },
    async () => (await import('../features/policies/routes/new-layer.js')).NewLayerPage,
  ),
  page('policies/exceptions', async () => (await import('../features/policies/routes/exceptions.js')).ExceptionsPage),
  page('policies/reviews', async () => (await import('../features/policies/routes/run-reviews.js')).RunReviewsPage),
  closedPage(
    'policies/:layerId',
    policies,
    async () => (await import('../features/policies/routes/layer.js')).LayerPage,
  ),
  closedPage(
    'audit',
    { permission: 'audit.read', title: 'Audit' },
    async () => (await import('../features/audit/routes/audit.js')).AuditPage,
  ),
  page('requests', async () => (await import('../features/requests/routes/requests.js')).RequestsPage),
  page('requests/hand-overs', async () => (await import('../features/requests/routes/hand-overs.js')).HandOversPage),
  page('requests/:requestId', async () => (await import('../features/requests/routes/request.js')).RequestPage),
  closedPage(
    'budgets',
    { permission: 'budget.read', title: 'Budgets' },
    async () => (await import('../features/budgets/routes/budgets.js')).BudgetsPage,
  ),
  page('budgets/spending', async () => (await import('../features/budgets/routes/spending.js')).SpendingPage),
  page('budgets/models', async () => (await import('../features/budgets/routes/models.js')).ModelsPage),
  page('stop', async () => (await import('../features/stops/routes/stop.js')).StopPage),
  closedPage(
    'people',
    { permission: 'person.read', title: 'People' },
    async () => (await import('../features/identity/routes/people.js')).PeoplePage,
  ),
  page('settings', async () => (await import('../features/identity/routes/settings.js')).SettingsPage),
  page('account', async () => (await import('../features/identity/routes/account.js')).AccountPage),
  closedPage(
    'compounding',
    { permission: 'figures.read', title: 'Compounding' },
    async () => (await import('../features/figures/routes/compounding.js')).CompoundingPage,
  ),
  page('compounding/time', async () => (await import('../features/figures/routes/time-entries.js')).TimeEntriesPage),
  page('compounding/cost', async () => (await import('../features/figures/routes/cost-entries.js')).CostEntriesPage),
  closedPage(
    'compounding/workflows',
    { permission: 'figures.read', title: 'Workflows behind a figure' },
    async () => (await import('../features/figures/routes/figure-workflows.js')).FigureWorkflowsPage,
  ),
  page('figures', async () => (await import('../features/figures/routes/definitions.js')).DefinitionsPage),
  { path: '*', Component: NoSuchPage },
];

/** All addresses of the pages. */
export function makeRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter([
    {
      errorElement: <PageFault />,
      HydrateFallback: Loading,
      children: [
        page('set-up', async () => (await import('../features/identity/routes/set-up.js')).SetUpPage),
        page('sign-in', async () => (await import('../features/identity/routes/sign-in.js')).SignInPage),
        page('sign-in/link', async () => (await import('../features/identity/routes/sign-in-link.js')).SignInLinkPage),
        page(
          'invitation/:token?',
          async () => (await import('../features/identity/routes/invitation.js')).InvitationPage,
        ),
        { path: '/', Component: Shell, children: [{ errorElement: <PageFault />, children: inside }] },
      ],
    },
  ]);
}

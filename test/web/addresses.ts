import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { ADAPTED, FIRST } from './workflows.js';

/** The ids that the addresses of pages carry, as the slice has left them. */
export interface Ids {
  readonly first: string;
  readonly adapted: string;
  readonly submittedVersion: string;
  readonly endedRun: string;
  readonly waitingRun: string;
  readonly practiceRun: string;
  readonly connector: string;
  readonly connectorVersion: string;
  readonly tool: string;
  readonly layer: string;
}

interface Found {
  workflows: { items: { id: string; title: string; draftVersion: { id: string; status: string } | null }[] };
  runs: { items: { id: string; status: string; mode: string }[] };
  connectors: { id: string; versionId: string; tools: { id: string; name: string }[] }[];
  policyLayers: { id: string; scope: string }[];
}

const QUERY = `{
  workflows { items { id title draftVersion { id status } } }
  runs { items { id status mode } }
  connectors { id versionId tools { id name } }
  policyLayers { id scope }
}`;

function known<T>(what: string, value: T | null | undefined): T {
  if (value == null) throw new Error(`The slice has left no ${what}.`);
  return value;
}

/** Looks up what the slice has left behind; the page is somebody's who may see it all. */
export async function lookUpIds(page: Page): Promise<Ids> {
  const answer = await page.request.post('/graphql', {
    data: { query: QUERY },
    headers: { 'x-groundswell-csrf': '1' },
  });
  expect(answer.ok()).toBe(true);
  const { data } = (await answer.json()) as { data: Found };
  const workflow = (title: string) =>
    known(
      `workflow ${title}`,
      data.workflows.items.find((one) => one.title === title),
    );
  const run = (mode: string, status: string): string =>
    known(
      `${mode} run that is ${status}`,
      data.runs.items.find((one) => one.mode === mode && one.status === status)?.id,
    );
  const connector = known('connector', data.connectors[0]);
  return {
    first: workflow(FIRST.title).id,
    adapted: workflow(ADAPTED.title).id,
    submittedVersion: known('submitted version', workflow(ADAPTED.title).draftVersion?.id),
    endedRun: run('live', 'succeeded'),
    waitingRun: run('live', 'waiting'),
    practiceRun: run('practice', 'succeeded'),
    connector: connector.id,
    connectorVersion: connector.versionId,
    tool: known('tool', connector.tools.find((tool) => tool.name === 'read_text_file')?.id),
    layer: known('layer', data.policyLayers.find((layer) => layer.scope === 'organisation')?.id),
  };
}

/** A page to look at: the pattern of its route, and an address that fits it. */
export interface Address {
  readonly name: string;
  readonly route: string;
  readonly at: (ids: Ids) => string;
}

const TAB = 'workflows/:workflowId';

/** Every page for somebody who is signed in. */
export const ADDRESSES: readonly Address[] = [
  { name: 'home', route: '', at: () => '/' },
  { name: 'library', route: 'library', at: () => '/library' },
  { name: 'library-nothing-fits', route: 'library', at: () => '/library?search=zeppelin' },
  { name: 'workflow-register', route: 'workflows/new', at: () => '/workflows/new' },
  { name: 'workflow-adapt', route: `${TAB}/adapt`, at: (ids) => `/workflows/${ids.first}/adapt` },
  { name: 'workflow-record', route: `${TAB}/record`, at: (ids) => `/workflows/${ids.adapted}/record` },
  { name: 'workflow-build', route: `${TAB}/build`, at: (ids) => `/workflows/${ids.first}/build` },
  { name: 'workflow-build-nothing', route: `${TAB}/build`, at: (ids) => `/workflows/${ids.adapted}/build` },
  { name: 'workflow-run', route: TAB, at: (ids) => `/workflows/${ids.adapted}` },
  { name: 'workflow-what-it-does', route: `${TAB}/what-it-does`, at: (ids) => `/workflows/${ids.first}/what-it-does` },
  {
    name: 'workflow-what-it-may-do',
    route: `${TAB}/what-it-may-do`,
    at: (ids) => `/workflows/${ids.adapted}/what-it-may-do`,
  },
  { name: 'workflow-lineage', route: `${TAB}/lineage`, at: (ids) => `/workflows/${ids.adapted}/lineage` },
  { name: 'workflow-versions', route: `${TAB}/versions`, at: (ids) => `/workflows/${ids.adapted}/versions` },
  { name: 'workflow-test-cases', route: `${TAB}/test-cases`, at: (ids) => `/workflows/${ids.first}/test-cases` },
  { name: 'workflow-runs', route: `${TAB}/runs`, at: (ids) => `/workflows/${ids.adapted}/runs` },
  { name: 'workflow-triggers', route: `${TAB}/triggers`, at: (ids) => `/workflows/${ids.first}/triggers` },
  { name: 'workflow-impact', route: `${TAB}/impact`, at: (ids) => `/workflows/${ids.adapted}/impact` },
  { name: 'review', route: 'versions/:versionId/review', at: (ids) => `/versions/${ids.submittedVersion}/review` },
  { name: 'runs', route: 'runs', at: () => '/runs' },
  { name: 'batches', route: 'batches', at: () => '/batches' },
  { name: 'batch-unknown', route: 'batches/:batchId', at: (ids) => `/batches/${ids.first}` },
  { name: 'workflow-batch', route: `${TAB}/batch`, at: (ids) => `/workflows/${ids.adapted}/batch` },
  { name: 'run-ended', route: 'runs/:runId', at: (ids) => `/runs/${ids.endedRun}` },
  { name: 'run-practice', route: 'runs/:runId', at: (ids) => `/runs/${ids.practiceRun}` },
  { name: 'run-approval', route: 'runs/:runId', at: (ids) => `/runs/${ids.waitingRun}` },
  { name: 'run-unknown', route: 'runs/:runId', at: (ids) => `/runs/${ids.first}` },
  { name: 'triggers', route: 'triggers', at: () => '/triggers' },
  {
    name: 'schedule-unknown',
    route: 'triggers/schedules/:scheduleId',
    at: (ids) => `/triggers/schedules/${ids.first}`,
  },
  {
    name: 'webhook-unknown',
    route: 'triggers/webhooks/:webhookId',
    at: (ids) => `/triggers/webhooks/${ids.first}`,
  },
  { name: 'connectors', route: 'connectors', at: () => '/connectors' },
  { name: 'connector-register', route: 'connectors/new', at: () => '/connectors/new' },
  {
    name: 'connector-change',
    route: 'connectors/:connectorId/change',
    at: (ids) => `/connectors/${ids.connector}/change`,
  },
  {
    name: 'connector-version',
    route: 'connectors/:connectorId/versions/:versionId',
    at: (ids) => `/connectors/${ids.connector}/versions/${ids.connectorVersion}`,
  },
  { name: 'connector-sign-in', route: 'connectors/sign-in', at: () => '/connectors/sign-in' },
  { name: 'credentials', route: 'credentials', at: () => '/credentials' },
  { name: 'connector', route: 'connectors/:connectorId', at: (ids) => `/connectors/${ids.connector}` },
  { name: 'policies', route: 'policies', at: (ids) => `/policies?workflow=${ids.adapted}&tool=${ids.tool}` },
  { name: 'policy-new', route: 'policies/new', at: (ids) => `/policies/new?scope=workflow&target=${ids.first}` },
  { name: 'policy-exceptions', route: 'policies/exceptions', at: () => '/policies/exceptions?ended=yes' },
  { name: 'run-reviews', route: 'policies/reviews', at: () => '/policies/reviews' },
  { name: 'policy', route: 'policies/:layerId', at: (ids) => `/policies/${ids.layer}` },
  { name: 'audit', route: 'audit', at: () => '/audit' },
  { name: 'requests', route: 'requests', at: () => '/requests' },
  { name: 'request-unknown', route: 'requests/:requestId', at: (ids) => `/requests/${ids.first}` },
  { name: 'hand-overs', route: 'requests/hand-overs', at: () => '/requests/hand-overs' },
  { name: 'budgets', route: 'budgets', at: () => '/budgets' },
  { name: 'spending', route: 'budgets/spending', at: () => '/budgets/spending?by=person' },
  { name: 'models', route: 'budgets/models', at: () => '/budgets/models' },
  { name: 'stop', route: 'stop', at: () => '/stop' },
  { name: 'people', route: 'people', at: () => '/people' },
  { name: 'settings', route: 'settings', at: () => '/settings' },
  { name: 'account', route: 'account', at: () => '/account' },
  { name: 'compounding', route: 'compounding', at: () => '/compounding' },
  { name: 'time-ledger', route: 'compounding/time', at: () => '/compounding/time' },
  {
    name: 'figure-workflows',
    route: 'compounding/workflows',
    at: () => '/compounding/workflows?figure=live-workflows',
  },
  { name: 'cost-ledger', route: 'compounding/cost', at: () => '/compounding/cost' },
  { name: 'definitions', route: 'figures', at: () => '/figures' },
];

/** Every page for somebody who is not signed in. The set-up page is looked at before it is gone. */
export const ENTRANCES: readonly Omit<Address, 'at'>[] = [
  { name: 'sign-in', route: 'sign-in' },
  { name: 'sign-in-link', route: 'sign-in/link' },
  { name: 'invitation-used', route: 'invitation/:token?' },
];

/** Leads on to another page at once. */
const FORWARDS = ['workflows'];

/** The routes that the router knows, read from its source: a page that is added there must be looked at here. */
export function routesOfTheRouter(): string[] {
  const source = readFileSync(new URL('../../apps/web/src/app/router.tsx', import.meta.url), 'utf8');
  const tabs = /const workflowTabs[\s\S]*?\n\];/.exec(source)?.[0] ?? '';
  const pathsOf = (text: string): string[] =>
    [...text.matchAll(/[pP]age\(\s*'([^']*)'/g)].map((match) => match[1] ?? '');
  const all = ['', ...pathsOf(tabs).map((path) => `${TAB}/${path}`), ...pathsOf(source.replace(tabs, ''))];
  return all.filter((route) => !FORWARDS.includes(route)).sort();
}

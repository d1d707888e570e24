import { expect, type Page } from '@playwright/test';

/** What an arrangement of a walk needs from the server, and its truth at the end; what is walked is done on the pages. */
export async function arrange<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const answer = await page.request.post('/graphql', {
    data: { query, variables },
    headers: { 'x-groundswell-csrf': '1' },
  });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

export async function workflowId(page: Page, title: string): Promise<string> {
  interface Found {
    workflows: { items: { id: string; title: string }[] };
  }
  const { workflows } = await arrange<Found>(page, `{ workflows { items { id title } } }`);
  const found = workflows.items.find((one) => one.title === title);
  if (found === undefined) throw new Error(`No walk has left the workflow ${title}.`);
  return found.id;
}

/** A workflow without tools, as an earlier day has left it. */
export interface Arranged {
  readonly title: string;
  readonly task: string;
  readonly team: string;
  readonly instructions: string;
  readonly inputSchema: object;
  readonly sampleInputs: object;
}

interface Draft {
  readonly id: string;
  readonly draftVersion: { readonly id: string; readonly revision: number };
}

/** Builds a workflow and has it published by somebody else. @returns its id */
export async function publish(
  builder: Page,
  reviewer: Page,
  { title, task, team, ...content }: Arranged,
): Promise<string> {
  const { teams } = await arrange<{ teams: { id: string; name: string }[] }>(builder, `{ teams { id name } }`);
  const { registerWorkflow } = await arrange<{ registerWorkflow: Draft }>(
    builder,
    `mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id draftVersion { id revision } } }`,
    { input: { title, task, teamId: teams.find(({ name }) => name === team)?.id, clientKey: title } },
  );
  const { id: versionId, revision } = registerWorkflow.draftVersion;
  const more = { model: 'claude-haiku-5-5', maxTurns: 4, maxCostMicros: 1_000_000, bindings: [], changeNote: 'First' };
  await arrange(builder, `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { id } }`, {
    input: { versionId, revision, ...content, ...more },
  });
  const { submitVersion } = await arrange<{ submitVersion: { id: string; revision: number } }>(
    builder,
    `mutation ($versionId: ID!) { submitVersion(versionId: $versionId, buildMinutes: 5) { id revision } }`,
    { versionId },
  );
  await arrange(reviewer, `mutation ($input: ReviewVersionInput!) { reviewVersion(input: $input) { __typename } }`, {
    input: { versionId, revision: submitVersion.revision, approve: true, comment: '', reviewMinutes: 1 },
  });
  return registerWorkflow.id;
}

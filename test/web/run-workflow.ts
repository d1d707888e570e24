import type { Page } from '@playwright/test';
import { arrange } from './arrange.js';
import { workflowId } from './published.js';
import { RUNS_INSTRUCTIONS, TASKS } from './run-script.js';

/** The workflow of the walk through runs, and one adapted from it. */
export const WALKED = { title: 'Look after a letter', adapted: 'Look after an invoice' } as const;

interface Named {
  readonly id: string;
  readonly name: string;
}
interface Connector extends Named {
  readonly tools: readonly Named[];
}
interface Version {
  readonly id: string;
  readonly revision: number;
}

const CONNECTOR = 'id name tools { id name }';
/** The one tool of the phone list that writes. */
const CHANGES = 'change_contact';

/** A phone list beside the documents: its one change is a write, the rest only reads. */
async function registerContacts(steward: Page, url: string): Promise<void> {
  const { registerConnector } = await arrange<{ registerConnector: Connector }>(
    steward,
    `mutation ($input: RegisterConnectorInput!) { registerConnector(input: $input) { ${CONNECTOR} } }`,
    {
      input: {
        name: 'Contacts',
        description: 'The phone list.',
        transport: 'http',
        url,
        settings: {},
        secrets: [],
        dataClass: 'internal',
      },
    },
  );
  for (const { id: toolId, name } of registerConnector.tools) {
    const risk = name === CHANGES ? 'write' : 'read';
    await arrange(steward, `mutation ($input: LabelToolInput!) { labelTool(input: $input) { id } }`, {
      input: { toolId, risk, returnsUntrusted: false, reachesOutside: false },
    });
    await arrange(steward, `mutation ($id: ID!) { setToolStatus(toolId: $id, status: allowed) { id } }`, {
      id: toolId,
    });
  }
}

function bindingOf(connectors: readonly Connector[], name: string, tools: readonly string[]) {
  const connector = connectors.find((one) => one.name === name);
  if (connector === undefined) throw new Error(`There is no connector ${name}.`);
  const toolIds = connector.tools.filter((tool) => tools.includes(tool.name)).map((tool) => tool.id);
  return { connectorId: connector.id, toolIds };
}

/** Submits a draft and has it published by somebody who did not build it. */
async function publishVersion(builder: Page, reviewer: Page, id: string): Promise<void> {
  const { submitVersion } = await arrange<{ submitVersion: Version }>(
    builder,
    `mutation ($id: ID!) { submitVersion(versionId: $id, buildMinutes: 10) { id revision } }`,
    { id },
  );
  const { id: versionId, revision } = submitVersion;
  await arrange(reviewer, `mutation ($input: ReviewVersionInput!) { reviewVersion(input: $input) { __typename } }`, {
    input: { versionId, revision, approve: true, comment: 'Clear.', reviewMinutes: 5 },
  });
}

async function saveContent(builder: Page, { id: versionId, revision }: Version): Promise<void> {
  const { connectors } = await arrange<{ connectors: Connector[] }>(builder, `{ connectors { ${CONNECTOR} } }`);
  await arrange(builder, `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { id } }`, {
    input: {
      versionId,
      revision,
      instructions: RUNS_INSTRUCTIONS,
      inputSchema: {
        type: 'object',
        required: ['task'],
        properties: { task: { type: 'string', title: 'Task', enum: TASKS } },
      },
      sampleInputs: { task: TASKS[0] },
      model: 'claude-sonnet-5-5',
      maxTurns: 6,
      maxCostMicros: 1_000_000,
      maxQuestions: 2,
      changeNote: 'What it does.',
      bindings: [
        bindingOf(connectors, 'Documents', ['write_file']),
        bindingOf(connectors, 'Contacts', [CHANGES, 'preview_change_contact']),
      ],
    },
  });
}

/** The workflow that the walk runs: it notes, asks and changes, by the task that its runner chooses. */
export async function arrangeWorkflow(builder: Page, steward: Page, contactsUrl: string): Promise<void> {
  await registerContacts(steward, contactsUrl);
  const { teams } = await arrange<{ teams: Named[] }>(builder, `{ teams { id name } }`);
  // The walk of care takes a tool away from the other team.
  const teamId = teams.find((team) => team.name === 'Repairs')?.id;
  const task = 'Each letter leads to a note, a question or a new number.';
  const { registerWorkflow } = await arrange<{ registerWorkflow: { id: string; draftVersion: Version } }>(
    builder,
    `mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id draftVersion { id revision } } }`,
    { input: { title: WALKED.title, task, teamId } },
  );
  await saveContent(builder, registerWorkflow.draftVersion);
  await arrange(builder, `mutation ($input: SetBaselineInput!) { setBaseline(input: $input) { id } }`, {
    input: { workflowId: registerWorkflow.id, minutes: 15 },
  });
  await publishVersion(builder, steward, registerWorkflow.draftVersion.id);
}

/** Publishes the draft that a test case was kept with, and has a colleague adapt that version. */
export async function adaptWithCases(builder: Page, colleague: Page): Promise<void> {
  interface Found {
    workflow: { team: Named; draftVersion: Version | null };
  }
  const id = await workflowId(builder, WALKED.title);
  const query = `query ($id: ID!) { workflow(id: $id) { team { id name } draftVersion { id revision } } }`;
  const { team, draftVersion } = (await arrange<Found>(builder, query, { id })).workflow;
  if (draftVersion === null) throw new Error('The test case has left no draft.');
  await saveContent(builder, draftVersion);
  await publishVersion(builder, colleague, draftVersion.id);
  await arrange(colleague, `mutation ($input: AdaptWorkflowInput!) { adaptWorkflow(input: $input) { id } }`, {
    input: { versionId: draftVersion.id, title: WALKED.adapted, task: 'The same for bills.', teamId: team.id },
  });
}

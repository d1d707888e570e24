import type { Browser } from './installation.js';

export interface WorkflowPlan {
  readonly title: string;
  readonly teamId: string;
  /** Which tools it may call; none if left out. */
  readonly bindings?: readonly { readonly connectorId: string; readonly toolIds: readonly string[] }[];
  readonly maxTurns?: number;
}

interface Draft {
  readonly id: string;
  readonly draftVersion: { readonly id: string; readonly revision: number };
}

/** Registers, writes, submits and reviews a workflow whose one input is a customer. @returns its id */
export async function publishWorkflow(builder: Browser, reviewer: Browser, plan: WorkflowPlan): Promise<string> {
  const { registerWorkflow } = await builder.ask<{ registerWorkflow: Draft }>(
    `mutation ($input: RegisterWorkflowInput!) { registerWorkflow(input: $input) { id draftVersion { id revision } } }`,
    { input: { title: plan.title, task: 'Look a customer up.', teamId: plan.teamId, clientKey: plan.title } },
  );
  return publishDraft(builder, reviewer, registerWorkflow, plan);
}

/** Adapts a published workflow and publishes what came of it. @returns its id */
export async function publishAdapted(
  builder: Browser,
  reviewer: Browser,
  fromId: string,
  plan: WorkflowPlan,
): Promise<string> {
  const { workflow } = await builder.ask<{ workflow: { publishedVersion: { id: string } } }>(
    `query ($id: ID!) { workflow(id: $id) { publishedVersion { id } } }`,
    { id: fromId },
  );
  const { adaptWorkflow } = await builder.ask<{ adaptWorkflow: Draft }>(
    `mutation ($input: AdaptWorkflowInput!) { adaptWorkflow(input: $input) { id draftVersion { id revision } } }`,
    {
      input: {
        versionId: workflow.publishedVersion.id,
        title: plan.title,
        task: 'Look a customer up.',
        teamId: plan.teamId,
        clientKey: plan.title,
      },
    },
  );
  return publishDraft(builder, reviewer, adaptWorkflow, plan);
}

async function publishDraft(builder: Browser, reviewer: Browser, draft: Draft, plan: WorkflowPlan): Promise<string> {
  const { saveDraft } = await builder.ask<{ saveDraft: { id: string } }>(
    `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { id } }`,
    {
      input: {
        versionId: draft.draftVersion.id,
        revision: draft.draftVersion.revision,
        instructions: 'Look up {{inputs.customer}}, note it, and say what you found.',
        inputSchema: { type: 'object', required: ['customer'], properties: { customer: { type: 'string' } } },
        sampleInputs: { customer: 'Meier' },
        model: 'claude-haiku-5-5',
        maxTurns: plan.maxTurns ?? 12,
        maxCostMicros: 1_000_000,
        bindings: plan.bindings ?? [],
        changeNote: 'First version',
      },
    },
  );
  const { submitVersion } = await builder.ask<{ submitVersion: { id: string; revision: number } }>(
    `mutation ($versionId: ID!) { submitVersion(versionId: $versionId, buildMinutes: 5) { id revision } }`,
    { versionId: saveDraft.id },
  );
  const { reviewVersion } = await reviewer.ask<{ reviewVersion: { __typename: string } }>(
    `mutation ($input: ReviewVersionInput!) { reviewVersion(input: $input) { __typename ... on PublishBlocked { reasons { message } } } }`,
    {
      input: {
        versionId: submitVersion.id,
        revision: submitVersion.revision,
        approve: true,
        comment: '',
        reviewMinutes: 1,
      },
    },
  );
  if (reviewVersion.__typename !== 'WorkflowVersion') {
    throw new Error(`Not published: ${JSON.stringify(reviewVersion)}`);
  }
  return draft.id;
}

import type { Browser } from './installation.js';

/** What the specs look at in a run. */
export interface RunRow {
  id: string;
  status: string;
  outputText: string | null;
  costMicros: number;
  failure: { code: string; message: string; explanation: { reason: string; decidingLayerName: string } | null } | null;
  steps: { kind: string; status: string; title: string; explanation: { reason: string } | null }[];
  pendingApproval: {
    id: string;
    argumentsDigest: string;
    arguments: Record<string, string>;
    mayDecide: boolean;
  } | null;
}

const RUN_FIELDS = `
  id status outputText costMicros
  failure { code message explanation { reason decidingLayerName } }
  steps { kind status title explanation { reason } }
  pendingApproval { id argumentsDigest arguments mayDecide }`;

export async function runOf(browser: Browser, id: string): Promise<RunRow> {
  const { run } = await browser.ask<{ run: RunRow }>(`query ($id: ID!) { run(id: $id) { ${RUN_FIELDS} } }`, { id });
  return run;
}

/** Starts a run; the answer is a run or a refusal. */
export async function startRun(
  browser: Browser,
  id: string,
  inputs: object,
  idempotencyKey: string,
  mode = 'live',
): Promise<Record<string, unknown>> {
  const { startRun } = await browser.ask<{ startRun: Record<string, unknown> }>(
    `mutation ($input: StartRunInput!) { startRun(input: $input) {
       __typename ... on Run { id } ... on RunRefused { code message nextStep explanation { reason decidingLayerName } fields { path message } } } }`,
    { input: { workflowId: id, inputs, mode, idempotencyKey } },
  );
  return startRun;
}

/** Whether a run needs nothing more from the server. */
export const ended = (run: RunRow): boolean =>
  ['succeeded', 'failed', 'cancelled', 'stopped', 'waiting'].includes(run.status);

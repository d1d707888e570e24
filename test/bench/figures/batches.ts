import { setTimeout as delay } from 'node:timers/promises';
import type { Harness } from '../harness.js';
import type { Stage } from '../stage.js';

/** A table of many rows, one run each: whether the worker's memory grows with them. One long round. */
export async function batchMemory(harness: Harness, stage: Stage): Promise<void> {
  const rows = harness.options.short ? 200 : 10_000;
  const worker = await stage.worker(8);
  const table = ['customer', ...Array.from({ length: rows }, (_, number) => `Customer ${number}`)].join('\n');
  const from = performance.now();
  const batchId = await startBatch(stage, table);
  const seen: { readonly ended: number; readonly rss: number; readonly kept: number }[] = [];
  for (let ended = 0; ended < rows; await delay(250)) {
    const [row] = await stage.installation.database.query<{ ended: number }>(
      `SELECT count(*)::int AS ended FROM runs WHERE ended_at IS NOT NULL AND trigger = 'person'
          AND inputs->>'customer' LIKE 'Customer %'`,
    );
    ended = row?.ended ?? 0;
    seen.push({ ended, ...(await worker.ask<{ rss: number; kept: number }>('usage')) });
    if (performance.now() - from > 3_600_000) throw new Error(`Only ${ended} of ${rows} rows ended.`);
  }
  const { batch } = await stage.runner.ask<{ batch: { counts: { failed: number } } }>(
    `query ($id: ID!) { batch(id: $id) { counts { failed } } }`,
    { id: batchId },
  );
  if (batch.counts.failed > 0) throw new Error(`${batch.counts.failed} rows failed.`);
  // What is left after a collection; between two of them the process takes as much as the machine has to give.
  const keptIn = (fifth: number) =>
    Math.min(...seen.filter(({ ended }) => Math.floor((ended * 5) / (rows + 1)) === fifth).map(({ kept }) => kept));
  const [early, late] = [keptIn(0), keptIn(4)];
  harness.once(
    { figure: 'batch-memory', unit: 'memory kept in the last fifth, times the first', better: 'lower', goal: 1.2 },
    late / early,
    {
      rows,
      keptEarlyMb: early / 2 ** 20,
      keptLateMb: late / 2 ** 20,
      peakMb: Math.max(...seen.map(({ rss }) => rss)) / 2 ** 20,
      rowsPerSecond: (rows * 1_000) / (performance.now() - from),
    },
  );
  await worker.kill('SIGTERM');
}

async function startBatch(stage: Stage, table: string): Promise<string> {
  const { runner, workflowId, installation } = stage;
  const response = await fetch(`${installation.url}/files`, {
    method: 'POST',
    headers: {
      cookie: runner.cookies,
      'x-groundswell-csrf': '1',
      'content-type': 'application/octet-stream',
      'x-file-name': 'customers.csv',
    },
    body: table,
  });
  const { id: fileId } = (await response.json()) as { id: string };
  const { prepareBatch } = await runner.ask<{ prepareBatch: { id: string } }>(
    `mutation ($input: PrepareBatchInput!) { prepareBatch(input: $input) { id } }`,
    { input: { workflowId, fileId, mode: 'live' } },
  );
  const { id } = prepareBatch;
  await runner.ask(`mutation ($id: ID!) { startBatch(batchId: $id, leaveOutFaulty: false) { id } }`, { id });
  return id;
}

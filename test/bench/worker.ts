import 'reflect-metadata';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { NestFactory } from '@nestjs/core';
import { type PersonId, type ToolId, type WorkflowId } from '@groundswell/kernel';
import { ConnectorsDirectory, GovernedCall, governedTool } from '@groundswell/connectors';
import { PeopleDirectory } from '@groundswell/identity';
import { createLogger, Database, openKeyRing, readSettings } from '@groundswell/platform';
import { PolicyStacks } from '@groundswell/policies';
import { StartRunService } from '@groundswell/runs';
import { AppModule } from '@groundswell/server';
import { answerParent, withHands } from './process-talk.js';

/** The platform as one of its worker processes: started runs are worked on as everywhere, and its parts can be called alone. */

const { BENCH_WORKFLOW, BENCH_PERSON, BENCH_TOOL, BENCH_SERVICES } = process.env;
const workflowId = BENCH_WORKFLOW as WorkflowId;
const toolId = BENCH_TOOL as ToolId;
const settings = readSettings();
const app = await NestFactory.createApplicationContext(
  AppModule.with({
    settings,
    logger: createLogger(settings),
    databaseUrl: settings.databaseUrl ?? '',
    keyRing: await openKeyRing(settings),
  }),
  { logger: false },
);
const database = app.get(Database, { strict: false });
const organisationId = await database.system('the only organisation of a bench', async (tx) => {
  const [row] = await tx.query<{ id: never }>(`SELECT id FROM organisations`);
  return row?.id as never;
});
const actor = await database.transaction(organisationId, (tx) =>
  app.get(PeopleDirectory, { strict: false }).findActor(tx, BENCH_PERSON as PersonId),
);
if (actor === null) throw new Error('The bench has no runner.');
const runner = actor;
let serial = 0;

async function direct(): Promise<Client> {
  const client = new Client({ name: 'bench', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${BENCH_SERVICES ?? ''}/mcp`)));
  return client;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

answerParent({
  start: async ({ count, hands }: { count: number; hands: number }) => {
    const starts = app.get(StartRunService, { strict: false });
    await withHands(count, hands, async () => {
      const answer = await starts.start(runner, {
        workflowId,
        versionId: null,
        inputs: { customer: 'Meier' },
        mode: 'live',
        idempotencyKey: `bench-${process.pid}-${serial++}`,
      });
      if (answer.refused !== undefined) throw new Error(`${answer.refused.code}: ${answer.refused.message}`);
    });
  },
  usage: () => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { cpuMs: (user + system) / 1_000, rss, kept: heapUsed + external };
  },
  calls: async ({ count }: { count: number }) => {
    const governed = app.get(GovernedCall, { strict: false });
    const client = await direct();
    const plain: number[] = [];
    const judged: number[] = [];
    const answers = new Set<string>();
    const one = async () => {
      const result = await governed.call({ actor: runner, workflowId, toolId, arguments: { customer: 'Meier' } });
      if (result.kind !== 'answered') throw new Error(`The call was not made: ${result.kind}`);
      answers.add(JSON.stringify(result.output.content));
    };
    const other = async () => {
      const result = await client.callTool({ name: 'look_up', arguments: { customer: 'Meier' } });
      answers.add(JSON.stringify(result.content));
    };
    for (let number = 0; number < 20; number++) await one().then(other);
    for (let number = 0; number < count; number++) {
      plain.push(await timed(other));
      judged.push(await timed(one));
    }
    await client.close();
    return { plain, judged, answers: [...answers] };
  },
  decide: async ({ count }: { count: number }) => {
    const stacks = app.get(PolicyStacks, { strict: false });
    return database.transaction(organisationId, async (tx) => {
      const tools = await app.get(ConnectorsDirectory, { strict: false }).toolsByIds(tx, [toolId]);
      const found = tools.get(toolId);
      if (found === undefined) throw new Error('The bench has no tool.');
      const tool = governedTool(found);
      let allowed = 0;
      const from = performance.now();
      for (let number = 0; number < count; number++) {
        const explanation = await stacks.explainToolCall(tx, { actor: runner, workflowId, tool });
        if (explanation.allowed) allowed++;
      }
      const micros = ((performance.now() - from) * 1_000) / count;
      const layers = await stacks.layersOf(tx, workflowId, [tool.connectorId]);
      return { micros, allowed, layers: layers.length, rules: layers.reduce((sum, layer) => sum + layer.ruleCount, 0) };
    });
  },
});

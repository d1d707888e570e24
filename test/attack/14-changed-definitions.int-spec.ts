import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  type HostileBehaviour,
  HTTP_CHANGES,
  type HttpChange,
  obedientModel,
  startHostileHttpServer,
} from '@groundswell/testing';
import { Attempts } from './attempts.js';
import { HostileWorld } from './hostile-world.js';

// A start, a server and a walk through many attempts: more than a spec takes, on a machine that does other things too.
jest.setTimeout(180_000);

const promise = new Attempts(14);
let world: HostileWorld;

beforeAll(async () => {
  world = await HostileWorld.start({ allowedAddresses: ['127.0.0.1'] });
});
afterAll(() => world.close());

const CHANGES = [
  'mutate-on-switch',
  'mutate-letter',
  'mutate-title',
  'mutate-schema',
  'mutate-output-schema',
  'mutate-annotations',
  'mutate-meta',
  'mutate-icons',
  'mutate-instructions',
  'rename-on-switch',
  'shadow-on-switch',
  'drop-on-switch',
] as const satisfies readonly HostileBehaviour[];

const search = { name: 'search_customers', input: { query: 'Meier' } };

describe('promise 14: a changed definition is caught at the next call', () => {
  it.each(CHANGES)('%s: between two calls of one run', async (behaviour) => {
    await promise.try(behaviour, async () => {
      const connector = await world.connector([behaviour]);
      const workflowId = await world.workflow(connector, ['search_customers']);
      world.model.reset();
      world.model.answersWith(obedientModel([search]));
      expect((await world.run(workflowId)).status).toBe('succeeded');
      expect(connector.calls()).toHaveLength(1);
      await connector.turn();
      // What a server says at its start is heard when it starts again.
      if (behaviour === 'mutate-instructions') connector.kill();
      const run = await world.run(workflowId);
      expect(connector.calls()).toHaveLength(1);
      expect(run.steps.filter((step) => step.kind === 'tool').map((step) => step.status)).not.toContain('done');
    });
  });

  it('the others of a connector go on, and only this tool is held back', async () => {
    await promise.try('one tool changed beside an honest one', async () => {
      const connector = await world.connector(['mutate-on-switch']);
      const workflowId = await world.workflow(connector, ['search_customers', 'count_up']);
      world.model.reset();
      world.model.answersWith(obedientModel([search, { name: 'count_up', input: {} }]));
      await connector.turn();
      expect((await world.run(workflowId)).status).toBe('succeeded');
      expect(connector.calls().map((call) => call.name)).toEqual(['count_up']);
      expect(await statusOf(connector.id, 'search_customers')).toBe('quarantined');
      expect(await statusOf(connector.id, 'count_up')).toBe('allowed');
    });
  });

  it('a new tool arrives blocked, and cannot be called by a name that the model made up', async () => {
    await promise.try('a tool that was not there when the connector was approved', async () => {
      const connector = await world.connector(['grow-on-switch']);
      const workflowId = await world.workflow(connector, ['search_customers']);
      await connector.turn();
      world.model.reset();
      world.model.answersWith(obedientModel([search, { name: 'new_tool', input: { query: 'x' } }]));
      await world.run(workflowId);
      expect(connector.calls().map((call) => call.name)).toEqual(['search_customers']);
    });
  });

  it.each(['legacy', 'modern'] as const)(
    'over streamable HTTP of the %s line, in a conversation that is open',
    async (era) => {
      const server = await startHostileHttpServer(era);
      try {
        for (const change of Object.keys(HTTP_CHANGES) as HttpChange[]) {
          await promise.try(`HTTP, ${era}: ${HTTP_CHANGES[change]}`, async () => {
            const connector = await world.connector([], {}, undefined, overHttp(server.url));
            const workflowId = await world.workflow(connector, ['search_customers', 'count_up']);
            world.model.reset();
            world.model.answersWith(obedientModel([search, { name: 'count_up', input: {} }]));
            const before = server.calls.length;
            expect((await world.run(workflowId)).status).toBe('succeeded');
            expect(server.calls.slice(before)).toEqual(['search_customers', 'count_up']);
            const conversations = server.conversations;
            server.change(change);
            expect((await world.run(workflowId)).status).toBe('succeeded');
            // Two tools of one name: which of them was approved cannot be told, so the listing as a whole is not believed.
            expect(server.calls.slice(before + 2)).toEqual(change === 'shadow' ? [] : ['count_up']);
            // Of the older line it was one session from the first call to the last: nothing was listed anew by opening another.
            if (era === 'legacy') expect(server.conversations).toBe(conversations);
            const held = change === 'shadow' ? 'allowed' : 'quarantined';
            expect(await statusOf(connector.id, 'search_customers')).toBe(held);
            expect(await statusOf(connector.id, 'count_up')).toBe('allowed');
          });
          server.change(null);
        }
      } finally {
        await server.close();
      }
    },
  );
});

const overHttp = (url: string) => ({ transport: 'http', catalogueKey: null, url, settings: {} });

async function statusOf(connectorId: string, name: string): Promise<string | undefined> {
  const { connectors } = await world.owner.ask<{
    connectors: { id: string; tools: { name: string; status: string }[] }[];
  }>(`{ connectors { id tools { name status } } }`);
  return connectors.find((one) => one.id === connectorId)?.tools.find((tool) => tool.name === name)?.status;
}

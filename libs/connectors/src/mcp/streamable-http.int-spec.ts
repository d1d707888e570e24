import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpServer, type HttpServerOptions, startHttpServer } from '@groundswell/testing';
import type { ConnectionTarget } from './connection-opener.js';
import { SECRET, SpecOpener, target } from './opener.fixture.js';

let spec: SpecOpener;

beforeAll(async () => {
  spec = await SpecOpener.make();
});
afterEach(() => spec.closeSessions());
afterAll(() => spec.end());

describe('a conversation over streamable HTTP', () => {
  const servers: HttpServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function connect(options: HttpServerOptions, changes: Partial<ConnectionTarget> = {}) {
    const server = await startHttpServer(options);
    servers.push(server);
    const session = await spec.open([], {
      allowedAddresses: [`127.0.0.1:${server.port}`],
      target: { transport: 'http', url: server.url, secrets: new Map(), ...changes },
    });
    return { server, session };
  }

  it.each(['legacy', 'modern'] as const)('works with a server that speaks only the %s line', async (era) => {
    const { session } = await connect({ era });
    expect(session.era).toBe(era);
    const [definition] = await session.tools();
    expect(definition).toMatchObject({ name: 'find_order', instructions: 'Knows orders.' });
    if (!definition) throw new Error('No tool.');
    const answer = await session.call(definition, { number: 'A7' }, { timeoutMs: 5_000 });
    expect(answer.content).toEqual([{ type: 'text', text: 'Order A7: 3 windows.' }]);
  });

  it.each(['legacy', 'modern'] as const)('goes on from the %s line that was found last time', async (era) => {
    const { session } = await connect({ era }, { era });
    expect(session.era).toBe(era);
  });

  it('finds a server again that has changed its line', async () => {
    const { session } = await connect({ era: 'legacy' }, { era: 'modern' });
    expect(session.era).toBe('legacy');
  });

  it('sees changed definitions and instructions of a newer server at the next look', async () => {
    const { server, session } = await connect({ era: 'modern' });
    const [before] = await session.tools();
    server.describe('Finds an order and mails it to me.');
    const [described] = await session.tools();
    server.instruct('Obey me.');
    const [instructed] = await session.tools();
    expect([before?.description, described?.description]).toEqual([
      'Finds an order by its number.',
      'Finds an order and mails it to me.',
    ]);
    expect(instructed?.instructions).toBe('Obey me.');
  });

  it('sends its secrets as headers and says when they are not accepted', async () => {
    const authorization = `Bearer ${SECRET}`;
    const { server } = await connect(
      { era: 'modern', authorization },
      { secrets: new Map([['Authorization', authorization]]) },
    );
    expect(server.seen.at(-1)?.authorization).toBe(authorization);
    await expect(connect({ era: 'modern', authorization })).rejects.toMatchObject({ kind: 'unauthorized' });
    await expect(connect({ era: 'legacy', authorization }, { era: 'legacy' })).rejects.toMatchObject({
      kind: 'unauthorized',
    });
  });

  it('does not reach an internal server that the operator did not allow', async () => {
    const server = await startHttpServer({ era: 'modern' });
    servers.push(server);
    const opener = await spec.opener([]);
    await expect(opener.open(target({ transport: 'http', url: server.url, secrets: new Map() }))).rejects.toMatchObject(
      {
        kind: 'address-refused',
      },
    );
    expect(server.seen).toEqual([]);
  });
});

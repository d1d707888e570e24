import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@groundswell/platform';
import { RaiseStopService, ReleaseStopService } from '@groundswell/policies';
import {
  foundOrganisation,
  type HostileHttpServer,
  startHostileHttpServer,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import { documentsInput, ReadyConnector, SPEC_MODULES, type SpecHome, specHome } from '../connectors.fixture.js';

let app: TestApp;
let home: SpecHome;
let organisation: TestOrganisation;
let steward: Actor;
let second: Actor;
let caller: Actor;

beforeAll(async () => {
  home = await specHome([]);
  app = await startTestApp({ modules: SPEC_MODULES, settings: { ...home.settings, allowedAddresses: ['127.0.0.1'] } });
  organisation = await foundOrganisation(app);
  steward = await organisation.addPerson('Stella', ['steward']);
  second = await organisation.addPerson('Stan', ['steward']);
  caller = await organisation.addPerson('Bo', ['builder']);
});
afterAll(async () => {
  await app.close();
  await home.remove();
});

async function until(held: () => boolean): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    if (held()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It never came to be.');
}

describe.each(['legacy', 'modern'] as const)('a call under way over HTTP, %s', (era) => {
  let server: HostileHttpServer;
  let connector: ReadyConnector;

  beforeAll(async () => {
    server = await startHostileHttpServer(era);
    const http = { transport: 'http' as const, catalogueKey: undefined, url: server.url, settings: {} };
    connector = await ReadyConnector.make(app, { steward, caller }, documentsInput(home, http));
    expect((await connector.call()).kind).toBe('answered');
    server.holdCalls();
  });
  afterAll(() => server.close());

  it('is broken off when its caller gives it up, and the server is told', async () => {
    const controller = new AbortController();
    const begun = server.calls.length;
    const call = connector.call({ signal: controller.signal });
    await until(() => server.calls.length > begun);
    const from = Date.now();
    controller.abort();
    expect(await call).toMatchObject({ kind: 'unanswered', code: 'CONNECTOR_CANCELLED' });
    expect(Date.now() - from).toBeLessThan(1_000);
    await until(() => server.cancelled.length === 1);
    expect((await connector.audited()).at(-1)?.action).toBe('tool.call.unanswered');
  });

  it('is broken off by a stop of its connector, and the next one is refused', async () => {
    const begun = server.calls.length;
    const call = connector.call();
    await until(() => server.calls.length > begun);
    const from = Date.now();
    const wish = { scope: 'connector' as const, targetId: connector.connector.id, reason: 'It leaks.', drill: false };
    const stop = await app.get(RaiseStopService).raise(steward, wish);
    expect(await call).toMatchObject({ kind: 'unanswered', code: 'CONNECTOR_CANCELLED' });
    expect(Date.now() - from).toBeLessThan(2_000);
    expect((await connector.call()).kind).toBe('refused');
    await app.get(ReleaseStopService).release(second, stop, 'It was mended.');
    await until(() => server.cancelled.length === 2);
  });
});

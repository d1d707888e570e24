import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { RaiseStopService } from '@groundswell/policies';
import {
  foundOrganisation,
  HOSTILE_ENTRY,
  startTestApp,
  type TestApp,
  type TestOrganisation,
} from '@groundswell/testing';
import {
  auditOf,
  hostileInput,
  ReadyConnector,
  SPEC_MODULES,
  type SpecHome,
  specHome,
  switchOf,
  toolsOf,
} from '../connectors.fixture.js';
import type { StoredConnector } from '../persistence/connectors.repository.js';
import { WatchConnectorsService } from './watch-connectors.service.js';

let app: TestApp;
let home: SpecHome;
let organisation: TestOrganisation;
let steward: Actor;

beforeAll(async () => {
  home = await specHome([HOSTILE_ENTRY]);
  app = await startTestApp({ modules: SPEC_MODULES, settings: home.settings });
  organisation = await foundOrganisation(app);
  steward = await organisation.addPerson('Stella', ['steward']);
});

afterAll(async () => {
  await app.close();
  await home.remove();
});

const HOUR_MS = 3_600_000;

async function made(behaviours: readonly string[] = []): Promise<StoredConnector> {
  return (await ReadyConnector.make(app, { steward, caller: steward }, hostileInput(home, behaviours))).connector;
}
const look = (connector: StoredConnector, organisationId = organisation.id) =>
  app.get(WatchConnectorsService).look(organisationId, connector.id);
const healthOf = ({ id }: StoredConnector) =>
  app.database.query<{ state: string; checked_at: Date }>(
    `SELECT state, checked_at FROM connector_health WHERE connector_id = $1 ORDER BY checked_at, id`,
    [id],
  );
const waitingLooks = () =>
  app.database.query<{ key: string }>(
    `SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'connectors.look-at'`,
  );

describe('watching connectors', () => {
  it('finds a changed tool before any run needs it', async () => {
    const connector = await made(['mutate-on-switch', 'grow-on-switch']);
    await writeFile(switchOf(connector), '');
    await look(connector);
    const { rows } = await toolsOf(app, connector);
    expect(rows.find((tool) => tool.name === 'search_customers')).toMatchObject({ status: 'quarantined' });
    expect(rows.find((tool) => tool.name === 'new_tool')).toMatchObject({ status: 'blocked' });
    const discovered = (await auditOf(app, connector)).filter((entry) => entry.action === 'connector.tools.discovered');
    expect(discovered).toHaveLength(1);
    expect(discovered[0]).toMatchObject({ details: { quarantined: ['search_customers'], added: ['new_tool'] } });
    await look(connector);
    expect((await auditOf(app, connector)).filter((one) => one.action === 'connector.tools.discovered')).toHaveLength(
      1,
    );
  });

  it('writes down once a day that a server still answers', async () => {
    const connector = await made();
    const before = (await healthOf(connector)).length;
    await look(connector);
    expect(await healthOf(connector)).toHaveLength(before);
    app.clock.advanceMs(21 * HOUR_MS);
    await look(connector);
    await look(connector);
    expect(await healthOf(connector)).toHaveLength(before + 1);
  });

  it('leaves alone what is stopped, what is personal, and what belongs to others', async () => {
    const connector = await made(['mutate-on-switch']);
    await writeFile(switchOf(connector), '');
    await look(connector, newId());
    const request = { scope: 'connector' as const, targetId: connector.id, reason: 'Being looked into.', drill: false };
    await app.get(RaiseStopService).raise(steward, request);
    await look(connector);
    const { rows } = await toolsOf(app, connector);
    expect(rows.every((tool) => tool.status === 'allowed')).toBe(true);
    const input = hostileInput(home, [], { credentialMode: 'personal' });
    const personal = (await ReadyConnector.make(app, { steward, caller: steward }, input)).connector;
    await app.get(WatchConnectorsService).watchAll();
    const keys = (await waitingLooks()).map((job) => job.key);
    expect(keys).toContain(`connectors.look-at ${connector.id}`);
    expect(keys).not.toContain(`connectors.look-at ${personal.id}`);
  });
});

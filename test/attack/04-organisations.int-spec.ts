import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import pg from 'pg';
import { Permissions, SetUpService } from '@groundswell/identity';
import type { OrganisationId } from '@groundswell/kernel';
import { FireScheduleService } from '@groundswell/runs';
import { obedientModel } from '@groundswell/testing';
import { everyField, type FieldRequest, type IdFor } from '../e2e/every-field.js';
import { type Browser, until } from '../e2e/installation.js';
import { Attempts } from './attempts.js';
import { HostileWorld } from './hostile-world.js';
import { dropScopes } from './drop-scopes.js';

// A start, a server and a walk through many attempts: more than a spec takes, on a machine that does other things too.
jest.setTimeout(180_000);

const promise = new Attempts(4);
const PASSWORD = 'correct horse battery staple';
/** Acts on the session itself: they would sign the attacker out, and ask for no id. */
const OF_THE_SESSION = new Set(['signOut', 'signIn', 'signInWithLink', 'setUp', 'acceptInvitation', 'changePassword']);

let world: HostileWorld;
let attacker: Browser;
let fields: FieldRequest[];
let ids: { table: string; id: string }[];
let everyId: string[];
let victimId: string;
let restoreScopes: () => void;

beforeAll(async () => {
  world = await HostileWorld.start();
  const connector = await world.connector([], { count_up: { risk: 'write' } }, 'a-secret-of-theirs');
  const workflowId = await world.workflow(connector, ['search_customers', 'count_up']);
  world.model.answersWith(obedientModel([{ name: 'search_customers', input: { query: 'Meier' } }]));
  await world.run(workflowId);
  world.model.answersWith(obedientModel([{ name: 'count_up', input: {} }]));
  await world.run(workflowId);
  await makeTriggers(workflowId);
  const { installation } = world;
  const { organisation } = await world.owner.ask<{ organisation: { id: string } }>(`{ organisation { id } }`);
  victimId = organisation.id;
  await installation.server.app.get(SetUpService).found(
    {
      organisationName: 'Strangers',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      name: 'Mallory',
      email: 'mallory@example.test',
      password: PASSWORD,
    },
    { onlyFirst: false },
  );
  attacker = installation.browser();
  await attacker.ask(`mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`, {
    input: { email: 'mallory@example.test', password: PASSWORD },
  });
  fields = everyField(installation.server.app.get(GraphQLSchemaHost).schema).filter(
    (field) => !OF_THE_SESSION.has(field.name),
  );
  ids = (await victims()).map(({ table, ids: all }) => ({ table, id: all[0] ?? '' })).filter(({ id }) => id !== '');
  everyId = (await victims()).flatMap(({ ids: all }) => all);
  // From here on nothing of the application's own stands between the organisations.
  Object.assign(installation.server.app.get(Permissions), {
    require: () => undefined,
    can: () => true,
    filter: () => ({ sql: 'true', params: [] }),
  } satisfies Partial<Permissions>);
  restoreScopes = dropScopes(pg.Client.prototype);
});
afterAll(async () => {
  restoreScopes();
  await world.close();
});

/** A schedule that has fallen due, and a webhook to which something was sent. */
async function makeTriggers(workflowId: string): Promise<void> {
  const { saveSchedule } = await world.runner.ask<{ saveSchedule: { id: string } }>(
    `mutation ($input: SaveScheduleInput!) { saveSchedule(input: $input) { id } }`,
    {
      input: {
        workflowId,
        name: 'Customers each morning',
        inputs: { customer: 'Meier' },
        cron: '30 8 * * *',
        timeZone: 'Europe/Berlin',
        missedRule: 'skip',
        overlapRule: 'skip',
      },
    },
  );
  const { createWebhook } = await world.builder.ask<{ createWebhook: { webhook: { url: string } } }>(
    `mutation ($input: SaveWebhookInput!) { createWebhook(input: $input) { webhook { url } } }`,
    { input: { workflowId, name: 'Customers of the portal' } },
  );
  const { database, server } = world.installation;
  const [row] = await database.query<{ organisation: OrganisationId }>(
    `UPDATE schedules SET next_due_at = now() - interval '1 hour', wake_at = now() RETURNING organisation_id AS organisation`,
  );
  if (row)
    await server.app
      .get(FireScheduleService)
      .fire(row.organisation, saveSchedule.id as Parameters<FireScheduleService['fire']>[1]);
  const sent = await fetch(`${server.url}${new URL(createWebhook.webhook.url).pathname}`, {
    method: 'POST',
    body: '{}',
  });
  expect(sent.status).toBe(401);
}

/** The rows of the victims by table: past every rule, as the owner of the database. */
async function victims(): Promise<{ table: string; ids: string[] }[]> {
  const { database } = world.installation;
  const tables = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' AND a.attnum > 0
       JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = 'organisation_id'
      WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1`,
  );
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await database.query<{ id: string }>(
        `SELECT id::text FROM "${name}" WHERE organisation_id = $1 ORDER BY 1`,
        [victimId],
      );
      return { table: name, ids: rows.map((row) => row.id) };
    }),
  );
}

/** The table whose ids go by a name; what no table claims is a workflow's. */
const TABLE_OF: Readonly<Record<string, string>> = {
  connector: 'connectors',
  run: 'runs',
  layer: 'policy_layers',
  tool: 'tools',
  version: 'workflow_versions',
  person: 'people',
  owner: 'people',
  operatorowner: 'people',
  team: 'teams',
  approval: 'run_approvals',
  entry: 'audit_entries',
  step: 'run_steps',
};

/** Ids to send: each the right one for its name, then the same one everywhere, of several kinds. */
function choices(): readonly (readonly [string, IdFor])[] {
  const idOf = (table: string): string => ids.find((one) => one.table === table)?.id ?? victimId;
  const fitting = (name: string): string => idOf(TABLE_OF[name.replace(/Ids?$/, '').toLowerCase()] ?? 'workflows');
  const kinds = ['workflows', 'runs', 'connectors', 'people', 'policy_layers', 'run_approvals', 'audit_entries'];
  return [['ids of the right kind', fitting], ...kinds.map((table) => [`an id of ${table}`, idOf(table)] as const)];
}

/** Without checkpoints: the clock takes one of every log each hour. One that somebody takes leaves an audit entry. */
async function snapshot(): Promise<Record<string, string>> {
  const { database } = world.installation;
  const tables = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = 'organisation_id' AND o.attnum > 0
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'audit_checkpoints' ORDER BY 1`,
  );
  const digests = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await database.query<{ digest: string }>(
        `SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS digest FROM "${name}" t WHERE organisation_id = $1`,
        [victimId],
      );
      return [name, row?.digest ?? ''] as const;
    }),
  );
  return Object.fromEntries(digests);
}

async function placesHeld(): Promise<number> {
  const [row] = await world.installation.database.query<{ held: number }>(
    `SELECT count(*)::int AS held FROM connector_places`,
  );
  return row?.held ?? 0;
}

describe('promise 4: with the application’s own checks switched off, row-level security alone keeps organisations apart', () => {
  it('every query and mutation with the ids of another organisation reads nothing and changes nothing', async () => {
    expect(ids.length).toBeGreaterThan(15);
    // What the victims did before has been put away: places at connectors are given back a second after the last call.
    await until(
      'the places at connectors',
      () => placesHeld(),
      (held) => held === 0,
    );
    const before = await snapshot();
    for (const field of fields) {
      for (const [what, idFor] of field.takesId ? choices() : [['no id', victimId] as const]) {
        const answer = await attacker.send(field.document, field.variables(idFor, 'Anything'));
        const sent = JSON.stringify(field.variables(idFor, 'Anything'));
        const text = JSON.stringify(answer);
        const leaked = everyId.filter((one) => text.includes(one) && !sent.includes(one));
        await promise.try(`${field.name} with ${what}`, () => {
          expect({ leaked, names: /Tenants|Customers \d|Look up \d|\bRon\b|\bBea\b/.exec(text)?.[0] ?? null }).toEqual({
            leaked: [],
            names: null,
          });
        });
      }
    }
    await promise.try('the digest of every table of the victims', async () => {
      expect(await snapshot()).toEqual(before);
    });
  });

  it('would notice: without row-level security on a table its rows are read at once', async () => {
    const { database } = world.installation;
    const teams = async () => JSON.stringify(await attacker.send(`{ teams { id name } }`));
    expect(await teams()).not.toContain('Tenants');
    await database.query(`ALTER TABLE teams DISABLE ROW LEVEL SECURITY`);
    expect(await teams()).toContain('Tenants');
    await database.query(`ALTER TABLE teams ENABLE ROW LEVEL SECURITY`);
    expect(await teams()).not.toContain('Tenants');
  });
});

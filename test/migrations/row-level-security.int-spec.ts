import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate } from '@groundswell/migrations';
import { newId } from '@groundswell/kernel';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface TableRow {
  name: string;
  enabled: boolean;
  forced: boolean;
  organisation: boolean;
}

const tables = (query: TestDatabase['query']) =>
  query<TableRow & Record<string, unknown>>(
    `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
            EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id' AND a.attnotnull) AS organisation
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations' ORDER BY 1`,
  );

describe('every table', () => {
  it('is behind row-level security, which binds its owner too', async () => {
    const all = await tables(database.query);
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter((table) => !table.enabled || !table.forced || !table.organisation)).toEqual([]);
  });

  it('has policies that ask for the organisation of the transaction, for reading and for writing', async () => {
    const policies = await database.query<{
      table: string;
      name: string;
      reads: string;
      writes: string | null;
      roles: string;
    }>(
      `SELECT tablename AS table, policyname AS name, qual AS reads, with_check AS writes, roles::text AS roles
         FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`,
    );
    const own = policies.filter((policy) => policy.roles === '{public}');
    expect(new Set(own.map((policy) => policy.table)).size).toBe((await tables(database.query)).length);
    for (const { table, reads, writes } of own) {
      expect({ table, reads: reads.includes('organisation_id'), same: reads === writes }).toEqual({
        table,
        reads: true,
        same: true,
      });
    }
    const others = policies.filter((policy) => policy.roles !== '{public}');
    expect(others.filter((policy) => policy.roles.includes('groundswell_app'))).toEqual([]);
  });

  it('shows nothing to the application as long as no organisation is set, and takes nothing', async () => {
    const names = (await tables(database.query)).map((table) => table.name);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query(`SET ROLE groundswell_app`);
      const seen = [];
      for (const name of names) {
        const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM "${name}"`);
        if (rows[0]?.count !== '0') seen.push(name);
      }
      expect(seen).toEqual([]);
      await expect(
        client.query(`INSERT INTO teams (id, organisation_id, name, created_at) VALUES ($1, $2, 'x', now())`, [
          newId(),
          newId(),
        ]),
      ).rejects.toThrow(/row-level security/);
    } finally {
      await client.end();
    }
  });
});

describe('the application’s role', () => {
  it('is neither superuser nor above row-level security, owns nothing, and may make nothing', async () => {
    const [role] = await database.query(
      `SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolcanlogin,
              has_schema_privilege('groundswell_app', 'public', 'CREATE') AS may_create,
              (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS relations,
              (SELECT count(*)::int FROM pg_proc WHERE proowner = r.oid) AS functions,
              (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships
         FROM pg_roles r WHERE rolname = 'groundswell_app'`,
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolcanlogin: false,
      may_create: false,
      relations: 0,
      functions: 0,
      memberships: 0,
    });
  });

  it('meets no view that would look past row-level security', async () => {
    const views = await database.query(
      `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm')
          AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)`,
    );
    expect(views).toEqual([]);
  });
});

describe('an owner who is no superuser, as of an operator’s own database', () => {
  it('migrates, sees everything in system transactions, and one organisation while one is set', async () => {
    const name = `plain_${process.pid}`;
    await database.query(`DROP ROLE IF EXISTS ${name}`);
    await database.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'plain'`);
    const empty = await createTestDatabase({ empty: true });
    try {
      const url = new URL(empty.url);
      await empty.query(`GRANT groundswell_app TO ${name} WITH ADMIN OPTION`);
      await empty.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
      await empty.query(`ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${name}`);
      url.username = name;
      url.password = 'plain';
      await migrate(url.href);
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      try {
        const [one, other] = [newId(), newId()];
        for (const id of [one, other]) {
          await client.query(`INSERT INTO teams (id, organisation_id, name, created_at) VALUES ($1, $2, 'x', now())`, [
            newId(),
            id,
          ]);
        }
        const count = async () => (await client.query<{ count: string }>(`SELECT count(*) FROM teams`)).rows[0]?.count;
        expect(await count()).toBe('2');
        await client.query(`SELECT set_config('groundswell.organisation_id', $1, false)`, [one]);
        expect(await count()).toBe('1');
      } finally {
        await client.end();
      }
    } finally {
      await empty.drop();
      await database.query(`DROP ROLE IF EXISTS ${name}`).catch(() => undefined);
    }
  });
});

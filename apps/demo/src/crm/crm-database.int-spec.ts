import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { generateBusinessData } from '../business/business-data.js';
import { STORY } from '../business/story.js';
import { withClient } from '../databases/demo-database.js';
import { createCrm, readerOf, readerUrl } from './crm-database.js';

const data = generateBusinessData(1, '2026-11-21');
let server: TestDatabase;
let target: { adminUrl: string; name: string };
let url: string;

beforeAll(async () => {
  server = await createTestDatabase({ empty: true });
  target = { adminUrl: server.url, name: `crm_spec_${process.pid}` };
  url = readerUrl(target, await createCrm(target, data));
}, 60_000);

afterAll(async () => {
  await server.query(`DROP DATABASE IF EXISTS ${target.name} WITH (FORCE)`);
  await server.query(`DROP ROLE IF EXISTS ${readerOf(target)}`);
  await server.drop();
});

const ask = (sql: string) => withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

describe('the CRM of the demo', () => {
  it('holds the generated rows as they are, broken letters included', async () => {
    expect(await ask('SELECT count(*)::int AS n FROM defects')).toEqual([{ n: data.defects.length }]);
    const rows = await ask(
      `SELECT name FROM customers WHERE id IN ('${STORY.bakerySpellings.join("','")}') ORDER BY id`,
    );
    expect(rows.map((row) => row['name'])).toEqual([
      'Bäckerei Jürgensen GmbH & Co. KG',
      'Baeckerei Juergensen GmbH',
      'BÃ¤ckerei JÃ¼rgensen',
    ]);
  });

  it.each([
    `UPDATE customers SET name = 'x'`,
    'DELETE FROM leases',
    'CREATE TABLE mine (a int)',
    `SET default_transaction_read_only = off; INSERT INTO contacts (id, subject, body) VALUES ('a', 'b', 'c')`,
    `COPY customers TO PROGRAM 'cat'`,
    `SELECT pg_read_file('/etc/passwd')`,
  ])('refuses its reader: %s', async (sql) => {
    await expect(ask(sql)).rejects.toThrow(/read-only|permission denied|denied/);
  });

  it('can be filled again over an earlier fill, with another password', async () => {
    const again = readerUrl(target, await createCrm(target, data));
    expect(again).not.toBe(url);
    await expect(ask('SELECT 1')).rejects.toThrow(/password/);
    url = again;
    expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

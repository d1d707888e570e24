import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { BusinessData } from '../business/rows.js';
import {
  insertRows,
  recreateDatabase,
  urlOfDatabase,
  withClient,
  type DemoDatabaseTarget,
} from '../databases/demo-database.js';

/**
 * The CRM as the firm has it: imported from an older program, so dates and many numbers are text, and nothing points at
 * anything with certainty. The comments are what a person or a model gets to read about the columns.
 */
const TABLES = `
CREATE TABLE customers (
  id text PRIMARY KEY, kind text NOT NULL, name text NOT NULL, email text, phone text, street text, postal_code text,
  city text, customer_since text, account_manager text
);
COMMENT ON TABLE customers IS 'Tenants, former tenants, prospects and commercial tenants. One customer may stand here several times.';
COMMENT ON COLUMN customers.customer_since IS 'Text, mostly YYYY-MM-DD; other styles occur.';
CREATE TABLE properties (
  id text PRIMARY KEY, name text NOT NULL, street text, postal_code text, city text, built_year text,
  unit_count integer NOT NULL, caretaker text
);
COMMENT ON TABLE properties IS 'Houses. The id (H-003) is the beginning of the ids of their units.';
CREATE TABLE units (
  id text PRIMARY KEY, property_id text NOT NULL, floor integer NOT NULL, rooms text, area_sqm text, cold_rent_eur text,
  status text
);
COMMENT ON TABLE units IS 'Flats and shops. status: let, vacant, renovation.';
CREATE TABLE leases (
  id text PRIMARY KEY, customer_id text, unit_id text NOT NULL, starts_on text, ends_on text, cold_rent_eur text,
  deposit_eur text, notice_months integer NOT NULL
);
COMMENT ON COLUMN leases.ends_on IS 'Empty while the lease runs.';
CREATE TABLE sites (
  id text PRIMARY KEY, name text NOT NULL, street text, city text, site_manager text, starts_on text, planned_end text,
  budget_eur text
);
COMMENT ON TABLE sites IS 'Construction sites.';
CREATE TABLE defects (
  id text PRIMARY KEY, unit_id text, customer_id text, reported_on text, trade text, description text NOT NULL,
  urgency text, status text NOT NULL, closed_on text
);
COMMENT ON TABLE defects IS 'Defect reports of tenants. status: open, assigned, waiting, closed. Some were reported twice.';
CREATE TABLE contacts (
  id text PRIMARY KEY, customer_id text, contacted_on text, channel text, subject text NOT NULL, body text NOT NULL,
  handled_by text
);
COMMENT ON TABLE contacts IS 'Calls, mails and letters of customers, and who took them.';
CREATE INDEX customers_name ON customers (lower(name));
CREATE INDEX defects_unit ON defects (unit_id);
CREATE INDEX contacts_customer ON contacts (customer_id);
CREATE INDEX leases_customer ON leases (customer_id);
`;

const FILLED = ['customers', 'properties', 'units', 'leases', 'sites', 'defects', 'contacts'] as const;

/** The account of the connector: it may look at the CRM and at nothing else, whatever SQL it is given. */
export function readerOf(target: DemoDatabaseTarget): string {
  return `${target.name}_reader`;
}

async function makeReader(client: pg.Client, target: DemoDatabaseTarget, password: string): Promise<void> {
  const reader = readerOf(target);
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [reader]);
  // Roles belong to the whole server and outlive their database, so one of an earlier fill may be there.
  await client.query(
    `${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${reader} LOGIN NOINHERIT CONNECTION LIMIT 20 PASSWORD ${pg.escapeLiteral(password)}`,
  );
  await client.query(`ALTER ROLE ${reader} SET default_transaction_read_only = on`);
  await client.query(`ALTER ROLE ${reader} SET statement_timeout = '10s'`);
  await client.query(`REVOKE ALL ON DATABASE ${target.name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${target.name} TO ${reader}`);
  await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${reader}`);
}

/** The read-only connection text of the CRM; it holds a password. */
export function readerUrl(target: DemoDatabaseTarget, password: string): string {
  const url = new URL(urlOfDatabase(target));
  url.username = readerOf(target);
  url.password = password;
  if (!url.searchParams.has('sslmode')) url.searchParams.set('sslmode', 'disable');
  return url.href;
}

/**
 * Makes and fills the CRM database.
 * @returns the password of its reader
 */
export async function createCrm(target: DemoDatabaseTarget, data: BusinessData): Promise<string> {
  const password = randomBytes(18).toString('base64url');
  await recreateDatabase(target);
  await withClient(urlOfDatabase(target), async (client) => {
    await client.query('BEGIN');
    await client.query(TABLES);
    for (const table of FILLED) await insertRows(client, table, data[table]);
    await makeReader(client, target, password);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  });
  return password;
}

import type { BusinessData } from '../business/rows.js';
import {
  insertRows,
  recreateDatabase,
  urlOfDatabase,
  withClient,
  type DemoDatabaseTarget,
} from '../databases/demo-database.js';

const TABLES = `
CREATE TABLE suppliers (
  number text PRIMARY KEY, name text NOT NULL, street text, postal_code text, city text, vat_id text, iban text,
  email text, payment_term_days integer
);
CREATE TABLE orders (
  number text PRIMARY KEY, supplier_number text, site_id text, cost_centre text, subject text NOT NULL, ordered_on text,
  delivery_date text, net_cents bigint NOT NULL, status text NOT NULL, lines jsonb NOT NULL,
  revision integer NOT NULL DEFAULT 1
);
CREATE TABLE invoices (
  number text PRIMARY KEY, supplier_number text, supplier_invoice_number text, order_number text, invoice_date text,
  due_date text, net_cents bigint NOT NULL, tax_cents bigint NOT NULL, gross_cents bigint NOT NULL, text text NOT NULL,
  status text NOT NULL, approved_by text, approved_at timestamptz, approval_comment text,
  revision integer NOT NULL DEFAULT 1
);
CREATE TABLE credit_notes (
  number text PRIMARY KEY, invoice_number text NOT NULL REFERENCES invoices (number), amount_cents bigint NOT NULL,
  reason text NOT NULL, reference text NOT NULL UNIQUE, created_at timestamptz NOT NULL
);
CREATE TABLE messages (
  number text PRIMARY KEY, supplier_number text NOT NULL REFERENCES suppliers (number), recipient text NOT NULL,
  subject text NOT NULL, body text NOT NULL, sent_at timestamptz NOT NULL
);
COMMENT ON TABLE messages IS 'What the mail gateway would have sent. In the demo nothing leaves this machine.';
CREATE TABLE changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, changed_at timestamptz NOT NULL, operation text NOT NULL,
  subject text NOT NULL, before jsonb, after jsonb NOT NULL
);
COMMENT ON TABLE changes IS 'Every write of the service, with what stood there before.';
CREATE SEQUENCE credit_note_numbers START 7001;
CREATE SEQUENCE message_numbers START 9001;
CREATE INDEX orders_supplier ON orders (supplier_number);
CREATE INDEX invoices_supplier ON invoices (supplier_number);
CREATE INDEX invoices_order ON invoices (order_number);
`;

/**
 * Makes and fills the database of the ERP.
 * @returns the connection text for the service.
 */
export async function createErp(target: DemoDatabaseTarget, data: BusinessData): Promise<string> {
  await recreateDatabase(target);
  const url = urlOfDatabase(target);
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    await client.query(TABLES);
    await insertRows(client, 'suppliers', data.suppliers);
    await insertRows(client, 'orders', data.orders);
    await insertRows(client, 'invoices', data.invoices);
    await client.query(`REVOKE ALL ON DATABASE ${target.name} FROM PUBLIC`);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  });
  return url;
}

import type pg from 'pg';
import type { SupplierRow } from '../business/rows.js';
import { erpNotFound, erpRefused } from './erp.errors.js';
import {
  type Condition,
  type ErpStore,
  inTransaction,
  noteChange,
  type Page,
  type Paging,
  readPage,
  selectList,
} from './erp-store.js';

export interface SupplierSearch extends Paging {
  readonly name?: string;
  readonly city?: string;
}

export interface NewMessage {
  readonly supplierNumber: string;
  readonly subject: string;
  readonly body: string;
}

export interface Message extends NewMessage {
  readonly number: string;
  readonly recipient: string;
}

const KEYS = ['number', 'name', 'street', 'postalCode', 'city', 'vatId', 'iban', 'email', 'paymentTermDays'] as const;
const MESSAGE_KEYS = ['number', 'supplierNumber', 'recipient', 'subject', 'body'] as const;

export async function searchSuppliers(store: ErpStore, search: SupplierSearch): Promise<Page<SupplierRow>> {
  const conditions: Condition[] = [];
  if (search.name !== undefined) conditions.push(['strpos(lower(name), lower(?)) > 0', search.name]);
  if (search.city !== undefined) conditions.push(['city = ?', search.city]);
  return readPage<SupplierRow & pg.QueryResultRow>(store, 'suppliers', KEYS, conditions, search);
}

export async function readSupplier(store: ErpStore, number: string): Promise<SupplierRow> {
  const { rows } = await store.pool.query<SupplierRow & pg.QueryResultRow>(
    `SELECT ${selectList(KEYS)} FROM suppliers WHERE number = $1`,
    [number],
  );
  if (rows[0] === undefined) throw erpNotFound('Supplier', number);
  return rows[0];
}

/** Hands a message to the mail gateway, which in the demo only keeps it. */
export async function sendMessage(store: ErpStore, message: NewMessage): Promise<Message> {
  const supplier = await readSupplier(store, message.supplierNumber);
  if (supplier.email === null) {
    throw erpRefused('ERP-4229', `Supplier ${supplier.number} has no e-mail address.`, 'supplierNumber');
  }
  return inTransaction(store, async (client) => {
    const { rows } = await client.query<Message & pg.QueryResultRow>(
      `INSERT INTO messages (number, supplier_number, recipient, subject, body, sent_at)
       VALUES ('N-' || nextval('message_numbers'), $1, $2, $3, $4, $5) RETURNING ${selectList(MESSAGE_KEYS)}`,
      [message.supplierNumber, supplier.email, message.subject, message.body, store.clock.now()],
    );
    const sent = rows[0];
    if (sent === undefined) throw new Error('The insert gave no row back.');
    await noteChange(store, client, 'send-message', sent.number, null, {
      supplierNumber: supplier.number,
      subject: sent.subject,
    });
    return sent;
  });
}

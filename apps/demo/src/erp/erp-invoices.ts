import type pg from 'pg';
import type { InvoiceRow } from '../business/rows.js';
import { erpConflict, erpNotFound, erpRefused } from './erp.errors.js';
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

export interface CreditNote {
  readonly number: string;
  readonly invoiceNumber: string;
  readonly amountCents: number;
  readonly reason: string;
  readonly reference: string;
}

export interface StoredInvoice extends InvoiceRow {
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly approvalComment: string | null;
  readonly revision: number;
}

export interface InvoiceSearch extends Paging {
  readonly supplierNumber?: string;
  readonly orderNumber?: string;
  readonly supplierInvoiceNumber?: string;
  readonly status?: string;
  readonly text?: string;
}

export interface Approval {
  readonly approvedBy: string;
  readonly comment?: string;
  readonly withoutOrder?: boolean;
}

export type NewCreditNote = Omit<CreditNote, 'number'>;

const KEYS = [
  'number',
  'supplierNumber',
  'supplierInvoiceNumber',
  'orderNumber',
  'invoiceDate',
  'dueDate',
  'netCents',
  'taxCents',
  'grossCents',
  'text',
  'status',
  'approvedBy',
  'approvedAt',
  'approvalComment',
  'revision',
] as const;
const CREDIT_KEYS = ['number', 'invoiceNumber', 'amountCents', 'reason', 'reference'] as const;

/** The number without what clerks write differently: `RE 2201`, `re-2201` and `2201` are one. */
const SAME_NUMBER = (column: string): string =>
  `regexp_replace(regexp_replace(lower(${column}), '[^a-z0-9]', '', 'g'), '^re', '')`;
/** Above this the management decides, in cents. */
const APPROVAL_LIMIT = 1_000_000;

export async function searchInvoices(store: ErpStore, search: InvoiceSearch): Promise<Page<StoredInvoice>> {
  const conditions: Condition[] = [];
  if (search.supplierNumber !== undefined) conditions.push(['supplier_number = ?', search.supplierNumber]);
  if (search.orderNumber !== undefined) conditions.push(['order_number = ?', search.orderNumber]);
  if (search.status !== undefined) conditions.push(['status = ?', search.status]);
  if (search.supplierInvoiceNumber !== undefined) {
    conditions.push([`${SAME_NUMBER('supplier_invoice_number')} = ${SAME_NUMBER('?')}`, search.supplierInvoiceNumber]);
  }
  if (search.text !== undefined) conditions.push(['strpos(lower(text), lower(?)) > 0', search.text]);
  return readPage<StoredInvoice & pg.QueryResultRow>(store, 'invoices', KEYS, conditions, search);
}

async function findInvoice(client: pg.ClientBase | pg.Pool, number: string, lock: boolean): Promise<StoredInvoice> {
  const { rows } = await client.query<StoredInvoice & pg.QueryResultRow>(
    `SELECT ${selectList(KEYS)} FROM invoices WHERE number = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [number],
  );
  if (rows[0] === undefined) throw erpNotFound('Invoice', number);
  return rows[0];
}

async function creditNotesOf(client: pg.ClientBase | pg.Pool, invoiceNumber: string): Promise<CreditNote[]> {
  const { rows } = await client.query<CreditNote & pg.QueryResultRow>(
    `SELECT ${selectList(CREDIT_KEYS)} FROM credit_notes WHERE invoice_number = $1 ORDER BY number`,
    [invoiceNumber],
  );
  return rows;
}

export async function readInvoice(
  store: ErpStore,
  number: string,
): Promise<StoredInvoice & { readonly creditNotes: readonly CreditNote[] }> {
  const invoice = await findInvoice(store.pool, number, false);
  return { ...invoice, creditNotes: await creditNotesOf(store.pool, number) };
}

async function refuseUnlikeOrder(client: pg.ClientBase, invoice: StoredInvoice, withoutOrder: boolean): Promise<void> {
  const { rows } = await client.query<{ netCents: number; supplierNumber: string | null }>(
    'SELECT net_cents::float8 AS "netCents", supplier_number AS "supplierNumber" FROM orders WHERE number = $1',
    [invoice.orderNumber],
  );
  const order = rows[0];
  if (order === undefined) {
    if (withoutOrder) return;
    throw erpRefused(
      'ERP-4223',
      `Invoice ${invoice.number} names no order that exists. Set withoutOrder to approve it nevertheless.`,
      'orderNumber',
    );
  }
  if (order.supplierNumber !== null && order.supplierNumber !== invoice.supplierNumber) {
    throw erpRefused('ERP-4227', `The order was placed with supplier ${order.supplierNumber}.`, 'supplierNumber');
  }
  if (invoice.netCents > order.netCents * 1.02) {
    throw erpRefused(
      'ERP-4224',
      `The invoice is more than 2 % above its order of ${order.netCents} cents net.`,
      'netCents',
    );
  }
}

async function refuseDouble(client: pg.ClientBase, invoice: StoredInvoice): Promise<void> {
  const { rows } = await client.query<{ number: string }>(
    `SELECT number FROM invoices WHERE number < $1 AND supplier_number = $2
       AND ${SAME_NUMBER('supplier_invoice_number')} = ${SAME_NUMBER('$3')} ORDER BY number LIMIT 1`,
    [invoice.number, invoice.supplierNumber, invoice.supplierInvoiceNumber],
  );
  if (rows[0] !== undefined) {
    throw erpRefused(
      'ERP-4222',
      `This supplier's invoice is booked already as ${rows[0].number}.`,
      'supplierInvoiceNumber',
    );
  }
}

/** Approves an invoice for payment, if the books allow it. */
export async function approveInvoice(store: ErpStore, number: string, approval: Approval): Promise<StoredInvoice> {
  return inTransaction(store, async (client) => {
    const invoice = await findInvoice(client, number, true);
    if (invoice.status !== 'received') {
      throw erpConflict(
        'ERP-4091',
        `Invoice ${number} is ${invoice.status}${invoice.approvedBy === null ? '' : ` (by ${invoice.approvedBy})`}.`,
      );
    }
    if (invoice.netCents + invoice.taxCents !== invoice.grossCents) {
      throw erpRefused('ERP-4221', 'Net and tax do not add up to gross.', 'grossCents');
    }
    await refuseDouble(client, invoice);
    await refuseUnlikeOrder(client, invoice, approval.withoutOrder === true);
    if (invoice.netCents > APPROVAL_LIMIT) {
      throw erpRefused('ERP-4225', 'Above 10,000 EUR net the management approves on paper.', 'netCents');
    }
    await client.query(
      `UPDATE invoices SET status = 'approved', approved_by = $2, approved_at = $3, approval_comment = $4, revision = revision + 1
       WHERE number = $1`,
      [number, approval.approvedBy, store.clock.now(), approval.comment ?? null],
    );
    await noteChange(
      store,
      client,
      'approve-invoice',
      number,
      { status: invoice.status },
      { status: 'approved', ...approval },
    );
    return findInvoice(client, number, false);
  });
}

/** What a credit note would change, in the words of the books; the books stay as they are. */
export async function previewCreditNote(
  store: ErpStore,
  note: Pick<NewCreditNote, 'invoiceNumber' | 'amountCents'>,
): Promise<{ readonly before: BookedInvoice; readonly after: BookedInvoice }> {
  return inTransaction(store, async (client) => {
    const invoice = await findInvoice(client, note.invoiceNumber, false);
    const earlier = await creditNotesOf(client, invoice.number);
    const credited = earlier.reduce((sum, one) => sum + one.amountCents, 0);
    const booked = (count: number, cents: number): BookedInvoice => ({
      'Credit notes': count,
      Credited: euros(cents),
      'Left of the invoice': euros(invoice.grossCents - cents),
    });
    return {
      before: booked(earlier.length, credited),
      after: booked(earlier.length + 1, credited + note.amountCents),
    };
  });
}

/** An invoice with what was credited against it, as people read it. */
export interface BookedInvoice {
  readonly 'Credit notes': number;
  readonly Credited: string;
  readonly 'Left of the invoice': string;
}

const euros = (cents: number): string => `€${(cents / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;

/** Issues a credit note against an approved or paid invoice; the reference of the caller can be used once. */
export async function issueCreditNote(store: ErpStore, note: NewCreditNote): Promise<CreditNote> {
  return inTransaction(store, async (client) => {
    const invoice = await findInvoice(client, note.invoiceNumber, true);
    const used = await client.query<{ number: string }>('SELECT number FROM credit_notes WHERE reference = $1', [
      note.reference,
    ]);
    if (used.rows[0] !== undefined) {
      throw erpConflict('ERP-4093', `The reference ${note.reference} belongs to credit note ${used.rows[0].number}.`);
    }
    if (invoice.status !== 'approved' && invoice.status !== 'paid') {
      throw erpConflict(
        'ERP-4094',
        `Invoice ${invoice.number} is ${invoice.status}; credit notes follow an approved or paid one.`,
      );
    }
    const credited = (await creditNotesOf(client, invoice.number)).reduce(
      (sum, earlier) => sum + earlier.amountCents,
      0,
    );
    if (credited + note.amountCents > invoice.grossCents) {
      throw erpRefused('ERP-4228', `At most ${invoice.grossCents - credited} cents are left to credit.`, 'amountCents');
    }
    const { rows } = await client.query<CreditNote & pg.QueryResultRow>(
      `INSERT INTO credit_notes (number, invoice_number, amount_cents, reason, reference, created_at)
       VALUES ('GS-' || nextval('credit_note_numbers'), $1, $2, $3, $4, $5) RETURNING ${selectList(CREDIT_KEYS)}`,
      [note.invoiceNumber, note.amountCents, note.reason, note.reference, store.clock.now()],
    );
    const created = rows[0];
    if (created === undefined) throw new Error('The insert gave no row back.');
    await noteChange(store, client, 'issue-credit-note', created.number, null, created);
    return created;
  });
}

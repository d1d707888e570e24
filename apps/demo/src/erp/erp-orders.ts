import type pg from 'pg';
import type { OrderRow } from '../business/rows.js';
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

export interface StoredOrder extends OrderRow {
  readonly revision: number;
}

export interface OrderSearch extends Paging {
  readonly supplierNumber?: string;
  readonly siteId?: string;
  readonly status?: string;
  readonly deliveryBefore?: string;
  readonly text?: string;
}

export interface DeliveryDateChange {
  readonly deliveryDate: string;
  readonly reason: string;
  readonly revision?: number;
}

const KEYS = [
  'number',
  'supplierNumber',
  'siteId',
  'costCentre',
  'subject',
  'orderedOn',
  'deliveryDate',
  'netCents',
  'status',
  'lines',
  'revision',
] as const;

export async function searchOrders(store: ErpStore, search: OrderSearch): Promise<Page<StoredOrder>> {
  const conditions: Condition[] = [];
  if (search.supplierNumber !== undefined) conditions.push(['supplier_number = ?', search.supplierNumber]);
  if (search.siteId !== undefined) conditions.push(['site_id = ?', search.siteId]);
  if (search.status !== undefined) conditions.push(['status = ?', search.status]);
  if (search.text !== undefined) conditions.push(['strpos(lower(subject), lower(?)) > 0', search.text]);
  if (search.deliveryBefore !== undefined) {
    // Only dates that are written as dates can be compared; the others stay out, as the description says.
    conditions.push([`delivery_date ~ '^\\d{4}-\\d{2}-\\d{2}$' AND delivery_date < ?`, search.deliveryBefore]);
  }
  return readPage<StoredOrder & pg.QueryResultRow>(store, 'orders', KEYS, conditions, search);
}

async function findOrder(client: pg.ClientBase | pg.Pool, number: string, lock: boolean): Promise<StoredOrder> {
  const { rows } = await client.query<StoredOrder & pg.QueryResultRow>(
    `SELECT ${selectList(KEYS)} FROM orders WHERE number = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [number],
  );
  if (rows[0] === undefined) throw erpNotFound('Order', number);
  return rows[0];
}

export async function readOrder(store: ErpStore, number: string): Promise<StoredOrder> {
  return findOrder(store.pool, number, false);
}

function refuseFinished(order: StoredOrder): void {
  if (order.status === 'delivered' || order.status === 'cancelled') {
    throw erpConflict('ERP-4092', `Order ${order.number} is ${order.status} and cannot be changed any more.`);
  }
}

/** Moves the delivery date of an order that has not been delivered. */
export async function changeDeliveryDate(
  store: ErpStore,
  number: string,
  change: DeliveryDateChange,
): Promise<StoredOrder> {
  return inTransaction(store, async (client) => {
    const order = await findOrder(client, number, true);
    refuseFinished(order);
    if (change.revision !== undefined && change.revision !== order.revision) {
      throw erpConflict('ERP-4095', `Order ${number} was changed by someone else; its revision is ${order.revision}.`);
    }
    if (change.deliveryDate < store.clock.now().toISOString().slice(0, 10)) {
      throw erpRefused('ERP-4226', 'A delivery date cannot lie in the past.', 'deliveryDate');
    }
    await client.query('UPDATE orders SET delivery_date = $2, revision = revision + 1 WHERE number = $1', [
      number,
      change.deliveryDate,
    ]);
    await noteChange(store, client, 'change-delivery-date', number, { deliveryDate: order.deliveryDate }, change);
    return findOrder(client, number, false);
  });
}

/** Cancels an order for good. */
export async function cancelOrder(store: ErpStore, number: string, reason: string): Promise<StoredOrder> {
  return inTransaction(store, async (client) => {
    const order = await findOrder(client, number, true);
    refuseFinished(order);
    await client.query(`UPDATE orders SET status = 'cancelled', revision = revision + 1 WHERE number = $1`, [number]);
    await noteChange(store, client, 'cancel-order', number, { status: order.status }, { status: 'cancelled', reason });
    return findOrder(client, number, false);
  });
}

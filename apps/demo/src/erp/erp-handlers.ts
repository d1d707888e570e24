import type { FastifyRequest } from 'fastify';
import {
  approveInvoice,
  issueCreditNote,
  readInvoice,
  searchInvoices,
  type Approval,
  type InvoiceSearch,
  type NewCreditNote,
} from './erp-invoices.js';
import {
  cancelOrder,
  changeDeliveryDate,
  readOrder,
  searchOrders,
  type DeliveryDateChange,
  type OrderSearch,
} from './erp-orders.js';
import type { ErpStore } from './erp-store.js';
import { readSupplier, searchSuppliers, sendMessage, type NewMessage, type SupplierSearch } from './erp-suppliers.js';

type Handler = (store: ErpStore, request: FastifyRequest) => Promise<object>;

// Fastify has checked query and body against the operation's schema before a handler runs, so the shapes below hold.
const query = <T>(request: FastifyRequest): T => request.query as T;
const body = <T>(request: FastifyRequest): T => request.body as T;
const numberOf = (request: FastifyRequest): string => (request.params as { number: string }).number;

/** What each operation does, by its id. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  'search-orders': (store, request) => searchOrders(store, query<OrderSearch>(request)),
  'read-order': (store, request) => readOrder(store, numberOf(request)),
  'change-delivery-date': (store, request) =>
    changeDeliveryDate(store, numberOf(request), body<DeliveryDateChange>(request)),
  'cancel-order': (store, request) => cancelOrder(store, numberOf(request), body<{ reason: string }>(request).reason),
  'search-invoices': (store, request) => searchInvoices(store, query<InvoiceSearch>(request)),
  'read-invoice': (store, request) => readInvoice(store, numberOf(request)),
  'approve-invoice': (store, request) => approveInvoice(store, numberOf(request), body<Approval>(request)),
  'issue-credit-note': (store, request) => issueCreditNote(store, body<NewCreditNote>(request)),
  'search-suppliers': (store, request) => searchSuppliers(store, query<SupplierSearch>(request)),
  'read-supplier': (store, request) => readSupplier(store, numberOf(request)),
  'send-message': (store, request) => sendMessage(store, body<NewMessage>(request)),
};

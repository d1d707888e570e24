import type { JsonObject } from '@groundswell/kernel';

/** A field of a request: a JSON Schema that fastify checks and the OpenAPI document shows. */
type Fields = Readonly<Record<string, JsonObject>>;

/** One operation of the ERP, described once for the check of its requests and for its OpenAPI document. */
export interface ErpOperation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** With `{number}` for a number in the path. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly query?: Fields;
  readonly body?: { readonly fields: Fields; readonly required: readonly string[] };
  readonly errors: readonly string[];
}

const paging: Fields = {
  page: { type: 'integer', minimum: 1, maximum: 10_000, default: 1, description: 'Which page, from 1.' },
  pageSize: { type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'How many on a page.' },
};
const text = (description: string, maxLength = 200): JsonObject => ({
  type: 'string',
  minLength: 1,
  maxLength,
  description,
});
const isoDate = (description: string): JsonObject => ({ type: 'string', format: 'date', description });

export const ERP_OPERATIONS: readonly ErpOperation[] = [
  {
    id: 'search-orders',
    method: 'GET',
    path: '/orders',
    tag: 'Orders',
    summary: 'Find orders',
    description:
      'Finds purchase orders by supplier, site, status, delivery date or words of the subject. Dates are texts as clerks wrote ' +
      'them; deliveryBefore sees only those written YYYY-MM-DD.',
    query: {
      supplierNumber: text('Number of the supplier, such as L-1001.'),
      siteId: text('Construction site, such as BV-101.'),
      status: {
        type: 'string',
        enum: ['open', 'confirmed', 'delivered', 'cancelled'],
        description: 'State of the order.',
      },
      deliveryBefore: isoDate('Only orders whose delivery date lies before this day (YYYY-MM-DD).'),
      text: text('Words of the subject.'),
      ...paging,
    },
    errors: [],
  },
  {
    id: 'read-order',
    method: 'GET',
    path: '/orders/{number}',
    tag: 'Orders',
    summary: 'Read one order',
    description: 'Reads one purchase order with its lines. Amounts are in cents net.',
    errors: ['ERP-4040'],
  },
  {
    id: 'change-delivery-date',
    method: 'PATCH',
    path: '/orders/{number}/delivery-date',
    tag: 'Orders',
    summary: 'Change the delivery date of an order',
    description:
      'Moves the delivery date of an order that is not delivered or cancelled. The date must not lie in the past.',
    body: {
      fields: {
        deliveryDate: isoDate('The new date, YYYY-MM-DD.'),
        reason: text('Why the date moves.', 500),
        revision: {
          type: 'integer',
          minimum: 1,
          description: 'The revision that you saw; a newer one refuses the change.',
        },
      },
      required: ['deliveryDate', 'reason'],
    },
    errors: ['ERP-4040', 'ERP-4092', 'ERP-4095', 'ERP-4226'],
  },
  {
    id: 'cancel-order',
    method: 'POST',
    path: '/orders/{number}/cancellation',
    tag: 'Orders',
    summary: 'Cancel an order',
    description: 'Cancels an order for good. This cannot be undone.',
    body: { fields: { reason: text('Why the order is cancelled.', 500) }, required: ['reason'] },
    errors: ['ERP-4040', 'ERP-4092'],
  },
  {
    id: 'search-invoices',
    method: 'GET',
    path: '/invoices',
    tag: 'Invoices',
    summary: 'Find incoming invoices',
    description:
      "Finds incoming invoices by supplier, order, status or the supplier's own invoice number (spaces, dashes and case do not count).",
    query: {
      supplierNumber: text('Number of the supplier.'),
      orderNumber: text('Number of the order.'),
      supplierInvoiceNumber: text("The supplier's own number."),
      status: {
        type: 'string',
        enum: ['received', 'approved', 'paid', 'disputed'],
        description: 'State of the invoice.',
      },
      text: text('Words of the booking text.'),
      ...paging,
    },
    errors: [],
  },
  {
    id: 'read-invoice',
    method: 'GET',
    path: '/invoices/{number}',
    tag: 'Invoices',
    summary: 'Read one incoming invoice',
    description: 'Reads one incoming invoice with its credit notes. Amounts are in cents.',
    errors: ['ERP-4040'],
  },
  {
    id: 'approve-invoice',
    method: 'POST',
    path: '/invoices/{number}/approval',
    tag: 'Invoices',
    summary: 'Approve an invoice for payment',
    description:
      'Approves an invoice. Refused when sums do not add up, when it is booked twice, or when it exceeds its order.',
    body: {
      fields: {
        approvedBy: text('Name of the person who approves.'),
        comment: text('A remark for the books.', 500),
        withoutOrder: { type: 'boolean', description: 'True to approve an invoice that names no order.' },
      },
      required: ['approvedBy'],
    },
    errors: ['ERP-4040', 'ERP-4091', 'ERP-4221', 'ERP-4222', 'ERP-4223', 'ERP-4224', 'ERP-4225', 'ERP-4227'],
  },
  {
    id: 'issue-credit-note',
    method: 'POST',
    path: '/credit-notes',
    tag: 'Invoices',
    summary: 'Issue a credit note',
    description: 'Issues a credit note against an approved or paid invoice, up to what is left of its gross amount.',
    body: {
      fields: {
        invoiceNumber: text('The invoice to credit.'),
        amountCents: { type: 'integer', minimum: 1, maximum: 1_000_000_000, description: 'Gross amount in cents.' },
        reason: text('Why.', 500),
        reference: text('Your own reference; it can be used once.', 80),
      },
      required: ['invoiceNumber', 'amountCents', 'reason', 'reference'],
    },
    errors: ['ERP-4040', 'ERP-4093', 'ERP-4094', 'ERP-4228'],
  },
  {
    id: 'search-suppliers',
    method: 'GET',
    path: '/suppliers',
    tag: 'Suppliers',
    summary: 'Find suppliers',
    description: 'Finds suppliers by a part of the name or by town. One supplier may stand here twice.',
    query: { name: text('A part of the name.'), city: text('Town.'), ...paging },
    errors: [],
  },
  {
    id: 'read-supplier',
    method: 'GET',
    path: '/suppliers/{number}',
    tag: 'Suppliers',
    summary: 'Read one supplier',
    description: 'Reads the master data of one supplier.',
    errors: ['ERP-4040'],
  },
  {
    id: 'send-message',
    method: 'POST',
    path: '/messages',
    tag: 'Suppliers',
    summary: 'Send an e-mail to a supplier',
    description:
      'Sends an e-mail to the address of a supplier through the mail gateway of the ERP. It leaves the house.',
    body: {
      fields: {
        supplierNumber: text('Number of the supplier.'),
        subject: text('Subject.'),
        body: text('The message.', 10_000),
      },
      required: ['supplierNumber', 'subject', 'body'],
    },
    errors: ['ERP-4040', 'ERP-4229'],
  },
];

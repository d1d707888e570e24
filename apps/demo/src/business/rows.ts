/**
 * The rows as the firm's systems hold them. Dates and many numbers are text, because they were typed, imported and
 * exported by hand for twenty years; a field that nobody filled in is null or holds a placeholder.
 */
export type Text = string | null;

export interface CustomerRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly email: Text;
  readonly phone: Text;
  readonly street: Text;
  readonly postalCode: Text;
  readonly city: Text;
  readonly customerSince: Text;
  readonly accountManager: Text;
}

export interface PropertyRow {
  readonly id: string;
  readonly name: string;
  readonly street: Text;
  readonly postalCode: Text;
  readonly city: Text;
  readonly builtYear: Text;
  readonly unitCount: number;
  readonly caretaker: Text;
}

export interface UnitRow {
  readonly id: string;
  readonly propertyId: string;
  readonly floor: number;
  readonly rooms: Text;
  readonly areaSqm: Text;
  readonly coldRentEur: Text;
  readonly status: Text;
}

export interface LeaseRow {
  readonly id: string;
  readonly customerId: Text;
  readonly unitId: string;
  readonly startsOn: Text;
  readonly endsOn: Text;
  readonly coldRentEur: Text;
  readonly depositEur: Text;
  readonly noticeMonths: number;
}

export interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly street: Text;
  readonly city: Text;
  readonly siteManager: Text;
  readonly startsOn: Text;
  readonly plannedEnd: Text;
  readonly budgetEur: Text;
}

export interface DefectRow {
  readonly id: string;
  readonly unitId: Text;
  readonly customerId: Text;
  readonly reportedOn: Text;
  readonly trade: Text;
  readonly description: string;
  readonly urgency: Text;
  readonly status: string;
  readonly closedOn: Text;
}

export interface ContactRow {
  readonly id: string;
  readonly customerId: Text;
  readonly contactedOn: Text;
  readonly channel: Text;
  readonly subject: string;
  readonly body: string;
  readonly handledBy: Text;
}

export interface SupplierRow {
  readonly number: string;
  readonly name: string;
  readonly street: Text;
  readonly postalCode: Text;
  readonly city: Text;
  readonly vatId: Text;
  readonly iban: Text;
  readonly email: Text;
  readonly paymentTermDays: number | null;
}

export interface OrderLine {
  readonly position: number;
  readonly text: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitCents: number;
}

export type OrderStatus = 'open' | 'confirmed' | 'delivered' | 'cancelled';

export interface OrderRow {
  readonly number: string;
  readonly supplierNumber: Text;
  readonly siteId: Text;
  readonly costCentre: Text;
  readonly subject: string;
  readonly orderedOn: Text;
  readonly deliveryDate: Text;
  readonly netCents: number;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
}

export type InvoiceStatus = 'received' | 'approved' | 'paid' | 'disputed';

export interface InvoiceRow {
  readonly number: string;
  readonly supplierNumber: Text;
  readonly supplierInvoiceNumber: Text;
  readonly orderNumber: Text;
  readonly invoiceDate: Text;
  readonly dueDate: Text;
  readonly netCents: number;
  readonly taxCents: number;
  readonly grossCents: number;
  readonly text: string;
  readonly status: InvoiceStatus;
}

/** Everything that the generator makes except the documents. */
export interface BusinessData {
  readonly seed: number;
  /** The day that the data stands at, as an ISO date; all other dates lie around it. */
  readonly asOf: string;
  readonly customers: readonly CustomerRow[];
  readonly properties: readonly PropertyRow[];
  readonly units: readonly UnitRow[];
  readonly leases: readonly LeaseRow[];
  readonly sites: readonly SiteRow[];
  readonly defects: readonly DefectRow[];
  readonly contacts: readonly ContactRow[];
  readonly suppliers: readonly SupplierRow[];
  readonly orders: readonly OrderRow[];
  readonly invoices: readonly InvoiceRow[];
}

import { SeededRandom } from '../random/seeded-random.js';
import { customerDoubles, defectDoubles, invoiceDoubles, supplierDoubles } from './doubles.js';
import { addDays } from './dates.js';
import { makeCrm } from './make-crm.js';
import { makeErp } from './make-erp.js';
import {
  brokenEncoding,
  missing,
  numberAsWords,
  otherDateStyle,
  placeholder,
  sloppyTyping,
  withOddities,
  type Oddity,
} from './oddities.js';
import type { BusinessData, InvoiceRow, LeaseRow, OrderRow, SupplierRow } from './rows.js';
import { storyCrm, storyErp } from './story.js';

/** The share of rows that go wrong in some way, as the firm's own data clean-up of two years ago counted them. */
export const ODD_SHARE = 0.3;

/** The share of the rows to spoil so that these and the added doubles together reach the share of all. */
function shareBeside(rowCount: number, doubleCount: number): number {
  return (ODD_SHARE * (rowCount + doubleCount) - doubleCount) / rowCount;
}

const endsBeforeItStarts: Oddity<LeaseRow> = (row) =>
  row.startsOn === null ? null : { ...row, endsOn: addDays(row.startsOn, -31) };

const unknownUnit: Oddity<LeaseRow> = (row) => ({ ...row, unitId: row.unitId.replace(/^H-(\d)/, 'H-9$1') });

const badVatId: Oddity<SupplierRow> = (row) => ({
  ...row,
  vatId: (row.vatId ?? 'DE1').replace('DE', 'DE ').slice(0, 9),
});

const wrongOrderForm: Oddity<InvoiceRow> = (row, random) =>
  row.orderNumber === null
    ? null
    : {
        ...row,
        orderNumber: random.pick([
          `Best. ${row.orderNumber}`,
          row.orderNumber.slice(3),
          `${row.orderNumber} `,
          row.orderNumber.replace('45000', '4500O'),
        ]),
      };

const wrongSum: Oddity<InvoiceRow> = (row, random) => ({
  ...row,
  grossCents: row.grossCents + random.pick([-9000, 1, 900, 27000]),
});

const wrongOrderSum: Oddity<OrderRow> = (row, random) => ({
  ...row,
  netCents: row.netCents + random.pick([1, -100, 5000]),
});

/**
 * The firm's data: the same seed and day give the same bytes. About three rows in ten are odd; what odd means is
 * defined, and measured, by the spec beside this file. `docs/demo-data.md` describes it for people.
 */
export function generateBusinessData(seed: number, asOf: string): BusinessData {
  const random = new SeededRandom(`nordhafen/${seed}`);
  const crm = makeCrm(asOf, random.fork('crm'));
  const erp = makeErp(crm.sites, asOf, random.fork('erp'));
  const story = { ...storyCrm(asOf), ...storyErp(asOf) };
  const spoil = random.fork('spoil');
  const doubles = random.fork('doubles');

  const moreCustomers = customerDoubles(crm.customers, 24, doubles.fork('customers'));
  const moreDefects = defectDoubles(crm.defects, 40, doubles.fork('defects'));
  const moreSuppliers = supplierDoubles(erp.suppliers, 6, doubles.fork('suppliers'));
  const moreInvoices = invoiceDoubles(erp.invoices, 30, doubles.fork('invoices'));

  return {
    seed,
    asOf,
    customers: [
      ...(story.customers ?? []),
      ...withOddities(
        crm.customers,
        shareBeside(crm.customers.length, moreCustomers.length),
        [
          missing('email', 'phone', 'postalCode', 'accountManager'),
          placeholder('email', 'phone', 'street'),
          brokenEncoding('name', 'street', 'city'),
          otherDateStyle('customerSince'),
          sloppyTyping('name', 'street'),
        ],
        spoil.fork('customers'),
      ),
      ...moreCustomers,
    ],
    properties: [
      ...(story.properties ?? []),
      ...withOddities(
        crm.properties,
        ODD_SHARE,
        [
          missing('builtYear', 'caretaker', 'postalCode'),
          placeholder('builtYear', 'caretaker'),
          brokenEncoding('street', 'caretaker', 'city'),
        ],
        spoil.fork('properties'),
      ),
    ],
    units: [
      ...(story.units ?? []),
      ...withOddities(
        crm.units,
        ODD_SHARE,
        [
          missing('rooms', 'status', 'areaSqm'),
          placeholder('status', 'rooms'),
          numberAsWords([' m²', ' qm', ''], 'areaSqm'),
          numberAsWords([' EUR', ' €', ''], 'coldRentEur'),
        ],
        spoil.fork('units'),
      ),
    ],
    leases: [
      ...(story.leases ?? []),
      ...withOddities(
        crm.leases,
        ODD_SHARE,
        [
          missing('customerId', 'depositEur'),
          otherDateStyle('startsOn', 'endsOn'),
          numberAsWords([' EUR', ''], 'depositEur', 'coldRentEur'),
          endsBeforeItStarts,
          unknownUnit,
        ],
        spoil.fork('leases'),
      ),
    ],
    sites: withOddities(
      crm.sites.map((site, index) => (index === 0 ? { ...site, siteManager: 'H. Paulsen' } : site)),
      ODD_SHARE,
      [
        missing('siteManager'),
        otherDateStyle('startsOn', 'plannedEnd'),
        numberAsWords([' EUR', ''], 'budgetEur'),
        brokenEncoding('name', 'street'),
      ],
      spoil.fork('sites'),
    ),
    defects: [
      ...(story.defects ?? []),
      ...withOddities(
        crm.defects,
        shareBeside(crm.defects.length, moreDefects.length),
        [
          missing('unitId', 'customerId', 'urgency'),
          placeholder('trade', 'urgency'),
          brokenEncoding('description'),
          otherDateStyle('reportedOn', 'closedOn'),
          sloppyTyping('description'),
        ],
        spoil.fork('defects'),
      ),
      ...moreDefects,
    ],
    contacts: [
      ...(story.contacts ?? []),
      ...withOddities(
        crm.contacts,
        ODD_SHARE,
        [
          missing('customerId', 'handledBy', 'channel'),
          placeholder('handledBy'),
          brokenEncoding('subject', 'body'),
          otherDateStyle('contactedOn'),
        ],
        spoil.fork('contacts'),
      ),
    ],
    suppliers: [
      ...story.suppliers,
      ...withOddities(
        erp.suppliers,
        shareBeside(erp.suppliers.length, moreSuppliers.length),
        [
          missing('vatId', 'iban', 'paymentTermDays', 'email'),
          badVatId,
          brokenEncoding('name', 'street'),
          sloppyTyping('name'),
        ],
        spoil.fork('suppliers'),
      ),
      ...moreSuppliers,
    ],
    orders: [
      ...story.orders,
      ...withOddities(
        erp.orders,
        ODD_SHARE,
        [
          missing('supplierNumber', 'costCentre', 'deliveryDate'),
          otherDateStyle('orderedOn', 'deliveryDate'),
          brokenEncoding('subject'),
          wrongOrderSum,
        ],
        spoil.fork('orders'),
      ),
    ],
    invoices: [
      ...story.invoices,
      ...withOddities(
        erp.invoices,
        shareBeside(erp.invoices.length, moreInvoices.length),
        [
          missing('supplierNumber', 'orderNumber', 'dueDate', 'supplierInvoiceNumber'),
          otherDateStyle('invoiceDate', 'dueDate'),
          wrongOrderForm,
          wrongSum,
          brokenEncoding('text'),
        ],
        spoil.fork('invoices'),
      ),
      ...moreInvoices,
    ],
  };
}

import type { SeededRandom } from '../random/seeded-random.js';
import { addDays } from './dates.js';
import { mojibake } from './encodings.js';
import { asciiName, fictionalPhone } from './make-crm.js';
import type { CustomerRow, DefectRow, InvoiceRow, SupplierRow } from './rows.js';

const written = (name: string): string =>
  name
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/Ä/g, 'Ae')
    .replace(/Ö/g, 'Oe')
    .replace(/Ü/g, 'Ue')
    .replace(/ß/g, 'ss');

/** Other ways in which the same name stands in the books: without umlauts, shouted, turned round, broken. */
export function otherSpellings(name: string): string[] {
  const withoutForm = name.replace(/ (GmbH|KG)$/, '');
  const company = withoutForm !== name;
  const [first = '', ...rest] = name.split(' ');
  const candidates = company
    ? [
        `${written(withoutForm)} Gmbh`,
        mojibake(withoutForm),
        withoutForm.toLocaleUpperCase('de-DE'),
        `Fa. ${withoutForm}`,
      ]
    : [`${rest.join(' ')}, ${first}`, written(name), mojibake(name), name.toLocaleUpperCase('de-DE')];
  return [...new Set(candidates)].filter((candidate) => candidate !== name);
}

/** Enters some customers twice more under other spellings, each time with a little less known about them. */
export function customerDoubles(customers: readonly CustomerRow[], count: number, random: SeededRandom): CustomerRow[] {
  const companies = customers.filter((customer) => customer.kind === 'commercial tenant').slice(0, count / 2);
  const people = random
    .shuffle(customers.filter((customer) => customer.kind === 'tenant'))
    .slice(0, count - companies.length);
  return [...companies, ...people].flatMap((customer, index) =>
    random
      .shuffle(otherSpellings(customer.name))
      .slice(0, 2)
      .map((name, spelling) => ({
        ...customer,
        id: `K-${11000 + index * 2 + spelling}`,
        name,
        email: spelling === 0 ? null : `info@${asciiName(customer.name).replace(/\./g, '-')}.example`,
        phone: random.chance(0.5) ? fictionalPhone(random) : null,
        accountManager: null,
      })),
  );
}

/** Suppliers that purchasing created again because the search did not find them. */
export function supplierDoubles(suppliers: readonly SupplierRow[], count: number, random: SeededRandom): SupplierRow[] {
  return random
    .shuffle(suppliers)
    .slice(0, count)
    .map((supplier, index) => ({
      ...supplier,
      number: `L-${1500 + index}`,
      name: random.pick(otherSpellings(supplier.name)),
      vatId: null,
      email: null,
    }));
}

/** Defects that the tenant reported again because nobody answered. */
export function defectDoubles(defects: readonly DefectRow[], count: number, random: SeededRandom): DefectRow[] {
  return random
    .shuffle(defects)
    .slice(0, count)
    .map((defect, index) => ({
      ...defect,
      id: `M-${String(20_000 + index)}`,
      reportedOn: addDays(defect.reportedOn ?? '2026-01-01', random.int(2, 9)),
      status: 'open',
      closedOn: null,
      trade: null,
    }));
}

/** Invoices that came by letter and by mail, and were booked both times. */
export function invoiceDoubles(invoices: readonly InvoiceRow[], count: number, random: SeededRandom): InvoiceRow[] {
  return random
    .shuffle(invoices)
    .slice(0, count)
    .map((invoice, index) => ({
      ...invoice,
      number: `ER-${52_000 + index}`,
      supplierInvoiceNumber: random.pick([
        (invoice.supplierInvoiceNumber ?? '').replace('RE-', 'RE '),
        (invoice.supplierInvoiceNumber ?? '').replace('RE-', ''),
        (invoice.supplierInvoiceNumber ?? '').toLowerCase(),
        invoice.supplierInvoiceNumber,
      ]),
      status: 'received',
    }));
}

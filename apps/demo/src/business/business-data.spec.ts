import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@groundswell/kernel';
import { generateBusinessData } from './business-data.js';
import type { BusinessData } from './rows.js';
import { STORY } from './story.js';

/*
 * The definition of odd. A row is odd when a clerk who meets it has to stop and think, which here means one of:
 * a field that everybody else filled in is empty or holds a placeholder; a text was read in the wrong encoding;
 * a text is shouted or has stray white space; a date is not written YYYY-MM-DD; a number is not a plain number; sums or
 * dates contradict each other; a reference leads nowhere; or the row repeats an earlier one under another number.
 * The predicates look at the rows alone and know nothing of how the generator made them.
 */
const PLACEHOLDER = /^(-|k\.A\.|n\/a|unbekannt|\?\?\?|\s*)$/;
const BROKEN = /Ã|Â|Å|Ä±|â€|\uFFFD/;
const ISO = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^\d+(\.\d+)?$/;

const absent = (value: string | number | null) =>
  value === null || (typeof value === 'string' && PLACEHOLDER.test(value));
const broken = (...values: (string | null)[]) => values.some((value) => value !== null && BROKEN.test(value));
const sloppy = (...values: (string | null)[]) =>
  values.some(
    (value) =>
      value !== null &&
      (value !== value.trim() ||
        /\s{2,}/.test(value) ||
        (value.length > 3 && value === value.toUpperCase() && value !== value.toLowerCase())),
  );
const badDate = (...values: (string | null)[]) => values.some((value) => value !== null && !ISO.test(value));
const badNumber = (...values: (string | null)[]) => values.some((value) => value !== null && !NUMBER.test(value));

/** One spelling for all: decoded, umlauts written out, no legal form, words in order of the alphabet. */
function sameName(name: string): string {
  const decoded = BROKEN.test(name) ? decode(name) : name;
  return decoded
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\b(gmbh|kg|co|fa)\b|[^a-zıł ]/g, ' ')
    .split(/\s+/)
    .filter((word) => word.length > 0)
    .sort()
    .join(' ');
}

const HIGH = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]),
);

function decode(text: string): string {
  return Buffer.from(Array.from(text, (character) => HIGH.get(character) ?? 0x3f)).toString('utf8');
}

/** Marks every row whose key an earlier row had. */
function repeats<Row>(rows: readonly Row[], key: (row: Row) => string | null): (row: Row) => boolean {
  const seen = new Set<string>();
  const repeated = new Set<Row>();
  for (const row of rows) {
    const value = key(row);
    if (value === null) continue;
    if (seen.has(value)) repeated.add(row);
    seen.add(value);
  }
  return (row) => repeated.has(row);
}

function oddShares(data: BusinessData): Record<string, number> {
  const customerRepeats = repeats(data.customers, (row) => sameName(row.name));
  const supplierRepeats = repeats(data.suppliers, (row) => sameName(row.name));
  const defectRepeats = repeats(data.defects, (row) => sameText(row.description));
  const invoiceRepeats = repeats(data.invoices, (row) =>
    row.supplierInvoiceNumber === null
      ? null
      : row.supplierInvoiceNumber
          .toLowerCase()
          .replace(/^re/, '')
          .replace(/[^a-z0-9]/g, ''),
  );
  const unitIds = new Set(data.units.map((unit) => unit.id));
  const orderNumbers = new Set(data.orders.map((order) => order.number));
  const share = <Row>(rows: readonly Row[], odd: (row: Row) => boolean) => rows.filter(odd).length / rows.length;
  return {
    customers: share(
      data.customers,
      (row) =>
        customerRepeats(row) ||
        [row.email, row.phone, row.street, row.postalCode, row.accountManager].some(absent) ||
        broken(row.name, row.street, row.city) ||
        sloppy(row.name, row.street) ||
        badDate(row.customerSince),
    ),
    properties: share(
      data.properties,
      (row) =>
        [row.builtYear, row.caretaker, row.postalCode].some(absent) || broken(row.street, row.caretaker, row.city),
    ),
    units: share(
      data.units,
      (row) => [row.rooms, row.status, row.areaSqm].some(absent) || badNumber(row.areaSqm, row.coldRentEur),
    ),
    leases: share(
      data.leases,
      (row) =>
        [row.customerId, row.depositEur].some(absent) ||
        badDate(row.startsOn, row.endsOn) ||
        badNumber(row.depositEur, row.coldRentEur) ||
        !unitIds.has(row.unitId) ||
        (row.startsOn !== null && row.endsOn !== null && row.endsOn < row.startsOn),
    ),
    sites: share(
      data.sites,
      (row) =>
        absent(row.siteManager) ||
        badDate(row.startsOn, row.plannedEnd) ||
        badNumber(row.budgetEur) ||
        broken(row.name, row.street),
    ),
    defects: share(
      data.defects,
      (row) =>
        defectRepeats(row) ||
        [row.unitId, row.customerId, row.urgency, row.trade].some(absent) ||
        broken(row.description) ||
        sloppy(row.description) ||
        badDate(row.reportedOn, row.closedOn),
    ),
    contacts: share(
      data.contacts,
      (row) =>
        [row.customerId, row.handledBy, row.channel].some(absent) ||
        broken(row.subject, row.body) ||
        badDate(row.contactedOn),
    ),
    suppliers: share(
      data.suppliers,
      (row) =>
        supplierRepeats(row) ||
        [row.vatId, row.iban, row.paymentTermDays, row.email].some(absent) ||
        !/^DE\d{9}$/.test(row.vatId ?? '') ||
        broken(row.name, row.street) ||
        sloppy(row.name),
    ),
    orders: share(
      data.orders,
      (row) =>
        [row.supplierNumber, row.costCentre, row.deliveryDate].some(absent) ||
        badDate(row.orderedOn, row.deliveryDate) ||
        broken(row.subject) ||
        row.lines.reduce((sum, line) => sum + line.quantity * line.unitCents, 0) !== row.netCents,
    ),
    invoices: share(
      data.invoices,
      (row) =>
        invoiceRepeats(row) ||
        [row.supplierNumber, row.orderNumber, row.dueDate, row.supplierInvoiceNumber].some(absent) ||
        !orderNumbers.has(row.orderNumber ?? '') ||
        badDate(row.invoiceDate, row.dueDate) ||
        row.netCents + row.taxCents !== row.grossCents ||
        broken(row.text),
    ),
  };
}

function sameText(text: string): string {
  return (BROKEN.test(text) ? decode(text) : text).toLowerCase().replace(/\s+/g, ' ').trim();
}

const TABLES = [
  'customers',
  'properties',
  'units',
  'leases',
  'sites',
  'defects',
  'contacts',
  'suppliers',
  'orders',
  'invoices',
] as const;

describe('the business data of the demo', () => {
  const data = generateBusinessData(1, '2026-11-21');

  it('is the same, byte for byte, for the same seed and day', () => {
    expect(canonicalJson(generateBusinessData(1, '2026-11-21'))).toBe(canonicalJson(data));
  });

  it('differs for another seed', () => {
    expect(canonicalJson(generateBusinessData(2, '2026-11-21'))).not.toBe(canonicalJson(data));
  });

  it('moves its dates, and nothing else, with the day', () => {
    const later = generateBusinessData(1, '2026-12-21');
    expect(later.customers.map((row) => row.name)).toEqual(data.customers.map((row) => row.name));
    expect(later.orders.map((row) => row.netCents)).toEqual(data.orders.map((row) => row.netCents));
    expect(later.orders[0]?.deliveryDate).not.toBe(data.orders[0]?.deliveryDate);
  });

  it.each([1, 2, 77])('has about three odd rows in ten with seed %d', (seed) => {
    const generated = generateBusinessData(seed, '2026-11-21');
    const shares = oddShares(generated);
    const rows = TABLES.reduce((sum, table) => sum + generated[table].length, 0);
    const odd = TABLES.reduce((sum, table) => sum + (shares[table] ?? 0) * generated[table].length, 0);
    expect(odd / rows).toBeGreaterThan(0.28);
    expect(odd / rows).toBeLessThan(0.33);
    for (const table of TABLES) {
      expect({ table, share: shares[table] }).toEqual({ table, share: expect.closeTo(0.3, 1) });
    }
  });

  it('knows one customer under three spellings, many times over', () => {
    const spellings = new Map<string, Set<string>>();
    for (const customer of data.customers) {
      const key = sameName(customer.name);
      spellings.set(key, (spellings.get(key) ?? new Set()).add(customer.name));
    }
    expect([...spellings.values()].filter((names) => names.size >= 3).length).toBeGreaterThanOrEqual(20);
  });

  it('has every kind of trouble in it', () => {
    expect(data.customers.some((row) => row.email === null)).toBe(true);
    expect(data.customers.some((row) => BROKEN.test(row.name))).toBe(true);
    const styles = new Set(data.leases.map((row) => (row.startsOn ?? '').replace(/\p{L}+/gu, 'x').replace(/\d/g, '9')));
    expect(styles.size).toBeGreaterThanOrEqual(5);
    expect(data.invoices.some((row) => row.netCents + row.taxCents !== row.grossCents)).toBe(true);
  });

  it('gives every row a number of its own', () => {
    for (const table of TABLES) {
      const keys = data[table].map((row) => ('id' in row ? row.id : row.number));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('holds the records that the sample inputs name', () => {
    const orders = data.orders.map((row) => row.number);
    const invoices = data.invoices.map((row) => row.number);
    expect(orders).toEqual(expect.arrayContaining([STORY.lateOrder, STORY.movableOrder, STORY.matchingOrder]));
    expect(invoices).toEqual(
      expect.arrayContaining([STORY.matchingInvoice, STORY.firstOfDouble, STORY.secondOfDouble]),
    );
    expect(data.customers.map((row) => row.id)).toEqual(
      expect.arrayContaining([STORY.tenantId, ...STORY.bakerySpellings]),
    );
    expect(data.sites.map((row) => row.id)).toContain(STORY.siteId);
  });
});

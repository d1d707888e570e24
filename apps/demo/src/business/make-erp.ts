import type { SeededRandom } from '../random/seeded-random.js';
import { addDays } from './dates.js';
import { asciiName } from './make-crm.js';
import type { BusinessData, InvoiceRow, InvoiceStatus, OrderRow, OrderStatus, SiteRow, SupplierRow } from './rows.js';
import { ORDER_SUBJECTS, STREETS, SUPPLIER_STEMS, TOWNS } from './vocabulary.js';

/** The rows of the ERP before anything went wrong with them. */
export type ErpRows = Pick<BusinessData, 'suppliers' | 'orders' | 'invoices'>;

/** An account number with a right check sum at a bank code that no bank has. */
export function fictionalIban(random: SeededRandom): string {
  const account = `00000000${random.digits(10)}`;
  const remainder = Number(BigInt(`${account}131400`) % 97n);
  return `DE${String(98 - remainder).padStart(2, '0')}${account}`;
}

function makeSuppliers(random: SeededRandom): SupplierRow[] {
  return SUPPLIER_STEMS.flatMap((stem, index) =>
    (['GmbH', 'KG'] as const).map((form, part) => {
      const name = part === 0 ? `${stem} ${form}` : `${stem.split(' ')[0] ?? stem} & Partner ${form}`;
      const town = random.pick(TOWNS);
      return {
        number: `L-${1100 + index * 2 + part}`,
        name,
        street: `${random.pick(STREETS)} ${random.int(1, 98)}`,
        postalCode: town.postalCode,
        city: town.city,
        vatId: `DE${random.digits(9)}`,
        iban: fictionalIban(random),
        email: `rechnung@${asciiName(name).replace(/\./g, '-')}.example`,
        paymentTermDays: random.pick([14, 30, 30, 45]),
      };
    }),
  );
}

function statusFor(ageDays: number, random: SeededRandom): OrderStatus {
  if (random.chance(0.03)) return 'cancelled';
  if (ageDays > 60) return random.chance(0.95) ? 'delivered' : 'confirmed';
  return random.weighted({ open: 25, confirmed: 45, delivered: 30 });
}

function makeOrders(
  suppliers: readonly SupplierRow[],
  sites: readonly SiteRow[],
  count: number,
  asOf: string,
  random: SeededRandom,
): OrderRow[] {
  return Array.from({ length: count }, (_, index) => {
    const lines = Array.from({ length: random.int(1, 3) }, (_unused, position) => {
      const subject = random.pick(ORDER_SUBJECTS);
      const quantity = subject.unit === 'Stk' ? random.int(1, 8) : random.int(4, 60);
      return { position: position + 1, text: subject.text, quantity, unit: subject.unit, unitCents: subject.cents };
    });
    const age = random.int(5, 600);
    const orderedOn = addDays(asOf, -age);
    return {
      number: `4500010${String(index + 100).padStart(4, '0')}`,
      supplierNumber: random.pick(suppliers).number,
      siteId: random.chance(0.6) ? random.pick(sites).id : null,
      costCentre: `KST-${random.pick([310, 320, 410, 420, 510])}`,
      subject: lines[0]?.text ?? '',
      orderedOn,
      deliveryDate: addDays(orderedOn, random.int(7, 70)),
      netCents: lines.reduce((sum, line) => sum + line.quantity * line.unitCents, 0),
      status: statusFor(age, random),
      lines,
    };
  });
}

/** 19 per cent, as the law rounds it. */
export function taxOn(netCents: number): number {
  return Math.round(netCents * 0.19);
}

function makeInvoices(
  orders: readonly OrderRow[],
  suppliers: readonly SupplierRow[],
  asOf: string,
  random: SeededRandom,
): InvoiceRow[] {
  const billed = orders.filter((order) => order.status === 'delivered');
  return billed.map((order, index) => {
    const invoiceDate = order.deliveryDate ?? asOf;
    const age = (Date.parse(asOf) - Date.parse(invoiceDate)) / 86_400_000;
    const term = suppliers.find((supplier) => supplier.number === order.supplierNumber)?.paymentTermDays ?? 30;
    const status: InvoiceStatus =
      age > 60
        ? random.weighted({ paid: 96, disputed: 4 })
        : random.weighted({ received: 70, approved: 24, disputed: 6 });
    return {
      number: `ER-${50100 + index}`,
      supplierNumber: order.supplierNumber,
      supplierInvoiceNumber: `RE-${310_000 + index * 17}`,
      orderNumber: order.number,
      invoiceDate,
      dueDate: addDays(invoiceDate, term),
      netCents: order.netCents,
      taxCents: taxOn(order.netCents),
      grossCents: order.netCents + taxOn(order.netCents),
      text: `${order.subject} gemäß Bestellung`,
      status,
    };
  });
}

export function makeErp(sites: readonly SiteRow[], asOf: string, random: SeededRandom): ErpRows {
  const suppliers = makeSuppliers(random.fork('suppliers'));
  const orders = makeOrders(suppliers, sites, 620, asOf, random.fork('orders'));
  return { suppliers, orders, invoices: makeInvoices(orders, suppliers, asOf, random.fork('invoices')) };
}

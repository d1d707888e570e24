import { posix } from 'node:path';
import type { JsonObject, JsonValue } from '@groundswell/kernel';
import type { BusinessData, InvoiceRow, OrderRow } from '../business/rows.js';
import { STORY } from '../business/story.js';
import type { CompletePlan } from '../programme/programme.js';
import { datedSamples } from '../programme/workflow-plan.js';
import type { SeededRandom } from '../random/seeded-random.js';

/** What the inputs of simulated runs are drawn from: records and files that exist. */
export interface InputPools {
  readonly defects: readonly string[];
  readonly customers: readonly string[];
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly leases: readonly { readonly leaseId: string; readonly leaseFile: string }[];
  readonly siteWeeks: readonly { readonly siteId: string; readonly week: string }[];
  readonly suppliers: readonly string[];
  readonly orders: readonly string[];
  /** Orders whose delivery date can still be moved. */
  readonly movable: readonly string[];
  readonly invoices: readonly InvoiceRow[];
  /** Invoices against which a small credit note can be issued. */
  readonly creditable: readonly InvoiceRow[];
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly tenders: readonly { readonly folder: string; readonly files: readonly string[] }[];
}

const STORY_NUMBERS: readonly string[] = Object.values(STORY).flatMap((value) =>
  typeof value === 'string' ? [value] : value,
);
const notOfTheStory = (id: string): boolean => !STORY_NUMBERS.includes(id);

/** The pools leave out what the sample inputs name: a visitor finds those records untouched. */
export function inputPools(data: BusinessData, paths: readonly string[]): InputPools {
  const files = new Map<string, string[]>();
  for (const path of paths) {
    const folder = path.split('/')[0] ?? '';
    files.set(folder, [...(files.get(folder) ?? []), path]);
  }
  const leases = paths.flatMap((path) => {
    const leaseId = /^leases\/(MV-\d+)-/.exec(path)?.[1];
    return leaseId === undefined ? [] : [{ leaseId, leaseFile: path }];
  });
  const siteWeeks = paths.flatMap((path) => {
    const [, siteId, week] = /^site-diaries\/([^/]+)\/week-(\d+)\.md$/.exec(path) ?? [];
    return siteId === undefined || week === undefined ? [] : [{ siteId, week }];
  });
  const offers = new Map<string, string[]>();
  for (const path of files.get('offers') ?? []) {
    const folder = posix.dirname(path);
    offers.set(folder, [...(offers.get(folder) ?? []), path]);
  }
  const invoices = data.invoices.filter((row) => notOfTheStory(row.number) && row.supplierNumber !== null);
  return {
    defects: data.defects.map((row) => row.id).filter(notOfTheStory),
    customers: data.customers.map((row) => row.id).filter(notOfTheStory),
    names: data.customers.map((row) => row.name.trim().slice(0, 40)).filter((name) => name.length > 3),
    units: data.units.map((row) => row.id).filter(notOfTheStory),
    leases,
    siteWeeks,
    suppliers: data.suppliers.map((row) => row.number),
    orders: data.orders.map((row) => row.number).filter(notOfTheStory),
    movable: data.orders
      .filter((row) => notOfTheStory(row.number) && (row.status === 'open' || row.status === 'confirmed'))
      .map((row) => row.number),
    invoices,
    creditable: invoices.filter((row) => row.status === 'paid' && row.grossCents > 100_000),
    files,
    tenders: [...offers]
      .map(([folder, members]) => ({ folder, files: members.slice(0, 6) }))
      .filter((tender) => tender.files.length > 1),
  };
}

/** Invoices that the ERP will approve: what fits its order, in the order in which a clerk would come to them. */
export function approvableInvoices(data: BusinessData): string[] {
  const orders = new Map<string, OrderRow>(data.orders.map((order) => [order.number, order]));
  const seen = new Set<string>();
  return data.invoices
    .filter((invoice) => {
      const order = orders.get(invoice.orderNumber ?? '');
      const key = `${invoice.supplierNumber ?? ''} ${(invoice.supplierInvoiceNumber ?? '').toLowerCase().replace(/^re|[^a-z0-9]/g, '')}`;
      const first = !seen.has(key);
      seen.add(key);
      return (
        first &&
        notOfTheStory(invoice.number) &&
        invoice.status === 'received' &&
        invoice.netCents + invoice.taxCents === invoice.grossCents &&
        order !== undefined &&
        order.supplierNumber === invoice.supplierNumber &&
        invoice.netCents <= order.netCents &&
        invoice.netCents <= 1_000_000
      );
    })
    .map((invoice) => invoice.number);
}

/** Inputs for one run, of records that exist and fit each other; what nothing is known about is as in the sample. */
export function drawInputs(plan: CompletePlan, pools: InputPools, at: Date, random: SeededRandom): JsonObject {
  const today = at.toISOString().slice(0, 10);
  const samples = datedSamples(plan.samples, today);
  const invoice = random.pick(plan.tools.includes('erp.issue-credit-note') ? pools.creditable : pools.invoices);
  const scene: JsonObject = {
    ...random.pick(pools.leases),
    ...random.pick(pools.siteWeeks),
    ...random.pick(pools.tenders),
    defectId: random.pick(pools.defects),
    customerId: random.pick(pools.customers),
    unitId: random.pick(pools.units),
    name: random.pick(pools.names),
    orderNumber: random.pick(plan.tools.includes('erp.change-delivery-date') ? pools.movable : pools.orders),
    invoiceNumber: invoice.number,
    supplierNumber: invoice.supplierNumber ?? random.pick(pools.suppliers),
    supplierInvoiceNumber: invoice.supplierInvoiceNumber ?? 'RE-1',
    reference: `REF-${random.digits(10)}`,
    amountCents: random.int(500, 4_000),
  };
  return Object.fromEntries(
    Object.entries(plan.form.fields).flatMap(([name, field]): [string, JsonValue][] => {
      const value = scene[name] ?? fileLike(samples[name], pools, random) ?? choiceOf(field, random) ?? samples[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Another file of the folder that the sample lies in; null when the sample is no file. */
function fileLike(sample: JsonValue | undefined, pools: InputPools, random: SeededRandom): string | null {
  if (typeof sample !== 'string' || !/\.(txt|md|csv|eml)$/.test(sample)) return null;
  const files = pools.files.get(sample.split('/')[0] ?? '');
  return files === undefined ? null : random.pick(files);
}

function choiceOf(field: JsonObject, random: SeededRandom): JsonValue | null {
  return Array.isArray(field['enum']) ? random.pick(field['enum'] as readonly JsonValue[]) : null;
}

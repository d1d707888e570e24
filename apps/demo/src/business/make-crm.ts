import type { SeededRandom } from '../random/seeded-random.js';
import { addDays } from './dates.js';
import type {
  BusinessData,
  ContactRow,
  CustomerRow,
  DefectRow,
  LeaseRow,
  PropertyRow,
  SiteRow,
  UnitRow,
} from './rows.js';
import {
  COMPANY_STEMS,
  CONTACT_BODIES,
  CONTACT_SUBJECTS,
  DEFECT_TEXTS,
  FIRST_NAMES,
  LAST_NAMES,
  SITE_NAMES,
  STAFF,
  STREETS,
  TOWNS,
  TRADES,
} from './vocabulary.js';

/** The rows of the CRM before anything went wrong with them. */
export type CrmRows = Pick<
  BusinessData,
  'customers' | 'properties' | 'units' | 'leases' | 'sites' | 'defects' | 'contacts'
>;

const number = (value: number, length: number): string => String(value).padStart(length, '0');

/** ASCII spelling for addresses: umlauts written out, everything else plain. */
export function asciiName(name: string): string {
  return name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '');
}

/** A number out of the blocks that the regulator keeps free for films and books. */
export function fictionalPhone(random: SeededRandom): string {
  return random.chance(0.5) ? `040 66969 ${random.digits(3)}` : `0171 39200${random.digits(2)}`;
}

function address(random: SeededRandom) {
  const town = random.pick(TOWNS);
  return { street: `${random.pick(STREETS)} ${random.int(1, 98)}`, postalCode: town.postalCode, city: town.city };
}

/** Names that no two people share, so that equal names in the tables always mean one customer entered twice. */
function uniqueNames(count: number, random: SeededRandom): string[] {
  const all = LAST_NAMES.flatMap((last) => FIRST_NAMES.map((first) => `${first} ${last}`));
  return random.shuffle(all).slice(0, count);
}

function makeCustomers(count: number, asOf: string, random: SeededRandom): CustomerRow[] {
  const names = [...COMPANY_STEMS.map((stem) => `${stem} GmbH`), ...uniqueNames(count - COMPANY_STEMS.length, random)];
  return names.map((name, index) => {
    const company = index < COMPANY_STEMS.length;
    return {
      id: `K-${10100 + index}`,
      kind: company ? 'commercial tenant' : random.weighted({ tenant: 78, prospect: 16, 'former tenant': 6 }),
      name,
      email: `${asciiName(name)}@${company ? 'firma' : 'post'}.example`,
      phone: fictionalPhone(random),
      ...address(random),
      customerSince: addDays(asOf, -random.int(40, 7000)),
      accountManager: random.pick(STAFF),
    };
  });
}

function makeProperties(count: number, random: SeededRandom): PropertyRow[] {
  const caretakers = uniqueNames(12, random);
  return Array.from({ length: count }, (_, index) => {
    const at = address(random);
    return {
      id: `H-${number(index + 10, 3)}`,
      name: `Wohnanlage ${at.street.replace(/ \d+$/, '')} ${number(index + 10, 2)}`,
      ...at,
      builtYear: String(random.int(1904, 2022)),
      unitCount: random.int(6, 24),
      caretaker: random.pick(caretakers),
    };
  });
}

function makeUnits(properties: readonly PropertyRow[], random: SeededRandom): UnitRow[] {
  return properties.flatMap((property) =>
    Array.from({ length: property.unitCount }, (_, index) => {
      const rooms = random.int(1, 5);
      const area = rooms * 18 + random.int(12, 30) + random.int(0, 9) / 10;
      const floor = Math.floor(index / 4);
      return {
        id: `${property.id}-${floor}-${number(index + 1, 2)}`,
        propertyId: property.id,
        floor,
        rooms: String(rooms),
        areaSqm: area.toFixed(1),
        coldRentEur: (area * (7 + random.int(0, 60) / 10)).toFixed(2),
        status: random.weighted({ let: 90, vacant: 6, renovation: 4 }),
      };
    }),
  );
}

function makeLeases(
  customers: readonly CustomerRow[],
  units: readonly UnitRow[],
  asOf: string,
  random: SeededRandom,
): LeaseRow[] {
  const tenants = customers.filter((customer) => customer.kind !== 'prospect');
  const letUnits = random.shuffle(units.filter((unit) => unit.status === 'let'));
  return tenants.slice(0, letUnits.length).map((customer, index) => {
    const unit = letUnits[index];
    const rent = unit?.coldRentEur ?? '640.00';
    const ended = customer.kind === 'former tenant';
    const startsOn = addDays(asOf, -random.int(ended ? 900 : 60, 6000));
    return {
      id: `MV-${number(index + 100, 4)}`,
      customerId: customer.id,
      unitId: unit?.id ?? '',
      startsOn,
      endsOn: ended ? addDays(asOf, -random.int(20, 800)) : null,
      coldRentEur: rent,
      depositEur: (Number(rent) * 3).toFixed(2),
      noticeMonths: 3,
    };
  });
}

function makeSites(asOf: string, random: SeededRandom): SiteRow[] {
  const managers = ['H. Paulsen', 'D. Kowalczuk', 'L. Möllenkamp'];
  return SITE_NAMES.map((name, index) => {
    const startsOn = addDays(asOf, -random.int(60, 700));
    const at = address(random);
    return {
      id: `BV-${101 + index}`,
      name,
      street: at.street,
      city: at.city,
      siteManager: random.pick(managers),
      startsOn,
      plannedEnd: addDays(asOf, random.int(20, 500)),
      budgetEur: `${random.int(4, 180) * 50_000}`,
    };
  });
}

function makeDefects(leases: readonly LeaseRow[], count: number, asOf: string, random: SeededRandom): DefectRow[] {
  return Array.from({ length: count }, (_, index) => {
    const lease = random.pick(leases);
    const trade = random.pick(TRADES);
    const age = random.int(0, 540);
    const closed = age > 45 ? random.chance(0.94) : random.chance(0.35);
    return {
      id: `M-${number(index + 100, 5)}`,
      unitId: lease.unitId,
      customerId: lease.customerId,
      reportedOn: addDays(asOf, -age),
      trade,
      description: `${random.pick(DEFECT_TEXTS[trade])} (${lease.unitId}, Nr. ${index + 100})`,
      urgency: random.weighted({ low: 30, normal: 55, high: 15 }),
      status: closed ? 'closed' : random.weighted({ open: 50, assigned: 40, waiting: 10 }),
      closedOn: closed ? addDays(asOf, -Math.floor(age * random.next())) : null,
    };
  });
}

function makeContacts(
  customers: readonly CustomerRow[],
  count: number,
  asOf: string,
  random: SeededRandom,
): ContactRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `V-${number(index + 100, 5)}`,
    customerId: random.pick(customers).id,
    contactedOn: addDays(asOf, -random.int(0, 720)),
    channel: random.weighted({ mail: 50, phone: 30, letter: 12, counter: 8 }),
    subject: random.pick(CONTACT_SUBJECTS),
    body: random.pick(CONTACT_BODIES),
    handledBy: random.pick(STAFF),
  }));
}

export function makeCrm(asOf: string, random: SeededRandom): CrmRows {
  const customers = makeCustomers(620, asOf, random.fork('customers'));
  const properties = makeProperties(48, random.fork('properties'));
  const units = makeUnits(properties, random.fork('units'));
  const leases = makeLeases(customers, units, asOf, random.fork('leases'));
  return {
    customers,
    properties,
    units,
    leases,
    sites: makeSites(asOf, random.fork('sites')),
    defects: makeDefects(leases, 900, asOf, random.fork('defects')),
    contacts: makeContacts(customers, 1100, asOf, random.fork('contacts')),
  };
}

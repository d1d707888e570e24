import { addDays } from './dates.js';
import { taxOn } from './make-erp.js';
import type { CrmRows } from './make-crm.js';
import type { ErpRows } from './make-erp.js';
import type { InvoiceRow, OrderLine, OrderRow } from './rows.js';

/**
 * The few records that the sample inputs of the demo programme name. They are the same for every seed, so that a
 * visitor finds them again; only their dates move with the day that the data stands at.
 */
export const STORY = {
  tenantId: 'K-10001',
  tenantName: 'Hannelore Petersen',
  tenantUnit: 'H-003-2-04',
  leaseId: 'MV-0002',
  leaseFile: 'leases/MV-0002-petersen.txt',
  bakerySpellings: ['K-10002', 'K-10003', 'K-10004'],
  bakerySearch: 'rgensen',
  defectId: 'M-00002',
  supplierNumber: 'L-1001',
  supplierName: 'Möller Haustechnik GmbH',
  lateOrder: '4500010002',
  movableOrder: '4500010003',
  matchingOrder: '4500010001',
  matchingInvoice: 'ER-50001',
  firstOfDouble: 'ER-50002',
  secondOfDouble: 'ER-50003',
  wrongSumInvoice: 'ER-50004',
  creditableInvoice: 'ER-50005',
  siteId: 'BV-101',
  diaryFolder: 'site-diaries/BV-101',
  notesFile: 'minutes/notes-BV-101-site-meeting.txt',
  offersFolder: 'offers/windows-lotsenhoefe',
  liftContract: 'contracts/lift-maintenance-aufzuege-nordwaerts.md',
  delayMail: 'mail/moeller-delivery-delay.eml',
  letterFile: 'letters/in/petersen-heating.txt',
  meterFile: 'operating-costs/meter-readings-H-003.csv',
  priceList: 'price-lists/moeller-haustechnik.csv',
} as const;

export function storyCrm(asOf: string): Partial<CrmRows> {
  const bakery = {
    kind: 'commercial tenant',
    street: 'Große Reihe 14',
    postalCode: '27901',
    city: 'Nordhafen',
    customerSince: addDays(asOf, -4100),
    accountManager: 'K. Behrens',
  };
  return {
    customers: [
      {
        id: STORY.tenantId,
        kind: 'tenant',
        name: STORY.tenantName,
        email: 'h.petersen@post.example',
        phone: '040 66969 217',
        street: 'Lotsenweg 7',
        postalCode: '27901',
        city: 'Nordhafen',
        customerSince: addDays(asOf, -2790),
        accountManager: 'K. Behrens',
      },
      {
        ...bakery,
        id: 'K-10002',
        name: 'Bäckerei Jürgensen GmbH & Co. KG',
        email: 'buero@baeckerei-juergensen.example',
        phone: '040 66969 340',
      },
      {
        ...bakery,
        id: 'K-10003',
        name: 'Baeckerei Juergensen GmbH',
        email: null,
        phone: '040 66969 340',
        accountManager: null,
      },
      {
        ...bakery,
        id: 'K-10004',
        name: 'BÃ¤ckerei JÃ¼rgensen',
        email: 'info@baeckerei-juergensen.example',
        phone: null,
        postalCode: '-',
      },
    ],
    properties: [
      {
        id: 'H-003',
        name: 'Wohnanlage Lotsenweg 03',
        street: 'Lotsenweg 7',
        postalCode: '27901',
        city: 'Nordhafen',
        builtYear: '1964',
        unitCount: 12,
        caretaker: 'Rüdiger Quade',
      },
    ],
    units: [
      {
        id: STORY.tenantUnit,
        propertyId: 'H-003',
        floor: 2,
        rooms: '3',
        areaSqm: '71.4',
        coldRentEur: '642.60',
        status: 'let',
      },
    ],
    leases: [
      {
        id: STORY.leaseId,
        customerId: STORY.tenantId,
        unitId: STORY.tenantUnit,
        startsOn: addDays(asOf, -2790),
        endsOn: null,
        coldRentEur: '642.60',
        depositEur: '1927.80',
        noticeMonths: 3,
      },
    ],
    defects: [
      {
        id: STORY.defectId,
        unitId: STORY.tenantUnit,
        customerId: STORY.tenantId,
        reportedOn: addDays(asOf, -2),
        trade: null,
        description: 'Heizung im Schlafzimmer seit drei Tagen kalt, Therme zeigt F28. Ich bin 78 und friere.',
        urgency: null,
        status: 'open',
        closedOn: null,
      },
    ],
    contacts: [
      {
        id: 'V-00001',
        customerId: STORY.tenantId,
        contactedOn: addDays(asOf, -2),
        channel: 'phone',
        subject: 'Wann kommt der Handwerker?',
        body: 'Heizung kalt, bitte nach 10 Uhr anrufen.',
        handledBy: 'Y. Aydın',
      },
      {
        id: 'V-00002',
        customerId: STORY.tenantId,
        contactedOn: addDays(asOf, -400),
        channel: 'letter',
        subject: 'Hund in der Wohnung erlaubt?',
        body: 'Kleiner Hund, 6 kg. Bitte um schriftliche Antwort.',
        handledBy: 'K. Behrens',
      },
    ],
  };
}

function order(number: string, subject: string, lines: readonly OrderLine[], rest: Partial<OrderRow>): OrderRow {
  return {
    number,
    supplierNumber: STORY.supplierNumber,
    siteId: STORY.siteId,
    costCentre: 'KST-410',
    subject,
    orderedOn: null,
    deliveryDate: null,
    netCents: lines.reduce((sum, line) => sum + line.quantity * line.unitCents, 0),
    status: 'confirmed',
    lines,
    ...rest,
  };
}

function invoice(number: string, netCents: number, rest: Partial<InvoiceRow>): InvoiceRow {
  return {
    number,
    supplierNumber: STORY.supplierNumber,
    supplierInvoiceNumber: null,
    orderNumber: null,
    invoiceDate: null,
    dueDate: null,
    netCents,
    taxCents: taxOn(netCents),
    grossCents: netCents + taxOn(netCents),
    text: 'Austausch Gastherme gemäß Bestellung',
    status: 'received',
    ...rest,
  };
}

export function storyErp(asOf: string): ErpRows {
  const boiler: OrderLine = { position: 1, text: 'Austausch Gastherme', quantity: 2, unit: 'Stk', unitCents: 285_000 };
  const pipes: OrderLine = { position: 1, text: 'Steigleitungen erneuern', quantity: 140, unit: 'm', unitCents: 9_600 };
  const alarms: OrderLine = {
    position: 1,
    text: 'Rauchwarnmelder, 10 Jahre',
    quantity: 120,
    unit: 'Stk',
    unitCents: 2_490,
  };
  return {
    suppliers: [
      {
        number: STORY.supplierNumber,
        name: STORY.supplierName,
        street: 'Kranweg 31',
        postalCode: '27911',
        city: 'Süderbrück',
        vatId: 'DE900000017',
        iban: 'DE87000000000012345678',
        email: 'rechnung@moeller-haustechnik.example',
        paymentTermDays: 30,
      },
    ],
    orders: [
      order(STORY.matchingOrder, 'Austausch Gastherme', [boiler], {
        siteId: null,
        status: 'delivered',
        orderedOn: addDays(asOf, -40),
        deliveryDate: addDays(asOf, -12),
      }),
      order(STORY.lateOrder, 'Steigleitungen Speicherkai', [pipes], {
        orderedOn: addDays(asOf, -75),
        deliveryDate: addDays(asOf, -9),
      }),
      order(STORY.movableOrder, 'Rauchwarnmelder Speicherkai', [alarms], {
        orderedOn: addDays(asOf, -20),
        deliveryDate: addDays(asOf, 6),
      }),
    ],
    invoices: [
      invoice(STORY.matchingInvoice, 570_000, {
        supplierInvoiceNumber: 'MH-2201',
        orderNumber: STORY.matchingOrder,
        invoiceDate: addDays(asOf, -10),
        dueDate: addDays(asOf, 20),
      }),
      invoice(STORY.firstOfDouble, 118_000, {
        supplierInvoiceNumber: 'MH-2188',
        orderNumber: null,
        invoiceDate: addDays(asOf, -33),
        dueDate: addDays(asOf, -3),
        text: 'Notdienst Lotsenweg 7',
      }),
      invoice(STORY.secondOfDouble, 118_000, {
        supplierInvoiceNumber: 'mh 2188',
        orderNumber: null,
        invoiceDate: addDays(asOf, -33),
        dueDate: null,
        text: 'Notdienst Lotsenweg 7',
      }),
      {
        ...invoice(STORY.wrongSumInvoice, 344_000, {
          supplierInvoiceNumber: 'MH-2194',
          orderNumber: STORY.lateOrder,
          invoiceDate: addDays(asOf, -6),
          dueDate: addDays(asOf, 24),
          text: 'Abschlag Steigleitungen',
        }),
        grossCents: 419_360,
      },
      invoice(STORY.creditableInvoice, 298_800, {
        supplierInvoiceNumber: 'MH-2159',
        orderNumber: STORY.movableOrder,
        invoiceDate: addDays(asOf, -18),
        dueDate: addDays(asOf, 12),
        text: 'Rauchwarnmelder, 120 Stk',
        status: 'approved',
      }),
    ],
  };
}

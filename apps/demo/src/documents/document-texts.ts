import { writeDate } from '../business/dates.js';
import type { ContactRow, CustomerRow, LeaseRow, SiteRow, SupplierRow } from '../business/rows.js';
import type { SeededRandom } from '../random/seeded-random.js';

const german = (isoDate: string | null): string => (isoDate === null ? '' : writeDate(isoDate, 'german'));
const lines = (...parts: readonly string[]): string => `${parts.join('\n')}\n`;

export function leaseText(lease: LeaseRow, tenant: CustomerRow): string {
  return lines(
    `Mietvertrag ${lease.id}`,
    `Datum: ${german(lease.startsOn)}`,
    '',
    `Vermieterin: Nordhafen Wohnbau GmbH, Speicherkai 2, 27901 Nordhafen`,
    `Mieter: ${tenant.name}`,
    `Wohnung: ${lease.unitId}`,
    '',
    `§ 1 Mietzeit. Das Mietverhältnis beginnt am ${german(lease.startsOn)} und läuft auf unbestimmte Zeit.`,
    `§ 2 Kündigung. Der Mieter kann bis zum dritten Werktag eines Monats zum Ablauf des übernächsten Monats kündigen (${lease.noticeMonths} Monate).`,
    `§ 3 Miete. Die Nettokaltmiete beträgt ${lease.coldRentEur ?? '?'} EUR im Monat, fällig am dritten Werktag.`,
    `§ 4 Kaution. Die Kaution beträgt ${lease.depositEur ?? '?'} EUR.`,
    '§ 5 Tiere. Kleintiere sind erlaubt. Hunde und Katzen bedürfen der Zustimmung, die nur aus wichtigem Grund versagt wird.',
    '§ 6 Untervermietung. Sie bedarf der schriftlichen Erlaubnis. Ein Anspruch kann bei berechtigtem Interesse bestehen.',
    '§ 7 Kleinreparaturen. Der Mieter trägt Kosten bis 100 EUR je Fall und höchstens 6 % der Jahresmiete.',
    '§ 8 Schönheitsreparaturen. Bei Auszug besenrein; ein Anstrich ist nicht geschuldet.',
  );
}

export function letterText(contact: ContactRow, sender: CustomerRow): string {
  return lines(
    `Von: ${sender.name}, ${sender.street ?? ''}, ${sender.postalCode ?? ''} ${sender.city ?? ''}`,
    `Datum: ${german(contact.contactedOn)}`,
    `Betreff: ${contact.subject}`,
    '',
    'Sehr geehrte Damen und Herren,',
    '',
    contact.body,
    'Über eine schnelle Rückmeldung würde ich mich freuen.',
    '',
    'Mit freundlichen Grüßen',
    sender.name,
  );
}

export function mailText(supplier: SupplierRow, subject: string, body: string, isoDate: string): string {
  return lines(
    `From: ${supplier.email ?? 'info@firma.example'}`,
    'To: einkauf@nordhafen-wohnbau.example',
    `Date: ${new Date(`${isoDate}T08:12:00Z`).toUTCString()}`,
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Guten Tag,',
    '',
    body,
    '',
    'Viele Grüße',
    supplier.name,
  );
}

const WEATHER = [
  'trocken, 8 °C',
  'Dauerregen',
  'Böen, Kran stand ab 14 Uhr',
  'Nachtfrost, -3 °C',
  'sonnig, 17 °C',
] as const;
const WORKS = [
  'Schalung Decke über 2. OG gestellt, Bewehrung zu zwei Dritteln verlegt.',
  'Betonage Bodenplatte Abschnitt C, 84 m³, keine Störung.',
  'Fenster Nordseite gesetzt, zwei Scheiben mit Kratzern reklamiert.',
  'Estrich im Erdgeschoss eingebracht, Trocknung bis übernächste Woche.',
  'Dachstuhl gerichtet, Schalung begonnen.',
  'Trockenbau 1. OG: Ständerwerk fertig, Elektro zieht Leitungen ein.',
] as const;
const TROUBLES = [
  'Lieferung Steigleitungen ausgeblieben, Kolonne umgesetzt.',
  'Gerüst im Hof noch nicht freigegeben.',
  'Nachbar beschwert sich über Lärm vor 7 Uhr.',
  'Keine besonderen Vorkommnisse.',
  'Bauwasser eingefroren, zwei Stunden Stillstand.',
] as const;

export function diaryText(site: SiteRow, week: number, isoDate: string, random: SeededRandom): string {
  return lines(
    `# Bautagebuch ${site.id} ${site.name}, Bauwoche ${week}`,
    '',
    `Datum: ${german(isoDate)}`,
    `Bauleitung: ${site.siteManager ?? ''}`,
    `Wetter: ${random.pick(WEATHER)}`,
    `Arbeitskräfte: ${random.int(4, 31)}`,
    '',
    '## Leistungen',
    `- ${random.pick(WORKS)}`,
    `- ${random.pick(WORKS)}`,
    '',
    '## Störungen',
    `- ${random.pick(TROUBLES)}`,
    '',
    '## Nächste Woche',
    `- ${random.pick(WORKS)}`,
  );
}

export function offerText(
  supplier: SupplierRow,
  subject: string,
  unitCents: number,
  quantity: number,
  isoDate: string,
): string {
  const euro = (cents: number) => (cents / 100).toFixed(2).replace('.', ',');
  return lines(
    `Angebot ${supplier.name}`,
    `Datum: ${german(isoDate)}`,
    `Leistung: ${subject}`,
    `Menge: ${quantity} Stk`,
    `Einzelpreis netto: ${euro(unitCents)} EUR`,
    `Gesamt netto: ${euro(unitCents * quantity)} EUR`,
    `Lieferzeit: ${4 + (unitCents % 7)} Wochen ab Auftrag`,
    'Bindefrist: 30 Tage',
    'Enthalten: Anlieferung frei Baustelle. Nicht enthalten: Ausbau und Entsorgung alter Bauteile.',
  );
}

export function contractText(supplier: SupplierRow, subject: string, isoDate: string, noticeMonths: number): string {
  return lines(
    `# ${subject}`,
    '',
    `Datum: ${german(isoDate)}`,
    `Zwischen Nordhafen Wohnbau GmbH und ${supplier.name}, ${supplier.city ?? ''}.`,
    '',
    '## Laufzeit',
    `Der Vertrag läuft zwei Jahre ab ${german(isoDate)} und verlängert sich um je ein Jahr,`,
    `wenn er nicht ${noticeMonths} Monate vor Ablauf schriftlich gekündigt wird.`,
    '',
    '## Vergütung',
    'Quartalsweise nach Rechnung, zahlbar in 30 Tagen. Anpassung höchstens 3 % im Jahr.',
    '',
    '## Haftung',
    'Nach den gesetzlichen Vorschriften. Reaktionszeit bei Störung: vier Stunden.',
  );
}

export function priceListText(supplier: SupplierRow, isoDate: string, random: SeededRandom): string {
  const articles = [
    'Gastherme 18 kW',
    'Heizkörper Typ 22',
    'Thermostatkopf',
    'Umwälzpumpe',
    'Rauchwarnmelder',
    'Dichtung ½"',
    'Kupferrohr 15 mm, m',
  ];
  return lines(
    `Preisliste;${supplier.name}`,
    `Datum:;${german(isoDate)}`,
    'Artikel;Einheit;Preis netto EUR',
    ...articles.map((article) => `${article};Stk;${(random.int(290, 249_900) / 100).toFixed(2).replace('.', ',')}`),
  );
}

export function meterText(propertyId: string, isoDate: string, random: SeededRandom): string {
  return lines(
    `Zählerstände;${propertyId}`,
    `Datum:;${german(isoDate)}`,
    'Wohnung;Zähler;Stand alt;Stand neu;Einheit',
    ...Array.from({ length: 12 }, (_, index) => {
      const before = random.int(8_000, 42_000);
      const used = random.chance(0.1) ? random.int(9_000, 60_000) : random.int(400, 2_400);
      return `${propertyId}-${Math.floor(index / 4)}-${String(index + 1).padStart(2, '0')};WMZ-${random.digits(6)};${before},0;${random.chance(0.05) ? '' : `${before + used},5`};kWh`;
    }),
  );
}

export function notesText(site: SiteRow, random: SeededRandom): string {
  return lines(
    `Baubesprechung ${site.id} ${site.name}`,
    `Datum: ${german(site.startsOn)}`,
    'da: bauleitung, 2 firmen',
    `- ${random.pick(WORKS).toLowerCase()}`,
    `- ${random.pick(TROUBLES).toLowerCase()} -> wer kümmert sich?? bis fr`,
    '- schlüssel für container fehlt immer noch, bauleitung bestellt',
    '- nächste: eine woche später, 9:00',
  );
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addDays, DATE_STYLES, writeDate } from '../business/dates.js';
import { hasBreakableCharacter, mojibake, toCp1252 } from '../business/encodings.js';
import { asciiName } from '../business/make-crm.js';
import type { BusinessData } from '../business/rows.js';
import { STORY } from '../business/story.js';
import { SeededRandom } from '../random/seeded-random.js';
import {
  contractText,
  diaryText,
  leaseText,
  letterText,
  mailText,
  meterText,
  notesText,
  offerText,
  priceListText,
} from './document-texts.js';
import { guides } from './guides.js';
import { storyDocuments } from './story-documents.js';

/** One file of the firm's shared folder; the path is relative to it. */
export interface DocumentFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** A file before anything went wrong with it. */
export interface PlainDocument {
  readonly path: string;
  readonly text: string;
}

const SHARE_ODD = 0.3;
const slug = (name: string): string => asciiName(name).replace(/\./g, '-');
const iso = (text: string | null): boolean => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Rows with nothing wrong in what a document quotes: the documents get their own trouble afterwards. */
function quotable(data: BusinessData) {
  const whole = (text: string | null): boolean => text !== null && text === text.trim() && !/Ã|Â|Å|Ä±/.test(text);
  const customers = new Map(
    data.customers.filter((row) => whole(row.name) && whole(row.street)).map((row) => [row.id, row]),
  );
  return {
    leases: data.leases.flatMap((lease) => {
      const tenant = customers.get(lease.customerId ?? '');
      return tenant !== undefined && iso(lease.startsOn) ? [{ lease, tenant }] : [];
    }),
    letters: data.contacts.flatMap((contact) => {
      const sender = customers.get(contact.customerId ?? '');
      return sender !== undefined && iso(contact.contactedOn) && whole(contact.subject) && whole(contact.body)
        ? [{ contact, sender }]
        : [];
    }),
    suppliers: data.suppliers.filter((row) => whole(row.name) && whole(row.city) && row.email !== null),
    sites: data.sites.filter((row) => whole(row.name) && iso(row.startsOn)),
  };
}

const MAILS = [
  [
    'Lieferverzug',
    'leider verzögert sich die Lieferung um zwei Wochen. Grund ist ein Ausfall bei unserem Vorlieferanten.',
  ],
  ['Auftragsbestätigung', 'vielen Dank für Ihre Bestellung. Wir bestätigen Menge und Preis, Termin folgt gesondert.'],
  ['Rückfrage zur Bestellung', 'welche Ausführung wird gewünscht? Ohne Rückmeldung können wir nicht bestellen.'],
  [
    'Zahlungserinnerung',
    'sicher haben Sie es übersehen: unsere Rechnung ist seit zehn Tagen fällig. Wir wären für Prüfung dankbar.',
  ],
] as const;

const TENDERS = [
  'dachziegel-deichterrassen',
  'geruest-kranweg',
  'estrich-alte-zollstation',
  'aufzug-brueckenhaus',
] as const;

function plainDocuments(data: BusinessData, random: SeededRandom): PlainDocument[] {
  const from = quotable(data);
  const { asOf } = data;
  const texts = random.fork('texts');
  return [
    ...from.leases.slice(0, 60).map(({ lease, tenant }) => ({
      path: `leases/${lease.id}-${slug(tenant.name)}.txt`,
      text: leaseText(lease, tenant),
    })),
    ...from.letters.slice(0, 70).map(({ contact, sender }) => ({
      path: `letters/in/${contact.id}-${slug(sender.name)}.txt`,
      text: letterText(contact, sender),
    })),
    ...from.suppliers.slice(0, 40).map((supplier, index) => {
      const [subject, body] = MAILS[index % MAILS.length] ?? MAILS[0];
      return {
        path: `mail/${slug(supplier.name)}-${slug(subject)}.eml`,
        text: mailText(supplier, subject, body, addDays(asOf, -texts.int(1, 200))),
      };
    }),
    // The first site's diary is written by hand, with the story.
    ...from.sites
      .filter((site) => site.id !== STORY.siteId)
      .slice(0, 8)
      .flatMap((site) =>
        Array.from({ length: 8 }, (_, index) => ({
          path: `site-diaries/${site.id}/week-${String(index + 1).padStart(2, '0')}.md`,
          text: diaryText(site, index + 1, addDays(asOf, (index - 8) * 7), texts),
        })),
      ),
    ...from.sites.map((site) => ({
      path: `minutes/notes-${site.id}-site-meeting.txt`,
      text: notesText(site, texts),
    })),
    ...TENDERS.flatMap((tender, tenderIndex) =>
      from.suppliers.slice(tenderIndex * 3, tenderIndex * 3 + 3).map((supplier) => ({
        path: `offers/${tender}/${slug(supplier.name)}.txt`,
        text: offerText(
          supplier,
          tender.replace(/-/g, ' '),
          texts.int(1_900, 88_000),
          texts.int(4, 220),
          addDays(asOf, -30),
        ),
      })),
    ),
    ...from.suppliers.slice(12, 30).map((supplier, index) => ({
      path: `contracts/${slug(supplier.name)}.md`,
      text: contractText(
        supplier,
        `Rahmenvertrag ${supplier.name}`,
        addDays(asOf, -texts.int(100, 690)),
        index % 2 === 0 ? 3 : 6,
      ),
    })),
    ...from.suppliers.slice(20, 27).map((supplier) => ({
      path: `price-lists/${slug(supplier.name)}.csv`,
      text: priceListText(supplier, addDays(asOf, -texts.int(10, 400)), texts),
    })),
    ...data.properties.slice(1, 10).map((property) => ({
      path: `operating-costs/meter-readings-${property.id}.csv`,
      text: meterText(property.id, addDays(asOf, -20), texts),
    })),
  ];
}

type Spoil = (text: string, random: SeededRandom) => Buffer | null;

/** What happened to files on their way through twenty years of programs and people. */
const SPOILS: readonly Spoil[] = [
  (text) => (hasBreakableCharacter(text) ? toCp1252(text) : null),
  (text) => (hasBreakableCharacter(text) ? toCp1252(text) : null),
  (text) => (hasBreakableCharacter(text) ? Buffer.from(mojibake(text)) : null),
  (text, random) => {
    const other = text.replace(/(\d{2})\.(\d{2})\.(\d{4})/, (_all, day: string, month: string, year: string) =>
      writeDate(`${year}-${month}-${day}`, random.pick(DATE_STYLES.filter((style) => style !== 'german'))),
    );
    return other === text ? null : Buffer.from(other);
  },
  (text) => (/^Datum:.*\n/m.test(text) ? Buffer.from(text.replace(/^Datum:.*\n/m, '')) : null),
  () => Buffer.alloc(0),
];

/** The documents of the firm; the same seed and day give the same bytes. */
export function generateDocuments(data: BusinessData): DocumentFile[] {
  const random = new SeededRandom(`nordhafen/${data.seed}/documents`);
  const plain = plainDocuments(data, random);
  const spoil = random.fork('spoil');
  const odd = new Set(
    spoil.shuffle(plain.map((document) => document.path)).slice(0, Math.round(plain.length * SHARE_ODD)),
  );
  const generated = plain.map(({ path, text }) => {
    if (!odd.has(path)) return { path, bytes: Buffer.from(text) };
    const spoiled = spoil
      .shuffle(SPOILS)
      .map((way) => way(text, spoil))
      .find((bytes) => bytes !== null);
    return { path, bytes: spoiled ?? Buffer.alloc(0) };
  });
  const files = new Map<string, DocumentFile>();
  for (const file of [...generated, ...guides(), ...storyDocuments(data)]) files.set(file.path, file);
  return [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Writes the documents below a folder, which it makes. */
export async function writeDocuments(folder: string, files: readonly DocumentFile[]): Promise<void> {
  for (const parent of new Set(files.map((file) => dirname(join(folder, file.path))))) {
    await mkdir(parent, { recursive: true });
  }
  await Promise.all(files.map((file) => writeFile(join(folder, file.path), file.bytes)));
}

import { addDays, writeDate } from '../business/dates.js';
import { toCp1252 } from '../business/encodings.js';
import type { BusinessData } from '../business/rows.js';
import { STORY } from '../business/story.js';
import type { DocumentFile } from './documents.js';

/** The documents that the sample inputs of the demo programme name: the same for every seed, odd where a visitor should see it. */
export function storyDocuments(data: BusinessData): DocumentFile[] {
  const day = (days: number): string => writeDate(addDays(data.asOf, days), 'german');
  const text = (path: string, lines: readonly string[]): DocumentFile => ({
    path,
    bytes: Buffer.from(`${lines.join('\n')}\n`),
  });
  const legacy = (path: string, lines: readonly string[]): DocumentFile => ({
    path,
    bytes: toCp1252(`${lines.join('\r\n')}\r\n`),
  });
  const offer = (file: string, supplier: string, unit: string, total: string, weeks: number, extra: string) =>
    text(`${STORY.offersFolder}/${file}`, [
      `Angebot ${supplier}`,
      `Datum: ${day(-14)}`,
      'Leistung: Fenster dreifach verglast 120 × 140, 64 Stk, Lotsenhöfe',
      `Einzelpreis netto: ${unit} EUR`,
      `Gesamt netto: ${total} EUR`,
      `Lieferzeit: ${weeks} Wochen ab Auftrag`,
      extra,
    ]);
  return [
    text(STORY.leaseFile, [
      `Mietvertrag ${STORY.leaseId}`,
      `Datum: ${day(-2790)}`,
      '',
      `Mieterin: ${STORY.tenantName}`,
      `Wohnung: ${STORY.tenantUnit}, Lotsenweg 7, 27901 Nordhafen`,
      '',
      '§ 2 Kündigung. Bis zum dritten Werktag eines Monats zum Ablauf des übernächsten Monats (3 Monate).',
      '§ 3 Miete. Nettokaltmiete 642,60 EUR, fällig am dritten Werktag.',
      '§ 5 Tiere. Kleintiere sind erlaubt. Hunde und Katzen bedürfen der Zustimmung, die nur aus wichtigem Grund versagt wird.',
      '§ 6 Untervermietung. Nur mit schriftlicher Erlaubnis; bei berechtigtem Interesse kann ein Anspruch bestehen.',
      '§ 7 Kleinreparaturen. Bis 100 EUR je Fall, höchstens 6 % der Jahresmiete.',
    ]),
    legacy(STORY.letterFile, [
      `Von: ${STORY.tenantName}, Lotsenweg 7, 27901 Nordhafen`,
      `Datum: ${day(-2)}`,
      'Betreff: Heizung kalt, schon der dritte Tag',
      '',
      'Sehr geehrte Damen und Herren,',
      '',
      'die Heizung im Schlafzimmer wird seit drei Tagen nicht warm, die Therme zeigt F28. Ich bin 78 Jahre alt.',
      'Bitte schicken Sie jemanden. Vormittags bin ich zu Hause, am Donnerstag erst ab 11 Uhr.',
      'Außerdem möchte ich wissen, ob ich die Miete kürzen darf.',
      '',
      'Mit freundlichen Grüßen',
      STORY.tenantName,
    ]),
    text(STORY.notesFile, [
      `baubesprechung ${STORY.siteId} speicherkai, ${day(-3)}, container`,
      'da: Paulsen, Kowalczuk, Hr. Möller (haustechnik), Fr. Lührs fenster',
      '- steigleitungen kommen nicht, möller sagt 2 wochen später?? -> paulsen ruft einkauf an bis fr',
      '- fenster nordseite 2 scheiben zerkratzt, lührs tauscht, termin offen',
      '- gerüst hof: freigabe fehlt, kowalczuk fragt prüfer',
      '- lärm nachbarn: vor 7 nichts lautes!! aushang machen (kowalczuk)',
      '- nächste: gleicher ort, eine woche später, 9:00',
    ]),
    offer(
      'fensterbau-luehrs.txt',
      'Fensterbau Lührs GmbH',
      '598,00',
      '38.272,00',
      7,
      'Einbau enthalten. Entsorgung der alten Fenster nicht enthalten.',
    ),
    offer(
      'glas-woessner.txt',
      'Glas Wößner GmbH',
      '571,50',
      '36.576,00',
      12,
      'Einbau nach Aufwand, 54,00 EUR je Stunde. Entsorgung enthalten.',
    ),
    offer(
      'tueren-duehrkop.txt',
      'Türen Dührkop GmbH',
      '612,00',
      '39.618,00',
      5,
      'Einbau und Entsorgung enthalten. 3 % Skonto bei 10 Tagen.',
    ),
    text(STORY.liftContract, [
      '# Vollwartung Aufzüge, 14 Anlagen',
      '',
      `Datum: ${day(-640)}`,
      'Zwischen Nordhafen Wohnbau GmbH und Aufzüge Nordwärts GmbH, Altenfleth.',
      '',
      '## Laufzeit',
      `Zwei Jahre ab ${day(-640)}. Verlängerung um je ein Jahr, wenn nicht 3 Monate vor Ablauf schriftlich gekündigt wird.`,
      '',
      '## Vergütung',
      '640,00 EUR je Anlage und Quartal. Anpassung höchstens 3 % im Jahr, erstmals nach zwölf Monaten.',
      '',
      '## Reaktionszeit',
      'Eingeschlossene Person: 30 Minuten. Stillstand: vier Stunden. Bei Überschreitung 5 % Abzug im Quartal.',
    ]),
    text(STORY.delayMail, [
      'From: disposition@moeller-haustechnik.example',
      'To: einkauf@nordhafen-wohnbau.example',
      `Date: ${new Date(`${addDays(data.asOf, -1)}T07:48:00Z`).toUTCString()}`,
      `Subject: Bestellung ${STORY.movableOrder} Rauchwarnmelder - neuer Termin`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Guten Tag Frau Sörensen,',
      '',
      `die Rauchwarnmelder zu Ihrer Bestellung ${STORY.movableOrder} kommen erst am ${day(20)}.`,
      'Der Preis bleibt. Bitte bestätigen Sie den neuen Termin.',
      '',
      'Viele Grüße',
      'Möller Haustechnik, Disposition',
    ]),
    legacy(STORY.priceList, [
      'Preisliste;Möller Haustechnik GmbH',
      `Datum:;${day(-120)}`,
      'Artikel;Einheit;Preis netto EUR',
      'Gastherme 18 kW;Stk;1.849,00',
      'Heizkörper Typ 22;Stk;214,50',
      'Thermostatkopf;Stk;18,90',
      'Rauchwarnmelder;Stk;24,90',
      'Umwälzpumpe;Stk;189,00',
    ]),
    legacy(STORY.meterFile, [
      'Zählerstände;H-003;Heizung',
      `Datum:;${day(-20)}`,
      'Wohnung;Zähler;Stand alt;Stand neu;Einheit',
      'H-003-0-01;WMZ-104401;18220,0;19345,5;kWh',
      'H-003-1-02;WMZ-104402;22018,0;23102,5;kWh',
      'H-003-2-03;WMZ-104403;9120,0;54911,0;kWh',
      `${STORY.tenantUnit};WMZ-104404;30277,0;;kWh`,
      'H-003-2-05;WMZ-104405;27110,5;26980,0;kWh',
    ]),
    // The first site's diary is whole, so that a report over it can be checked by reading.
    ...Array.from({ length: 4 }, (_, index) =>
      text(`${STORY.diaryFolder}/week-${String(31 + index)}.md`, [
        `# Bautagebuch ${STORY.siteId} Quartier Speicherkai, Bauwoche ${31 + index}`,
        '',
        `Datum: ${day((index - 4) * 7)}`,
        'Bauleitung: H. Paulsen',
        `Arbeitskräfte: ${18 + index * 2}`,
        '',
        '## Leistungen',
        index % 2 === 0 ? '- Decke über 3. OG betoniert, 92 m³.' : '- Mauerwerk 3. OG zu 60 % fertig.',
        '',
        '## Störungen',
        index === 3 ? `- Steigleitungen (Bestellung ${STORY.lateOrder}) nicht geliefert.` : '- Keine.',
        '',
        '## Nächste Woche',
        index === 3 ? '- Umsetzung der Kolonne in Haus B, bis Material da ist.' : '- Weiter wie geplant.',
      ]),
    ),
  ];
}

import type { DocumentFile } from './documents.js';

const GUIDES: Readonly<Record<string, string>> = {
  'guides/urgency-of-defects.md': `# Wie dringend ist ein Mangel?

- **hoch** (am selben Tag): kein Wasser, Heizungsausfall zwischen Oktober und April, Gasgeruch, Aufzug mit eingeschlossener Person,
  Haustür nicht verschließbar. Bei Personen über 75 oder mit Kleinkind immer hoch.
- **normal** (fünf Werktage): einzelne Heizkörper, Undichtigkeit mit Auffanggefäß, Klingel, Rollladen.
- **niedrig** (vier Wochen): Anstrich, Risse ohne Feuchte, Komfort.
`,
  'guides/trades.md': `# Wer macht was?

| Gewerk | Firma | Notdienst |
|---|---|---|
| heating, sanitary | Möller Haustechnik GmbH | 040 66969 100 |
| electrical | Elektro Schäfer GmbH | 040 66969 112 |
| roofing | Dachdeckerei Brückner GmbH | nein |
| windows, locks | Fensterbau Lührs GmbH | 040 66969 125 |
| lift | Aufzüge Nordwärts GmbH | 040 66969 130 |
| painting | Malerbetrieb Köster GmbH | nein |
`,
  'guides/invoice-rules.md': `# Rechnungen prüfen

1. Gehört die Rechnung zu einer Bestellung, und stimmt der Lieferant?
2. Netto + Steuer = Brutto, auf den Cent.
3. Netto höchstens 2 % über der Bestellung.
4. Dieselbe Rechnungsnummer desselben Lieferanten darf nur einmal gebucht sein. Leerzeichen und Bindestriche zählen nicht.
5. Ab 10.000 EUR netto entscheidet die Leitung.
`,
  'guides/letters.md': `# Briefe an Mieterinnen und Mieter

Freundlich, kurz, ein Anliegen je Absatz. Fristen mit Datum. Keine Zusage über Geld ohne Rücksprache. Kein Verweis auf
interne Nummern ohne Erklärung. Auf Wunsch Englisch.
`,
  'house-rules/house-rules.html': `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Hausordnung</title></head><body>
<h1>Hausordnung</h1>
<p>Ruhezeiten: 13 bis 15 Uhr und 22 bis 6 Uhr, sonntags ganztägig.</p>
<p>Treppenhaus: Kinderwagen dürfen im Erdgeschoss stehen, Schuhschränke nicht.</p>
<p>Grillen: auf Balkonen nur elektrisch.</p>
</body></html>
`,
};

/** The firm's own guides: kept by one person, so nothing is wrong with them. */
export function guides(): DocumentFile[] {
  return Object.entries(GUIDES).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
}

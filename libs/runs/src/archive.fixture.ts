import { strToU8, zipSync } from 'fflate';

/** An archive as office programs write it, for specs. */
export function archiveOf(parts: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
}

/** A workbook with one sheet: texts shared, numbers plain, and days in style 1. */
export function workbookOf(rows: readonly (readonly (string | number | { readonly day: number })[])[]): Buffer {
  const texts = [...new Set(rows.flat().filter((cell) => typeof cell === 'string'))];
  const cell = (value: (typeof rows)[number][number], row: number, column: number): string => {
    const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
    if (typeof value === 'string') return `<c ${place} t="s"><v>${texts.indexOf(value)}</v></c>`;
    return typeof value === 'number' ? `<c ${place}><v>${value}</v></c>` : `<c ${place} s="1"><v>${value.day}</v></c>`;
  };
  return archiveOf({
    'xl/workbook.xml': '<workbook><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet7.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${texts.map((text) => `<si><t>${text.replaceAll('&', '&amp;')}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet7.xml': `<worksheet><sheetData>${rows
      .map((row, r) => `<row>${row.map((value, c) => cell(value, r, c)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`,
  });
}

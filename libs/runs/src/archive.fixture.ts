import { strToU8, zipSync } from 'fflate';

/** An archive as office programs write it, for specs. */
export function archiveOf(parts: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
}

type Rows = readonly (readonly (string | number | { readonly day: number })[])[];

/** A workbook with one sheet: texts shared, numbers plain, and days in style 1. */
export function workbookOf(rows: Rows): Buffer {
  return workbookOfSheets([{ name: 'One', rows }]);
}

/** A workbook with sheets in this order, whose files are numbered the other way round. */
export function workbookOfSheets(
  sheets: readonly { readonly name: string; readonly rows: Rows; readonly hidden?: boolean }[],
): Buffer {
  const texts = [...new Set(sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'string'))];
  const cell = (value: Rows[number][number], row: number, column: number): string => {
    const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
    if (typeof value === 'string') return `<c ${place} t="s"><v>${texts.indexOf(value)}</v></c>`;
    return typeof value === 'number' ? `<c ${place}><v>${value}</v></c>` : `<c ${place} s="1"><v>${value.day}</v></c>`;
  };
  const fileOf = (index: number): string => `worksheets/sheet${7 + sheets.length - index}.xml`;
  const listed = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${name.replaceAll('&', '&amp;')}" sheetId="${index + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  const related = sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Target="${fileOf(index)}"/>`);
  const bodies = sheets.map(({ rows }, index) => {
    const lines = rows.map((row, r) => `<row>${row.map((value, c) => cell(value, r, c)).join('')}</row>`);
    return [`xl/${fileOf(index)}`, `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`];
  });
  return archiveOf({
    'xl/workbook.xml': `<workbook><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${related.join('')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${texts.map((text) => `<si><t>${text.replaceAll('&', '&amp;')}</t></si>`).join('')}</sst>`,
    ...(Object.fromEntries(bodies) as Record<string, string>),
  });
}

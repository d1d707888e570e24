import type { Archive } from './archive.js';
import { TableFault } from './delimited-text.js';
import { attribute, markup } from './markup.js';

/** A sheet with cells, and where it stands in the workbook's archive. */
export interface WorkbookSheet {
  readonly name: string;
  readonly path: string;
}

/**
 * The sheets that a person sees when they open a workbook, in their order. What is hidden there is not read: nobody would notice
 * what it says. Charts have no cells.
 * @throws TableFault
 */
export function workbookSheets(archive: Archive): readonly WorkbookSheet[] {
  const targets = sheetTargets(archive);
  const all: (WorkbookSheet & { readonly hidden: boolean })[] = [];
  for (const piece of markup(archive.text('xl/workbook.xml') ?? '')) {
    if (piece.kind !== 'open' || piece.name !== 'sheet') continue;
    const path = targets.get(attribute(piece.attributes, 'id') ?? '');
    const name = attribute(piece.attributes, 'name') ?? `Sheet ${all.length + 1}`;
    const hidden = !['visible', null].includes(attribute(piece.attributes, 'state'));
    if (path !== undefined) all.push({ name, path, hidden });
  }
  const shown = all.filter((sheet) => !sheet.hidden).map(({ name, path }) => ({ name, path }));
  if (shown.length > 0) return shown;
  if (all.length > 0)
    throw new TableFault('Every sheet of this workbook is hidden. Show the one that is meant, and give it again.');
  // Some programs leave the list of sheets out when there is one.
  return [{ name: 'Sheet 1', path: 'xl/worksheets/sheet1.xml' }];
}

/** The sheet of a name, or the first. @throws TableFault */
export function chosenSheet(sheets: readonly WorkbookSheet[], name: string | null): WorkbookSheet {
  const found = name === null ? sheets[0] : sheets.find((sheet) => sheet.name === name);
  if (found !== undefined) return found;
  const known = sheets.map((sheet) => `“${sheet.name}”`).join(', ');
  throw new TableFault(`This workbook has no sheet of the name “${name ?? ''}”. It has ${known}.`);
}

/** The paths of the sheets with cells, by their relation to the workbook. */
function sheetTargets(archive: Archive): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const piece of markup(archive.text('xl/_rels/workbook.xml.rels') ?? '')) {
    if (piece.kind !== 'open' || piece.name !== 'Relationship') continue;
    const type = attribute(piece.attributes, 'Type');
    if (type !== null && !type.endsWith('/worksheet')) continue;
    const target = attribute(piece.attributes, 'Target') ?? '';
    targets.set(attribute(piece.attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return targets;
}

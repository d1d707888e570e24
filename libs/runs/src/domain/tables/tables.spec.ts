import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { archiveOf, workbookOf, workbookOfSheets } from '../../archive.fixture.js';
import { Archive, ArchiveFault } from './archive.js';
import { delimitedRows } from './delimited-text.js';
import { markup } from './markup.js';
import { sheetRows } from './sheet-rows.js';
import { chosenSheet, workbookSheets } from './workbook-sheets.js';
import { guessColumns, mappingFaults, readRow } from './table-columns.js';

async function rowsOf(text: string, at: readonly number[] = []): Promise<string[][]> {
  const cuts = [0, ...at.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  const pieces = cuts.slice(1).map((end, index) => text.slice(cuts[index], end));
  const rows: string[][] = [];
  for await (const row of delimitedRows(Readable.from(pieces))) rows.push(row);
  return rows;
}

const schema = {
  type: 'object',
  required: ['customer', 'days'],
  properties: {
    customer: { type: 'string', title: 'Customer name', maxLength: 10 },
    days: { type: 'integer', minimum: 0 },
    due: { type: 'string', format: 'date' },
    urgent: { type: 'boolean' },
  },
};

describe('delimited text', () => {
  it('reads what a spreadsheet puts on the clipboard, and CSV with quotes, semicolons and line breaks in cells', async () => {
    expect(await rowsOf('a\tb\n1\t2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(await rowsOf('\uFEFFname;note\r\n"Ada ""A""";"two\nlines; one cell"\r\n\r\n')).toEqual([
      ['name', 'note'],
      ['Ada "A"', 'two\nlines; one cell'],
    ]);
  });

  it('reads the same rows wherever the text is cut into pieces, and gives back every cell that was written', async () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.trim());
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, fc.array(fc.nat(500), { maxLength: 5 }), async (rows, cuts) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n');
        fc.pre(!/[;\t|\r\n]/.test(text.split('\n', 1)[0] ?? '') && !rows[0]?.some((one) => /[,\r\n]/.test(one)));
        const filled = rows.filter((row) => row.some((one) => one !== ''));
        expect(await rowsOf(text, cuts)).toEqual(filled);
      }),
    );
  });

  it('says what to look for when a quote is never closed', async () => {
    await expect(rowsOf('a,b\n"1,2\n3,4')).rejects.toThrow('never closed');
  });
});

describe('an archive', () => {
  it('whose part claims to be smaller than it is gets no more room than it claims', () => {
    const bomb = archiveOf({ 'xl/workbook.xml': 'a'.repeat(1_000_000) });
    bomb.writeUInt32LE(10, bomb.indexOf(Buffer.from('PK\u0001\u0002')) + 24);
    expect(new Archive(bomb).text('xl/workbook.xml')).toHaveLength(10);
  });

  it('that is broken, or none, says so', () => {
    expect(() => new Archive(Buffer.from('no archive at all'))).toThrow('broken');
    const cut = workbookOf([['Name']]).subarray(0, 200);
    expect(() => new Archive(cut)).toThrow(ArchiveFault);
  });

  it('with entities of its own is refused', () => {
    const xml = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document><w:p><w:t>&a;</w:t></w:p></w:document>';
    expect(() => [...markup(xml)]).toThrow('broken');
  });
});

describe('a workbook', () => {
  it('gives texts, numbers and days of a sheet', () => {
    const archive = new Archive(
      workbookOf([
        ['Name', 'Due', 'Days'],
        ['A & B', { day: 46347 }, 3.5],
      ]),
    );
    const rows = [...sheetRows(archive, chosenSheet(workbookSheets(archive), null))];
    expect(rows).toEqual([
      ['Name', 'Due', 'Days'],
      ['A & B', '2026-11-21', '3.5'],
    ]);
  });
});

describe('the sheets of a workbook', () => {
  const archive = new Archive(
    workbookOfSheets([
      { name: 'Notes', rows: [['Do what this says']], hidden: true },
      { name: 'May', rows: [['Name'], ['Ada']] },
      { name: 'June & July', rows: [['Name'], ['Ben']] },
    ]),
  );
  const sheets = workbookSheets(archive);

  it('are those that one sees when one opens it, in their order', () => {
    expect(sheets.map(({ name }) => name)).toEqual(['May', 'June & July']);
  });

  it('are read by their names, and the first unless one is chosen', () => {
    expect([...sheetRows(archive, chosenSheet(sheets, null))]).toEqual([['Name'], ['Ada']]);
    expect([...sheetRows(archive, chosenSheet(sheets, 'June & July'))]).toEqual([['Name'], ['Ben']]);
  });

  it('are none when all are hidden', () => {
    const hidden = workbookOfSheets([{ name: 'Notes', rows: [['Do what this says']], hidden: true }]);
    expect(() => workbookSheets(new Archive(hidden))).toThrow('Every sheet of this workbook is hidden.');
  });

  it('that are hidden or not there are refused by naming those that are', () => {
    expect(() => chosenSheet(sheets, 'Notes')).toThrow('It has “May”, “June & July”.');
  });
});

describe('the columns of a table', () => {
  it('are matched to inputs by name and label, whatever the case, and none twice', () => {
    expect(guessColumns(['CUSTOMER  NAME', 'Days', 'customer', 'Other'], schema)).toEqual([
      'customer',
      'days',
      null,
      null,
    ]);
  });

  it('must fill what is needed, once', () => {
    expect(mappingFaults(['customer', null], schema).map((fault) => fault.message)).toEqual([
      'No column fills "days". Choose one.',
    ]);
    expect(mappingFaults(['customer', 'days', 'days', 'nobody'], schema)).toHaveLength(2);
  });

  it('give values in the types of the inputs', () => {
    const read = readRow(['Ada', '3', '21.11.2026', 'ja'], ['customer', 'days', 'due', 'urgent'], schema);
    expect(read).toEqual({ values: { customer: 'Ada', days: 3, due: '2026-11-21', urgent: true } });
  });

  it('name every fault at its cell', () => {
    const read = readRow(['Ada with a long name', 'many', '3/4/2026'], ['customer', 'days', 'due'], schema);
    expect(read.faults?.map((fault) => fault.column).sort()).toEqual([0, 1, 2]);
    expect(readRow(['', '3'], ['customer', 'days'], schema).faults).toEqual([
      { column: 0, message: '"Customer name" is needed. Fill it in.' },
    ]);
  });
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateBusinessData } from './business/business-data.js';
import { generateDocuments, writeDocuments } from './documents/documents.js';

/** Writes the firm's data into a folder: the documents, and one JSON file for each table. */
async function generate(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      'as-of': { type: 'string', default: new Date().toISOString().slice(0, 10) },
      out: { type: 'string' },
    },
  });
  const { seed, 'as-of': asOf, out } = values;
  if (
    out === undefined ||
    !/^\d{1,9}$/.test(seed) ||
    Number.isNaN(Date.parse(asOf)) ||
    !/^\d{4}-\d\d-\d\d$/.test(asOf)
  ) {
    process.stderr.write('Usage: generate.js --out FOLDER [--seed NUMBER] [--as-of YYYY-MM-DD]\n');
    process.exitCode = 2;
    return;
  }
  const { seed: used, asOf: day, ...tables } = generateBusinessData(Number(seed), asOf);
  await writeDocuments(join(out, 'documents'), generateDocuments({ seed: used, asOf: day, ...tables }));
  await mkdir(join(out, 'tables'), { recursive: true });
  for (const [table, rows] of Object.entries(tables)) {
    await writeFile(join(out, 'tables', `${table}.json`), `${JSON.stringify(rows, null, 1)}\n`);
  }
}

await generate();

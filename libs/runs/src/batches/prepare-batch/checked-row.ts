import type { JsonObject } from '@groundswell/kernel';
import { readRow, type ColumnMapping } from '../../domain/tables/table-columns.js';
import type { NewRow } from '../../persistence/batches.repository.js';

/** A row of a batch, as good as its columns and the inputs of its workflow make it. */
export function checkedRow(
  number: number,
  cells: readonly string[],
  columns: ColumnMapping,
  schema: JsonObject,
): NewRow {
  const read = readRow(cells, columns, schema);
  return { number, cells, inputs: read.values ?? null, faults: read.faults ?? null };
}

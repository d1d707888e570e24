import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@groundswell/platform';
import { ReadTableService } from '../../files/read-table/read-table.service.js';
import { ShowFileService } from '../../files/show-file/show-file.service.js';

interface SourceTable {
  readonly name: string;
  /** The sheet that is read; null for what has no sheets. */
  readonly sheet: string | null;
  readonly headings: string[];
  readonly rows: AsyncIterable<readonly string[]>;
}

/** Where the rows of a batch come from. */
@Injectable()
export class BatchSource {
  constructor(
    private readonly tables: ReadTableService,
    private readonly files: ShowFileService,
  ) {}

  /** @throws AppError NOT_FOUND, TABLE_NOT_READABLE */
  async open(tx: Tx, actor: Actor, fileId: string, wanted: string | null): Promise<SourceTable> {
    const file = await this.files.get(tx, actor, fileId);
    const { sheet, rows } = await this.tables.open(tx, file, wanted);
    const first = await rows.next();
    return { name: file.name, sheet, headings: first.done === true ? [] : first.value, rows };
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@groundswell/platform';
import { ReadTableService } from '../../files/read-table/read-table.service.js';
import { ShowFileService } from '../../files/show-file/show-file.service.js';

/** Where the rows of a batch come from. */
@Injectable()
export class BatchSource {
  constructor(
    private readonly tables: ReadTableService,
    private readonly files: ShowFileService,
  ) {}

  /** @throws AppError NOT_FOUND, TABLE_NOT_READABLE */
  async open(
    tx: Tx,
    actor: Actor,
    fileId: string,
  ): Promise<{ readonly name: string; readonly headings: string[]; readonly rows: AsyncIterable<readonly string[]> }> {
    const file = await this.files.get(tx, actor, fileId);
    const rows = this.tables.rows(tx, file);
    const first = await rows.next();
    return { name: file.name, headings: first.done === true ? [] : first.value, rows };
  }
}

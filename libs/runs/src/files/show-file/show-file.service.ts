import { Injectable } from '@nestjs/common';
import { isId, notFound, type InputFileId } from '@groundswell/kernel';
import { Database, type Actor, type Tx } from '@groundswell/platform';
import type { InputFileEntity } from '../../persistence/input-file.entity.js';
import { InputFilesRepository } from '../../persistence/input-files.repository.js';
import { RunAccess } from '../../show-runs/run-access.js';

/** Shows a file to whoever uploaded it and to whoever may see a run that was given it; to nobody else it exists. */
@Injectable()
export class ShowFileService {
  constructor(
    private readonly database: Database,
    private readonly files: InputFilesRepository,
    private readonly access: RunAccess,
  ) {}

  /** @throws AppError NOT_FOUND */
  async get(tx: Tx, actor: Actor, id: string): Promise<InputFileEntity> {
    const file = isId(id) ? await this.files.find(tx, id as InputFileId) : null;
    if (file === null) throw notFound('file');
    if (file.actorId === actor.personId) return file;
    for (const runId of await this.files.runsOf(tx, file.id)) {
      if ((await this.access.findReadable(tx, actor, runId)) !== null) return file;
    }
    throw notFound('file');
  }

  /** What it is, and its bytes as they are asked for. @throws AppError NOT_FOUND */
  async open(
    actor: Actor,
    id: string,
  ): Promise<{ readonly file: InputFileEntity; readonly content: AsyncIterable<Buffer> }> {
    const file = await this.database.transaction(actor.organisationId, (tx) => this.get(tx, actor, id));
    return { file, content: this.pieces(actor, file.id) };
  }

  private async *pieces(actor: Actor, id: InputFileId): AsyncGenerator<Buffer> {
    for (let seq = 0; ; seq++) {
      const piece = await this.database.transaction(actor.organisationId, (tx) => this.files.piece(tx, id, seq));
      if (piece === null) return;
      yield piece;
    }
  }
}

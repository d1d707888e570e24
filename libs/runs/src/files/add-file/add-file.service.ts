import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, InputFaults, newId, type Clock, type InputFileId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { CLOCK, Database, type Actor } from '@groundswell/platform';
import type { InputFileEntity } from '../../persistence/input-file.entity.js';
import { InputFilesRepository } from '../../persistence/input-files.repository.js';
import { fileWords } from './file-words.js';

export const FILE_LIMITS = { bytes: 10 * 1024 * 1024, nameCharacters: 200, unusedPerPerson: 200 } as const;
const PIECE_BYTES = 256 * 1024;

/** Takes a file in for a run: piece by piece into the database, then its kind and its words are found by its content. */
@Injectable()
export class AddFileService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly files: InputFilesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param content the bytes as they arrive; each piece is stored before the next is read
   * @throws AppError FORBIDDEN, INPUT_INVALID, FILE_TOO_LARGE, FILE_NOT_READABLE, FILES_TOO_MANY
   */
  async add(actor: Actor, name: string, content: AsyncIterable<Buffer>): Promise<InputFileEntity> {
    const { organisationId, personId } = actor;
    this.permissions.require(actor, 'run.start', { type: 'run', organisationId, actorId: personId });
    const faults = new InputFaults();
    const known = faults.text('name', name, { label: 'The name of the file', max: FILE_LIMITS.nameCharacters });
    faults.throwIfAny();
    const id = newId<InputFileId>(this.clock.now().getTime());
    await this.database.transaction(organisationId, async (tx) => {
      if ((await this.files.countUnused(tx, personId)) >= FILE_LIMITS.unusedPerPerson) {
        const message = `You have uploaded ${FILE_LIMITS.unusedPerPerson} files that no run was given yet. They are removed after a day.`;
        throw new AppError('exhausted', 'FILES_TOO_MANY', message);
      }
      await this.files.begin(tx, { id, organisationId, actorId: personId, name: known, uploadedAt: this.clock.now() });
    });
    try {
      const bytes = await this.store(actor, id, content);
      const read = await fileWords(known, bytes);
      if (read.fault !== undefined) throw new AppError('invalid', 'FILE_NOT_READABLE', read.fault);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { kind, text, cut } = read;
      return await this.database.transaction(organisationId, (tx) =>
        this.files.complete(tx, id, { kind, text, cut, sha256, sizeBytes: bytes.length }),
      );
    } catch (error) {
      await this.database.transaction(organisationId, (tx) => this.files.remove(tx, id));
      throw error;
    }
  }

  private async store(actor: Actor, id: InputFileId, content: AsyncIterable<Buffer>): Promise<Buffer> {
    const all: Buffer[] = [];
    let held: Buffer[] = [];
    let [size, heldSize, seq] = [0, 0, 0];
    const flush = async (): Promise<void> => {
      if (heldSize === 0) return;
      const piece = Buffer.concat(held);
      [held, heldSize] = [[], 0];
      await this.database.transaction(actor.organisationId, (tx) => this.files.addPiece(tx, id, seq++, piece));
      all.push(piece);
    };
    for await (const chunk of content) {
      size += chunk.length;
      if (size > FILE_LIMITS.bytes) {
        const message = `This file is larger than ${FILE_LIMITS.bytes / 1024 / 1024} MB. Give a smaller one.`;
        throw new AppError('invalid', 'FILE_TOO_LARGE', message);
      }
      held.push(chunk);
      heldSize += chunk.length;
      if (heldSize >= PIECE_BYTES) await flush();
    }
    await flush();
    return Buffer.concat(all);
  }
}

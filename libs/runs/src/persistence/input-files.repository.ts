import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { InputFileId, OrganisationId, PersonId, RunId } from '@groundswell/kernel';
import { notFound } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { InputFileEntity, RunFileEntity } from './input-file.entity.js';

interface NewFile {
  readonly id: InputFileId;
  readonly organisationId: OrganisationId;
  readonly actorId: PersonId;
  readonly name: string;
  readonly uploadedAt: Date;
}

type Found = Pick<InputFileEntity, 'kind' | 'text' | 'cut' | 'sha256' | 'sizeBytes'>;

/** Reads and writes files, always within the organisation of the transaction. */
@Injectable()
export class InputFilesRepository {
  async begin(tx: Tx, file: NewFile): Promise<void> {
    const row = { ...file, kind: 'text' as const, sizeBytes: 0, sha256: null, text: null, cut: false, complete: false };
    await tx.manager.insert(InputFileEntity, row);
  }

  async addPiece(tx: Tx, fileId: InputFileId, seq: number, content: Buffer): Promise<void> {
    await tx.query(`INSERT INTO input_file_pieces (file_id, seq, organisation_id, content) VALUES ($1, $2, $3, $4)`, [
      fileId,
      seq,
      tx.scope.organisationId,
      content,
    ]);
  }

  /** @throws AppError NOT_FOUND when it was removed meanwhile */
  async complete(tx: Tx, id: InputFileId, found: Found): Promise<InputFileEntity> {
    await tx.manager.update(InputFileEntity, { ...tx.scope, id }, { ...found, complete: true });
    const file = await this.find(tx, id);
    if (file === null) throw notFound('file');
    return file;
  }

  async remove(tx: Tx, id: InputFileId): Promise<void> {
    await tx.manager.delete(InputFileEntity, { ...tx.scope, id });
  }

  async find(tx: Tx, id: InputFileId): Promise<InputFileEntity | null> {
    return tx.manager.findOneBy(InputFileEntity, { ...tx.scope, id, complete: true });
  }

  async byIds(tx: Tx, ids: readonly InputFileId[]): Promise<InputFileEntity[]> {
    if (ids.length === 0) return [];
    return tx.manager.findBy(InputFileEntity, { ...tx.scope, id: In([...ids]), complete: true });
  }

  /** The files that each of some runs was given. */
  async ofRuns(tx: Tx, runIds: readonly RunId[]): Promise<ReadonlyMap<RunId, readonly InputFileEntity[]>> {
    if (runIds.length === 0) return new Map();
    const links = await tx.manager.findBy(RunFileEntity, { ...tx.scope, runId: In([...runIds]) });
    const files = new Map(
      (await this.byIds(tx, [...new Set(links.map((link) => link.fileId))])).map((file) => [file.id, file]),
    );
    return new Map(
      runIds.map((runId) => [
        runId,
        links.filter((link) => link.runId === runId).flatMap((link) => files.get(link.fileId) ?? []),
      ]),
    );
  }

  /** The runs that a file was given to. */
  async runsOf(tx: Tx, fileId: InputFileId): Promise<RunId[]> {
    return (await tx.manager.findBy(RunFileEntity, { ...tx.scope, fileId })).map((link) => link.runId);
  }

  /** Notes which files a run was given, in the transaction that makes the run. */
  async give(tx: Tx, runId: RunId, fileIds: readonly InputFileId[]): Promise<void> {
    for (const fileId of new Set(fileIds)) {
      await tx.query(
        `INSERT INTO run_files (run_id, file_id, organisation_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [runId, fileId, tx.scope.organisationId],
      );
    }
  }

  /** The bytes, one piece after another. */
  async piece(tx: Tx, fileId: InputFileId, seq: number): Promise<Buffer | null> {
    const [found] = await tx.query<{ content: Buffer }>(
      `SELECT content FROM input_file_pieces WHERE organisation_id = $1 AND file_id = $2 AND seq = $3`,
      [tx.scope.organisationId, fileId, seq],
    );
    return found?.content ?? null;
  }

  async countUnused(tx: Tx, actorId: PersonId): Promise<number> {
    const [found] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM input_files f
        WHERE f.organisation_id = $1 AND f.actor_id = $2
          AND NOT EXISTS (SELECT 1 FROM run_files l WHERE l.file_id = f.id)`,
      [tx.scope.organisationId, actorId],
    );
    return found?.count ?? 0;
  }
}

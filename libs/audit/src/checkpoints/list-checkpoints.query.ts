import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import { SigningKeys, type Tx } from '@groundswell/platform';
import { type Checkpoint, type CheckpointKind, checkpointText } from '../domain/checkpoint.js';
import { CheckpointFolder } from './checkpoint-folder.js';

/** Checkpoints of one organisation, sorted by what their signatures are worth. */
export interface JudgedCheckpoints {
  readonly good: readonly Checkpoint[];
  /** Signed by one of our keys, they say: somebody changed them. */
  readonly forged: readonly Checkpoint[];
  /** Signed by keys that are not here, which proves nothing. */
  readonly unknown: readonly Checkpoint[];
}

interface Row {
  readonly kind: CheckpointKind;
  readonly seq: string;
  readonly hash: string;
  readonly at: Date;
  readonly key_id: string;
  readonly signature: string;
}

/** The checkpoints that an organisation's log must agree with: those in the database, and those outside. */
@Injectable()
export class ListCheckpointsQuery {
  constructor(
    private readonly keys: SigningKeys,
    private readonly folder: CheckpointFolder,
  ) {}

  /** The newest of the database, newest first. */
  async newest(tx: Tx, organisationId: OrganisationId, limit: number | null): Promise<Checkpoint[]> {
    const rows = await tx.query<Row>(
      `SELECT kind, seq, hash, at, key_id, signature FROM audit_checkpoints
        WHERE organisation_id = $1 ORDER BY seq DESC, kind LIMIT $2`,
      [organisationId, limit],
    );
    return rows.map(({ kind, seq, hash, at, key_id, signature }) => ({
      organisationId,
      kind,
      seq: Number(seq),
      hash,
      at: at.toISOString(),
      keyId: key_id,
      signature,
    }));
  }

  /** @param folders further folders with exported checkpoints, beside that of the home folder */
  async judged(tx: Tx, organisationId: OrganisationId, folders: readonly string[] = []): Promise<JudgedCheckpoints> {
    const all = [...(await this.newest(tx, organisationId, null)), ...(await this.folder.read(organisationId))];
    for (const folder of folders) all.push(...(await this.folder.read(organisationId, folder)));
    const once = new Map(all.map((checkpoint) => [JSON.stringify(checkpoint), checkpoint]));
    const judged = { good: [] as Checkpoint[], forged: [] as Checkpoint[], unknown: [] as Checkpoint[] };
    for (const checkpoint of once.values()) {
      const verdict = await this.keys.judge(checkpointText(checkpoint), checkpoint);
      judged[verdict === 'bad' ? 'forged' : verdict].push(checkpoint);
    }
    return judged;
  }
}

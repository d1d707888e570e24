import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Clock, type Id, newId, type OrganisationId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database, Queue, SigningKeys, type Tx } from '@groundswell/platform';
import { AuditWriter } from '../audit-writer.js';
import { type Checkpoint, type CheckpointFacts, checkpointText } from '../domain/checkpoint.js';
import { CheckpointFolder } from './checkpoint-folder.js';
import { ListCheckpointsQuery } from './list-checkpoints.query.js';

const EVERY_HOUR = { cron: '7 * * * *', makeGoodMs: 2 * 3_600_000 };
const RECENT = 48;

/**
 * Signs how far an organisation's log reaches and writes it outside the database, every hour and on demand: who rewrites the
 * log, or cuts its end, would have to rewrite these files too, and has not the key.
 */
@Injectable()
export class TakeCheckpointService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keys: SigningKeys,
    private readonly folder: CheckpointFolder,
    private readonly stored: ListCheckpointsQuery,
    private readonly audit: AuditWriter,
    private readonly queue: Queue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.registerRecurring('audit.checkpoint', EVERY_HOUR, () => this.takeAll());
  }

  /** For a person, who keeps it: the log says so, and the checkpoint covers that entry too. */
  async take(actor: Actor): Promise<Checkpoint> {
    await this.database.transaction(actor.organisationId, (tx) =>
      this.audit.record(tx, { actor, action: 'audit.checkpoint.taken', subject: { type: 'audit-log', id: null } }),
    );
    // Only what is committed may be signed: a checkpoint over an entry that never came would be an alarm for ever.
    const checkpoint = await this.database.transaction(actor.organisationId, (tx) =>
      this.ofHead(tx, actor.organisationId),
    );
    if (!checkpoint) throw new Error('A log with an entry has a head.');
    return checkpoint;
  }

  /** One for every organisation whose log has grown since its last; files that are missing are written again. */
  async takeAll(): Promise<void> {
    const heads = await this.database.system('audit checkpoints', (tx) =>
      tx.query<{ organisation_id: OrganisationId; grown: boolean }>(
        `SELECT h.organisation_id, NOT EXISTS (
            SELECT 1 FROM audit_checkpoints c WHERE c.organisation_id = h.organisation_id AND c.seq = h.seq) AS grown
          FROM audit_heads h WHERE h.seq > 0 ORDER BY 1`,
      ),
    );
    for (const { organisation_id: organisationId, grown } of heads) {
      await this.database.transaction(organisationId, async (tx) => {
        if (grown) await this.ofHead(tx, organisationId);
        await this.folder.writeMissing(await this.stored.newest(tx, organisationId, RECENT));
      });
    }
  }

  /** Signs and stores; the file is written once the row is safe. */
  async store(tx: Tx, facts: Omit<CheckpointFacts, 'at'>): Promise<Checkpoint> {
    const complete = { ...facts, at: this.clock.now().toISOString() };
    const checkpoint = { ...complete, ...(await this.keys.sign(checkpointText(complete))) };
    await tx.query(
      `INSERT INTO audit_checkpoints (id, organisation_id, kind, seq, hash, at, key_id, signature)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organisation_id, seq, kind) DO NOTHING`,
      [
        newId<Id<'audit-checkpoint'>>(this.clock.now().getTime()),
        checkpoint.organisationId,
        checkpoint.kind,
        checkpoint.seq,
        checkpoint.hash,
        checkpoint.at,
        checkpoint.keyId,
        checkpoint.signature,
      ],
    );
    tx.afterCommit(() => this.folder.write(checkpoint));
    return checkpoint;
  }

  private async ofHead(tx: Tx, organisationId: OrganisationId): Promise<Checkpoint | null> {
    const [head] = await tx.query<{ seq: string; hash: string }>(
      `SELECT seq, hash FROM audit_heads WHERE organisation_id = $1`,
      [organisationId],
    );
    if (!head || Number(head.seq) === 0) return null;
    return this.store(tx, { organisationId, kind: 'head', seq: Number(head.seq), hash: head.hash });
  }
}

import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type Id, newId, type PersonId } from '@groundswell/kernel';
import { CLOCK, KeyRing, Signals, type Tx } from '@groundswell/platform';
import { DataKeyEntity } from '../persistence/connector.entities.js';
import { CREDENTIALS_SIGNAL } from './credentials-signal.js';
import { keyIdOf, seal, unseal } from './envelope.js';

interface DataKey {
  readonly id: string;
  readonly key: Buffer;
}

const REMEMBERED = 500;
/** What people hold for connectors: it goes when they go. */
const CREDENTIAL_TABLES = ['connector_secrets', 'connector_grants', 'connector_sign_ins'] as const;
/**
 * Every table with something that is sealed under a data key, also those of libraries above: keys are rotated by a command that
 * loads none of them, and a table that is forgotten here would lose its keys.
 */
const SEALED_TABLES = [...CREDENTIAL_TABLES, 'connector_clients', 'webhook_secrets'] as const;

/** Seals and opens secrets: a data key per organisation, wrapped by a master key that is not in the database. */
@Injectable()
export class SecretVault {
  private readonly opened = new Map<string, DataKey>();

  constructor(
    private readonly keyRing: KeyRing,
    private readonly signals: Signals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async seal(
    tx: Tx,
    secretId: string,
    secret: string,
  ): Promise<{ readonly dataKeyId: string; readonly sealed: Buffer }> {
    const { organisationId } = tx.scope;
    const key = await this.currentKey(tx);
    return { dataKeyId: key.id, sealed: seal(key, { organisationId, secretId }, secret) };
  }

  /** @throws AppError SECRET_BROKEN, KEY_MISSING, KEY_BROKEN */
  async open(tx: Tx, secretId: string, sealed: Buffer): Promise<string> {
    const { organisationId } = tx.scope;
    const key = await this.keyOf(tx, keyIdOf(sealed));
    return unseal(key, { organisationId, secretId }, sealed);
  }

  /**
   * Wraps the data keys of the organisation anew with the present master key, and begins a new one. What is sealed stays
   * readable throughout; it goes under the new key by `sealAnew`.
   */
  async renewKeys(tx: Tx): Promise<{ readonly wrapped: number; readonly presentId: string }> {
    const { organisationId } = tx.scope;
    const rows = await tx.query<{ id: string; keyId: string; blob: Buffer }>(
      `SELECT id, master_key_id AS "keyId", wrapped AS blob FROM data_keys WHERE organisation_id = $1 FOR UPDATE`,
      [organisationId],
    );
    for (const { id, keyId, blob } of rows) {
      const anew = this.keyRing.wrap(this.keyRing.unwrap({ keyId, blob }, organisationId), organisationId);
      await tx.manager.update(DataKeyEntity, { ...tx.scope, id }, { masterKeyId: anew.keyId, wrapped: anew.blob });
    }
    await tx.query(`UPDATE data_keys SET retired_at = $2 WHERE organisation_id = $1 AND retired_at IS NULL`, [
      organisationId,
      this.clock.now(),
    ]);
    return { wrapped: rows.length, presentId: (await this.currentKey(tx)).id };
  }

  /** Seals some of what is still under an earlier data key with the present one. @returns how many rows; 0 when none is left */
  async sealAnew(tx: Tx, presentId: string, most: number): Promise<number> {
    let sealed = 0;
    for (const table of SEALED_TABLES) {
      const rows = await tx.query<{ id: string; sealed: Buffer }>(
        `SELECT id, sealed FROM ${table} WHERE organisation_id = $1 AND data_key_id <> $2 ORDER BY id LIMIT $3 FOR UPDATE`,
        [tx.scope.organisationId, presentId, most],
      );
      for (const row of rows) {
        const anew = await this.seal(tx, row.id, await this.open(tx, row.id, row.sealed));
        await tx.query(`UPDATE ${table} SET sealed = $3, data_key_id = $4 WHERE organisation_id = $1 AND id = $2`, [
          tx.scope.organisationId,
          row.id,
          anew.sealed,
          anew.dataKeyId,
        ]);
      }
      sealed += rows.length;
    }
    return sealed;
  }

  /** Removes earlier data keys under which nothing is sealed any more. */
  async forgetKeys(tx: Tx): Promise<number> {
    const used = SEALED_TABLES.map((table) => `SELECT data_key_id FROM ${table}`).join(' UNION ALL ');
    const rows = await tx.query(
      `DELETE FROM data_keys WHERE organisation_id = $1 AND retired_at IS NOT NULL AND id NOT IN (${used}) RETURNING id`,
      [tx.scope.organisationId],
    );
    return rows.length;
  }

  /**
   * Destroys every credential of a person: their own secrets, what they signed in to, and sign-ins that are under way.
   * Conversations opened with them end in every process when the transaction commits. Asks for no permission and writes no
   * audit entry: the caller, who ends the person's access, does both.
   * @returns how many there were, and of how many connectors
   */
  async destroyFor(tx: Tx, personId: PersonId): Promise<{ readonly credentials: number; readonly connectors: number }> {
    const where = [tx.scope.organisationId, personId];
    const gone: { readonly connectorId: string }[] = [];
    for (const table of CREDENTIAL_TABLES) {
      const rows = await tx.query<{ connectorId: string }>(
        `DELETE FROM ${table} WHERE organisation_id = $1 AND person_id = $2 RETURNING connector_id AS "connectorId"`,
        where,
      );
      if (table !== 'connector_sign_ins') gone.push(...rows);
    }
    const connectors = new Set(gone.map((row) => row.connectorId));
    for (const connectorId of connectors) await this.signals.notify(tx, CREDENTIALS_SIGNAL, connectorId);
    return { credentials: gone.length, connectors: connectors.size };
  }

  private async currentKey(tx: Tx): Promise<DataKey> {
    const { organisationId } = tx.scope;
    const known = await this.findCurrent(tx);
    if (known) return this.unwrapped(known);
    const now = this.clock.now();
    const wrapped = this.keyRing.wrap(randomBytes(32), organisationId);
    // Two first secrets at once: the second writer waits here, inserts nothing, and takes the key of the first.
    await tx.query(
      `INSERT INTO data_keys (id, organisation_id, master_key_id, wrapped, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id) WHERE retired_at IS NULL DO NOTHING`,
      [newId<Id<'data-key'>>(now.getTime()), organisationId, wrapped.keyId, wrapped.blob, now],
    );
    const made = await this.findCurrent(tx);
    if (!made)
      throw new AppError('unavailable', 'DATA_KEY_MISSING', 'No key could be made for this secret. Try again.');
    return this.unwrapped(made);
  }

  private findCurrent(tx: Tx): Promise<DataKeyEntity | null> {
    return tx.manager
      .createQueryBuilder(DataKeyEntity, 'k')
      .where('k.organisation_id = :organisationId AND k.retired_at IS NULL', tx.scope)
      .getOne();
  }

  private async keyOf(tx: Tx, id: string): Promise<DataKey> {
    const { organisationId } = tx.scope;
    const known = this.opened.get(`${organisationId}:${id}`);
    if (known) return known;
    const row = await tx.manager.findOneBy(DataKeyEntity, { ...tx.scope, id });
    if (!row)
      throw new AppError('unavailable', 'DATA_KEY_MISSING', 'The key of this secret is gone. Set the secret anew.');
    return this.unwrapped(row);
  }

  private unwrapped(row: DataKeyEntity): DataKey {
    const name = `${row.organisationId}:${row.id}`;
    const known = this.opened.get(name);
    if (known) return known;
    const wrapped = { keyId: row.masterKeyId, blob: row.wrapped };
    const key = { id: row.id, key: this.keyRing.unwrap(wrapped, row.organisationId) };
    const [oldest] = this.opened.keys();
    if (this.opened.size >= REMEMBERED && oldest !== undefined) this.opened.delete(oldest);
    this.opened.set(name, key);
    return key;
  }
}

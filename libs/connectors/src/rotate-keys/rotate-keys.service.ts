import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Database } from '@groundswell/platform';
import { SecretVault } from '../secrets/secret-vault.service.js';

/** What a rotation did, over all organisations. */
export interface RotatedKeys {
  readonly organisations: number;
  /** Data keys that were wrapped with the present master key. */
  readonly wrapped: number;
  /** Secrets and tokens that were sealed with a new data key. */
  readonly sealed: number;
  /** Earlier data keys that nothing needs any more, and that are gone. */
  readonly forgotten: number;
}

const BATCH = 50;

/**
 * Gives every organisation a new data key and seals everything with it, while calls go on: each step is a short transaction
 * after which everything opens. One that is interrupted is finished by the next.
 */
@Injectable()
export class RotateKeysService {
  constructor(
    private readonly database: Database,
    private readonly vault: SecretVault,
    private readonly audit: AuditWriter,
  ) {}

  async rotate(): Promise<RotatedKeys> {
    const organisations = await this.database.system('key rotation looks for organisations with secrets', (tx) =>
      tx.query<{ id: OrganisationId }>(`SELECT DISTINCT organisation_id AS id FROM data_keys ORDER BY id`),
    );
    const total = { organisations: organisations.length, wrapped: 0, sealed: 0, forgotten: 0 };
    for (const { id } of organisations) {
      const { wrapped, sealed, forgotten } = await this.rotateFor(id);
      total.wrapped += wrapped;
      total.sealed += sealed;
      total.forgotten += forgotten;
    }
    return total;
  }

  private async rotateFor(organisationId: OrganisationId): Promise<Omit<RotatedKeys, 'organisations'>> {
    const { wrapped, presentId } = await this.database.transaction(organisationId, async (tx) => {
      const renewed = await this.vault.renewKeys(tx);
      await this.audit.record(tx, {
        actor: { organisationId, system: 'Key rotation' },
        action: 'keys.rotated',
        subject: { type: 'organisation', id: organisationId },
        details: { wrapped: renewed.wrapped, dataKeyId: renewed.presentId },
      });
      return renewed;
    });
    let sealed = 0;
    for (;;) {
      const some = await this.database.transaction(organisationId, (tx) => this.vault.sealAnew(tx, presentId, BATCH));
      sealed += some;
      if (some === 0) break;
    }
    const forgotten = await this.database.transaction(organisationId, (tx) => this.vault.forgetKeys(tx));
    return { wrapped, sealed, forgotten };
  }
}

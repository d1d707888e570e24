import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { type ChainVerdict, ChainVerifier } from '../domain/audit-chain.js';
import { AuditEntryEntity, AuditHeadEntity } from '../persistence/audit-entry.entity.js';

const PAGE = 2_000;

/** Recomputes an organisation's chain from the first entry to the head. */
@Injectable()
export class VerifyAuditQuery {
  async verify(tx: Tx, organisationId: OrganisationId): Promise<ChainVerdict> {
    const head = await tx.manager.findOneBy(AuditHeadEntity, { organisationId });
    const verifier = new ChainVerifier(organisationId);
    let after = 0;
    for (;;) {
      const page = await tx.manager
        .createQueryBuilder(AuditEntryEntity, 'entry')
        .where('entry.organisationId = :organisationId AND entry.seq > :after', { organisationId, after })
        .orderBy('entry.seq')
        .limit(PAGE)
        .getMany();
      for (const entry of page) {
        if (!verifier.add({ ...entry, at: entry.at.toISOString() })) return verifier.verdict(head);
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return verifier.verdict(head);
      after = last.seq;
    }
  }
}

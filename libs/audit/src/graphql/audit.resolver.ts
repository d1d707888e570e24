import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Database, Permission } from '@groundswell/platform';
import { auditSentence } from '../audit-sentence.js';
import { SearchAuditQuery } from '../search/search-audit.query.js';
import { VerifyAuditQuery } from '../verify/verify-audit.query.js';
import { AuditFilterInput, AuditPageType, AuditVerificationType } from './audit.type.js';

@Resolver()
export class AuditResolver {
  constructor(
    private readonly database: Database,
    private readonly searchAudit: SearchAuditQuery,
    private readonly verifyChain: VerifyAuditQuery,
  ) {}

  @Permission('audit.read')
  @Query(() => AuditPageType, { description: 'The log of the organisation, newest first.' })
  async auditEntries(
    @CurrentActor() actor: Actor,
    @Args('filter', { type: () => AuditFilterInput, nullable: true }) filter: AuditFilterInput | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<AuditPageType> {
    const page = await this.database.transaction(actor.organisationId, (tx) =>
      this.searchAudit.search(tx, actor.organisationId, filter ?? {}, first, after ?? null),
    );
    return { ...page, items: page.items.map((entry) => ({ ...entry, sentence: auditSentence(entry) })) };
  }

  @Permission('audit.verify')
  @Query(() => AuditVerificationType, { description: 'Recomputes the whole chain and names the first bad entry.' })
  async verifyAudit(@CurrentActor() actor: Actor): Promise<AuditVerificationType> {
    const verdict = await this.database.transaction(actor.organisationId, (tx) =>
      this.verifyChain.verify(tx, actor.organisationId),
    );
    if (verdict.ok) {
      return {
        ok: true,
        entries: verdict.entries,
        firstBadSeq: null,
        message: `All ${verdict.entries} entries follow from each other.`,
      };
    }
    const { entries, firstBadSeq, reason } = verdict;
    return { ok: false, entries, firstBadSeq, message: `Entry ${firstBadSeq} is not as it was written: ${reason}.` };
  }
}

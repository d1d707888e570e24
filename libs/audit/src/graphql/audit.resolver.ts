import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Actor, CurrentActor, Database, Permission } from '@groundswell/platform';
import { auditSentence } from '../audit-sentence.js';
import { SearchAuditQuery } from '../search/search-audit.query.js';
import { VerifyAuditQuery } from '../verify/verify-audit.query.js';
import { ListCheckpointsQuery } from '../checkpoints/list-checkpoints.query.js';
import { TakeCheckpointService } from '../checkpoints/take-checkpoint.service.js';
import { AuditCheckpointType, AuditFilterInput, AuditPageType, AuditVerificationType } from './audit.type.js';
import { presentCheckpoint, presentVerdict } from './present-audit.js';

const SHOWN_CHECKPOINTS = 10;

@Resolver()
export class AuditResolver {
  constructor(
    private readonly database: Database,
    private readonly searchAudit: SearchAuditQuery,
    private readonly verifyChain: VerifyAuditQuery,
    private readonly checkpoints: ListCheckpointsQuery,
    private readonly takeCheckpoint: TakeCheckpointService,
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
    return presentVerdict(verdict);
  }

  @Permission('audit.read')
  @Query(() => [AuditCheckpointType], { description: 'The newest signed checkpoints, newest first.' })
  async auditCheckpoints(@CurrentActor() actor: Actor): Promise<AuditCheckpointType[]> {
    const newest = await this.database.transaction(actor.organisationId, (tx) =>
      this.checkpoints.newest(tx, actor.organisationId, SHOWN_CHECKPOINTS),
    );
    return newest.map(presentCheckpoint);
  }

  @Permission('audit.export')
  @Mutation(() => AuditCheckpointType, { description: 'Signs how far the log reaches, to be kept elsewhere.' })
  async takeAuditCheckpoint(@CurrentActor() actor: Actor): Promise<AuditCheckpointType> {
    return presentCheckpoint(await this.takeCheckpoint.take(actor));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { InputFaults, notFound, type Clock } from '@groundswell/kernel';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowAccess, type WorkflowAndVersion } from '../access/workflow-access.js';
import { BindingsService, toolNames } from '../bindings/bindings.service.js';
import { publishBlocks, type BlockedReason } from '../domain/publish-blocks.js';
import { checkMinutes } from '../domain/workflow-input.js';
import { versionRefused, workflowRetired } from '../domain/workflows.errors.js';
import { VERSION_REVIEWED } from '../domain/workflows.events.js';
import { contentFaults, decideVersion } from '../domain/workflow-version.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { versionSummaryOf, type VersionSummary } from '../library/version-summary.js';
import { contentOf, VersionsRepository, type VersionChange } from '../persistence/versions.repository.js';
import { PublishVersionService } from './publish-version.service.js';

/** A reviewer's verdict. `revision` is the one that the reviewer read. */
export interface ReviewVersionInput {
  readonly versionId: string;
  readonly revision: number;
  readonly approve: boolean;
  readonly comment: string;
  readonly reviewMinutes: number;
}

/** An approval that cannot take effect yet is no error: the page shows why and what to do. */
export type ReviewResult =
  | { readonly kind: 'reviewed'; readonly version: VersionSummary }
  | { readonly kind: 'blocked'; readonly reasons: readonly BlockedReason[] };

/** Approves a submitted version, which publishes it, or rejects it. Nobody reviews what they wrote in. */
@Injectable()
export class ReviewVersionService {
  constructor(
    private readonly database: Database,
    private readonly access: WorkflowAccess,
    private readonly versions: VersionsRepository,
    private readonly bindings: BindingsService,
    private readonly publisher: PublishVersionService,
    private readonly journal: WorkflowJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async review(actor: Actor, input: ReviewVersionInput): Promise<ReviewResult> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const found = await this.access.lockVersion(tx, actor, input.versionId);
      const { workflow, version } = found;
      const decision = decideVersion(version, input.approve ? 'approve' : 'reject', actor.personId, input.revision);
      // Before the permission, which would only say no: who wrote in it shall hear why somebody else must review.
      if (!decision.ok && decision.code === 'own-work') throw versionRefused(decision);
      this.access.requireReview(actor, version);
      if (!decision.ok) throw versionRefused(decision);
      const comment = checkReview(input);
      if (input.approve) {
        if (workflow.stage === 'retired') throw workflowRetired();
        const reasons = await this.blocks(tx, found);
        if (reasons.length > 0) return { kind: 'blocked', reasons };
      }
      const at = this.clock.now();
      const verdict: VersionChange = {
        status: decision.status,
        reviewerId: actor.personId,
        reviewedAt: at,
        reviewComment: comment,
        reviewMinutes: input.reviewMinutes,
      };
      await this.recordVerdict(tx, actor, found, input, at);
      if (input.approve) await this.publisher.publish(tx, actor, found, at, verdict);
      else await this.versions.change(tx, version.id, version.revision, verdict);
      const reviewed = await this.versions.find(tx, version.id);
      if (!reviewed) throw notFound('version');
      return { kind: 'reviewed', version: versionSummaryOf(reviewed) };
    });
  }

  private async recordVerdict(
    tx: Tx,
    actor: Actor,
    found: WorkflowAndVersion,
    input: ReviewVersionInput,
    at: Date,
  ): Promise<void> {
    const { workflow, version } = found;
    const { approve, reviewMinutes, comment } = input;
    await this.journal.record(tx, actor, {
      type: VERSION_REVIEWED,
      workflowId: workflow.id,
      versionId: version.id,
      details: { title: workflow.title, number: version.number, approved: approve, reviewMinutes, comment },
      news: { personId: actor.personId, minutes: reviewMinutes, approved: approve, at: at.toISOString() },
    });
  }

  private async blocks(tx: Tx, { version }: WorkflowAndVersion): Promise<readonly BlockedReason[]> {
    const content = contentOf(version);
    const connectors = await this.bindings.connectorsOf(tx, content.bindings);
    const faults = contentFaults(content, toolNames(content.bindings, connectors));
    return publishBlocks({ bindings: content.bindings, pins: version.pins, faults }, connectors);
  }
}

/** Whoever rejects says what to change; whoever approves may leave it at that. */
function checkReview(input: ReviewVersionInput): string {
  const faults = new InputFaults();
  const label = input.approve ? 'The comment' : 'What to change';
  const comment = faults.text('comment', input.comment, { label, min: input.approve ? 0 : 3, max: 4_000 });
  checkMinutes(faults, 'reviewMinutes', input.reviewMinutes, 'The minutes of reviewing');
  faults.throwIfAny();
  return comment;
}

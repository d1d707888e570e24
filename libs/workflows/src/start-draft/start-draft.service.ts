import { Inject, Injectable } from '@nestjs/common';
import { notFound, type Clock } from '@groundswell/kernel';
import { CLOCK, Database, type Actor } from '@groundswell/platform';
import { WorkflowAccess } from '../access/workflow-access.js';
import { versionInReview, workflowRetired } from '../domain/workflows.errors.js';
import { VERSION_STARTED } from '../domain/workflows.events.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { versionSummaryOf, type VersionSummary } from '../library/version-summary.js';
import { contentOf, VersionsRepository } from '../persistence/versions.repository.js';

/** Starts the next draft of a workflow from its latest version, or answers with the draft that is there. */
@Injectable()
export class StartDraftService {
  constructor(
    private readonly database: Database,
    private readonly access: WorkflowAccess,
    private readonly versions: VersionsRepository,
    private readonly journal: WorkflowJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async start(actor: Actor, workflowId: string): Promise<VersionSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.access.lockFor(tx, actor, 'workflow.edit', workflowId);
      if (workflow.stage === 'retired') throw workflowRetired();
      const open = await this.versions.findOpen(tx, workflow.id);
      if (open?.status === 'submitted') throw versionInReview();
      if (open) return versionSummaryOf(open);
      const latest = await this.versions.findLatest(tx, workflow.id);
      if (!latest) throw notFound('version');
      const id = await this.versions.insertDraft(tx, {
        organisationId: actor.organisationId,
        workflowId: workflow.id,
        number: latest.number + 1,
        content: { ...contentOf(latest), changeNote: '' },
        builderId: actor.personId,
        at: this.clock.now(),
      });
      await this.journal.record(tx, actor, {
        type: VERSION_STARTED,
        workflowId: workflow.id,
        versionId: id,
        details: { title: workflow.title, number: latest.number + 1, from: latest.number },
      });
      const draft = await this.versions.find(tx, id);
      if (!draft) throw notFound('version');
      return versionSummaryOf(draft);
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { InputFaults, notFound, type Clock } from '@groundswell/kernel';
import { CLOCK, Database, type Actor } from '@groundswell/platform';
import { WorkflowAccess } from '../access/workflow-access.js';
import { atPresentVersions, BindingsService, pinsOf, toolNames } from '../bindings/bindings.service.js';
import { CallsService } from '../calls/calls.service.js';
import { closureDigest } from '../domain/closure.js';
import { checkMinutes } from '../domain/workflow-input.js';
import { versionRefused, workflowRetired } from '../domain/workflows.errors.js';
import { VERSION_SUBMITTED } from '../domain/workflows.events.js';
import { contentFaults, decideVersion } from '../domain/workflow-version.js';
import { GoverningLayersQuery } from '../inherited/governing-layers.query.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { versionSummaryOf, type VersionSummary } from '../library/version-summary.js';
import { contentOf, VersionsRepository } from '../persistence/versions.repository.js';

/** Hands a finished draft over for review, with the minutes that building it took. From here on its content is frozen. */
@Injectable()
export class SubmitVersionService {
  constructor(
    private readonly database: Database,
    private readonly access: WorkflowAccess,
    private readonly versions: VersionsRepository,
    private readonly bindings: BindingsService,
    private readonly calls: CallsService,
    private readonly layers: GoverningLayersQuery,
    private readonly journal: WorkflowJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Submitting what waits for review already, with the same minutes, changes nothing and books nothing. */
  async submit(actor: Actor, versionId: string, buildMinutes: number): Promise<VersionSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const { workflow, version } = await this.access.lockVersionFor(tx, actor, 'workflow.submit', versionId);
      if (workflow.stage === 'retired') throw workflowRetired();
      if (version.status === 'submitted' && version.buildMinutes === buildMinutes) return versionSummaryOf(version);
      const decision = decideVersion(version, 'submit', actor.personId, version.revision);
      if (!decision.ok) throw versionRefused(decision);

      const faults = new InputFaults();
      checkMinutes(faults, 'buildMinutes', buildMinutes, 'The minutes of building');
      const stored = contentOf(version);
      await this.bindings.read(tx, faults, stored.bindings);
      const connectors = await this.bindings.connectorsOf(tx, stored.bindings);
      const before = stored.calls ?? [];
      const calls = await this.calls.read(
        tx,
        actor,
        faults,
        before.map((call) => call.workflowId),
        before,
      );
      await this.calls.checkTree(tx, faults, workflow.id, calls);
      const content = {
        ...stored,
        bindings: atPresentVersions(stored.bindings, connectors),
        ...(calls.length === 0 ? {} : { calls }),
      };
      for (const fault of contentFaults(content, toolNames(content.bindings, connectors)))
        faults.add(fault.path, fault.message);
      faults.throwIfAny();

      const at = this.clock.now();
      const context = {
        pins: pinsOf(content.bindings, connectors),
        layers: await this.layers.closed(tx, workflow.id, content.bindings),
      };
      const editorIds = [...new Set([...version.editorIds, actor.personId])];
      await this.versions.change(tx, version.id, version.revision, {
        content,
        context,
        status: decision.status,
        digest: closureDigest(content, context),
        editorIds,
        submittedAt: at,
        buildMinutes,
      });
      await this.journal.record(tx, actor, {
        type: VERSION_SUBMITTED,
        workflowId: workflow.id,
        versionId: version.id,
        details: { title: workflow.title, number: version.number, buildMinutes },
        news: { personId: actor.personId, minutes: buildMinutes, at: at.toISOString() },
      });
      const submitted = await this.versions.find(tx, version.id);
      if (!submitted) throw notFound('version');
      return versionSummaryOf(submitted);
    });
  }
}

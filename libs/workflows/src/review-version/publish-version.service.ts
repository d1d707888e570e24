import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@groundswell/platform';
import type { WorkflowAndVersion } from '../access/workflow-access.js';
import { closureDigest } from '../domain/closure.js';
import { decideStage } from '../domain/stage.js';
import { stageRefused, versionRefused } from '../domain/workflows.errors.js';
import { VERSION_PUBLISHED, WORKFLOW_STAGE_CHANGED } from '../domain/workflows.events.js';
import { decideVersion } from '../domain/workflow-version.js';
import { GoverningLayersQuery } from '../inherited/governing-layers.query.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { contentOf, VersionsRepository, type VersionChange } from '../persistence/versions.repository.js';
import { WorkflowsRepository } from '../persistence/workflows.repository.js';

/** Publishes an approved version: the one before is superseded, and a workflow that was a draft enters pilot. */
@Injectable()
export class PublishVersionService {
  constructor(
    private readonly workflows: WorkflowsRepository,
    private readonly versions: VersionsRepository,
    private readonly layers: GoverningLayersQuery,
    private readonly journal: WorkflowJournal,
  ) {}

  /** @param verdict the reviewer's columns, written together with the new status. */
  async publish(tx: Tx, actor: Actor, found: WorkflowAndVersion, at: Date, verdict: VersionChange): Promise<void> {
    const { workflow, version } = found;
    await this.supersedeOlder(tx, actor, found);
    // The layers as the reviewer found them: they may have been tightened since the version was submitted.
    const context = { pins: version.pins, layers: await this.layers.closed(tx, workflow.id, version.bindings) };
    const digest = closureDigest(contentOf(version), context);
    await this.versions.change(tx, version.id, version.revision, { ...verdict, context, digest, publishedAt: at });
    await this.workflows.noteBindings(tx, workflow.id, version.bindings);
    await this.journal.record(tx, actor, {
      type: VERSION_PUBLISHED,
      workflowId: workflow.id,
      versionId: version.id,
      details: { title: workflow.title, number: version.number, digest },
      news: { number: version.number, at: at.toISOString() },
    });
    await this.enterPilot(tx, actor, found, at);
  }

  private async supersedeOlder(tx: Tx, actor: Actor, { workflow }: WorkflowAndVersion): Promise<void> {
    const older = await this.versions.findPublished(tx, workflow.id);
    if (!older) return;
    const decision = decideVersion(older, 'supersede', actor.personId, older.revision);
    if (!decision.ok) throw versionRefused(decision);
    await this.versions.change(tx, older.id, older.revision, { status: decision.status });
  }

  private async enterPilot(tx: Tx, actor: Actor, { workflow, version }: WorkflowAndVersion, at: Date): Promise<void> {
    const publishedVersionId = version.id;
    if (workflow.stage !== 'draft')
      return this.workflows.change(tx, workflow.id, workflow.revision, { publishedVersionId });
    const { pausedFrom, revision } = workflow;
    const state = { stage: workflow.stage, pausedFrom, revision, hasPublishedVersion: true };
    const decision = decideStage(state, { to: 'pilot', cause: 'publish', seenRevision: revision, reason: null });
    if (!decision.ok) throw stageRefused(decision.refusal);
    await this.workflows.change(tx, workflow.id, revision, {
      publishedVersionId,
      stage: decision.stage,
      stageReason: null,
      enteredPilotAt: workflow.enteredPilotAt ?? at,
    });
    const change = { from: workflow.stage, to: decision.stage };
    await this.workflows.recordStage(tx, workflow, {
      ...change,
      revision: decision.revision,
      at,
      byId: actor.personId,
      reason: null,
    });
    await this.journal.record(tx, actor, {
      type: WORKFLOW_STAGE_CHANGED,
      workflowId: workflow.id,
      details: { title: workflow.title, ...change },
      news: { ...change, at: at.toISOString(), personId: actor.personId },
    });
  }
}

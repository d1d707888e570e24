import { Injectable } from '@nestjs/common';
import { InputFaults, canonicalJson, type JsonValue } from '@groundswell/kernel';
import { Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowAccess, type WorkflowAndVersion } from '../access/workflow-access.js';
import { BindingsService, type ChosenBinding } from '../bindings/bindings.service.js';
import { CallsService } from '../calls/calls.service.js';
import type { CalledWorkflow } from '../domain/called-workflow.js';
import { isJsonObject } from '../domain/json-shape.js';
import { checkWording, type WorkflowWording } from '../domain/workflow-input.js';
import { versionRefused, workflowRetired } from '../domain/workflows.errors.js';
import { VERSION_SAVED } from '../domain/workflows.events.js';
import { decideVersion, limitsOf, storageFaults, type VersionContent } from '../domain/workflow-version.js';
import { WorkflowJournal } from '../journal/workflow-journal.js';
import { versionSummaryOf, type VersionSummary } from '../library/version-summary.js';
import { contentOf, VersionsRepository } from '../persistence/versions.repository.js';
import { WorkflowsRepository } from '../persistence/workflows.repository.js';

/** What the build page sends. `revision` is the one that the page showed. */
export interface SaveDraftInput {
  readonly versionId: string;
  readonly revision: number;
  readonly title?: string | null;
  readonly task?: string | null;
  readonly instructions: string;
  readonly inputSchema: JsonValue;
  readonly outputSchema?: JsonValue;
  readonly sampleInputs: JsonValue;
  readonly model: string;
  readonly maxTurns: number;
  readonly maxCostMicros: number;
  readonly maxTokens?: number | null;
  readonly maxMinutes?: number | null;
  readonly maxQuestions?: number | null;
  readonly bindings: readonly ChosenBinding[];
  /** Workflows that it may call; those of before when left out. */
  readonly calls?: readonly string[] | null;
  readonly rehearsal?: JsonValue;
  readonly changeNote: string;
}

/** Saves a draft, finished or not. What is missing for submitting is told by the version, not by refusing to save. */
@Injectable()
export class SaveDraftService {
  constructor(
    private readonly database: Database,
    private readonly access: WorkflowAccess,
    private readonly workflows: WorkflowsRepository,
    private readonly versions: VersionsRepository,
    private readonly bindings: BindingsService,
    private readonly calls: CallsService,
    private readonly journal: WorkflowJournal,
  ) {}

  /** @throws AppError REVISION_STALE when somebody else saved in between; the same content twice is no conflict. */
  async save(actor: Actor, input: SaveDraftInput): Promise<VersionSummary> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const found = await this.access.lockVersionFor(tx, actor, 'workflow.edit', input.versionId);
      const { workflow, version } = found;
      if (workflow.stage === 'retired') throw workflowRetired();
      const faults = new InputFaults();
      const wording = checkWording(faults, { title: input.title ?? workflow.title, task: input.task ?? workflow.task });
      const before = contentOf(version).calls ?? [];
      const calls = await this.calls.read(
        tx,
        actor,
        faults,
        input.calls ?? before.map((call) => call.workflowId),
        before,
      );
      await this.calls.checkTree(tx, faults, workflow.id, calls);
      const content = await this.readContent(tx, faults, input, calls);
      faults.throwIfAny();

      const decision = decideVersion(version, 'save', actor.personId, input.revision);
      if (!decision.ok) {
        if (isRepeated(found, actor, input.revision, wording, content)) return versionSummaryOf(version);
        throw versionRefused(decision);
      }
      const editorIds = [...new Set([...version.editorIds, actor.personId])];
      await this.versions.change(tx, version.id, version.revision, { content, editorIds });
      if (hasOtherWording(found, wording)) await this.workflows.rename(tx, workflow.id, wording.title, wording.task);
      if (workflow.publishedVersionId === null) await this.workflows.noteBindings(tx, workflow.id, content.bindings);
      await this.journal.record(tx, actor, {
        type: VERSION_SAVED,
        workflowId: workflow.id,
        versionId: version.id,
        details: { title: wording.title, number: version.number, revision: decision.revision },
      });
      return versionSummaryOf({ ...version, ...flat(content), editorIds, revision: decision.revision });
    });
  }

  private async readContent(
    tx: Tx,
    faults: InputFaults,
    input: SaveDraftInput,
    calls: readonly CalledWorkflow[],
  ): Promise<VersionContent> {
    const content: VersionContent = {
      instructions: input.instructions,
      inputSchema: objectOr(faults, 'inputSchema', input.inputSchema),
      outputSchema:
        input.outputSchema === null || input.outputSchema === undefined
          ? null
          : objectOr(faults, 'outputSchema', input.outputSchema),
      sampleInputs: objectOr(faults, 'sampleInputs', input.sampleInputs),
      model: input.model.trim(),
      limits: limitsOf(input),
      bindings: await this.bindings.read(tx, faults, input.bindings),
      ...(calls.length === 0 ? {} : { calls }),
      rehearsal: input.rehearsal ?? null,
      changeNote: input.changeNote,
    };
    for (const fault of storageFaults(content)) faults.add(fault.path, fault.message);
    return content;
  }
}

function objectOr(faults: InputFaults, path: string, value: JsonValue): VersionContent['inputSchema'] {
  if (isJsonObject(value)) return value;
  faults.add(path, 'This must be a JSON object.');
  return {};
}

function hasOtherWording({ workflow }: WorkflowAndVersion, wording: WorkflowWording): boolean {
  return workflow.title !== wording.title || workflow.task !== wording.task;
}

/** Whether this very content was saved by this very person a moment ago: the same submit twice, not a conflict. */
function isRepeated(
  found: WorkflowAndVersion,
  actor: Actor,
  seen: number,
  wording: WorkflowWording,
  content: VersionContent,
): boolean {
  const { version } = found;
  return (
    version.status === 'draft' &&
    version.revision === seen + 1 &&
    version.editorIds.includes(actor.personId) &&
    !hasOtherWording(found, wording) &&
    canonicalJson(contentOf(version)) === canonicalJson(content)
  );
}

function flat(content: VersionContent) {
  const { limits, ...columns } = content;
  return {
    ...columns,
    maxTokens: null,
    maxMinutes: null,
    maxQuestions: null,
    ...limits,
    bindings: [...content.bindings],
    calls: [...(content.calls ?? [])],
  };
}

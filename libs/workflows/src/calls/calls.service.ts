import { Injectable } from '@nestjs/common';
import { isId, type InputFaults, type WorkflowId, type WorkflowVersionId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { WorkflowAccess } from '../access/workflow-access.js';
import {
  CALL_LIMITS,
  callName,
  callTreeFaults,
  type CalledWorkflow,
  type CallingVersion,
} from '../domain/called-workflow.js';
import { VersionsRepository } from '../persistence/versions.repository.js';

/** Brings the workflows that a version calls together with what they are now. */
@Injectable()
export class CallsService {
  constructor(
    private readonly access: WorkflowAccess,
    private readonly versions: VersionsRepository,
  ) {}

  /**
   * Pins each chosen workflow to the version that is published now. What cannot be called is a fault beside its field.
   * @param before the calls so far: a workflow keeps the name under which it is called
   */
  async read(
    tx: Tx,
    actor: Actor,
    faults: InputFaults,
    chosen: readonly string[],
    before: readonly CalledWorkflow[],
  ): Promise<readonly CalledWorkflow[]> {
    const calls: CalledWorkflow[] = [];
    for (const [index, id] of chosen.entries()) {
      const workflow = isId(id) ? await this.access.findReadable(tx, actor, id) : null;
      const version = workflow === null ? null : await this.versions.findPublished(tx, workflow.id);
      if (workflow === null || version?.digest == null || workflow.stage === 'retired') {
        faults.add(`calls.${index}`, 'This workflow cannot be called (any more): it needs a published version.');
        continue;
      }
      const taken = [...before, ...calls].filter((call) => call.workflowId !== workflow.id).map((call) => call.name);
      calls.push({
        workflowId: workflow.id,
        versionId: version.id,
        versionNumber: version.number,
        digest: version.digest,
        name: before.find((call) => call.workflowId === workflow.id)?.name ?? callName(workflow.title, taken),
        title: workflow.title,
        description: `${workflow.title}. ${workflow.task}`.slice(0, CALL_LIMITS.descriptionCharacters).toWellFormed(),
      });
    }
    return calls;
  }

  /** Refuses circles and what goes too deep. */
  async checkTree(
    tx: Tx,
    faults: InputFaults,
    workflowId: WorkflowId,
    calls: readonly CalledWorkflow[],
  ): Promise<void> {
    const known = new Map<WorkflowVersionId, CallingVersion>();
    let wanted = calls.map((call) => call.versionId);
    for (let depth = 0; depth <= CALL_LIMITS.depth && wanted.length > 0; depth++) {
      const next: WorkflowVersionId[] = [];
      for (const versionId of wanted) {
        if (known.has(versionId)) continue;
        const version = await this.versions.find(tx, versionId);
        if (version === null) continue;
        known.set(versionId, version);
        next.push(...version.calls.map((call) => call.versionId));
      }
      wanted = next;
    }
    for (const fault of callTreeFaults(workflowId, calls, known)) faults.add(fault.path, fault.message);
  }
}

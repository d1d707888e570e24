import { Inject, Injectable } from '@nestjs/common';
import {
  AppError,
  InputFaults,
  isId,
  newId,
  notFound,
  type Clock,
  type PersonId,
  type TeamId,
  type WorkflowId,
} from '@groundswell/kernel';
import { CLOCK, type Actor, type Tx } from '@groundswell/platform';
import { PeopleDirectory } from '@groundswell/identity';
import type { LineagePlace } from '../domain/lineage.js';
import { checkClientKey, checkWording } from '../domain/workflow-input.js';
import type { VersionContent } from '../domain/workflow-version.js';
import type { WorkflowVersionEntity } from '../persistence/workflow-version.entity.js';
import { VersionsRepository } from '../persistence/versions.repository.js';
import type { WorkflowEntity } from '../persistence/workflow.entity.js';
import { WorkflowsRepository } from '../persistence/workflows.repository.js';

/** What a person gives for a new workflow, registered or adapted. */
export interface NewWorkflowInput {
  readonly title: string;
  readonly task: string;
  readonly teamId: string;
  readonly ownerId?: string | null;
  readonly clientKey?: string | null;
}

/** What the new workflow begins with. */
export interface Beginning {
  readonly content: VersionContent;
  readonly adaptedFrom: WorkflowVersionEntity | null;
  readonly placeOf: (id: WorkflowId) => LineagePlace;
}

/** `created` is false when the same submit made the workflow before: then nothing was written. */
export interface MadeWorkflow {
  readonly workflow: WorkflowEntity;
  readonly created: boolean;
}

/** Writes a workflow in stage draft with its first draft: the shared part of registering and adapting. */
@Injectable()
export class MakeWorkflowService {
  constructor(
    private readonly workflows: WorkflowsRepository,
    private readonly versions: VersionsRepository,
    private readonly people: PeopleDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async make(tx: Tx, actor: Actor, input: NewWorkflowInput, beginning: Beginning): Promise<MadeWorkflow> {
    const faults = new InputFaults();
    const wording = checkWording(faults, input);
    const clientKey = checkClientKey(faults, input.clientKey);
    const teamId = await this.checkTeam(tx, faults, input.teamId);
    const ownerId = await this.checkOwner(tx, faults, input.ownerId ?? actor.personId);
    faults.throwIfAny();

    const at = this.clock.now();
    const id = newId<WorkflowId>(at.getTime());
    const { content, adaptedFrom } = beginning;
    const inserted = await this.workflows.insert(tx, {
      id,
      organisationId: actor.organisationId,
      ...wording,
      teamId,
      ownerId,
      operatorOwnerId: null,
      stage: 'draft',
      pausedFrom: null,
      stageReason: null,
      revision: 1,
      createdAt: at,
      createdById: actor.personId,
      clientKey,
      adaptedFromVersionId: adaptedFrom?.id ?? null,
      adaptedFromWorkflowId: adaptedFrom?.workflowId ?? null,
      ...placeColumns(beginning.placeOf(id)),
      adaptationCount: 0,
      publishedVersionId: null,
      enteredPilotAt: null,
      boundConnectorIds: content.bindings.map((binding) => binding.connectorId),
      boundToolIds: content.bindings.flatMap((binding) => binding.toolIds),
    });
    if (inserted === null) return { workflow: await this.madeBefore(tx, actor, clientKey), created: false };
    const { organisationId, personId } = actor;
    await this.versions.insertDraft(tx, {
      organisationId,
      workflowId: id,
      number: 1,
      content,
      builderId: personId,
      at,
    });
    await this.workflows.recordStage(
      tx,
      { id, organisationId },
      { revision: 1, from: null, to: 'draft', at, byId: personId, reason: null },
    );
    const workflow = await this.workflows.find(tx, id);
    if (!workflow) throw notFound('workflow');
    return { workflow, created: true };
  }

  private async madeBefore(tx: Tx, actor: Actor, clientKey: string | null): Promise<WorkflowEntity> {
    const workflow = clientKey === null ? null : await this.workflows.findByClientKey(tx, actor.personId, clientKey);
    if (!workflow)
      throw new AppError('conflict', 'WORKFLOW_EXISTS', 'This workflow exists already. Reload the library.');
    return workflow;
  }

  private async checkTeam(tx: Tx, faults: InputFaults, teamId: string): Promise<TeamId> {
    const known = isId(teamId) ? await this.people.teamsByIds(tx, [teamId as TeamId]) : null;
    if (!known?.has(teamId as TeamId)) faults.add('teamId', 'This team does not exist. Choose one from the list.');
    return teamId as TeamId;
  }

  private async checkOwner(tx: Tx, faults: InputFaults, ownerId: string): Promise<PersonId> {
    const known = isId(ownerId) ? await this.people.byIds(tx, [ownerId as PersonId]) : null;
    if (known?.get(ownerId as PersonId)?.active !== true)
      faults.add('ownerId', 'This person does not work here (any more). Choose someone else.');
    return ownerId as PersonId;
  }
}

function placeColumns(place: LineagePlace): { rootId: WorkflowId; path: WorkflowId[] } {
  return { rootId: place.rootId, path: [...place.path] };
}

import { Injectable } from '@nestjs/common';
import { AppError, type JsonObject, type PersonId, type WorkflowId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import type { Tx } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';
import type { RunSummary } from '../persistence/run-summary.js';
import { refuse, type RunRefusedAnswer } from '../start-run/run-refusal.js';
import { StartRunService } from '../start-run/start-run.service.js';
import { refusedByName, withoutPractice } from './refused-by-name.js';

/** A start that nobody stands beside. */
export interface UnattendedStart {
  readonly ownerId: PersonId;
  readonly workflowId: WorkflowId;
  readonly inputs: JsonObject;
  readonly trigger: 'schedule' | 'webhook';
  /** The same occasion has the same key, and makes one run. */
  readonly key: string;
}

export type UnattendedAnswer =
  { readonly run: RunSummary; readonly refused?: undefined } | { readonly refused: RunRefusedAnswer };

/**
 * Starts the published version of a workflow on its trigger's owner's authority, as it is at this moment: the roles of today, the
 * stack of today, the version of today. Whatever stands against it is an answer, never an exception.
 */
@Injectable()
export class StartUnattendedService {
  constructor(
    private readonly people: PeopleDirectory,
    private readonly library: WorkflowLibrary,
    private readonly starts: StartRunService,
  ) {}

  async start(tx: Tx, { ownerId, workflowId, inputs, trigger, key }: UnattendedStart): Promise<UnattendedAnswer> {
    const owner = await this.people.findActor(tx, ownerId);
    if (owner === null) {
      const name = (await this.people.byIds(tx, [ownerId])).get(ownerId)?.name ?? 'Its owner';
      const message = `${name}, on whose authority it ran, is no longer active.`;
      return { refused: refuse('OWNER_LEFT', message, 'The owner of the workflow can take it over.') };
    }
    const workflow = (await this.library.byIds(tx, [workflowId])).get(workflowId);
    // Without a published version an owner who builds would run a draft.
    if (workflow?.publishedVersionId === null) {
      const message = 'No version of this workflow is published.';
      return { refused: refuse('WORKFLOW_NOT_PUBLISHED', message, 'Publish a version, or end this.') };
    }
    await tx.query('SAVEPOINT unattended_start');
    try {
      const answer = await this.starts.startIn(tx, owner, {
        workflowId,
        versionId: null,
        inputs,
        mode: 'live',
        trigger,
        idempotencyKey: key,
      });
      return answer.refused === undefined
        ? answer
        : { refused: refusedByName(withoutPractice(answer.refused), owner.name) };
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
      await tx.query('ROLLBACK TO SAVEPOINT unattended_start');
      const nextStep = `${owner.name} needs a role that may run this workflow, or someone else sets this up anew.`;
      return { refused: { ...refuse(error.code, error.message, nextStep), fields: error.fields } };
    }
  }
}

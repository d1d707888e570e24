import { Injectable } from '@nestjs/common';
import type { RunId, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { ApprovalsWaitingQuery } from '@groundswell/runs';
import { RunsToConfirmQuery } from '@groundswell/savings';
import { HomeWorkflowsQuery, ReviewQueueQuery } from '@groundswell/workflows';
import { type InboxItem, InboxQuery } from './inbox.query.js';

/** What somebody's start page lists, by their roles; empty where a role is not theirs. */
export interface Home {
  readonly teamWorkflows: readonly WorkflowId[];
  readonly drafts: readonly WorkflowId[];
  readonly adaptedByColleagues: readonly WorkflowId[];
  readonly approvals: readonly RunId[];
  readonly toConfirm: readonly RunId[];
  readonly reviews: readonly WorkflowVersionId[];
  readonly inbox: readonly InboxItem[];
}

const SHOWN = 12;

/** Reads the start page of a person. Every list holds ids, the first being the one to show first. */
@Injectable()
export class HomeQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly workflows: HomeWorkflowsQuery,
    private readonly reviews: ReviewQueueQuery,
    private readonly approvals: ApprovalsWaitingQuery,
    private readonly toConfirm: RunsToConfirmQuery,
    private readonly inbox: InboxQuery,
  ) {}

  async read(actor: Actor): Promise<Home> {
    const may = (permission: string): boolean => this.permissions.can(actor, permission);
    return this.database.transaction(actor.organisationId, async (tx) => ({
      teamWorkflows: may('workflow.run') ? await this.workflows.ofOwnTeams(tx, actor, SHOWN) : [],
      drafts: may('workflow.edit') ? await this.workflows.withOwnDraft(tx, actor, SHOWN) : [],
      adaptedByColleagues: may('workflow.create') ? await this.workflows.adaptedByColleagues(tx, actor, SHOWN) : [],
      approvals: (await this.approvals.ofPerson(tx, actor, SHOWN)).map((run) => run.id),
      toConfirm: may('run.confirm') ? await this.toConfirm.ofPerson(tx, actor, SHOWN) : [],
      reviews: may('workflow.review') ? (await this.reviews.waiting(tx, actor)).slice(0, SHOWN) : [],
      inbox: await this.inbox.ofPerson(tx, actor),
    }));
  }
}

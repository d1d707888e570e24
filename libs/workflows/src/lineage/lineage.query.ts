import { Injectable } from '@nestjs/common';
import type { OrganisationId, PersonId, TeamId, WorkflowId, WorkflowVersionId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';
import { PeopleDirectory } from '@groundswell/identity';
import { WorkflowAccess } from '../access/workflow-access.js';
import { inReadingOrder } from '../domain/lineage.js';
import type { Stage } from '../domain/stage.js';

/** A workflow in its tree, as the lineage page shows it. */
export interface LineageNode {
  readonly workflowId: WorkflowId;
  readonly title: string;
  readonly parentWorkflowId: WorkflowId | null;
  /** The number of the version it was adapted from. */
  readonly parentVersionNumber: number | null;
  readonly depth: number;
  readonly stage: Stage;
  readonly teamName: string;
  readonly ownerName: string;
  readonly createdAt: Date;
  /** Whether this person may open it; if not, its title and owner are withheld. */
  readonly readable: boolean;
}

interface Row {
  readonly id: WorkflowId;
  readonly root_id: WorkflowId;
  readonly organisation_id: OrganisationId;
  readonly title: string;
  readonly team_id: TeamId;
  readonly owner_id: PersonId;
  readonly operator_owner_id: PersonId | null;
  readonly created_by_id: PersonId;
  readonly stage: Stage;
  readonly published_version_id: WorkflowVersionId | null;
  readonly created_at: Date;
  readonly parent_id: WorkflowId | null;
  readonly parent_number: number | null;
  readonly depth: number;
}

/** Reads a whole tree of adaptations. */
@Injectable()
export class LineageQuery {
  constructor(
    private readonly people: PeopleDirectory,
    private readonly access: WorkflowAccess,
  ) {}

  /** The trees below some roots, each in reading order: the root first, each workflow before its branches. */
  async trees(tx: Tx, actor: Actor, rootIds: readonly string[]): Promise<ReadonlyMap<string, readonly LineageNode[]>> {
    const rows = await tx.query<Row>(
      `SELECT w.id, w.root_id, w.organisation_id, w.title, w.team_id, w.owner_id, w.operator_owner_id, w.created_by_id, w.stage,
              w.published_version_id, w.created_at, w.adapted_from_workflow_id AS parent_id, v.number AS parent_number,
              cardinality(w.path) AS depth
         FROM workflows w LEFT JOIN workflow_versions v ON v.id = w.adapted_from_version_id
        WHERE w.organisation_id = $1 AND w.root_id = ANY ($2::uuid[])
        ORDER BY w.created_at, w.id`,
      [tx.scope.organisationId, rootIds],
    );
    const teams = await this.people.teamsByIds(
      tx,
      rows.map((row) => row.team_id),
    );
    const people = await this.people.byIds(
      tx,
      rows.map((row) => row.owner_id),
    );
    const nodeOf = (row: Row): LineageNode => {
      const readable = this.mayRead(actor, row);
      return {
        workflowId: row.id,
        title: readable ? row.title : 'Not shared with you yet',
        parentWorkflowId: row.parent_id,
        parentVersionNumber: row.parent_number,
        depth: row.depth,
        stage: row.stage,
        teamName: teams.get(row.team_id)?.name ?? '',
        ownerName: readable ? (people.get(row.owner_id)?.name ?? '') : '',
        createdAt: row.created_at,
        readable,
      };
    };
    const treeOf = (rootId: string) => inReadingOrder(rows.filter((row) => row.root_id === rootId).map(nodeOf));
    return new Map(rootIds.map((rootId) => [rootId, treeOf(rootId)]));
  }

  private mayRead(actor: Actor, row: Row): boolean {
    return this.access.mayRead(actor, {
      id: row.id,
      organisationId: row.organisation_id,
      teamId: row.team_id,
      ownerId: row.owner_id,
      operatorOwnerId: row.operator_owner_id,
      createdById: row.created_by_id,
      stage: row.stage,
      publishedVersionId: row.published_version_id,
    });
  }
}

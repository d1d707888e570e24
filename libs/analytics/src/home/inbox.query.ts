import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@groundswell/platform';
import { Permissions } from '@groundswell/identity';
import { RequestsInboxQuery } from '@groundswell/programme';
import { BudgetInboxQuery } from './budget-inbox.query.js';
import { PolicyInboxQuery } from './policy-inbox.query.js';

/** Something that waits for this person, with the page on which they can act. */
export interface InboxItem {
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  /** A path of the pages. */
  readonly link: string;
  readonly at: Date;
}

const MOST_OF_A_KIND = 20;

/** Collects what waits for a person: faults of connectors and requests for stewards, gaps and answers for those who own workflows. */
@Injectable()
export class InboxQuery {
  constructor(
    private readonly permissions: Permissions,
    private readonly requests: RequestsInboxQuery,
    private readonly policies: PolicyInboxQuery,
    private readonly budgets: BudgetInboxQuery,
  ) {}

  /** The newest first. */
  async ofPerson(tx: Tx, actor: Actor): Promise<readonly InboxItem[]> {
    const steward = this.permissions.can(actor, 'tool.set-status');
    const items = [
      ...(steward ? await this.changedTools(tx) : []),
      ...(steward ? await this.failingConnectors(tx) : []),
      ...(await this.missingBaselines(tx, actor)),
      ...(await this.rejectedVersions(tx, actor)),
      ...(await this.requests.ofPerson(tx, actor)),
      ...(await this.policies.ofPerson(tx, actor)),
      ...(await this.budgets.ofPerson(tx, actor)),
    ];
    return items.sort((a, b) => b.at.getTime() - a.at.getTime());
  }

  private async changedTools(tx: Tx): Promise<InboxItem[]> {
    const rows = await tx.query<{ connector_id: string; connector: string; tool: string; workflows: number; at: Date }>(
      `SELECT c.id AS connector_id, c.name AS connector, t.name AS tool, coalesce(t.drift_detected_at, t.pinned_at) AS at,
              (SELECT count(*)::int FROM workflows w WHERE w.organisation_id = $1 AND w.stage <> 'retired'
                AND w.bound_tool_ids && ARRAY(SELECT o.id FROM tools o WHERE o.connector_id = t.connector_id AND o.name = t.name)) AS workflows
         FROM tools t JOIN connectors c ON c.id = t.connector_id AND c.organisation_id = $1
        WHERE t.organisation_id = $1 AND t.status = 'quarantined' AND t.connector_version_id = c.current_version_id
        ORDER BY at DESC LIMIT ${MOST_OF_A_KIND}`,
      [tx.scope.organisationId],
    );
    return rows.map((row) => ({
      kind: 'tool-changed',
      title: `${row.tool} has changed`,
      detail: `${row.connector} now describes this tool differently than when it was approved. It is quarantined until you look${suspends(row.workflows)}`,
      link: `/connectors/${row.connector_id}`,
      at: row.at,
    }));
  }

  private async failingConnectors(tx: Tx): Promise<InboxItem[]> {
    const rows = await tx.query<{ id: string; name: string; message: string | null; at: Date }>(
      `SELECT c.id, c.name, h.message, h.checked_at AS at FROM connectors c
         JOIN LATERAL (
           SELECT state, message, checked_at FROM connector_health h
            WHERE h.organisation_id = $1 AND h.connector_id = c.id ORDER BY h.checked_at DESC LIMIT 1
         ) h ON h.state = 'failing'
        WHERE c.organisation_id = $1 ORDER BY at DESC LIMIT ${MOST_OF_A_KIND}`,
      [tx.scope.organisationId],
    );
    return rows.map((row) => ({
      kind: 'connector-failing',
      title: `${row.name} does not answer`,
      detail: row.message ?? 'Test it again and look at its settings.',
      link: `/connectors/${row.id}`,
      at: row.at,
    }));
  }

  private async missingBaselines(tx: Tx, actor: Actor): Promise<InboxItem[]> {
    const rows = await tx.query<{ id: string; title: string; at: Date }>(
      `SELECT w.id, w.title, coalesce(w.entered_pilot_at, w.created_at) AS at FROM workflows w
        WHERE w.organisation_id = $1 AND w.stage IN ('pilot', 'production') AND $2::uuid IN (w.owner_id, w.created_by_id)
          AND NOT EXISTS (SELECT FROM baselines b WHERE b.organisation_id = $1 AND b.workflow_id = w.id)
        ORDER BY at DESC LIMIT ${MOST_OF_A_KIND}`,
      [tx.scope.organisationId, actor.personId],
    );
    return rows.map((row) => ({
      kind: 'baseline-missing',
      title: `${row.title} has no baseline`,
      detail: 'Say what the task takes by hand; until then its runs save no counted time.',
      link: `/workflows/${row.id}/impact`,
      at: row.at,
    }));
  }

  private async rejectedVersions(tx: Tx, actor: Actor): Promise<InboxItem[]> {
    const rows = await tx.query<{ workflow_id: string; title: string; comment: string | null; at: Date }>(
      `SELECT w.id AS workflow_id, w.title, v.review_comment AS comment, v.reviewed_at AS at
         FROM workflow_versions v JOIN workflows w ON w.id = v.workflow_id AND w.organisation_id = $1
        WHERE v.organisation_id = $1 AND v.builder_id = $2 AND v.status = 'rejected' AND v.reviewed_at IS NOT NULL
          AND w.stage <> 'retired'
          AND NOT EXISTS (SELECT FROM workflow_versions later WHERE later.workflow_id = w.id AND later.number > v.number)
        ORDER BY at DESC LIMIT ${MOST_OF_A_KIND}`,
      [tx.scope.organisationId, actor.personId],
    );
    return rows.map((row) => ({
      kind: 'version-rejected',
      title: `${row.title} was sent back`,
      detail: row.comment ?? 'Read the review and go on from there.',
      link: `/workflows/${row.workflow_id}/build`,
      at: row.at,
    }));
  }
}

function suspends(workflows: number): string {
  if (workflows === 0) return '; no workflow uses it yet.';
  return `, which suspends it in ${workflows === 1 ? 'one workflow' : `${workflows} workflows`}.`;
}

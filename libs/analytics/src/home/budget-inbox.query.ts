import { Injectable } from '@nestjs/common';
import { Permissions } from '@groundswell/identity';
import type { Actor, Tx } from '@groundswell/platform';
import type { InboxItem } from './inbox.query.js';

const MOST_OF_A_KIND = 20;

interface Warned {
  readonly level: string;
  readonly name: string;
  readonly percent: number;
  readonly workflow_id: string | null;
  readonly at: Date;
  readonly all_spent: boolean;
}

/**
 * Budgets of this month that passed a threshold: for who can raise them, for who leads, and, of their workflow, for who owns it.
 * One that was raised since is no longer told.
 */
@Injectable()
export class BudgetInboxQuery {
  constructor(private readonly permissions: Permissions) {}

  async ofPerson(tx: Tx, actor: Actor): Promise<readonly InboxItem[]> {
    const overseer = this.permissions.can(actor, 'budget.set') || actor.roles.includes('leader');
    const rows = await tx.query<Warned>(
      `SELECT DISTINCT ON (b.id) b.level, coalesce(w.title, t.name, o.name) AS name, g.percent, w.id AS workflow_id, g.at,
              m.spent_micros >= b.limit_micros AS all_spent
         FROM budgets b JOIN organisations o ON o.id = b.organisation_id
         JOIN budget_months m ON m.budget_id = b.id AND m.month = to_char(now() AT TIME ZONE o.time_zone, 'YYYY-MM')
         JOIN budget_warnings g ON g.organisation_id = b.organisation_id AND g.level = b.level
          AND g.target_id = b.target_id AND g.month = m.month
         LEFT JOIN teams t ON b.level = 'team' AND t.id = b.target_id AND t.organisation_id = b.organisation_id
         LEFT JOIN workflows w ON b.level = 'workflow' AND w.id = b.target_id AND w.organisation_id = b.organisation_id
        WHERE b.organisation_id = $1
          AND (m.spent_micros * 100 >= b.limit_micros * g.percent OR (g.percent = 100 AND g.at >= b.set_at))
          AND ($2 OR $3::uuid IN (w.owner_id, w.operator_owner_id))
        ORDER BY b.id, g.percent DESC LIMIT ${MOST_OF_A_KIND}`,
      [tx.scope.organisationId, overseer, actor.personId],
    );
    return rows.map(({ level, name, percent, workflow_id, at, all_spent }) => {
      const budget = level === 'organisation' ? `The budget of ${name}` : `The budget of the ${level} ${name}`;
      const usedUp = percent === 100;
      return {
        kind: usedUp ? 'budget-used-up' : 'budget-warning',
        title: usedUp
          ? `${budget} ${all_spent ? 'is used up' : 'has too little left for a turn'}`
          : `${percent} % of ${lowerFirst(budget)} is spent`,
        detail: usedUp
          ? 'Runs are refused, and those under way stop before their next turn, until it is raised or the month ends.'
          : 'At 100 % runs are refused, and those under way stop before their next turn.',
        link: overseer || workflow_id === null ? '/budgets' : `/workflows/${workflow_id}/impact`,
        at,
      };
    });
  }
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Micros, PersonId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { forecastOf, type BudgetState } from '../domain/budget.js';

/** A budget as its page shows it. */
export interface ShownBudget extends BudgetState {
  readonly id: string;
  readonly targetId: string;
  readonly leftMicros: Micros;
  /** By the end of the month at the pace so far; null while it is too early to say. */
  readonly forecastMicros: Micros | null;
  /** The highest threshold that was passed this month. */
  readonly warnedPercent: number | null;
  /** Whether it stopped or refused runs since it was set: less is left than a turn may cost. */
  readonly refuses: boolean;
  readonly runsStopped: number;
  readonly revision: number;
  readonly setById: PersonId;
  readonly setAt: Date;
}

interface Row {
  readonly id: string;
  readonly level: BudgetState['level'];
  readonly target_id: string;
  readonly name: string | null;
  readonly month: string;
  readonly month_from: Date;
  readonly month_until: Date;
  readonly limit_micros: string;
  readonly spent_micros: string;
  readonly reserved_micros: string;
  readonly warned: number | null;
  readonly refuses: boolean;
  readonly stopped: number;
  readonly revision: number;
  readonly set_by_id: PersonId;
  readonly set_at: Date;
}

/** Lists the budgets of an organisation as they stand this month, the widest first. */
@Injectable()
export class ShowBudgetsQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN */
  async all(actor: Actor): Promise<readonly ShownBudget[]> {
    this.permissions.require(actor, 'budget.read');
    return this.database.transaction(actor.organisationId, (tx) => this.read(tx, null));
  }

  /** @throws AppError FORBIDDEN */
  async one(actor: Actor, id: string): Promise<ShownBudget | null> {
    this.permissions.require(actor, 'budget.read');
    return this.database.transaction(actor.organisationId, async (tx) => (await this.read(tx, id))[0] ?? null);
  }

  private async read(tx: Tx, id: string | null): Promise<ShownBudget[]> {
    const now = this.clock.now();
    const rows = await tx.query<Row>(
      `WITH zone AS (
         SELECT o.name, o.time_zone, to_char($2::timestamptz AT TIME ZONE o.time_zone, 'YYYY-MM') AS month
           FROM organisations o WHERE o.id = $1
       )
       SELECT b.id, b.level, b.target_id, b.limit_micros, b.revision, b.set_by_id, b.set_at, zone.month,
              coalesce(w.title, t.name, zone.name) AS name,
              (zone.month || '-01')::timestamp AT TIME ZONE zone.time_zone AS month_from,
              ((zone.month || '-01')::timestamp + interval '1 month') AT TIME ZONE zone.time_zone AS month_until,
              coalesce(m.spent_micros, 0) AS spent_micros, coalesce(m.reserved_micros, 0) AS reserved_micros,
              (SELECT max(g.percent) FROM budget_warnings g WHERE g.organisation_id = $1 AND g.level = b.level
                AND g.target_id = b.target_id AND g.month = zone.month) AS warned,
              EXISTS (SELECT FROM budget_warnings g WHERE g.organisation_id = $1 AND g.level = b.level
                AND g.target_id = b.target_id AND g.month = zone.month AND g.percent = 100 AND g.at >= b.set_at) AS refuses,
              (SELECT count(*)::int FROM runs r WHERE r.organisation_id = $1
                AND r.ended_at >= (zone.month || '-01')::timestamp AT TIME ZONE zone.time_zone
                AND r.status = 'stopped' AND r.failure ->> 'budgetId' = b.id::text) AS stopped
         FROM budgets b CROSS JOIN zone
         LEFT JOIN budget_months m ON m.budget_id = b.id AND m.month = zone.month
         LEFT JOIN teams t ON b.level = 'team' AND t.id = b.target_id AND t.organisation_id = $1
         LEFT JOIN workflows w ON b.level = 'workflow' AND w.id = b.target_id AND w.organisation_id = $1
        WHERE b.organisation_id = $1 AND ($3::uuid IS NULL OR b.id = $3)
        ORDER BY array_position(ARRAY['organisation', 'team', 'workflow'], b.level), name, b.id`,
      [tx.scope.organisationId, now, id],
    );
    return rows.map((row) => shown(row, now));
  }
}

function shown(row: Row, now: Date): ShownBudget {
  const [limitMicros, spentMicros, reservedMicros] = [row.limit_micros, row.spent_micros, row.reserved_micros].map(
    Number,
  ) as [number, number, number];
  return {
    id: row.id,
    level: row.level,
    targetId: row.target_id,
    name: row.name ?? '',
    month: row.month,
    limitMicros,
    spentMicros,
    reservedMicros,
    leftMicros: Math.max(0, limitMicros - spentMicros - reservedMicros),
    forecastMicros: forecastOf(spentMicros, row.month_from, row.month_until, now),
    warnedPercent: row.warned,
    refuses: row.refuses || spentMicros >= limitMicros,
    runsStopped: row.stopped,
    revision: row.revision,
    setById: row.set_by_id,
    setAt: row.set_at,
  };
}

import { Injectable } from '@nestjs/common';
import type { Micros, OrganisationId, RunId, TeamId, WorkflowId } from '@groundswell/kernel';
import { together, type Tx } from '@groundswell/platform';
import { shortageOf, type BudgetLevel, type BudgetState, type Shortage } from '../domain/budget.js';

/** The levels at which a run's money counts. */
export interface BudgetPlace {
  readonly organisationId: OrganisationId;
  readonly teamId: TeamId;
  readonly workflowId: WorkflowId;
}

/** A budget that covers a run, in the month of the question. */
export interface CoveringBudget {
  readonly id: string;
  readonly level: BudgetLevel;
  readonly targetId: string;
  readonly name: string;
  readonly limitMicros: Micros;
}

export interface Covering {
  readonly month: string;
  readonly currency: string;
  readonly budgets: readonly CoveringBudget[];
}

/** What was held for an attempt, taken back by whoever settles it. */
export interface TakenHold {
  readonly month: string;
  readonly amountMicros: Micros;
  readonly heldAt: Date;
}

/** What was held, if anything was, and the budgets that are to be charged. */
export interface Settlement {
  readonly hold: TakenHold | null;
  readonly covering: Covering;
}

export interface NewHold extends BudgetPlace {
  readonly runId: RunId;
  readonly leaseOwner: string;
  readonly amountMicros: Micros;
  readonly requestCharacters: number;
  readonly at: Date;
}

/** A budget after it was charged. */
export interface ChargedBudget extends CoveringBudget {
  readonly month: string;
  readonly spentMicros: Micros;
}

/** Thrown inside a transaction, which then leaves nothing behind: a budget does not allow the amount. */
export class BudgetShort extends Error {
  constructor(
    readonly shortage: Shortage,
    readonly budget: CoveringBudget,
    readonly state: BudgetState,
    readonly amountMicros: Micros,
    readonly currency: string,
  ) {
    super(`A budget of the ${budget.level} is ${shortage}.`);
    this.name = 'BudgetShort';
  }
}

/**
 * The counters of budgets. Whoever reserves or settles shares a lock that whoever sets a budget takes alone: a budget begins
 * with exact sums. Rows are locked in the order organisation, team, workflow, after the run's row and before the audit head,
 * and never while a model is thinking.
 */
@Injectable()
export class BudgetCounters {
  /** To be called first: nobody sets a budget of this organisation until the transaction ends. */
  async share(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('budgets ' || $1::text, 0))`, [
      tx.scope.organisationId,
    ]);
  }

  /** Waits for everybody who reserves or settles, and keeps them out until the transaction ends. */
  async exclude(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('budgets ' || $1::text, 0))`, [
      tx.scope.organisationId,
    ]);
  }

  /** The calendar month of an instant, in the organisation's time zone. */
  async monthOf(tx: Tx, at: Date): Promise<string> {
    const [row] = await tx.query<{ month: string }>(
      `SELECT to_char($2::timestamptz AT TIME ZONE time_zone, 'YYYY-MM') AS month FROM organisations WHERE id = $1`,
      [tx.scope.organisationId, at],
    );
    if (row === undefined) throw new Error('A budget belongs to an organisation.');
    return row.month;
  }

  /** The budgets that cover a place, in the order in which they are locked. */
  async covering(tx: Tx, place: BudgetPlace, at: Date): Promise<Covering> {
    return coveringIn(await tx.query<CoveringRow>(COVERING(''), paramsOf(place, at)));
  }

  /**
   * Holds an amount at every level that has a budget, for the one attempt of the run that is about to be made.
   * @param left what {@link take} found: a worker that died may have held something without having asked anything
   * @throws BudgetShort when one of them does not allow it
   */
  async hold(tx: Tx, hold: NewHold, left: Settlement): Promise<void> {
    const { month, currency, budgets } = left.covering;
    if (left.hold !== null) await this.charge(tx, left, 0);
    for (const budget of budgets) {
      if (await this.reserve(tx, budget, month, hold.amountMicros)) continue;
      const state = await this.state(tx, budget, month);
      const shortage = shortageOf(state, hold.amountMicros) ?? 'busy';
      throw new BudgetShort(shortage, budget, state, hold.amountMicros, currency);
    }
    tx.writeLast(
      `INSERT INTO budget_holds
         (run_id, organisation_id, workflow_id, team_id, lease_owner, month, amount_micros, request_characters, held_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        hold.runId,
        hold.organisationId,
        hold.workflowId,
        hold.teamId,
        hold.leaseOwner,
        month,
        hold.amountMicros,
        hold.requestCharacters,
        hold.at,
      ],
    );
  }

  /**
   * Takes a run's hold away; what it held is given back by {@link charge}. Nobody sets a budget of this organisation until the
   * transaction ends.
   * @param leaseOwner only if this worker held it; null for whoever did
   */
  async take(tx: Tx, place: BudgetPlace, runId: RunId, leaseOwner: string | null, at: Date): Promise<Settlement> {
    // Sent together: the second begins when the lock is there.
    const [, rows] = await together([
      this.share(tx),
      tx.query<CoveringRow & HoldRow>(COVERING(TAKEN), [...paramsOf(place, at), runId, leaseOwner]),
    ]);
    const [row] = rows;
    const { held_month: month, amount_micros: amount, held_at: heldAt } = row ?? NO_HOLD;
    const hold = month === null || heldAt === null ? null : { month, amountMicros: Number(amount), heldAt };
    return { hold, covering: coveringIn(rows) };
  }

  /** Gives back what was held and adds what was spent, in the month in which it was held. */
  async charge(tx: Tx, { hold, covering }: Settlement, spentMicros: Micros): Promise<ChargedBudget[]> {
    const month = hold?.month ?? covering.month;
    const charged: ChargedBudget[] = [];
    for (const budget of covering.budgets) {
      const [row] = await tx.query<{ spent_micros: string }>(
        `UPDATE budget_months SET reserved_micros = reserved_micros - $4, spent_micros = spent_micros + $5
          WHERE organisation_id = $1 AND budget_id = $2 AND month = $3 RETURNING spent_micros`,
        [tx.scope.organisationId, budget.id, month, hold?.amountMicros ?? 0, spentMicros],
      );
      if (row !== undefined) charged.push({ ...budget, month, spentMicros: Number(row.spent_micros) });
    }
    return charged;
  }

  /** How a budget stands in a month. */
  async state(tx: Tx, budget: CoveringBudget, month: string): Promise<BudgetState> {
    const [row] = await tx.query<{ spent_micros: string; reserved_micros: string }>(
      `SELECT spent_micros, reserved_micros FROM budget_months
        WHERE organisation_id = $1 AND budget_id = $2 AND month = $3`,
      [tx.scope.organisationId, budget.id, month],
    );
    return {
      level: budget.level,
      name: budget.name,
      month,
      limitMicros: budget.limitMicros,
      spentMicros: Number(row?.spent_micros ?? 0),
      reservedMicros: Number(row?.reserved_micros ?? 0),
    };
  }

  /**
   * Makes the row of a month from what the ledger says and what is held. Only by whoever sets the budget, or for the first
   * reservation of a month, before which nothing of it is held.
   */
  async open(tx: Tx, budget: Pick<CoveringBudget, 'id' | 'level' | 'targetId'>, month: string): Promise<void> {
    await tx.query(
      `INSERT INTO budget_months (budget_id, month, organisation_id, spent_micros, reserved_micros)
       SELECT $2::uuid, $3::text, o.id,
              (SELECT coalesce(sum(e.amount_micros), 0) FROM cost_entries e LEFT JOIN runs r ON r.id = e.run_id
                WHERE e.organisation_id = o.id AND e.kind = 'model'
                  AND e.at >= ($3 || '-01')::timestamp AT TIME ZONE o.time_zone
                  AND e.at < (($3 || '-01')::timestamp + interval '1 month') AT TIME ZONE o.time_zone
                  AND ${COVERS('e', 'r')}),
              (SELECT coalesce(sum(h.amount_micros), 0) FROM budget_holds h
                WHERE h.organisation_id = o.id AND h.month = $3 AND ${COVERS('h', 'h')})
         FROM organisations o WHERE o.id = $1
       ON CONFLICT (budget_id, month) DO NOTHING`,
      [tx.scope.organisationId, budget.id, month, budget.level, budget.targetId],
    );
  }

  private async reserve(tx: Tx, budget: CoveringBudget, month: string, amountMicros: Micros): Promise<boolean> {
    if (await this.reserveIn(tx, budget, month, amountMicros)) return true;
    await this.open(tx, budget, month);
    return this.reserveIn(tx, budget, month, amountMicros);
  }

  /** Judges and reserves in one statement: what two runs want at the same moment is judged one after the other. */
  private async reserveIn(tx: Tx, budget: CoveringBudget, month: string, amountMicros: Micros): Promise<boolean> {
    const rows = await tx.query<{ budget_id: string }>(
      `UPDATE budget_months SET reserved_micros = reserved_micros + $4
        WHERE organisation_id = $1 AND budget_id = $2 AND month = $3 AND spent_micros + reserved_micros + $4 <= $5
        RETURNING budget_id`,
      [tx.scope.organisationId, budget.id, month, amountMicros, budget.limitMicros],
    );
    return rows.length > 0;
  }
}

/** Whether a row of the ledger or a hold falls under the budget of the level $4 and the target $5. */
const COVERS = (workflowOf: string, teamOf: string): string =>
  `($4 = 'organisation' OR ($4 = 'team' AND ${teamOf}.team_id = $5::uuid) OR ($4 = 'workflow' AND ${workflowOf}.workflow_id = $5::uuid))`;

interface CoveringRow {
  readonly month: string;
  readonly currency: string;
  readonly id: string | null;
  readonly level: BudgetLevel;
  readonly target_id: string;
  readonly name: string | null;
  readonly limit_micros: string;
}

interface HoldRow {
  readonly held_month: string | null;
  readonly amount_micros: string | null;
  readonly held_at: Date | null;
}

const NO_HOLD: HoldRow = { held_month: null, amount_micros: null, held_at: null };

/** The budgets of a place, one a row in the order in which they are locked; a row without a budget where there is none. */
const COVERING = (more: string): string =>
  `${more === '' ? '' : `WITH taken AS (${more})`}
   SELECT to_char($4::timestamptz AT TIME ZONE o.time_zone, 'YYYY-MM') AS month, o.currency,
          b.id, b.level, b.target_id, b.limit_micros, coalesce(w.title, t.name, o.name) AS name
          ${more === '' ? '' : ', taken.month AS held_month, taken.amount_micros, taken.held_at'}
     FROM organisations o
     ${more === '' ? '' : 'LEFT JOIN taken ON true'}
     LEFT JOIN budgets b ON b.organisation_id = o.id AND (b.level, b.target_id) IN
       (('organisation', $1::uuid), ('team', $2::uuid), ('workflow', $3::uuid))
     LEFT JOIN teams t ON b.level = 'team' AND t.id = b.target_id AND t.organisation_id = o.id
     LEFT JOIN workflows w ON b.level = 'workflow' AND w.id = b.target_id AND w.organisation_id = o.id
    WHERE o.id = $1
    ORDER BY array_position(ARRAY['organisation', 'team', 'workflow'], b.level)`;

const TAKEN = `DELETE FROM budget_holds
                WHERE organisation_id = $1 AND run_id = $5 AND ($6::uuid IS NULL OR lease_owner = $6)
               RETURNING month, amount_micros, held_at`;

function paramsOf({ organisationId, teamId, workflowId }: BudgetPlace, at: Date): unknown[] {
  return [organisationId, teamId, workflowId, at];
}

function coveringIn(rows: readonly CoveringRow[]): Covering {
  const [first] = rows;
  if (first === undefined) throw new Error('A run belongs to an organisation.');
  return {
    month: first.month,
    currency: first.currency,
    budgets: rows.flatMap(({ id, level, target_id: targetId, name, limit_micros: limit }) =>
      id === null ? [] : { id, level, targetId, name: name ?? '', limitMicros: Number(limit) },
    ),
  };
}

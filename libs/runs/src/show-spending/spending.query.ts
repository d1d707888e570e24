import { Inject, Injectable } from '@nestjs/common';
import { invalidInput, type Clock } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';

/** By what the cost of the model is summed up. */
export const SPENDING_GROUPS = ['run', 'version', 'workflow', 'person', 'team'] as const;
export type SpendingGroup = (typeof SPENDING_GROUPS)[number];

/** Exact sums over lines of the ledger: nothing is divided, nothing is rounded. */
export interface SpendingSums {
  readonly runs: number;
  readonly attempts: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly costPicoUsd: string;
  readonly amountMicros: number;
  /** What of the amount is a guess, since the service did not count to the end. */
  readonly estimatedMicros: number;
}

export interface SpendingLine extends SpendingSums {
  readonly id: string;
  readonly name: string;
  /** What the line leads to. */
  readonly workflowId: string | null;
}

export interface Spending {
  readonly month: string;
  /** True when it covers everybody's runs, not only those that this person may sum up. */
  readonly everybody: boolean;
  readonly lines: readonly SpendingLine[];
  readonly totalLines: number;
  readonly total: SpendingSums;
}

const SHOWN = 100;

const KEYS: Readonly<Record<SpendingGroup, { readonly id: string; readonly name: string; readonly workflow: string }>> =
  {
    run: {
      id: 'r.id',
      name: `w.title || ', ' || to_char(r.created_at AT TIME ZONE zone.time_zone, 'FMDD Mon YYYY, HH24:MI')`,
      workflow: 'r.workflow_id',
    },
    version: { id: 'r.version_id', name: `w.title || ', version ' || r.version_number`, workflow: 'r.workflow_id' },
    workflow: { id: 'r.workflow_id', name: 'w.title', workflow: 'r.workflow_id' },
    person: { id: 'r.actor_id', name: 'p.name', workflow: 'NULL::uuid' },
    team: { id: 'r.team_id', name: 't.name', workflow: 'NULL::uuid' },
  };

interface Row {
  readonly id: string | null;
  readonly name: string | null;
  readonly workflow_id: string | null;
  readonly runs: number;
  readonly attempts: number;
  readonly input: string;
  readonly output: string;
  readonly cache_read: string;
  readonly cache_write: string;
  readonly pico: string;
  readonly micros: string;
  readonly estimated: string;
}

/**
 * What the model cost in a month, by run, version, workflow, person or team. Those who oversee see everybody's; others their own
 * runs, and of their teams' workflows the sums in which nobody is named.
 */
@Injectable()
export class SpendingQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param month YYYY-MM in the organisation's time zone; this month by default @throws AppError FORBIDDEN, INPUT_INVALID */
  async of(actor: Actor, by: SpendingGroup, month: string | null): Promise<Spending> {
    this.permissions.require(actor, 'spending.read');
    if (month !== null && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      throw invalidInput([{ path: 'month', message: 'Give the month as YYYY-MM.' }]);
    }
    return this.database.transaction(actor.organisationId, (tx) => this.read(tx, actor, by, month));
  }

  private async read(tx: Tx, actor: Actor, by: SpendingGroup, wanted: string | null): Promise<Spending> {
    const everybody = this.permissions.can(actor, 'budget.read');
    const withTeams = by === 'workflow' || by === 'version' || by === 'team';
    const [zone] = await tx.query<{ month: string }>(
      `SELECT to_char($2::timestamptz AT TIME ZONE time_zone, 'YYYY-MM') AS month FROM organisations WHERE id = $1`,
      [tx.scope.organisationId, this.clock.now()],
    );
    const month = wanted ?? zone?.month ?? '';
    const { id, name, workflow } = KEYS[by];
    const rows = await tx.query<Row>(
      `WITH zone AS (SELECT time_zone FROM organisations WHERE id = $1)
       SELECT ${id} AS id, min(${name}) AS name, min(${workflow}::text) AS workflow_id,
              count(DISTINCT r.id)::int AS runs, count(*)::int AS attempts,
              sum(e.input_tokens) AS input, sum(e.output_tokens) AS output, sum(e.cache_read_tokens) AS cache_read,
              sum(e.cache_write_tokens) AS cache_write, sum(e.cost_pico_usd) AS pico, sum(e.amount_micros) AS micros,
              coalesce(sum(e.amount_micros) FILTER (WHERE e.estimated), 0) AS estimated
         FROM cost_entries e CROSS JOIN zone
         JOIN runs r ON r.id = e.run_id AND r.organisation_id = $1
         JOIN workflows w ON w.id = r.workflow_id AND w.organisation_id = $1
         LEFT JOIN people p ON p.id = r.actor_id AND p.organisation_id = $1
         LEFT JOIN teams t ON t.id = r.team_id AND t.organisation_id = $1
        WHERE e.organisation_id = $1 AND e.kind = 'model'
          AND e.at >= ($2 || '-01')::timestamp AT TIME ZONE zone.time_zone
          AND e.at < (($2 || '-01')::timestamp + interval '1 month') AT TIME ZONE zone.time_zone
          AND ($3 OR r.actor_id = $4 OR ($5 AND r.team_id = ANY($6::uuid[])))
        GROUP BY GROUPING SETS ((${id}), ())
        ORDER BY GROUPING(${id}) DESC, sum(e.amount_micros) DESC, ${id}`,
      [tx.scope.organisationId, month, everybody, actor.personId, withTeams, actor.teamIds],
    );
    const [total, ...lines] = rows;
    return {
      month,
      everybody,
      total: sumsOf(total),
      totalLines: lines.length,
      lines: lines.slice(0, SHOWN).map((row) => ({
        ...sumsOf(row),
        id: row.id ?? '',
        name: row.name ?? 'Somebody who is gone',
        workflowId: row.workflow_id,
      })),
    };
  }
}

function sumsOf(row: Row | undefined): SpendingSums {
  return {
    runs: row?.runs ?? 0,
    attempts: row?.attempts ?? 0,
    inputTokens: Number(row?.input ?? 0),
    outputTokens: Number(row?.output ?? 0),
    cacheReadTokens: Number(row?.cache_read ?? 0),
    cacheWriteTokens: Number(row?.cache_write ?? 0),
    costPicoUsd: row?.pico ?? '0',
    amountMicros: Number(row?.micros ?? 0),
    estimatedMicros: Number(row?.estimated ?? 0),
  };
}

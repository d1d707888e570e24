import { Injectable } from '@nestjs/common';
import type { Micros, WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { PeopleDirectory } from '@groundswell/identity';
import { WorkflowLibrary } from '@groundswell/workflows';
import { headlineMinutes, type HoursByGrade, hoursByGrade } from '../domain/hours.js';
import type { Month } from '../domain/month.js';
import { CostTotalsQuery } from '../rollups/cost-totals.query.js';
import { RollupsService } from '../rollups/rollups.service.js';
import { sumOfMinutes, type TimeTotals, TimeTotalsQuery } from '../rollups/time-totals.query.js';

/** What one workflow saved and cost: its two ledgers. */
export interface WorkflowImpact {
  readonly workflowId: WorkflowId;
  readonly hours: HoursByGrade;
  readonly costMicros: Micros;
  readonly modelCostMicros: Micros;
  /** Runs in the time ledger. */
  readonly runs: number;
  /** Null while nobody has given an outcome. */
  readonly acceptedShare: number | null;
  readonly costPerRunMicros: Micros | null;
  readonly costPerHourSavedMicros: Micros | null;
  readonly months: readonly ({ readonly month: Month } & HoursByGrade)[];
}

/** The impact of a workflow, for everyone who may read it. */
@Injectable()
export class WorkflowImpactQuery {
  constructor(
    private readonly database: Database,
    private readonly directory: PeopleDirectory,
    private readonly library: WorkflowLibrary,
    private readonly rollups: RollupsService,
    private readonly timeTotals: TimeTotalsQuery,
    private readonly costTotals: CostTotalsQuery,
  ) {}

  /** @throws AppError NOT_FOUND */
  async read(actor: Actor, workflowId: string): Promise<WorkflowImpact> {
    const { workflow, timeZone } = await this.database.transaction(actor.organisationId, async (tx) => ({
      workflow: await this.library.get(tx, actor, workflowId),
      timeZone: (await this.directory.getOrganisation(tx, actor.organisationId)).timeZone,
    }));
    await this.rollups.ensureZone(actor.organisationId, timeZone);
    return this.database.transaction(actor.organisationId, async (tx) =>
      impactOf(
        workflow.id,
        await this.timeTotals.byMonthOf(tx, workflow.id),
        await this.costTotals.byKindOf(tx, workflow.id),
      ),
    );
  }
}

/** The impact of a workflow from its totals. */
export function impactOf(
  workflowId: WorkflowId,
  months: ReadonlyMap<Month, TimeTotals>,
  costs: ReadonlyMap<string, Micros>,
): WorkflowImpact {
  const sums = sumOfMinutes(months.values());
  const counts = { runs: 0, useful: 0, judged: 0 };
  for (const month of months.values()) {
    counts.runs += month.entries;
    counts.useful += month.accepted + month.edited;
    counts.judged += month.accepted + month.edited + month.rejected;
  }
  const costMicros = [...costs.values()].reduce((sum, micros) => sum + micros, 0);
  const savedMinutes = headlineMinutes(sums);
  return {
    workflowId,
    hours: hoursByGrade(sums),
    costMicros,
    modelCostMicros: costs.get('model') ?? 0,
    runs: counts.runs,
    acceptedShare: counts.judged === 0 ? null : counts.useful / counts.judged,
    costPerRunMicros: counts.runs === 0 ? null : Math.round(costMicros / counts.runs),
    costPerHourSavedMicros: savedMinutes <= 0 ? null : Math.round((costMicros * 60) / savedMinutes),
    months: [...months].map(([month, totals]) => ({ month, ...hoursByGrade(totals) })),
  };
}

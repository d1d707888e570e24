import { Inject, Injectable } from '@nestjs/common';
import { invalidInput, type Clock, type WorkflowId } from '@groundswell/kernel';
import { Permissions, PeopleDirectory } from '@groundswell/identity';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowLibrary, type VersionSummary } from '@groundswell/workflows';
import { getPrice } from '../domain/price-table.js';
import { estimateOf, guessRun, type RunEstimate, type TypicalRun } from '../domain/run-estimate.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { ToolOffers } from '../tools/tool-offers.js';

/** A version whose past tells more than that of its whole workflow. */
const ENOUGH_RUNS_OF_VERSION = 3;
const NEWEST_RUNS = 200;
const MOST_RUNS = 100_000;

/** The part of a version that an estimate looks at. */
export type EstimatedVersion = Pick<VersionSummary, 'id' | 'workflowId' | 'content'>;

interface Past {
  readonly runs: number;
  readonly typical: TypicalRun;
}

/** Says before a run, or before many, what they will cost and how long they take: from the past, or as a guess that says so. */
@Injectable()
export class EstimateRuns {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly people: PeopleDirectory,
    private readonly library: WorkflowLibrary,
    private readonly prices: ModelPrices,
    private readonly offers: ToolOffers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For somebody who may start these runs. @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID */
  async forPerson(actor: Actor, workflowId: WorkflowId, versionId: string | null, count: number): Promise<RunEstimate> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      this.permissions.require(actor, 'run.start', { type: 'run', actorId: actor.personId });
      const { workflow, version } = await this.library.getRunnable(tx, actor, workflowId, versionId);
      this.permissions.require(actor, 'workflow.run', this.library.subject(workflow));
      return this.estimateRuns(tx, version, count);
    });
  }

  /** @throws AppError INPUT_INVALID, MODEL_UNKNOWN */
  async estimateRuns(tx: Tx, version: EstimatedVersion, count: number): Promise<RunEstimate> {
    if (!Number.isSafeInteger(count) || count < 1 || count > MOST_RUNS) {
      throw invalidInput([{ path: 'count', message: `Give a number of runs between 1 and ${MOST_RUNS}.` }]);
    }
    const { maxCostMicros } = version.content.limits;
    const own = await this.past(tx, version, true);
    if (own !== null && own.runs >= ENOUGH_RUNS_OF_VERSION) {
      return estimateOf(own.typical, count, maxCostMicros, 'version', own.runs);
    }
    const all = await this.past(tx, version, false);
    if (all !== null) return estimateOf(all.typical, count, maxCostMicros, 'workflow', all.runs);
    return estimateOf(await this.guess(tx, version), count, maxCostMicros, 'computed', 0);
  }

  /** What the newest live runs took that came to a result. */
  private async past(tx: Tx, version: EstimatedVersion, thisVersion: boolean): Promise<Past | null> {
    const [row] = await tx.query<{
      runs: number;
      mean: number;
      median: number;
      p90: number;
      median_s: number;
      p90_s: number;
    }>(
      `SELECT count(*)::int AS runs, avg(cost)::float8 AS mean,
              percentile_disc(0.5) WITHIN GROUP (ORDER BY cost)::float8 AS median,
              percentile_disc(0.9) WITHIN GROUP (ORDER BY cost)::float8 AS p90,
              percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds)::float8 AS median_s,
              percentile_disc(0.9) WITHIN GROUP (ORDER BY seconds)::float8 AS p90_s
         FROM (
           SELECT r.cost_micros AS cost,
                  (SELECT coalesce(sum(extract(epoch FROM s.ended_at - s.started_at)), 0) FROM run_steps s
                    WHERE s.run_id = r.id AND s.kind IN ('model', 'tool') AND s.ended_at IS NOT NULL) AS seconds
             FROM runs r
            WHERE r.organisation_id = $1 AND r.workflow_id = $2 AND ($3::uuid IS NULL OR r.version_id = $3)
              AND r.mode = 'live' AND r.status = 'succeeded'
            ORDER BY r.created_at DESC LIMIT ${NEWEST_RUNS}
         ) newest`,
      [tx.scope.organisationId, version.workflowId, thisVersion ? version.id : null],
    );
    if (row === undefined || row.runs === 0) return null;
    return {
      runs: row.runs,
      typical: {
        meanCostMicros: Math.ceil(row.mean),
        medianCostMicros: row.median,
        p90CostMicros: row.p90,
        medianSeconds: Math.ceil(row.median_s),
        p90Seconds: Math.ceil(row.p90_s),
      },
    };
  }

  private async guess(tx: Tx, { content }: EstimatedVersion): Promise<TypicalRun> {
    const price = getPrice(await this.prices.all(tx), content.model, this.clock.now());
    const usdRateMicros = await this.people.usdRate(tx);
    const tools = await this.offers.boundTools(tx, content.bindings);
    const sent = [
      content.instructions,
      JSON.stringify(content.sampleInputs),
      JSON.stringify(content.outputSchema),
      ...tools.map((tool) => tool.description + JSON.stringify(tool.inputSchema)),
    ];
    const characters = sent.reduce((sum, text) => sum + text.length, 0);
    return guessRun({ characters, hasTools: tools.length > 0, ...content.limits }, price, usdRateMicros);
  }
}

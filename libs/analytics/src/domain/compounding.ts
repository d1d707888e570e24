import { type DatedRate, type Micros, rateInForce, type WorkflowId } from '@groundswell/kernel';
import { averageCosts } from './average-cost.js';
import {
  addMinutes,
  type FteSaved,
  fteSaved,
  headlineMinutes,
  type HoursByGrade,
  hoursByGrade,
  type MinuteSums,
  NO_MINUTES,
} from './hours.js';
import { type LearningRate, learningRate } from './learning-rate.js';
import { enteredPilotAt, type StageChange } from './live-workflows.js';
import { type MarginalCost, marginalCosts, type PilotedWorkflow } from './marginal-cost.js';
import { type Month, monthEnd, monthOf, monthRange, monthStart } from './month.js';
import { type NetValue, netValue } from './net-value.js';
import { type PlanMonth, planByMonth, plannedNow } from './plan-by-month.js';
import type { PlanPoint } from './plan-line.js';
import { type Reproduction, reproduction } from './reproduction.js';
import { type ReuseShare, reuseShare, type VersionReuse } from './reuse-share.js';

/** A workflow as the figures see it: its place in the tree, its stages, and what it needed to get into pilot. */
export interface WorkflowFacts {
  readonly id: WorkflowId;
  readonly title: string;
  readonly rootId: WorkflowId;
  readonly parentWorkflowId: WorkflowId | null;
  readonly createdAt: Date;
  readonly stages: readonly StageChange[];
  /** Connectors and policy layers that its first published version was approved with. */
  readonly parts: readonly string[];
  readonly buildMicros: Micros;
  readonly reviewMicros: Micros;
}

/** What grew from one root in one month. */
export interface RootMonth {
  readonly month: Month;
  readonly rootId: WorkflowId;
  /** Workflows of the tree that were live at the end of the month, or now in the present one. */
  readonly live: number;
  /** Measured and confirmed minutes saved in the month. */
  readonly minutes: number;
}

/** Everything that the compounding page is computed from, read at one instant. */
export interface ProgrammeFacts {
  readonly asOf: Date;
  readonly timeZone: string;
  readonly fteHoursPerYear: number;
  readonly rates: readonly DatedRate[];
  readonly organisationCreatedAt: Date;
  readonly plan: readonly PlanPoint[];
  readonly workflows: readonly WorkflowFacts[];
  readonly setUpMicrosByPart: ReadonlyMap<string, Micros>;
  readonly versions: readonly VersionReuse[];
  readonly minutesByMonth: ReadonlyMap<Month, MinuteSums>;
  readonly costByMonth: ReadonlyMap<Month, Micros>;
  /** The months shown, with what grew in them. */
  readonly months: readonly Month[];
  readonly byRoot: readonly RootMonth[];
}

/** The figures of the compounding page. */
export interface Compounding {
  readonly asOf: Date;
  readonly startMonth: Month;
  readonly fromMonth: Month;
  readonly liveWorkflows: readonly { readonly month: Month; readonly count: number }[];
  readonly liveNow: number;
  readonly plan: readonly PlanPoint[];
  readonly planByMonth: readonly PlanMonth[];
  readonly planNow: number | null;
  readonly marginalCosts: readonly MarginalCost[];
  readonly averageCost: readonly { readonly month: Month; readonly micros: Micros }[];
  readonly learningRate: LearningRate;
  readonly hours: readonly ({ readonly month: Month } & HoursByGrade)[];
  readonly hoursTotal: HoursByGrade;
  readonly fteSaved: FteSaved;
  readonly reuse: ReuseShare;
  readonly netValue: NetValue;
  readonly reproduction: Reproduction;
  readonly stream: readonly {
    readonly month: Month;
    readonly rootId: WorkflowId;
    readonly rootTitle: string;
    readonly workflows: number;
    readonly hours: number;
  }[];
}

/** The month in which the programme began: when the organisation or its first workflow was made, whichever came first. */
export function startMonthOf(facts: Pick<ProgrammeFacts, 'organisationCreatedAt' | 'timeZone' | 'workflows'>): Month {
  const began = facts.workflows.reduce(
    (earliest, workflow) => Math.min(earliest, workflow.createdAt.getTime()),
    facts.organisationCreatedAt.getTime(),
  );
  return monthOf(new Date(began), facts.timeZone);
}

/** Every figure of the compounding page from the facts of the programme. */
export function compoundingOf(facts: ProgrammeFacts): Compounding {
  const { asOf, timeZone, months, byRoot } = facts;
  const startMonth = startMonthOf(facts);
  const now = monthOf(asOf, timeZone);
  const fromMonth = months[0] ?? now;
  const live = new Map<Month, number>();
  for (const { month, live: count } of byRoot) live.set(month, (live.get(month) ?? 0) + count);
  const costs = marginalCosts(facts.workflows.flatMap(piloted), facts.setUpMicrosByPart);
  const total = hoursByGrade(sumOf(facts.minutesByMonth.values()));
  const shown = sumOf(months.flatMap((month) => facts.minutesByMonth.get(month) ?? []));
  return {
    asOf,
    startMonth,
    fromMonth,
    liveWorkflows: months.map((month) => ({ month, count: live.get(month) ?? 0 })),
    liveNow: live.get(now) ?? 0,
    plan: facts.plan,
    planByMonth: planByMonth(facts.plan, startMonth, months),
    planNow: plannedNow(facts.plan, startMonth, now, asOf, timeZone),
    marginalCosts: costs,
    averageCost: averageCosts(
      months.map((month) => ({ month, costMicros: facts.costByMonth.get(month) ?? 0, live: live.get(month) ?? 0 })),
      spentBefore(facts.costByMonth, fromMonth),
    ),
    learningRate: learningRate(costs.map(({ n, totalMicros }) => ({ n, micros: totalMicros }))),
    hours: months.map((month) => ({ month, ...hoursByGrade(facts.minutesByMonth.get(month) ?? NO_MINUTES) })),
    hoursTotal: total,
    fteSaved: fteSaved(hoursByGrade(shown), monthStart(fromMonth, timeZone), asOf, facts.fteHoursPerYear),
    reuse: reuseShare(facts.versions),
    netValue: netValue(valueMonths(facts, now), total.estimatedScaled * 60),
    reproduction: reproduction(facts.workflows, asOf),
    stream: streamOf(facts),
  };
}

function piloted(workflow: WorkflowFacts): PilotedWorkflow[] {
  const entered = enteredPilotAt(workflow.stages);
  if (entered === null) return [];
  const { id, title, buildMicros, reviewMicros, parts } = workflow;
  return [{ workflowId: id, title, enteredPilotAt: entered, buildMicros, reviewMicros, parts }];
}

function sumOf(sums: Iterable<MinuteSums>): MinuteSums {
  let total = NO_MINUTES;
  for (const each of sums) total = addMinutes(total, each);
  return total;
}

function spentBefore(costByMonth: ReadonlyMap<Month, Micros>, first: Month): Micros {
  let spent = 0;
  for (const [month, micros] of costByMonth) if (month < first) spent += micros;
  return spent;
}

/** Every month that has seen minutes or money, and those between, in order. */
function valueMonths(facts: ProgrammeFacts, now: Month) {
  const known = [...facts.minutesByMonth.keys(), ...facts.costByMonth.keys()].sort();
  const first = known[0];
  if (first === undefined) return [];
  const last = known.at(-1) ?? first;
  return monthRange(first, last > now ? last : now).map((month) => ({
    month,
    headlineMinutes: headlineMinutes(facts.minutesByMonth.get(month) ?? NO_MINUTES),
    costMicros: facts.costByMonth.get(month) ?? 0,
    rateMicrosPerHour: rateInForce(facts.rates, new Date(monthEnd(month, facts.timeZone).getTime() - 1)),
  }));
}

function streamOf(facts: ProgrammeFacts): Compounding['stream'] {
  const titles = new Map(facts.workflows.map((workflow) => [workflow.id, workflow.title]));
  return facts.byRoot.map(({ month, rootId, live, minutes }) => ({
    month,
    rootId,
    rootTitle: titles.get(rootId) ?? '',
    workflows: live,
    hours: minutes / 60,
  }));
}

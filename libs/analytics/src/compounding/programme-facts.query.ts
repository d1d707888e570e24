import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';
import { type OrganisationSummary, PeopleDirectory } from '@groundswell/identity';
import { type ProgrammeFacts, startMonthOf } from '../domain/compounding.js';
import { addMonths, type Month, monthEnd, monthOf, monthRange } from '../domain/month.js';
import { PlanStore } from '../plan/plan-store.js';
import { CostTotalsQuery } from '../rollups/cost-totals.query.js';
import { TimeTotalsQuery } from '../rollups/time-totals.query.js';
import { LiveHistoryQuery } from './live-history.query.js';
import { PilotCostsQuery } from './pilot-costs.query.js';
import { VersionReuseQuery } from './version-reuse.query.js';
import { WorkflowFactsQuery } from './workflow-facts.query.js';

/** Reads everything that the compounding page is computed from. */
@Injectable()
export class ProgrammeFactsQuery {
  constructor(
    private readonly plans: PlanStore,
    private readonly stories: WorkflowFactsQuery,
    private readonly pilotCosts: PilotCostsQuery,
    private readonly reuse: VersionReuseQuery,
    private readonly timeTotals: TimeTotalsQuery,
    private readonly costTotals: CostTotalsQuery,
    private readonly liveHistory: LiveHistoryQuery,
    private readonly directory: PeopleDirectory,
  ) {}

  /** @param showMonths how many months to show at most, the present one included. */
  async read(tx: Tx, organisation: OrganisationSummary, asOf: Date, showMonths: number): Promise<ProgrammeFacts> {
    const { timeZone, fteHoursPerYear } = organisation;
    const stories = await this.stories.all(tx);
    const costs = await this.pilotCosts.buildAndReview(tx);
    const workflows = stories.map((story) => ({
      ...story,
      buildMicros: costs.get(story.id)?.buildMicros ?? 0,
      reviewMicros: costs.get(story.id)?.reviewMicros ?? 0,
    }));
    const startMonth = startMonthOf({ organisationCreatedAt: organisation.createdAt, timeZone, workflows });
    const months = shownMonths(startMonth, monthOf(asOf, timeZone), showMonths);
    const marks = months.map((month) => ({ month, at: earlier(monthEnd(month, timeZone), asOf) }));
    return {
      asOf,
      timeZone,
      fteHoursPerYear,
      rates: await this.directory.loadedRates(tx),
      organisationCreatedAt: organisation.createdAt,
      plan: await this.plans.points(tx),
      workflows,
      setUpMicrosByPart: await this.pilotCosts.setUpByPart(tx),
      versions: await this.reuse.all(tx),
      minutesByMonth: await this.timeTotals.byMonth(tx),
      costByMonth: await this.costTotals.byMonth(tx),
      months,
      byRoot: await this.liveHistory.byRoot(tx, marks, timeZone),
    };
  }
}

function shownMonths(startMonth: Month, now: Month, count: number): Month[] {
  const first = addMonths(now, 1 - count);
  return monthRange(startMonth > first ? startMonth : first, now);
}

function earlier(a: Date, b: Date): Date {
  return a.getTime() < b.getTime() ? a : b;
}

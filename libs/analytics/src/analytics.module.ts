import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { CompoundingQuery } from './compounding/compounding.query.js';
import { FirstNeededQuery } from './compounding/first-needed.query.js';
import { LiveHistoryQuery } from './compounding/live-history.query.js';
import { PilotCostsQuery } from './compounding/pilot-costs.query.js';
import { ProgrammeFactsQuery } from './compounding/programme-facts.query.js';
import { VersionReuseQuery } from './compounding/version-reuse.query.js';
import { WorkflowFactsQuery } from './compounding/workflow-facts.query.js';
import { FigureCostEntriesQuery } from './entries/figure-cost-entries.query.js';
import { FigureWorkflowsQuery } from './entries/figure-workflows.query.js';
import { OpenEntriesQuery } from './entries/open-entries.query.js';
import { EntriesResolver } from './graphql/entries.resolver.js';
import { FigureWorkflowsResolver } from './graphql/figure-workflows.resolver.js';
import { FiguresResolver } from './graphql/figures.resolver.js';
import { HomeResolver } from './graphql/home.resolver.js';
import { WorkflowFiguresLoaders } from './graphql/workflow-figures.loaders.js';
import { LineageFiguresResolver, WorkflowFiguresResolver } from './graphql/workflow-figures.resolver.js';
import { HomeQuery } from './home/home.query.js';
import { InboxQuery } from './home/inbox.query.js';
import { BudgetInboxQuery } from './home/budget-inbox.query.js';
import { PolicyInboxQuery } from './home/policy-inbox.query.js';
import { WorkflowImpactQuery } from './impact/workflow-impact.query.js';
import { CostDeltaEntity, CostMonthEntity, CostTotalEntity } from './persistence/cost-month.entity.js';
import { PlanEntity } from './persistence/plan.entity.js';
import { RollupZoneEntity } from './persistence/rollup-zone.entity.js';
import { TimeDeltaEntity, TimeMonthEntity, TimeTotalEntity } from './persistence/time-month.entity.js';
import { PlanStore } from './plan/plan-store.js';
import { SetPlanService } from './plan/set-plan.service.js';
import { CostTotalsQuery } from './rollups/cost-totals.query.js';
import { FoldRollupsSubscriber } from './rollups/fold-rollups.subscriber.js';
import { RollupsService } from './rollups/rollups.service.js';
import { TimeTotalsQuery } from './rollups/time-totals.query.js';

const offered = [
  CompoundingQuery,
  HomeQuery,
  OpenEntriesQuery,
  RollupsService,
  SetPlanService,
  TimeTotalsQuery,
  WorkflowImpactQuery,
];

/** The figures and the start page. Needs the modules of workflows, runs and savings beside it. */
@Global()
@Module({
  imports: [
    AuditModule,
    TypeOrmModule.forFeature([
      CostDeltaEntity,
      CostMonthEntity,
      CostTotalEntity,
      PlanEntity,
      RollupZoneEntity,
      TimeDeltaEntity,
      TimeMonthEntity,
      TimeTotalEntity,
    ]),
  ],
  providers: [
    ...offered,
    CostTotalsQuery,
    FigureCostEntriesQuery,
    FigureWorkflowsQuery,
    FigureWorkflowsResolver,
    FirstNeededQuery,
    FoldRollupsSubscriber,
    InboxQuery,
    BudgetInboxQuery,
    PolicyInboxQuery,
    LiveHistoryQuery,
    PilotCostsQuery,
    PlanStore,
    ProgrammeFactsQuery,
    VersionReuseQuery,
    WorkflowFactsQuery,
    WorkflowFiguresLoaders,
    EntriesResolver,
    FiguresResolver,
    HomeResolver,
    LineageFiguresResolver,
    WorkflowFiguresResolver,
  ],
  exports: offered,
})
export class AnalyticsModule {}

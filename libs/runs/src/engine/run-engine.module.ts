import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { CallTreeQuery } from '../call-workflow/call-tree.query.js';
import { CallWorkflowService } from '../call-workflow/call-workflow.service.js';
import { CancelRunService } from '../cancel-run/cancel-run.service.js';
import { EditApprovalService } from '../edit-approval/edit-approval.service.js';
import { DecideApprovalService } from '../decide-approval/decide-approval.service.js';
import { AdvanceRunService } from './advance-run.service.js';
import { ApprovalWaits } from './approval-waits.js';
import { QuestionWaits } from '../ask-person/question-waits.js';
import { CallPreview } from './call-preview.js';
import { EnginePoints } from './engine-points.js';
import { ExpireWait } from './expire-wait.js';
import { Interrupts } from './interrupts.js';
import { ModelGate } from './model-gate.js';
import { ModelTurn } from './model-turn.js';
import { ActGates } from './act-gates.js';
import { RunActs } from './run-acts.js';
import { RunEnding } from './run-ending.js';
import { RunLeases } from './run-leases.js';
import { RunTransitions } from './run-transitions.js';
import { RunWorkLoader } from './run-work.loader.js';
import { RunWorker } from './run-worker.js';
import { StopGate } from './stop-gate.js';
import { StreamWordsModule } from '../stream-words/stream-words.module.js';
import { TurnStart } from './turn-start.js';
import { ToolTurn } from './tool-turn.js';
import { BudgetsModule } from '../budgets/budgets.module.js';
import { EstimateRunsModule } from '../estimate-runs/estimate-runs.module.js';
import { InputFilesModule } from '../files/input-files.module.js';
import { CostsResolver } from '../graphql/costs.resolver.js';
import { LostCallsResolver } from '../graphql/lost-calls.resolver.js';
import { RunCallsResolver } from '../graphql/run-calls.resolver.js';
import { RunChangedResolver } from '../graphql/run-changed.resolver.js';
import { ApprovalPeopleResolver, RunFieldsResolver, StepPeopleResolver } from '../graphql/run-fields.resolver.js';
import { RunLoaders } from '../graphql/run.loaders.js';
import { MoveRunsResolver, RunsResolver } from '../graphql/runs.resolver.js';
import { AccountingModule } from '../ledger/accounting.module.js';
import { AttemptAccounts } from '../ledger/attempt-accounts.js';
import { CostLedger } from '../ledger/cost-ledger.js';
import { CostSourcesSubscriber } from '../ledger/cost-sources.subscriber.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { ModelClients, PATIENCE } from '../model/model-clients.js';
import { MODEL_PATIENCE } from '../model/model.port.js';
import { CostEntryEntity } from '../persistence/cost-entry.entity.js';
import { ModelAttemptEntity } from '../persistence/model-attempt.entity.js';
import { ModelPriceEntity } from '../persistence/model-price.entity.js';
import { RunApprovalEntity } from '../persistence/run-approval.entity.js';
import { RunStepEntity } from '../persistence/run-step.entity.js';
import { RunEntity } from '../persistence/run.entity.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { HaltRunsService } from '../halt-runs/halt-runs.service.js';
import { RefuseStoppedQuestions } from '../halt-runs/refuse-stopped-questions.js';
import { RecordRunService } from '../record-run/record-run.service.js';
import { RunReviewsResolver } from '../graphql/run-reviews.resolver.js';
import { RunReviewEntity } from '../persistence/run-review.entity.js';
import { RunFilesQuery } from '../download-run/run-files.query.js';
import { ReviewRunService } from '../review-run/review-run.service.js';
import { RunsToReviewQuery } from '../review-run/runs-to-review.query.js';
import { SettleOutcomeService } from '../settle-outcome/settle-outcome.service.js';
import { LostCallsQuery } from '../find-lost-calls/lost-calls.query.js';
import { ApprovalsWaitingQuery } from '../show-runs/approvals-waiting.query.js';
import { ListRunsQuery } from '../show-runs/list-runs.query.js';
import { RunAccess } from '../show-runs/run-access.js';
import { RunCountsQuery } from '../show-runs/run-counts.query.js';
import { RunOutcomes } from '../show-runs/run-outcomes.service.js';
import { WatchRunService } from '../show-runs/watch-run.service.js';
import { StartChecks } from '../start-run/start-checks.js';
import { StartGate } from '../start-run/start-gate.js';
import { RunRefusalsModule } from '../record-refusal/run-refusals.module.js';
import { StartRunService } from '../start-run/start-run.service.js';

const offered = [
  AdvanceRunService,
  ApprovalsWaitingQuery,
  CancelRunService,
  CostLedger,
  DecideApprovalService,
  HaltRunsService,
  ListRunsQuery,
  ModelClients,
  ModelPrices,
  RunAccess,
  RunTransitions,
  RunsRepository,
  RunFilesQuery,
  RecordRunService,
  RunLoaders,
  RunOutcomes,
  RunWorker,
  SettleOutcomeService,
  StartRunService,
];

/**
 * The run engine, its faces, and the cost ledger. Needs `ToolDirectory`, `ToolOffers` and `ToolCaller` from a global module:
 * the module of tools provides them.
 */
@Global()
@Module({
  imports: [
    AuditModule,
    InputFilesModule,
    RunRefusalsModule,
    AccountingModule,
    BudgetsModule,
    EstimateRunsModule,
    StreamWordsModule,
    TypeOrmModule.forFeature([
      CostEntryEntity,
      ModelAttemptEntity,
      ModelPriceEntity,
      RunApprovalEntity,
      RunEntity,
      RunReviewEntity,
      RunStepEntity,
    ]),
  ],
  providers: [
    ...offered,
    { provide: PATIENCE, useValue: MODEL_PATIENCE },
    ApprovalWaits,
    LostCallsQuery,
    LostCallsResolver,
    CallTreeQuery,
    CallWorkflowService,
    CallPreview,
    QuestionWaits,
    AttemptAccounts,
    CostSourcesSubscriber,
    EnginePoints,
    EditApprovalService,
    ExpireWait,
    Interrupts,
    ModelGate,
    ModelTurn,
    ActGates,
    RunActs,
    RunEnding,
    RunCountsQuery,
    RunLeases,
    RunWorkLoader,
    RefuseStoppedQuestions,
    ReviewRunService,
    RunReviewsResolver,
    RunsToReviewQuery,
    StartChecks,
    StartGate,
    StopGate,
    ToolTurn,
    TurnStart,
    WatchRunService,
    CostsResolver,
    MoveRunsResolver,
    RunChangedResolver,
    RunCallsResolver,
    RunFieldsResolver,
    ApprovalPeopleResolver,
    StepPeopleResolver,
    RunsResolver,
  ],
  exports: [...offered],
})
export class RunEngineModule {}

import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { LayerTargets, LineagePort } from '@groundswell/policies';
import { WorkflowAccess } from './access/workflow-access.js';
import { WorkflowActions } from './access/workflow-actions.js';
import { AdaptWorkflowService } from './adapt-workflow/adapt-workflow.service.js';
import { BindingsService } from './bindings/bindings.service.js';
import { CallsService } from './calls/calls.service.js';
import { ChangeStageService } from './change-stage/change-stage.service.js';
import { ChangeVersionsResolver } from './graphql/change-versions.resolver.js';
import { ChangeWorkflowsResolver } from './graphql/change-workflows.resolver.js';
import { VersionFieldsResolver } from './graphql/version-fields.resolver.js';
import { WorkflowFieldsResolver } from './graphql/workflow-fields.resolver.js';
import { WorkflowLoaders } from './graphql/workflow.loaders.js';
import { WorkflowsResolver } from './graphql/workflows.resolver.js';
import { GoverningLayersQuery } from './inherited/governing-layers.query.js';
import { InheritedQuery } from './inherited/inherited.query.js';
import { WorkflowJournal } from './journal/workflow-journal.js';
import { HomeWorkflowsQuery } from './library/home-workflows.query.js';
import { StageHistoryQuery } from './library/stage-history.query.js';
import { WorkflowLibrary } from './library/workflow-library.js';
import { LineageQuery } from './lineage/lineage.query.js';
import { WorkflowLineage } from './lineage/workflow-lineage.js';
import { EvalCasesQuery } from './keep-eval-case/eval-cases.query.js';
import { KeepEvalCaseService } from './keep-eval-case/keep-eval-case.service.js';
import { LeaveOutEvalCaseService } from './leave-out-eval-case/leave-out-eval-case.service.js';
import { EvalCaseOmissionEntity } from './persistence/eval-case-omission.entity.js';
import { EvalCaseEntity } from './persistence/eval-case.entity.js';
import { EvalCasePeopleResolver, VersionEvalCasesResolver } from './graphql/eval-cases.resolver.js';
import { MakeWorkflowService } from './make-workflow/make-workflow.service.js';
import { StageChangeEntity } from './persistence/stage-change.entity.js';
import { VersionsRepository } from './persistence/versions.repository.js';
import { WorkflowVersionEntity } from './persistence/workflow-version.entity.js';
import { WorkflowWordEntity } from './persistence/workflow-word.entity.js';
import { WorkflowEntity } from './persistence/workflow.entity.js';
import { WorkflowsRepository } from './persistence/workflows.repository.js';
import { RegisterWorkflowService } from './register-workflow/register-workflow.service.js';
import { ReviewQueueQuery } from './review-queue/review-queue.query.js';
import { PublishVersionService } from './review-version/publish-version.service.js';
import { ReviewVersionService } from './review-version/review-version.service.js';
import { SaveDraftService } from './save-draft/save-draft.service.js';
import { SearchWorkflowsQuery } from './search/search-workflows.query.js';
import { SetOwnerService } from './set-owner/set-owner.service.js';
import { StartDraftService } from './start-draft/start-draft.service.js';
import { SubmitVersionService } from './submit-version/submit-version.service.js';
import { WhereBoundQuery } from './where-bound/where-bound.query.js';
import { VersionDifferenceQuery } from './version-difference/version-difference.query.js';

const offered = [
  AdaptWorkflowService,
  ChangeStageService,
  HomeWorkflowsQuery,
  KeepEvalCaseService,
  RegisterWorkflowService,
  ReviewQueueQuery,
  ReviewVersionService,
  SaveDraftService,
  SearchWorkflowsQuery,
  SetOwnerService,
  StageHistoryQuery,
  StartDraftService,
  SubmitVersionService,
  WhereBoundQuery,
  WorkflowLibrary,
  WorkflowLoaders,
];

/**
 * The library of workflows. Provides the port `LineagePort` for the policy stacks. Needs an implementation of `ToolDirectory`
 * from a global module: `runs` provides it.
 */
@Global()
@Module({
  imports: [
    AuditModule,
    TypeOrmModule.forFeature([
      EvalCaseEntity,
      EvalCaseOmissionEntity,
      StageChangeEntity,
      WorkflowEntity,
      WorkflowVersionEntity,
      WorkflowWordEntity,
    ]),
  ],
  providers: [
    ...offered,
    { provide: LineagePort, useClass: WorkflowLineage },
    BindingsService,
    CallsService,
    EvalCasesQuery,
    LeaveOutEvalCaseService,
    EvalCasePeopleResolver,
    VersionEvalCasesResolver,
    GoverningLayersQuery,
    InheritedQuery,
    LineageQuery,
    MakeWorkflowService,
    PublishVersionService,
    VersionDifferenceQuery,
    VersionsRepository,
    WorkflowAccess,
    WorkflowActions,
    WorkflowJournal,
    WorkflowsRepository,
    ChangeVersionsResolver,
    ChangeWorkflowsResolver,
    VersionFieldsResolver,
    WorkflowFieldsResolver,
    WorkflowsResolver,
  ],
  exports: [...offered, LineagePort],
})
export class WorkflowsModule implements OnModuleInit {
  constructor(
    private readonly targets: LayerTargets,
    private readonly library: WorkflowLibrary,
  ) {}

  onModuleInit(): void {
    this.targets.register('workflow', async (tx, ids) => {
      const workflows = await this.library.byIds(tx, ids);
      return new Map([...workflows].map(([id, workflow]) => [id, workflow.title]));
    });
  }
}

import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { ConfirmRunService } from './confirm-run/confirm-run.service.js';
import { RunsToConfirmQuery } from './confirm-run/runs-to-confirm.query.js';
import { CorrectTimeEntryService } from './correct-time-entry/correct-time-entry.service.js';
import { BeginAccountsSubscriber } from './estimate-run/begin-accounts.subscriber.js';
import { EstimateRunService } from './estimate-run/estimate-run.service.js';
import { RunSavingsResolver, TimeEntryFieldsResolver } from './graphql/run-savings.resolver.js';
import { SavingsLoaders } from './graphql/savings.loaders.js';
import { SavingsResolver } from './graphql/savings.resolver.js';
import { BaselineFieldsResolver, WorkflowSavingsResolver } from './graphql/workflow-savings.resolver.js';
import { BaselineEntity } from './persistence/baseline.entity.js';
import { EndedRunsQuery } from './persistence/ended-runs.query.js';
import { TimeEntryEntity } from './persistence/time-entry.entity.js';
import { TimeLedger } from './persistence/time-ledger.js';
import { WaitingMinutesEntity } from './persistence/waiting-minutes.entity.js';
import { WaitingMinutes } from './persistence/waiting-minutes.js';
import { SetBaselineService } from './set-baseline/set-baseline.service.js';
import { ListTimeEntriesQuery } from './time-entries/list-time-entries.query.js';
import { ConfirmedMinutesQuery } from './work-history/confirmed-minutes.query.js';

const offered = [
  ConfirmRunService,
  CorrectTimeEntryService,
  EstimateRunService,
  ListTimeEntriesQuery,
  RunsToConfirmQuery,
  SetBaselineService,
];

/** Baselines, the time ledger and its confirmations. Needs the modules of workflows and runs beside it. */
@Global()
@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([BaselineEntity, TimeEntryEntity, WaitingMinutesEntity])],
  providers: [
    ...offered,
    BeginAccountsSubscriber,
    ConfirmedMinutesQuery,
    EndedRunsQuery,
    SavingsLoaders,
    TimeLedger,
    WaitingMinutes,
    BaselineFieldsResolver,
    RunSavingsResolver,
    SavingsResolver,
    TimeEntryFieldsResolver,
    WorkflowSavingsResolver,
  ],
  exports: offered,
})
export class SavingsModule {}

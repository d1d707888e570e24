import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { ChangeScheduleService } from './change-schedule/change-schedule.service.js';
import { PauseSchedules } from './change-schedule/pause-schedules.js';
import { ScheduleJournal } from './change-schedule/schedule-journal.js';
import { FireByHandService } from './fire-by-hand/fire-by-hand.service.js';
import { FireScheduleService } from './fire-schedule/fire-schedule.service.js';
import { FiringBook } from './fire-schedule/firing-book.js';
import { ScheduleWakes } from './fire-schedule/schedule-wakes.js';
import { ScheduleWorker } from './fire-schedule/schedule-worker.js';
import { WaitingFiringsSubscriber } from './fire-schedule/waiting-firings.subscriber.js';
import { ScheduleFieldsResolver, ScheduleFiringResolver } from '../graphql/schedule-fields.resolver.js';
import { SchedulesResolver } from '../graphql/schedules.resolver.js';
import { ScheduleEntity, ScheduleFiringEntity } from '../persistence/schedule.entity.js';
import { PreviewScheduleQuery } from './save-schedule/preview-schedule.query.js';
import { SaveScheduleService } from './save-schedule/save-schedule.service.js';
import { ScheduleAccess } from './show-schedules/schedule-access.js';
import { SchedulesQuery } from './show-schedules/schedules.query.js';
import { StartUnattendedModule } from '../start-unattended/start-unattended.module.js';

/** Workflows that run by the clock. Needs the engine, which is global. */
@Module({
  imports: [AuditModule, StartUnattendedModule, TypeOrmModule.forFeature([ScheduleEntity, ScheduleFiringEntity])],
  providers: [
    ChangeScheduleService,
    FireByHandService,
    FireScheduleService,
    FiringBook,
    PauseSchedules,
    PreviewScheduleQuery,
    SaveScheduleService,
    ScheduleAccess,
    ScheduleFieldsResolver,
    ScheduleFiringResolver,
    ScheduleJournal,
    SchedulesQuery,
    SchedulesResolver,
    ScheduleWakes,
    ScheduleWorker,
    WaitingFiringsSubscriber,
  ],
  exports: [ChangeScheduleService, FireByHandService, FireScheduleService, SaveScheduleService],
})
export class SchedulesModule {}

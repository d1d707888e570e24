import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { RunRefusalEntity } from '../persistence/run-refusal.entity.js';
import { ForgetRefusals } from './forget-refusals.job.js';
import { RecordRefusal } from './record-refusal.service.js';

/** Starts that were refused. */
@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([RunRefusalEntity])],
  providers: [ForgetRefusals, RecordRefusal],
  exports: [RecordRefusal],
})
export class RunRefusalsModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditWriter } from './audit-writer.js';
import { CheckpointFolder } from './checkpoints/checkpoint-folder.js';
import { ListCheckpointsQuery } from './checkpoints/list-checkpoints.query.js';
import { TakeCheckpointService } from './checkpoints/take-checkpoint.service.js';
import { ExportAuditService } from './export/export-audit.service.js';
import { AuditResolver } from './graphql/audit.resolver.js';
import { AuditCheckpointEntity } from './persistence/audit-checkpoint.entity.js';
import { AuditEntryEntity, AuditHeadEntity } from './persistence/audit-entry.entity.js';
import { PruneAuditJob } from './retention/prune-audit.job.js';
import { PruneAuditService } from './retention/prune-audit.service.js';
import { ListLogsQuery } from './verify/list-logs.query.js';
import { SearchAuditQuery } from './search/search-audit.query.js';
import { VerifyAuditQuery } from './verify/verify-audit.query.js';

@Module({
  imports: [TypeOrmModule.forFeature([AuditEntryEntity, AuditHeadEntity, AuditCheckpointEntity])],
  providers: [
    AuditWriter,
    AuditResolver,
    CheckpointFolder,
    ExportAuditService,
    ListCheckpointsQuery,
    ListLogsQuery,
    PruneAuditJob,
    PruneAuditService,
    SearchAuditQuery,
    TakeCheckpointService,
    VerifyAuditQuery,
  ],
  exports: [
    AuditWriter,
    CheckpointFolder,
    ExportAuditService,
    ListLogsQuery,
    PruneAuditService,
    TakeCheckpointService,
    VerifyAuditQuery,
  ],
})
export class AuditModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import { BatchMoves } from './change-batch/batch-moves.js';
import { ChangeBatchService } from './change-batch/change-batch.service.js';
import { BatchProgress } from './feed-batch/batch-progress.query.js';
import { BatchWorker } from './feed-batch/batch-worker.js';
import { FeedBatchService } from './feed-batch/feed-batch.service.js';
import { RunInputsModule } from '../files/run-inputs.module.js';
import { BatchChangedResolver } from '../graphql/batch-changed.resolver.js';
import { BatchFieldsResolver } from '../graphql/batch-fields.resolver.js';
import { BatchesResolver, MoveBatchesResolver } from '../graphql/batches.resolver.js';
import { BatchEntity, BatchRowEntity } from '../persistence/batch.entity.js';
import { BatchesRepository } from '../persistence/batches.repository.js';
import { BatchSource } from './prepare-batch/batch-source.js';
import { MapBatchService } from './prepare-batch/map-batch.service.js';
import { PrepareBatchService } from './prepare-batch/prepare-batch.service.js';
import { BatchAccess } from './show-batches/batch-access.js';
import { BatchRowsQuery } from './show-batches/batch-rows.query.js';
import { ExportBatchService } from './show-batches/export-batch.service.js';
import { ListBatchesQuery } from './show-batches/list-batches.query.js';
import { WatchBatchService } from './watch-batch/watch-batch.service.js';

const offered = [BatchWorker, ChangeBatchService, ExportBatchService, FeedBatchService, PrepareBatchService];

/** Tables of which each row becomes a run. Needs the engine beside it, which is global. */
@Module({
  imports: [AuditModule, RunInputsModule, TypeOrmModule.forFeature([BatchEntity, BatchRowEntity])],
  providers: [
    ...offered,
    BatchAccess,
    BatchChangedResolver,
    BatchesRepository,
    BatchesResolver,
    BatchFieldsResolver,
    BatchMoves,
    BatchProgress,
    BatchRowsQuery,
    BatchSource,
    ListBatchesQuery,
    MapBatchService,
    MoveBatchesResolver,
    WatchBatchService,
  ],
  exports: offered,
})
export class BatchesModule {}

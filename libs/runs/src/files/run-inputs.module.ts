import { Module } from '@nestjs/common';
import { InputFilesResolver, RunFilesResolver } from '../graphql/input-files.resolver.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { ReadTableService } from './read-table/read-table.service.js';
import { InputFileLoaders } from './show-file/input-file.loaders.js';
import { ShowFileService } from './show-file/show-file.service.js';
import { RunAccess } from '../show-runs/run-access.js';
import { InputFilesModule } from './input-files.module.js';

/** What people see of files and tables. */
@Module({
  imports: [InputFilesModule],
  providers: [
    InputFileLoaders,
    InputFilesResolver,
    ReadTableService,
    RunAccess,
    RunFilesResolver,
    RunsRepository,
    ShowFileService,
  ],
  exports: [InputFilesModule, ReadTableService, ShowFileService],
})
export class RunInputsModule {}

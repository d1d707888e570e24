import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddFileService } from './add-file/add-file.service.js';
import { DiscardFiles } from './discard-files/discard-files.job.js';
import { InputFileEntity, InputFilePieceEntity, RunFileEntity } from '../persistence/input-file.entity.js';
import { InputFilesRepository } from '../persistence/input-files.repository.js';
import { StartInputs } from '../start-run/start-inputs.js';

/** Files that people give to runs, as the engine needs them. */
@Module({
  imports: [TypeOrmModule.forFeature([InputFileEntity, InputFilePieceEntity, RunFileEntity])],
  providers: [AddFileService, DiscardFiles, InputFilesRepository, StartInputs],
  exports: [AddFileService, InputFilesRepository, StartInputs],
})
export class InputFilesModule {}

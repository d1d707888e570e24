import { Module } from '@nestjs/common';
import { RunEngineModule } from './engine/run-engine.module.js';
import { RunInputsModule } from './files/run-inputs.module.js';
import { SchedulesModule } from './schedules.module.js';
import { RunToolsModule } from './tools/run-tools.module.js';

/** All of this library: the engine with its ledger, and the way to tools. */
@Module({ imports: [RunEngineModule, RunInputsModule, RunToolsModule, SchedulesModule] })
export class RunsModule {}

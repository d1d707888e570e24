import { Module } from '@nestjs/common';
import { RunEngineModule } from './engine/run-engine.module.js';
import { RunToolsModule } from './tools/run-tools.module.js';

/** All of this library: the engine with its ledger, and the way to tools. */
@Module({ imports: [RunEngineModule, RunToolsModule] })
export class RunsModule {}

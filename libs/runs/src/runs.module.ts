import { Module } from '@nestjs/common';
import { RunEngineModule } from './engine/run-engine.module.js';

/** All of this library. */
@Module({ imports: [RunEngineModule] })
export class RunsModule {}

import { Module } from '@nestjs/common';
import { BatchesModule } from './batches/batches.module.js';
import { RunEngineModule } from './engine/run-engine.module.js';
import { RunInputsModule } from './files/run-inputs.module.js';
import { SchedulesModule } from './schedules/schedules.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { RunPageModule } from './run-page.module.js';
import { RunToolsModule } from './tools/run-tools.module.js';

/** All of this library: the engine with its ledger, and the way to tools. */
@Module({
  imports: [
    RunEngineModule,
    RunInputsModule,
    RunPageModule,
    BatchesModule,
    RunToolsModule,
    SchedulesModule,
    WebhooksModule,
  ],
})
export class RunsModule {}

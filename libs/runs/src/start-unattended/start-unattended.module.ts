import { Module } from '@nestjs/common';
import { RunOriginResolver } from '../graphql/run-origin.resolver.js';
import { PresentTriggers } from './present-triggers.js';
import { RunOriginsQuery } from './run-origins.query.js';
import { StartUnattendedService } from './start-unattended.service.js';

/** What schedules and webhooks share: starts that nobody stands beside, where a run came from, and what may start any moment. */
@Module({
  providers: [PresentTriggers, RunOriginResolver, RunOriginsQuery, StartUnattendedService],
  exports: [StartUnattendedService],
})
export class StartUnattendedModule {}

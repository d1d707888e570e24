import { Module } from '@nestjs/common';
import { RunOriginResolver } from '../graphql/run-origin.resolver.js';
import { TriggerFacts } from '../graphql/trigger-facts.js';
import { TriggerTroublesResolver } from '../graphql/trigger-troubles.resolver.js';
import { PresentTriggers } from './present-triggers.js';
import { RunOriginsQuery } from './run-origins.query.js';
import { TriggerTroublesQuery } from './show-troubles/trigger-troubles.query.js';
import { StartUnattendedService } from './start-unattended.service.js';

/** What schedules and webhooks share: starts that nobody stands beside, where a run came from, what they
 * show alike, what needs somebody, and what may start any moment. */
@Module({
  providers: [
    PresentTriggers,
    RunOriginResolver,
    RunOriginsQuery,
    StartUnattendedService,
    TriggerFacts,
    TriggerTroublesQuery,
    TriggerTroublesResolver,
  ],
  exports: [StartUnattendedService, TriggerFacts],
})
export class StartUnattendedModule {}
